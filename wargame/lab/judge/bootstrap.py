"""One-sided tests and intervals by the studentised bootstrap over seeds.

Each resample is divided by its own standard error. One whose games all agree has none and lies
infinitely far off. So near an end of a scale power is lost: where all but k games stand at the end
that a test looks to, about e to the -k of the resamples leave those k out, and p is no smaller,
however large the effect: 37 % for 1, 5 % for 3, 0.25 % for 6. Where all agree the test is exact.

Pure Python on purpose: a test of 2,000 seeds and 20,000 resamples takes some twenty seconds, little
beside the games behind it, and gives the same digits on every machine and with every version.
"""

from __future__ import annotations

import hashlib
import math
import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from wargame.dataclass import dataclass
from wargame.lab.judge.sums import Moment, Sums, Weighted

ROUNDING = 1e-9
"""Values of resamples that differ by less are the same value, summed in another order."""

HALF = 0.5
"""How likely one game lies above the median."""

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
        seeds: How many have something to count, in the ratio that has the fewest.
        studentised: (value of a resample less `value`) over its error, in order; empty if all
            games agree.
        ends: What one game can bring, for the exact test where all agree.
        silent: Resamples in which a ratio has nothing to count: they speak against every test.
        played: How many seeds there are, those with nothing to count too.
        wholes: What each of its ratios is over, all seeds together.
    """

    value: float
    error: float
    seeds: int
    studentised: Sequence[float]
    ends: Between
    silent: int = 0
    played: int = 0
    wholes: tuple[int, ...] = ()

    def p_above(self, threshold: float) -> float:
        """How likely a value this high or higher is if the truth is `threshold` or less."""
        if not self.studentised:
            return self._exact(self.value - threshold, self.value, threshold, self.ends.low)
        reached = (self.value - threshold) / self.error
        return self._share(len(self.studentised) - bisect_left(self.studentised, reached))

    def p_below(self, threshold: float) -> float:
        """How likely a value this low or lower is if the truth is `threshold` or more."""
        if not self.studentised:
            return self._exact(threshold - self.value, -self.value, -threshold, _less(self.ends))
        reached = (self.value - threshold) / self.error
        return self._share(bisect_right(self.studentised, reached))

    def interval(self, share: float) -> Interval:
        """Where the truth lies with this probability, both sides cut alike: anywhere, where so few
        resamples could reject no value by a test."""
        tail = (1 - share) / 2
        if not self.studentised:
            return self._exact_interval(tail)
        count = len(self.studentised)
        cut = int(tail * (count + self.silent + 1)) - self.silent
        low, high = float("inf"), float("-inf")
        if cut > 0:
            low, high = self.studentised[count - cut], self.studentised[cut - 1]
        return self._clipped(self.value - low * self.error, self.value - high * self.error)

    def _share(self, reached: int) -> float:
        """The share of resamples that reach so far, this one and those that say nothing too."""
        return (1 + reached + self.silent) / (1 + len(self.studentised) + self.silent)

    def _exact(self, gain: float, value: float, threshold: float, end: float | None) -> float:
        """How likely it is that all games agree, if their mean were no better than `threshold`.

        With a least possible game this is the exact binomial test of a share; without one, a
        sign test of the median.
        """
        if gain <= 0:
            return 1.0
        likely = HALF if end is None else max(0.0, threshold - end) / (value - end)
        return float(likely**self.seeds)

    def _exact_interval(self, tail: float) -> Interval:
        """What the exact tests leave open; to a side without an end nothing is told by so few games
        that the sign test could not speak."""
        reach, beyond = tail ** (1 / self.seeds), 0.0 if HALF**self.seeds <= tail else math.inf
        low, high = self.value - beyond, self.value + beyond
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
    parts: Sequence[Weighted], ends: Between, label: str, resamples: int
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
        return _told(sums, found.value, 0.0, (), ends, 0)
    draws = sorted(_draws(sums, found, label, resamples))
    silent = resamples - len(draws)
    return _told(sums, found.value, found.error, draws, ends, silent)


def _told(
    sums: Sums, value: float, error: float, draws: Sequence[float], ends: Between, silent: int
) -> Resampled:
    return Resampled(value, error, sums.counting, draws, ends, silent, sums.seeds, sums.wholes)


def _draws(sums: Sums, found: Moment, label: str, resamples: int) -> Iterator[float]:
    """The studentised value of each resample in which every ratio has something to count."""
    seed = hashlib.sha256(label.encode()).digest()
    draw = random.Random(int.from_bytes(seed, "big")).random  # noqa: S311 - statistics, no secret
    packed, seeds = sums.packed, sums.seeds
    for _ in range(resamples):
        one = sums.moment(sum([packed[int(draw() * seeds)] for _ in range(seeds)]))
        if one is not None:
            yield _studentised(one, found)


def _studentised(one: Moment, found: Moment) -> float:
    """How far a resample lies off, in its own errors; infinitely far if its games all agree.

    >>> _studentised(Moment(3.0, 0.5), Moment(2.0, 0.4))
    2.0
    >>> _studentised(Moment(3.0, 0.0), Moment(2.0, 0.4))
    inf
    >>> _studentised(Moment(0.1 + 0.2, 0.0), Moment(0.3, 0.4))
    0.0
    """
    off = one.value - found.value
    if one.error:
        return off / one.error
    if math.isclose(one.value, found.value, rel_tol=ROUNDING, abs_tol=ROUNDING):
        return 0.0
    return math.copysign(math.inf, off)


def _less(ends: Between) -> float | None:
    """The least of what is turned round."""
    return None if ends.high is None else -ends.high
