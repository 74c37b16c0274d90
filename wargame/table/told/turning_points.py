"""The moments at which a game turned: the largest swings of a number within one round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wargame.dataclass import dataclass
from wargame.play.log import Entry
from wargame.rules.amounts import listed
from wargame.rules.game import Write
from wargame.table.told.news import by_cause
from wargame.table.words.view_models import Marker

FINEST = 1000
"""Swings are compared in thousandths of a number's range."""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A number that moved far in one round.

    Attributes:
        name: Which, as in the expression language.
        round: When.
        old, new: From where to where over the round.
        cause: What moved it most, by title: all that did so alike.
        share: How much of its range it moved, in thousandths.
        is_most: Whether the cause moved more of it than all others that moved it the same way.
    """

    name: str
    round: int
    old: int
    new: int
    cause: str
    share: int
    is_most: bool


def ranges_of(markers: Iterable[Marker]) -> dict[str, int]:
    """How far each number can move that may turn a game: no purses, and no workings."""
    return {
        row.name: row.most - row.least
        for row in markers
        if row.most > row.least and not row.is_purse and not row.is_aside
    }


def turning_points(
    log: Iterable[Entry], ranges: Mapping[str, int], count: int = 5
) -> list[TurningPoint]:
    """The largest swings of the numbers in `ranges`, largest first, at most one per number.

    Args:
        log: The entries of a traced match.
        ranges: Per name, how far it can move, 1 or more.
    """
    moves: dict[tuple[str, int], list[Write]] = {}
    for entry in log:
        for write in entry.writes:
            if write.name in ranges:
                moves.setdefault((write.name, write.round), []).append(write)
    turns = [_turn(number, writes, ranges[name]) for (name, number), writes in moves.items()]
    best: dict[str, TurningPoint] = {}
    for turn in sorted(turns, key=lambda turn: (-turn.share, turn.round, turn.name)):
        best.setdefault(turn.name, turn)
    return [turn for turn in best.values() if turn.share][:count]


def _turn(number: int, writes: list[Write], span: int) -> TurningPoint:
    old, new = writes[0].old, writes[-1].new
    pushed = by_cause(writes)
    way = 1 if new >= old else -1
    moved = {cause: way * by for cause, by in pushed.items()}
    largest = [cause for cause, by in moved.items() if by == max(moved.values())]
    is_most = 2 * sum(moved[cause] for cause in largest) > sum(max(0, by) for by in moved.values())
    share = abs(new - old) * FINEST // span
    return TurningPoint(writes[0].name, number, old, new, listed(largest), share, is_most)
