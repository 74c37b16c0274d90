"""What a companion comes to in the games of a family: told with its interval, and never tested.

The interval is that of all numbers that are told and not judged (`lab.stats.estimate`). The judge's
bootstrap would leave a side without an end where an event is as rare as some that are counted here.
"""

from __future__ import annotations

from wargame.dataclass import dataclass
from wargame.lab.judge.cells import CellFamily
from wargame.lab.judge.claim_tests import Counts
from wargame.lab.judge.companions_table import Companion
from wargame.lab.stats.estimate import Estimate, Shift, estimate, shift


@dataclass(frozen=True, slots=True)
class CompanionFound:
    """A companion in one family.

    Attributes:
        family: Whose games these are.
        found: Its number; None if there was nothing to count.
        parts: What was counted in each of its ratios, all games together; what is taken away is
            the second.
        wholes: Of how many.
        counting: Games or pairs with something to count, in the ratio that has the fewest.
        played: Of how many.
        is_stored: Whether the games say what it counts.
    """

    companion: Companion
    family: CellFamily
    found: Estimate | Shift | None = None
    parts: tuple[int, ...] = ()
    wholes: tuple[int, ...] = ()
    counting: int = 0
    played: int = 0
    is_stored: bool = True


def find_companion(one: Companion, family: CellFamily, *cells: Counts) -> CompanionFound:
    """What a companion comes to.

    Args:
        cells: What its cell counted, and that of its ablation if it has one.
    """
    ratios = [counts[name] for counts in cells for name in one.quantities]
    told = [estimate(some, one.scale) for some in ratios]
    return CompanionFound(
        one,
        family,
        _less(*told),
        tuple(sum(part for part, _ in some) for some in ratios),
        tuple(sum(whole for _, whole in some) for some in ratios),
        min(sum(whole != 0 for _, whole in some) for some in ratios),
        len(ratios[0]),
    )


def _less(first: Estimate | None, *second: Estimate | None) -> Estimate | Shift | None:
    """A number, or one less another over the same luck; None if there was nothing to count."""
    if first is None or None in second:
        return None
    return shift(second[0], first) if second and second[0] else first
