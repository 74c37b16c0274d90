"""The numbers with which each round of a match began, for charts."""

from __future__ import annotations

from dataclasses import field

from wargame.dataclass import dataclass
from wargame.play.match import Match
from wargame.table.host.shown import numbers_of


@dataclass(slots=True)
class Chart:
    """A match's numbers, round by round; the rounds too that nobody has watched.

    Attributes:
        numbers: Per number, its value at the start of each round so far.
    """

    match: Match
    numbers: dict[str, list[int]] = field(init=False, default_factory=dict)
    _seen: int = field(init=False, default=0)
    _round: int = field(init=False, default=-1)

    def __post_init__(self) -> None:
        self.catch_up()

    def catch_up(self) -> None:
        """Take in what has happened since the last time."""
        log = self.match.log
        if self._seen > len(log):  # moves were taken back
            self.numbers.clear()
            self._seen, self._round = 0, -1
        rounds = [entry.round for entry in log[self._seen :]]
        for place, number in enumerate([*rounds, self.match.state.round], self._seen):
            if number != self._round:
                self._round = number
                self._add(place)
        self._seen = len(log)

    def _add(self, place: int) -> None:
        """Add the numbers as they stood before the move at this place of the log."""
        course = self.match.course
        view = self.match.game.redact(course.at(course.first + place))
        for name, value in numbers_of(view).items():
            self.numbers.setdefault(name, []).append(value)
