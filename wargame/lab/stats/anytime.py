"""Bounds that hold however often one looks.

An interval for a number of games settled beforehand is too narrow for whoever looks after every
game and stops when it suits: sooner or later chance lets it exclude the truth. A confidence
sequence holds at all times together, so a run may stop at any time and for any reason.

Somebody bets on each value, at odds that are fair if the mean is m, always with the same part of
what he has. If the mean is m or less he cannot be expected to win, however the values spread, and
he is ever 40 times as rich as at first with probability 1/40 at most (Ville's inequality). So a
lower bound is the least m at which nobody has become that rich; many gamblers who stake parts
spread evenly over 0 to 1 share one purse, so that nobody has to know the best part beforehand.

Source: I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random variables by betting",
Journal of the Royal Statistical Society B 86 (2024), sections 3 and 4; mixtures of bets go back
to H. Robbins, Annals of Mathematical Statistics 41 (1970).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, Literal

Verdict = Literal["met", "missed", "open"]
"""What bounds say of a goal."""

DOUBT: Final = 0.05
"""How likely it is at most that the bounds ever miss the truth, half of it on either side."""

GAMBLERS: Final = 64
STEPS: Final = 40
"""Halvings of the range in which a bound is looked for."""


def riches(values: Mapping[float, int], mean: float) -> float:
    """By how much, as a logarithm, betting that the mean is more than this has paid.

    Args:
        values: How often each came, from 0 to 1.
        mean: Above 0.

    >>> round(math.exp(riches({1.0: 10}, 0.5)))  # ten of ten, where each is as likely as not
    186
    """
    won = []
    for gambler in range(GAMBLERS):
        part = (gambler + 0.5) / GAMBLERS
        won.append(sum(n * math.log1p(part * (x / mean - 1)) for x, n in values.items()))
    most = max(won)
    return most + math.log(sum(math.exp(one - most) for one in won) / GAMBLERS)


def bounds(values: Iterable[float]) -> tuple[float, float]:
    """Between what the mean lies, as far as these values from 0 to 1 tell.

    >>> [round(bound, 2) for bound in bounds([1.0] * 18 + [0.0] * 2)]
    [0.6, 1.0]
    """
    found = Counter(values)
    mirrored = Counter({1 - x: n for x, n in found.items()})
    return _lower(found), 1 - _lower(mirrored)


def _lower(values: Mapping[float, int]) -> float:
    """The least mean that is not too poor a guess. Riches fall as it rises."""
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if riches(values, middle) > -math.log(DOUBT / 2):
            low = middle
        else:
            high = middle
    return low


def verdict(low: float, high: float, goal: float) -> Verdict:
    """What bounds say of a goal."""
    return "met" if low >= goal else "missed" if high < goal else "open"
