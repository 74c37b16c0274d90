"""What the story of a game is made from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from wargame.dataclass import dataclass
from wargame.lab.record.timeline import Timeline
from wargame.play.log import Entry
from wargame.table.told.account.objects import GameCourse, GameVerdict, Waterfall
from wargame.table.told.account.sources import LastTurn
from wargame.table.words.titles import Titles

MOST_ROUNDS = 3
"""Rounds that are listed one by one at most."""


@dataclass(frozen=True, slots=True)
class StoryBasis:
    """What a story is made from.

    Attributes:
        log: The entries that are known.
        line: What happened, as gauges read it.
        last: The ply of the move that ended the game.
        labels: What each round is called, by its number.
        turn: Of a lead, what put whoever is ahead at the end ahead for good; None for nothing.
        announced: Projects whose first stage is words: it costs nothing and is done at once.
    """

    log: Sequence[Entry]
    line: Timeline
    last: int
    verdict: GameVerdict
    falls: Sequence[Waterfall]
    course: GameCourse
    titles: Titles
    labels: Mapping[int, str]
    turn: LastTurn | None = None
    announced: Collection[str] = ()

    @property
    def last_round(self) -> int:
        """The last round that was played."""
        return len(self.course.labels)

    def seat(self, seat: str) -> str:
        """What people call a seat."""
        return self.titles.seats.get(seat, "nobody")

    def when(self, number: int) -> str:
        """What people call a round."""
        return self.labels.get(number, f"round {number}")

    def rounds(self, numbers: Iterable[int]) -> str:
        """Some rounds, in order, each once."""
        found = [self.when(one) for one in dict.fromkeys(sorted(numbers))]
        if len(found) <= MOST_ROUNDS:
            return ", ".join(found)
        return f"in {len(found)} rounds, the last {found[-1]}"

    def in_rounds(self, numbers: Iterable[int]) -> str:
        """The same behind `in`."""
        return f"in {self.rounds(numbers).removeprefix('in ')}"
