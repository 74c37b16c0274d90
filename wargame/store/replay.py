"""A save told again: round by round, what was done, what it moved, and where it ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path

from wargame.dataclass import dataclass
from wargame.errors import PlayerError, visible
from wargame.play.log import Entry
from wargame.play.match import Match
from wargame.play.player import Player
from wargame.play.resume import Unconfirmed, resume
from wargame.play.written import tracks_of
from wargame.rules.game import Action
from wargame.rules.view import SeatState
from wargame.store.save import FIRST_EVENT, Save, SaveFault, unconfirmed


class Absent:
    """Stands for the player of a save; a replay never asks it to choose."""

    def __init__(self, name: str) -> None:
        self.name = name

    def choose(self, view: SeatState) -> Action:
        raise PlayerError(
            f"This match is only looked at: nobody chooses for seat '{view.seat}'. "
            "`wargame.branch` goes on with players of your own."
        )


@dataclass(slots=True)
class RoundTold:
    """One round of a replay.

    Attributes:
        number: From 0 for what comes before the first round.
        entries: What happened in it that counts.
        tracks: Every public number at the first choice after it, or now for the last.
    """

    number: int
    entries: list[Entry] = field(default_factory=list)
    tracks: Mapping[str, int] = field(default_factory=dict)


def match_of(save: Save, *, traced: bool = True) -> Match:
    """The match of a save as far as it is sound; it cannot go on.

    Raises:
        SaveFault: The rules lead elsewhere; or it is a view, which holds no match.
    """
    if save.view:
        whose = f"{visible(save.path.stem)}: This is the view of seat '{visible(save.view)}'"
        raise SaveFault(f"{whose}; it cannot be replayed.")
    game, record = save.game, save.record
    players: dict[str, Player] = {seat: Absent(record.seats[seat]) for seat in game.seats}
    with naming_save(save.path):
        return resume(game, record, players, traced=traced, hashed=save.fits_layout)


@contextmanager
def naming_save(path: Path) -> Iterator[None]:
    """Say which save it is whose events are held against the rules.

    Raises:
        SaveFault: In the place of `Unconfirmed`, with what to do.
    """
    try:
        yield
    except Unconfirmed as error:
        raise unconfirmed(path, error.place + FIRST_EVENT, error) from error


def rounds_of(match: Match) -> list[RoundTold]:
    """The rounds of a traced match."""
    found: list[RoundTold] = []
    for entry, move in zip(match.log, match.course.moves, strict=True):
        if not found or found[-1].number != entry.round:
            found.append(RoundTold(entry.round))
        found[-1].entries.append(entry)
        if move.tracks is not None:
            found[-1].tracks = move.tracks
    if found and not found[-1].tracks:
        found[-1].tracks = tracks_of(match.game, match.state)
    return found
