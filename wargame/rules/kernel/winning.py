"""Who wins a match, and what the end of one is worth.

How a match ended is one number: what decided it, times three, and the winner counted from 1, 0
for nobody. What may decide: the lead, a floor, both floors without blame, each of `lost_by`, each
of `ruin`.
"""

from __future__ import annotations

from typing import Final

from wargame.rules.kernel.rows import ContestRow
from wargame.rules.kernel.state import BaseState

BY_LEAD: Final = 0
BY_FLOOR: Final = 1
BY_RUIN: Final = 2
BY_LOSS: Final = 3
"""What decided a match; the losses of `lost_by` count on from the last, then those of `ruin`."""

POINT: Final = 40
"""What a match point weighs for players that look ahead; a point of the lead weighs 1.

So a match that is decided is not played at random: whoever wins still likes to win by more, and
whoever loses by less.
"""


def lead_of(contest: ContestRow, s: BaseState, seat: int) -> int:
    """By how much a seat leads."""
    lead = contest.lead(s)
    return lead if seat == 0 else -lead


def winner_of(contest: ContestRow, s: BaseState) -> int:
    """Which seat would win if the match ended here; -1 for nobody."""
    return contest.match_end(s) % 3 - 1


def match_worth(contest: ContestRow, s: BaseState, seat: int) -> int:
    """What a position is worth to a seat if the match ended here."""
    points = contest.points[contest.match_end(s)][seat]
    return POINT * points + lead_of(contest, s, seat)
