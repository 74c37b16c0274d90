"""Plain play where the disk fails: people are asked how to go on, and nothing is lost unsaid."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import LONG_S
from tests.store.helpers import world
from tests.store.smalldisk import Full, SmallDisk
from tests.systems import moves_open_files
from wargame.errors import NotSaved
from wargame.play.event import Move
from wargame.rules.game import Game
from wargame.store.names import saves_folder
from wargame.store.save import load
from wargame.store.verify import verify
from wargame.store.world import World
from wargame.table.host.kept import KeptGames
from wargame.table.plain.console import Console
from wargame.table.plain.table import PlainTable


def play(folder: Path, game: Game, *typed: str) -> tuple[str, KeptGames]:
    """Play by passing; after the first question of the disk, type these and go on passing."""
    games = KeptGames(saves_folder(folder), World(SmallDisk()), writes_aside=False)
    upper, lower = game.seats
    sitting = games.begin(game, {upper: "human", lower: "greedy"}, 1, "evening")
    printed: list[str] = []
    answers = iter(typed)

    def lines() -> Iterator[str]:
        while True:
            asked = "unsaved" in "".join(printed[-8:])
            line = next(answers, None) if asked else "1"
            if line is None:
                return
            yield line

    console = Console(lines(), printed.append)
    try:
        PlainTable(sitting, console).play()
    finally:
        games.close()
    return " ".join("".join(printed).split()), games


def test_a_game_goes_on_unsaved_if_people_say_so(water: Game, tmp_path: Path) -> None:
    said, _ = play(tmp_path, water, "3", "unsaved")
    assert "no space left" in said
    assert "The end" in said
    kept = load(tmp_path / "evening.jsonl", world())
    assert verify(kept.path, world()).code == 0
    assert not kept.is_over
    assert "'evening' holds it up to there" in said
    moves = [event for event in kept.events if isinstance(event, Move)]
    assert f"Not saved since move {len(moves)}:" in said


@moves_open_files
def test_a_file_that_was_taken_away_is_not_said_to_hold_the_game(
    water: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def takes_it_away(handle: Full, data: bytes) -> int:
        handle._room -= 1
        if not handle._room:
            (tmp_path / "evening.jsonl").unlink()
        return handle._handle.write(data)

    monkeypatch.setattr(Full, "write", takes_it_away)
    said, _ = play(tmp_path, water, "unsaved")
    assert "the file was removed, replaced or written to by another program" in said
    assert "The end" in said
    assert "holds it up to there" not in said


@pytest.mark.parametrize("aside", [False, True], ids=["at once", "aside"])
def test_who_leaves_is_not_told_that_all_is_kept_where_something_was_not(
    water: Game, tmp_path: Path, aside: bool
) -> None:
    """A thought, or an act of control, was refused; then all was said to be kept."""
    games = KeptGames(saves_folder(tmp_path), world(), writes_aside=aside)
    sitting = games.begin(water, dict.fromkeys(water.seats, "human"), 1, "evening")
    assert sitting.whereabouts.startswith("This game is kept;")
    os.truncate(tmp_path / "evening.jsonl", 1_000)
    with suppress(NotSaved):
        sitting.note(water.seats[0], "memo", "Hold the dam.")
    end = time.monotonic() + LONG_S
    while not sitting.trouble() and time.monotonic() < end:
        time.sleep(0.002)
    assert sitting.whereabouts.startswith("Not saved since the beginning: the file was removed, ")
    sitting.keep("roomy")
    assert sitting.whereabouts.startswith("This game is kept;")
    sitting.close()
    games.close()


def test_a_game_goes_on_elsewhere_and_is_kept_there_whole(water: Game, tmp_path: Path) -> None:
    said, _ = play(tmp_path, water, "save evening", "save no/such:name?.txt", "save roomy")
    assert "This game is open in another window" in said
    assert "ends in .jsonl" in said
    assert "The end" in said
    kept = load(tmp_path / "roomy.jsonl", world())
    assert verify(kept.path, world()).code == 0
    assert kept.is_over


def test_a_game_that_goes_on_in_another_folder_is_gone_on_with_there(
    water: Game, tmp_path: Path
) -> None:
    place = str(tmp_path / "stick" / "roomy.jsonl")
    Path(place).parent.mkdir()
    said, _ = play(tmp_path, water, f"save {place}", "quit")
    assert f"goonwithitby`wargameresume{place}`." in "".join(said.split())


def test_where_nobody_answers_the_program_ends_and_says_so(water: Game, tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="Not saved since move"):
        play(tmp_path, water)
    assert verify(tmp_path / "evening.jsonl", world()).code == 0
