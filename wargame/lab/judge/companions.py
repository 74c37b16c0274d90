"""What a companion comes to in the games of a family: told with its interval, and never tested."""

from __future__ import annotations

from wargame.dataclass import dataclass
from wargame.lab.judge.bootstrap import RESAMPLES, Resampled, resampled
from wargame.lab.judge.cells import CellFamily
from wargame.lab.judge.claim_tests import Counts, combined
from wargame.lab.judge.companions_table import Companion


@dataclass(frozen=True, slots=True)
class CompanionFound:
    """A companion in one family.

    Attributes:
        family: Whose games these are.
        found: Its number; None if there was nothing to count.
        parts: What was counted in each of its ratios, all games together: the deck's first, then
            those of the ablation.
        wholes: Of how many.
        played: Over how many games or pairs, those with nothing to count too.
        is_stored: Whether the games say what it counts.
    """

    companion: Companion
    family: CellFamily
    found: Resampled | None = None
    parts: tuple[int, ...] = ()
    wholes: tuple[int, ...] = ()
    played: int = 0
    is_stored: bool = True


def find_companion(
    one: Companion, family: CellFamily, *cells: Counts, resamples: int = RESAMPLES
) -> CompanionFound:
    """What a companion comes to.

    Args:
        cells: What its cell counted, and that of its ablation if it has one.
        resamples: For its interval.
    """
    signs = (one.scale, -one.scale)
    told = [
        part
        for counts, sign in zip(cells, signs, strict=False)
        for part in combined(one.of, counts, sign)
    ]
    label = f"companion {one.name} {family}"
    return CompanionFound(
        one,
        family,
        resampled(told, one.ends, label, resamples),
        tuple(sum(part for part, _ in ratio.ratios) for ratio in told),
        tuple(sum(whole for _, whole in ratio.ratios) for ratio in told),
        len(told[0].ratios),
    )
