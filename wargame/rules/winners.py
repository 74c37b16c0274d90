"""How a match ended, or would end here: who won, by what, and what it is worth.

Returns at a contest table are match points, a thousand each, and the lead on top of them as a tie
break: 3 points with a lead of 12 are 3012, and 1 point for whoever is 12 behind is 988.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal

from wargame.dataclass import dataclass
from wargame.rules.asking import evaluate
from wargame.rules.asking.describe import Describer
from wargame.rules.ir import ContestIR, LossIR, Program
from wargame.rules.kernel import (
    BY_FLOOR,
    BY_LEAD,
    BY_LOSS,
    BY_RUIN,
    BaseState,
    ContestRow,
    Engine,
    lead_of,
)

MATCH_POINT = 1_000
"""What a match point is in returns."""

TIE_BREAK = 499
"""How much of the lead counts in returns at most."""

Cause = Literal["lead", "floor", "ruin", "lost_by", "blame"]
"""What decides a match: the lead, one broken floor, both of them without anybody to blame,
something that loses at once, or blame for ruin."""


@dataclass(frozen=True, slots=True)
class MatchEnd:
    """How a match ended, or would end here.

    Attributes:
        winner: A seat, or "" for nobody.
        cause: What decided.
        reason: For `lost_by` and `blame`, what it was: its title, or its condition in words.
        lead: Above 0 the first seat is ahead.
        points: Match points, by seat.
    """

    winner: str
    cause: Cause
    reason: str
    lead: int
    points: dict[str, int]

    def lead_of(self, seat: int) -> int:
        """By how much a seat, by its number, is ahead."""
        return self.lead if seat == 0 else -self.lead


def contest_of(engine: Engine) -> ContestRow | None:
    """The contest of a table that names a winner."""
    contest = engine.tables.contest
    return contest if contest is not None and contest.is_played else None


def match_end_of(program: Program, contest: ContestRow, state: BaseState) -> MatchEnd:
    """How the match would end at a position."""
    assert program.contest is not None
    seats = [seat.id for seat in program.seats]
    code = contest.match_end(state)
    winner, (cause, reason) = code % 3 - 1, _cause(program, program.contest, code // 3)
    return MatchEnd(
        seats[winner] if winner >= 0 else "",
        cause,
        reason,
        contest.lead(state),
        dict(zip(seats, contest.points[code], strict=True)),
    )


def _cause(program: Program, contest: ContestIR, number: int) -> tuple[Cause, str]:
    plain: dict[int, Cause] = {BY_LEAD: "lead", BY_FLOOR: "floor", BY_RUIN: "ruin"}
    if number in plain:
        return plain[number], ""
    losses: list[tuple[Cause, LossIR]] = [("lost_by", loss) for loss in contest.lost_by]
    losses += [("blame", loss) for loss in contest.ruin]
    cause, loss = losses[number - BY_LOSS]
    return cause, loss.title or Describer(program).cond(loss.when)


def floors_held(program: Program, state: BaseState) -> dict[str, bool]:
    """Whether each seat that has a floor holds it."""
    floors = program.contest.floors if program.contest else ()
    pairs = zip(program.seats, floors, strict=bool(floors))

    read = partial(evaluate.read_state, state)
    return {seat.id: evaluate.truth(floor, read) for seat, floor in pairs if floor is not None}


def match_returns(contest: ContestRow, state: BaseState, seats: int) -> list[int]:
    """What the end of a match gives each seat; what it would give if it ended here."""
    points = contest.points[contest.match_end(state)]
    return [
        MATCH_POINT * points[seat] + max(-TIE_BREAK, min(TIE_BREAK, lead_of(contest, state, seat)))
        for seat in range(seats)
    ]


# --- bounds --------------------------------------------------------------------------------


def points_bounds(contest: ContestIR) -> tuple[tuple[int, int], ...]:
    """Every pair of match points that an end may give to winner and loser, or to both."""
    pairs = [*_won_and_lost(contest)]
    if contest.level < 0:
        pairs.append((contest.stand, contest.stand))
    if all(contest.floors):
        pairs.append((contest.ruined, contest.ruined))
    return tuple(pairs)


def _won_and_lost(contest: ContestIR) -> Iterator[tuple[int, int]]:
    """What an end that somebody wins may give to winner and loser."""
    yield contest.win, contest.stand
    if any(contest.floors) or contest.lost_by:
        yield contest.outlast, contest.fall
    if all(contest.floors) and contest.ruin:
        yield contest.outlast, contest.ruined


def match_bounds(contest: ContestIR) -> tuple[int, int]:
    """The least and the most that a match may return to a seat."""
    every = [points for pair in points_bounds(contest) for points in pair]
    most = min(TIE_BREAK, max(abs(contest.lead.lo), abs(contest.lead.hi)))
    return MATCH_POINT * min(every) - most, MATCH_POINT * max(every) + most


def is_zero_sum(contest: ContestIR) -> bool:
    """Whether match points cancel however a match ends; the lead always does."""
    return all(sum(pair) == 0 for pair in points_bounds(contest))


def is_shared_out(contest: ContestIR) -> bool:
    """Whether winner and loser get as much together however somebody wins, so that what one gets
    the other does not; where an end brings both less, it does not hold."""
    return len({sum(pair) for pair in _won_and_lost(contest)}) == 1
