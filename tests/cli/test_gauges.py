"""`wargame lab gauges`: what is counted in a save, with its events, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import DECKS, CommandLine
from tests.store.helpers import kept, world
from wargame.store.export import export
from wargame.store.save import load

SINK = str(DECKS["kitchen_sink"].folder)


@pytest.fixture(scope="module")
def saves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("saves")
    kept(place / "season.jsonl", "kitchen_sink", 1)
    kept(place / "river.jsonl", "water_treaty", 1)
    export(load(place / "season.jsonl", world()), "mask", place / "seen.jsonl", world())
    return place


def test_counts_and_events_are_the_same_for_people_and_programs(
    saves: Path, wargame: CommandLine
) -> None:
    args = ("lab", "gauges", SINK, "season", "--saves", str(saves))
    said, found = wargame(*args), json.loads(wargame(*args, "--json").out)
    (game,) = found["games"]
    assert [gauge["claim"] for gauge in game["gauges"]] == [1, 2, 3, 4, 7, 11]
    assert found["by_trial"] == [5, 6, 8, 9, 10]
    assert found["registration"] in said.out.replace("\n", "")
    plain = " ".join(said.out.split())
    for gauge in game["gauges"]:
        for one in gauge["quantities"]:
            assert f"{one['name']}" in plain
            if one["whole"]:
                assert f"{one['part']} of {one['whole']}" in plain
            for event in one["events"]:
                assert event["what"] in plain


def test_one_gauge_may_be_asked_for_and_several_games(saves: Path, wargame: CommandLine) -> None:
    args = ("--claim", "11", "--saves", str(saves), "--json")
    found = json.loads(wargame("lab", "gauges", SINK, "season", "season", *args).out)
    assert [[one["claim"] for one in game["gauges"]] for game in found["games"]] == [[11], [11]]


@pytest.mark.parametrize(
    ("deck", "save", "says"),
    [
        ("calibration", "season", "calibration has no role map"),
        (SINK, "river", "river.jsonl is a game of water_treaty, not of kitchen_sink"),
        (SINK, "seen", "seen.jsonl is only what mask may know"),
        (SINK, "nothing", "nothing"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    saves: Path, wargame: CommandLine, deck: str, save: str, says: str
) -> None:
    answer = wargame("lab", "gauges", deck, save, "--saves", str(saves))
    assert answer.code == 2
    assert says in answer.err


def test_a_save_that_lacks_what_the_map_names_is_refused(
    saves: Path, wargame: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "kitchen_sink"
    folder.mkdir()
    for path in DECKS["kitchen_sink"].folder.rglob("*.yaml"):
        there = folder / path.relative_to(DECKS["kitchen_sink"].folder)
        there.parent.mkdir(exist_ok=True)
        text = path.read_text("utf-8")
        if path.name in ("roles.yaml", "tracks.yaml"):
            text = text.replace("craft", "skill") if path.name == "roles.yaml" else text + NEW
        there.write_text(text, "utf-8")
    answer = wargame("lab", "gauges", str(folder), "season", "--saves", str(saves))
    assert answer.code == 2
    assert "its deck has no lantern.skill, which the role map names" in " ".join(answer.err.split())


NEW = """
- id: skill
  title: Skill
  of: lantern
"""
