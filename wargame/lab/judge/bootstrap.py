"""One-sided tests and intervals by the studentised bootstrap over seeds.

Pure Python on purpose: a test of 2,000 seeds and 20,000 resamples takes some twenty seconds, little
beside the games behind it, and gives the same digits on every machine and with every version.
"""

from __future__ import annotations

import hashlib
import random
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from wargame.lab.judge.sums import Moment, Sums, Weighted

RESAMPLES = 20_000
"""The registration's number, section 5."""


@dataclass(frozen=True, slots=True)
class Between:
    """The least and the most that the quantity of one game can be; None if it has no end."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """From where to where."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Resampled:
    """A quantity over seeds, with what is needed to test it.

    Attributes:
        value: What the seeds give.
        error: Its standard error; 0 if all games agree.
        seeds: How many.
        studentised: (value of a resample less `value`) over its error, in order; empty if all
            games agree.
        ends: What one game can bring, for the exact test where all agree.
    """

    value: float
    error: float
    seeds: int
    studentised: Sequence[float]
    ends: Between

    def p_above(self, threshold: float) -> float:
        """How likely a value this high or higher is if the truth is `threshold` or less."""
        if not self.studentised:
            return self._exact(self.value - threshold, self.value, threshold, self.ends.low)
        reached = (self.value - threshold) / self.error
        more = len(self.studentised) - bisect_left(self.studentised, reached)
        return (1 + more) / (1 + len(self.studentised))

    def p_below(self, threshold: float) -> float:
        """How likely a value this low or lower is if the truth is `threshold` or more."""
        if not self.studentised:
            return self._exact(threshold - self.value, -self.value, -threshold, _less(self.ends))
        reached = (self.value - threshold) / self.error
        return (1 + bisect_right(self.studentised, reached)) / (1 + len(self.studentised))

    def interval(self, share: float) -> Interval:
        """Where the truth lies with this probability, both sides cut alike."""
        tail = (1 - share) / 2
        if not self.studentised:
            return self._exact_interval(tail)
        count = len(self.studentised)
        cut = max(1, int(tail * (count + 1)))
        low, high = self.studentised[count - cut], self.studentised[cut - 1]
        return self._clipped(self.value - low * self.error, self.value - high * self.error)

    def _exact(self, gain: float, value: float, threshold: float, end: float | None) -> float:
        """How likely it is that all games agree, if their mean were no better than `threshold`.

        With a least possible game this is the exact binomial test of a share; without one, a
        sign test of the median.
        """
        if gain <= 0:
            return 1.0
        likely = 0.5 if end is None else max(0.0, threshold - end) / (value - end)
        return float(likely**self.seeds)

    def _exact_interval(self, tail: float) -> Interval:
        reach = tail ** (1 / self.seeds)
        low = high = self.value
        if self.ends.low is not None:
            low = self.ends.low + (self.value - self.ends.low) * reach
        if self.ends.high is not None:
            high = self.ends.high - (self.ends.high - self.value) * reach
        return Interval(low, high)

    def _clipped(self, low: float, high: float) -> Interval:
        if self.ends.low is not None:
            low = max(low, self.ends.low)
        if self.ends.high is not None:
            high = min(high, self.ends.high)
        return Interval(low, high)


def resampled(
    parts: Sequence[Weighted], ends: Between, label: str, resamples: int = RESAMPLES
) -> Resampled | None:
    """Resample a weighted sum of ratios over their common seeds.

    Args:
        parts: What is added up.
        ends: What one game can bring.
        label: Settles which seeds are drawn.
        resamples: How many.

    Returns:
        None if a ratio has nothing to count in any seed.
    """
    sums = Sums(parts)
    found = sums.moment(sums.total)
    if found is None:
        return None
    if found.error == 0 or sums.agrees():
        return Resampled(found.value, 0.0, sums.seeds, (), ends)
    draws = _draws(sums, found, label, resamples)
    return Resampled(found.value, found.error, sums.seeds, sorted(draws), ends)


def _draws(sums: Sums, found: Moment, label: str, resamples: int) -> list[float]:
    """The studentised value of each resample."""
    seed = hashlib.sha256(label.encode()).digest()
    draw = random.Random(int.from_bytes(seed, "big")).random  # noqa: S311 - statistics, no secret
    packed, seeds = sums.packed, sums.seeds
    drawn = []
    for _ in range(resamples):
        total = sum([packed[int(draw() * seeds)] for _ in range(seeds)])
        drawn.append(_studentised(sums.moment(total), found))
    return drawn


def _studentised(one: Moment | None, found: Moment) -> float:
    """How far a resample lies off, in its own errors. One that says nothing speaks against all.

    >>> _studentised(Moment(3.0, 0.5), Moment(2.0, 0.4))
    2.0
    >>> _studentised(None, Moment(2.0, 0.4))
    inf
    """
    if one is None:
        return float("inf")
    off = one.value - found.value
    if one.error == 0:
        return 0.0 if off == 0 else float("inf") if off > 0 else float("-inf")
    return off / one.error


def _less(ends: Between) -> float | None:
    """The least of what is turned round."""
    return None if ends.high is None else -ends.high
