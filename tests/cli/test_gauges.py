"""`wargame lab gauges`: what is counted in a save, with its events, and what is refused."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import DECKS, CommandLine
from tests.play.anything import new_match
from tests.store.helpers import kept, world
from wargame.lab.runs.games import shared_game
from wargame.play.record import Record
from wargame.store.export import export
from wargame.store.save import load
from wargame.store.savefile import create

SINK = str(DECKS["kitchen_sink"].folder)


@pytest.fixture(scope="module")
def saves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("saves")
    kept(place / "season.jsonl", "kitchen_sink", 1)
    kept(place / "river.jsonl", "water_treaty", 1)
    whole = (place / "season.jsonl").read_bytes()
    (place / "hurt.jsonl").write_bytes(whole.replace(b'"ply":40', b'"ply":41'))
    export(load(place / "season.jsonl", world()), "mask", place / "seen.jsonl", world())
    return place


def test_counts_and_events_are_the_same_for_people_and_programs(
    saves: Path, wargame: CommandLine
) -> None:
    args = ("lab", "gauges", SINK, "season", "--saves", str(saves))
    said, found = wargame(*args), json.loads(wargame(*args, "--json").out)
    (game,) = found["games"]
    assert [gauge["claim"] for gauge in game["gauges"]] == [1, 2, 3, 4, 6, 7, 11]
    assert found["by_trial"] == [5, 6, 8, 9, 10]
    assert found["beside_by_trial"] == ["3b", "4c", "8b", "9b"]
    assert found["registration"] in said.out.replace("\n", "")
    plain = " ".join(said.out.split())
    assert "are counted from pairs of games, which `wargame lab judge` plays." in plain
    assert "6 rounds in which B cuts inputs to the middle of a scale of its own accord" in plain
    assert "So are 3b, 4c, 8b, 9b beside claims; `wargame lab companions` plays pairs" in plain
    for gauge in game["gauges"]:
        for one in gauge["quantities"]:
            assert f"{one['name']}" in plain
            if one["whole"]:
                assert f"{one['part']} of {one['whole']}" in plain
            for event in one["events"]:
                assert event["what"] in plain


def test_one_gauge_may_be_asked_for_and_several_games(saves: Path, wargame: CommandLine) -> None:
    shutil.copy(saves / "season.jsonl", saves / "again.jsonl")
    args = ("--claim", "11", "--saves", str(saves), "--json")
    found = json.loads(wargame("lab", "gauges", SINK, "season", "again", *args).out)
    assert [[one["claim"] for one in game["gauges"]] for game in found["games"]] == [[11], [11]]


@pytest.mark.parametrize(
    ("deck", "save", "says"),
    [
        ("calibration", "season", "calibration has no role map"),
        (SINK, "river", "river.jsonl is a game of water_treaty, not of kitchen_sink"),
        (SINK, "seen", "seen.jsonl is only what mask may know"),
        (SINK, "nothing", "nothing"),
        (SINK, "hurt", "hurt: Event "),
    ],
)
def test_what_cannot_be_counted_is_refused(
    saves: Path, wargame: CommandLine, deck: str, save: str, says: str
) -> None:
    answer = wargame("lab", "gauges", deck, save, "--saves", str(saves))
    assert answer.code == 2
    assert says in answer.err


def copied(place: Path) -> Path:
    return Path(shutil.copytree(SINK, place / "kitchen_sink"))


def test_a_save_that_lacks_what_the_map_names_is_refused(
    saves: Path, wargame: CommandLine, tmp_path: Path
) -> None:
    folder = copied(tmp_path)
    roles, tracks = folder / "roles.yaml", folder / "tracks.yaml"
    roles.write_text(roles.read_text("utf-8").replace("craft", "skill"), "utf-8")
    tracks.write_text(tracks.read_text("utf-8") + NEW, "utf-8")
    answer = wargame("lab", "gauges", str(folder), "season", "--saves", str(saves))
    assert answer.code == 2
    assert "its deck has no lantern.skill, which the role map names" in " ".join(answer.err.split())


NEW = """
- id: skill
  title: Skill
  of: lantern
"""


@pytest.mark.parametrize(
    ("players", "looks"),
    [
        (("greedy", "greedy"), 1),
        (("greedy", "random"), 1),
        (("random", "random"), 0),
        (("greedy", "human"), 0),
    ],
)
def test_a_look_at_a_game_between_programs_is_written_down(
    wargame: CommandLine, tmp_path: Path, players: tuple[str, str], looks: int
) -> None:
    folder, game = copied(tmp_path), shared_game(DECKS["kitchen_sink"])
    match = new_match(game, 4, secret="00" * 16).run()
    record = Record(replace(match.record.header, seats=dict(zip(game.seats, players, strict=True))))
    with create(tmp_path / "one.jsonl", game, record, world()) as file:
        file.append(match.record.events)
    args = ("lab", "gauges", str(folder), str(tmp_path / "one.jsonl"), "--claim", "1")
    answers = [wargame(*args), wargame(*args)]
    assert [one.code for one in answers] == [0, 0]
    path = folder / "looks.jsonl"
    said = f"A look at a game between programs is written down, with its seed, in {path}.\n"
    assert [one.err.count(said) for one in answers] == [looks] * 2
    told = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    assert [(one["what"], one["seed"], tuple(one["players"])) for one in told] == [
        ("lab gauges", 4, players)
    ] * (2 * looks)
