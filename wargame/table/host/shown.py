"""What each seat has been shown so far: where its news begin, and the numbers it knew then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from wargame.dataclass import dataclass
from wargame.play.log import NOBODY, Entry, Seen, new_to
from wargame.play.match import Match
from wargame.rules.view import SeatState
from wargame.table.host.idle import was_idle
from wargame.table.words.view_models import marker_names

Numbers = Mapping[str, int]
"""Markers of the board by their canonical names."""


@dataclass(slots=True)
class Shown:
    """What one seat has been shown.

    Attributes:
        start: How much of the log it has been told; the rest is news to it.
        view: What it saw then; None before anything was shown.
        board: The numbers when the whole board was last laid out in text, and in which round.
    """

    start: int = 0
    view: SeatState | None = None
    board: tuple[int, Numbers] | None = None
    _read: tuple[SeatState | None, Numbers] = field(init=False, default=(None, {}))

    @property
    def numbers(self) -> Numbers:
        """As they stood then; worked out when somebody asks, which watchers of programs do not."""
        if self.view is not None and self.view is not self._read[0]:
            self._read = self.view, numbers_of(self.view)
        return self._read[1]


def numbers_of(view: SeatState) -> dict[str, int]:
    """Every marker of the board as it stands."""
    return {name: view.value(name) for name in marker_names(view.deck)}


def is_chosen(match: Match, entry: Entry, seat: str) -> bool:
    """Whether a seat took this itself; what was taken unasked begins a turn of its own."""
    return entry.seat == seat and not was_idle(match, entry)


def recalled(match: Match, seat: str) -> Shown:
    """What a seat had been shown when it took its last decisions, as the log tells.

    Args:
        seat: A seat, or `NOBODY`, who is shown every decision as it comes.
    """
    log, game = match.log, match.game
    seats = game.seats if seat == NOBODY else (seat,)
    own = (n for n in reversed(range(len(log))) if log[n].seat in seats)
    last = next((n for n in own if not was_idle(match, log[n])), -1)
    if last < 0:
        return Shown()
    while last and is_chosen(match, log[last - 1], log[last].seat):
        last -= 1
    return Shown(last, game.redact(match.course.at(match.course.first + last), seat))


@dataclass(slots=True)
class ShownSoFar:
    """What each seat of a match has been shown."""

    match: Match
    _shown: dict[str, Shown] = field(init=False, default_factory=dict)

    def of(self, seat: str) -> Shown:
        """What a seat has been shown."""
        if seat not in self._shown:
            self._shown[seat] = recalled(self.match, seat)
        shown = self._shown[seat]
        shown.start = min(shown.start, len(self.match.log))  # some may have been taken back
        return shown

    def news(self, seat: str) -> list[Seen]:
        """What is new to a seat."""
        return new_to(seat, self.match.log, self.of(seat).start)

    def was_told(self, seat: str) -> None:
        """All there is to tell has been told to a seat; from here on things are new to it."""
        shown = self.of(seat)
        shown.start = len(self.match.log)
        shown.view = self.match.game.redact(self.match.state, seat)

    def before_turn(self, seat: str, watching: Iterable[str]) -> None:
        """Remember what people knew before a seat decides, to tell later what has changed.

        Args:
            watching: Who follows the turns of the seat from the one to the next.
        """
        log = self.match.log
        is_going_on = bool(log) and is_chosen(self.match, log[-1], seat)
        for whose in watching:
            if not is_going_on or whose not in self._shown:
                self.was_told(whose)
