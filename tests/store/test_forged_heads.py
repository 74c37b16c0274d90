"""Heads that say what cannot be: told by `verify`, listed beside the others, and never opened."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.store.helpers import kept, world
from tests.store.test_hostile_saves import Fields, forged
from wargame.store.save import SaveFault, load, load_head

Change = Callable[[list[Fields]], object]


@pytest.fixture
def forge(tmp_path: Path) -> Callable[[Change], None]:
    """Put a forged save beside a sound one."""

    def call(change: Change) -> None:
        sound = kept(tmp_path / "sound.jsonl", "water_treaty", 12, 60)
        (tmp_path / "forged.jsonl").write_bytes(forged(sound, change))

    return call


@pytest.mark.parametrize("time", [10**18, 2**62, 253_402_300_800, -1])
@pytest.mark.parametrize("line", [pytest.param(0, id="head"), pytest.param(30, id="event")])
def test_a_time_that_no_calendar_has_keeps_no_other_save_from_the_list(
    forge: Callable[[Change], None], line: int, time: int, tmp_path: Path, wargame: CommandLine
) -> None:
    forge(lambda fields: fields[line][0].update(at=time))
    answer = wargame("save", "list", "--saves", tmp_path)
    assert answer.code == 0
    assert "The water treaty" in answer.out
    assert "malformed" in next(x for x in answer.out.splitlines() if x.startswith("forged"))
    answer = wargame("save", "verify", "forged", "--saves", tmp_path)
    assert answer.code == 2
    assert line or "Event 1 is malformed" in answer.out


def test_a_save_of_the_last_year_is_listed(
    forge: Callable[[Change], None], tmp_path: Path, wargame: CommandLine
) -> None:
    forge(lambda fields: fields[0][0].update(at=253_402_300_799))
    assert "The water treaty" in wargame("save", "list", "--saves", tmp_path).out


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda seats: seats.pop("upper"), id="one left out"),
        pytest.param(lambda seats: seats.clear(), id="all left out"),
        pytest.param(lambda seats: seats.update(mars="greedy"), id="one too many"),
    ],
)
def test_a_head_with_other_seats_than_its_deck_is_not_sound_and_not_opened(
    forge: Callable[[Change], None],
    change: Callable[[dict[str, str]], object],
    tmp_path: Path,
    wargame: CommandLine,
) -> None:
    forge(lambda fields: change(fields[0][0]["seats"]))
    answer = wargame("save", "verify", "forged", "--json", "--saves", tmp_path)
    assert json.loads(answer.out)["code"] == 3
    for command in (
        ("resume", "forged", "--plain"),
        ("replay", "forged", "--plain"),
        ("save", "branch", "forged", "mine", "--move", "0"),
        ("save", "export", "forged", "--seat", "lower"),
    ):
        refused = wargame(*command, "--saves", tmp_path)
        assert refused.code == 2
        assert "seats" in refused.err


def test_a_head_is_read_without_the_rest(tmp_path: Path) -> None:
    sound = kept(tmp_path / "sound.jsonl", "water_treaty", 12, 60)
    cut = tmp_path / "cut.jsonl"
    cut.write_bytes(sound.read_bytes().partition(b"\n")[0] + b"\n{" + b"x" * 100)
    assert load_head(cut, world()) == load(sound, world()).head
    cut.write_bytes(b"no save at all\n")
    with pytest.raises(SaveFault, match="not a save"):
        load_head(cut, world())
