"""Saves for tests: a world that can be repeated, and matches that were kept."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import DECKS
from tests.play.anything import Pages, new_match, play_anything
from wargame.lab.runs.games import shared_game
from wargame.play.event import Event
from wargame.play.match import Match
from wargame.play.player import Player
from wargame.play.record import Record
from wargame.rules.game import Action, Game
from wargame.rules.view import SeatState
from wargame.store.line_writer import LineWriter, first_lines, new_head
from wargame.store.matches import save_match
from wargame.store.save import Save, save_from
from wargame.store.savefile import SaveFile, create
from wargame.store.storage import Disk, Storage
from wargame.store.world import World

SMALL_DECKS = ("calibration", "kitchen_sink", "primer", "water_treaty")
"""Decks on which many matches can be kept in a short time."""

NOON = 1_800_000_000
"""When tests happen."""


def world(storage: Storage | None = None, seed: int = 1) -> World:
    """A world in which the same happens each time."""
    return World(storage or Disk(), lambda: NOON, random.Random(seed).randbytes)


def lock_up(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nobody look into a folder, not even an administrator."""
    look = os.scandir

    def refused(place: Path) -> object:
        if Path(place) == folder:
            raise PermissionError(errno.EACCES, "Permission denied", str(place))
        return look(place)

    monkeypatch.setattr(os, "scandir", refused)


def refuse_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody read a save from now on, not even an administrator."""

    def refused(_: Disk, path: Path, last: int = 0) -> object:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Disk, "read", refused)


def game_of(deck: str) -> Game:
    return shared_game(DECKS[deck])


@cache
def batches_of(deck: str, seed: int, limit: int = 400) -> tuple[Record, list[list[Event]]]:
    """A match of everything, as it was given to its journal."""
    pages = Pages()
    match = play_anything(new_match(game_of(deck), seed, pages), seed, limit)
    return match.record, pages.batches


def kept(path: Path, deck: str = "water_treaty", seed: int = 1, limit: int = 400) -> Path:
    """A save of such a match."""
    record, batches = batches_of(deck, seed, limit)
    with create(path, game_of(deck), Record(record.header), world(seed=seed)) as file:
        for batch in batches:
            file.append(batch)
    return path


class Anybody:
    """Plays at random under any name."""

    def __init__(self, name: str, seed: int) -> None:
        self.name, self._luck = name, random.Random(seed)

    def choose(self, view: SeatState) -> Action:
        return self._luck.choice(view.legal)


def anybody(game: Game, names: Sequence[str], seed: int) -> dict[str, Player]:
    """Somebody in each seat of a game, under these names."""
    return {seat: Anybody(name, seed) for seat, name in zip(game.seats, names, strict=True)}


def played_by(path: Path, game: Game, names: Sequence[str], seed: int, plies: int = 999) -> Match:
    """A kept match between somebody under each name, to its end or so many moves old."""
    match = Match(game, anybody(game, names, seed), seed)
    while not match.is_over and match.course.ply < plies:
        match.step()
    save_match(match, path)
    return match


def save_of(deck: str, record: Record, seed: int) -> Save:
    """A save of a record that nobody has to believe, with keys of its own; on no disk."""
    return save_from(Path("unkept.jsonl"), [bytes_of(deck, record, seed)])


def bytes_of(deck: str, record: Record, seed: int) -> bytes:
    """What `save_of` reads."""
    lines = LineWriter(world(seed=seed))
    head = new_head(game_of(deck), record, lines.world, "ab" * 16, False)
    return first_lines(game_of(deck), head, lines) + lines.events(record.events)


def played(path: Path, deck: str = "water_treaty", seed: int = 1, *, traced: bool = False) -> Match:
    """A match between random players that is being kept; its journal is open."""
    match = new_match(game_of(deck), seed, traced=traced)
    match.journal = create(path, match.game, match.record, world(seed=seed))
    return match


def close(match: Match) -> None:
    """Keep no more of a match."""
    assert isinstance(match.journal, SaveFile)
    match.journal.close()


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)
