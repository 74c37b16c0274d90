"""What becomes of a number as a mechanism is made stronger, dose by dose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from wargame.lab.judge.bootstrap import Resampled

DoseShape = Literal["monotone", "threshold", "not monotone"]
SHARE = 0.95


def dose_shape(steps: Sequence[Resampled]) -> DoseShape:
    """What the steps from each dose to the next come to.

    Args:
        steps: Each dose less the one before, in the direction that the claim names.

    Returns:
        `monotone` if two steps or more are clearly up and none is clearly down, `threshold` if
        just one is clearly up and none down, else `not monotone`.
    """
    spans = [step.interval(SHARE) for step in steps]
    ups = sum(span.low > 0 for span in spans)
    if any(span.high < 0 for span in spans) or not ups:
        return "not monotone"
    return "threshold" if ups == 1 else "monotone"


def is_reversed(whole: Resampled) -> bool:
    """Whether the highest dose less the lowest goes against the direction that the claim names."""
    return whole.value < 0
