"""What a run of games tells of a number, and how surely.

Everything measured is a ratio: the sum of parts over the sum of wholes, a game being the unit
(what happens within one is never independent). Mean, share of games and share of events are the
same thing so, and have the same intervals.

How far means spread is told by the same games, and by few of them badly: intervals are Student's,
two thirds wider for four games than for many. One game tells nothing of it, and there an interval
goes from nowhere to nowhere, -inf to inf. So it does where fewer than six games all agree; from six
on, their value is surely that of most games (the sign test), and the interval is that value.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import field
from statistics import NormalDist
from typing import Final

from wargame.dataclass import dataclass
from wargame.objects import bound, rounded

Z: Final = 1.96
"""Standard errors either way of a 95 % interval, where they are surely known."""

BEYOND: Final = 0.025
"""How often the truth lies beyond a 95 % interval, to one side."""

POWER: Final = 0.9
"""How often an effect as large as the detectable one is found."""

_NORMAL: Final = NormalDist()

ENOUGH_ALIKE: Final = 6
"""Games that must agree for their value to be surely that of most: half to the power of them is
less than `BEYOND`."""

SAME: Final = 1e-9
"""Pulls that differ by no more than this part of what they are counted in are one pull."""

Ratio = tuple[int, int]
"""What one game brings: a part, and the whole it is a part of."""


def mean_and_error(values: Sequence[float]) -> tuple[float, float]:
    """The mean of some values, and its standard error; 0 for fewer than two.

    >>> mean_and_error([1, 7]), mean_and_error([])
    ((4.0, 3.0), (0.0, 0.0))
    """
    count = len(values)
    mean = sum(values) / max(1, count)
    if count < 2:
        return mean, 0.0
    square = sum([(value - mean) ** 2 for value in values]) / (count - 1)
    return mean, math.sqrt(square / count)


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with its 95 % interval.

    Attributes:
        mean: The mean.
        low: The lower bound.
        high: The upper bound.
    """

    mean: float = field(metadata=rounded(3))
    low: float = field(metadata=bound(3))
    high: float = field(metadata=bound(3))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A ratio over some games, with its 95 % interval.

    Attributes:
        pulls: By how much each game pulls the value, on average 0: what it shares with another
            estimate over the same games shows here.
        games: How many games had anything to measure.
        whole: Of a share, what all is told as, such as 100; 0 if it is none.
    """

    value: float
    low: float
    high: float
    pulls: tuple[float, ...]
    games: int
    whole: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """One value less another, over the same luck.

    Attributes:
        whole: Of shares, what all is told as, such as 100; 0 if they are none.
    """

    value: float
    low: float
    high: float
    whole: int = 0

    @property
    def detectable(self) -> float:
        """How large a true change must be to be told from none nine times in ten; without end where
        that cannot be told, and of shares where none can be so large."""
        least = detectable_in(self.low, self.high)
        return math.inf if self.whole and least > self.whole else least


def estimate(ratios: Sequence[Ratio], scale: int = 1) -> Estimate | None:
    """The ratio of the sums, times `scale`; None if the games have nothing to measure.

    Where no part is more than its whole the interval is Wilson's, with as many independent
    draws as the spread between games is worth; it stays between 0 and 1, and is honest about
    shares of none and of all. Otherwise it is as wide as that spread.

    >>> found = estimate([(1, 2), (0, 2), (1, 1)], 100)
    >>> found.value, round(found.low), round(found.high)
    (40.0, 3, 94)
    """
    total = sum(whole for _, whole in ratios)
    if total == 0:
        return None
    ratio = sum(part for part, _ in ratios) / total
    mean = total / len(ratios)
    pulls = tuple([(part - ratio * whole) / mean for part, whole in ratios])
    games = sum(whole != 0 for _, whole in ratios)
    error = _error(pulls, games)
    is_share = scale > 1 and all(0 <= part <= whole for part, whole in ratios)
    if is_share:
        low, high = wilson(ratio, _draws(ratios, ratio, error, games), Z)
    else:
        low, high = around(ratio, error, games)
    return Estimate(
        scale * ratio,
        scale * low,
        scale * high,
        tuple([scale * pull for pull in pulls]),
        games,
        scale if is_share else 0,
    )


def shift(before: Estimate, after: Estimate) -> Shift:
    """How far `after` lies from `before`, game n of both having had the same luck.

    Of means the interval is that of the differences, game by game. Of shares it is put together
    from theirs and their correlation (Zou and Donner's method), so that it is fit near 0 and 100
    too. Where few games differ that comes out far too narrow, and of no width if none does: there
    it is that of the differences, to which two games are added, one to either side (after Bonett
    and Price, "Adjusted Wald confidence interval for a difference of binomial proportions based on
    paired data", Journal of Educational and Behavioral Statistics 37, 2012).
    """
    value, games = after.value - before.value, min(before.games, after.games)
    if before.whole and before.whole == after.whole:
        return _shift_of_shares(before, after, games)
    if games < 2:
        return Shift(value, -math.inf, math.inf)
    error = _error(_steps(before, after), games)
    return Shift(
        value, *around(value, 0.0 if error <= SAME * max(1.0, abs(value)) else error, games)
    )


def _put_together(before: Estimate, after: Estimate) -> tuple[float, float]:
    """The interval of a change, from those of both values."""
    value, tie = after.value - before.value, _correlation(before.pulls, after.pulls)

    def reach(one: float, other: float) -> float:
        return math.sqrt(max(0.0, one * one + other * other - 2 * tie * one * other))

    low = value - reach(after.value - after.low, before.high - before.value)
    high = value + reach(after.high - after.value, before.value - before.low)
    return low, high


def _shift_of_shares(before: Estimate, after: Estimate, games: int) -> Shift:
    """A change of shares: no surer than two more games would have it that differ as much as any;
    where none does, as much as a game can."""
    value, whole, part = after.value - before.value, before.whole, games / len(before.pulls)
    steps = [part * step for step in _steps(before, after)]
    most = max(map(abs, steps))
    most = most if most > SAME * whole else whole
    squares = math.fsum([step * step for step in steps]) + 2 * most * most
    reach = errors_either_way(games + 2) * math.sqrt(squares / (games + 2) / (games + 1))
    low, high = _put_together(before, after)
    low, high = min(low, value - reach), max(high, value + reach)
    return Shift(value, max(-whole, low), min(whole, high), whole)


def _steps(before: Estimate, after: Estimate) -> list[float]:
    """By how much each game pulls a change."""
    return [late - early for early, late in zip(before.pulls, after.pulls, strict=True)]


def errors_either_way(count: int, beyond: float = BEYOND) -> float:
    """Standard errors either way of an interval of a mean over so many games (Student's).

    Args:
        beyond: How often the truth may lie beyond it, to one side.

    >>> [round(errors_either_way(count), 2) for count in (1, 2, 4, 20, 1000)]
    [inf, 12.71, 3.18, 2.09, 1.96]
    >>> [round(errors_either_way(count, 0.001), 2) for count in (3, 11, 1000)]
    [22.33, 4.14, 3.1]

    Source: Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.5.
    """
    free = float(count - 1)
    if free < 1:
        return math.inf
    if free == 1:
        return math.tan(math.pi * (0.5 - beyond))
    if free == 2:
        within = 1 - 2 * beyond
        return within * math.sqrt(2 / (1 - within * within))
    z = Z if beyond == BEYOND else _NORMAL.inv_cdf(1 - beyond)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / free**power for power, term in enumerate(terms, 1))


def around(value: float, error: float, count: int) -> tuple[float, float]:
    """The 95 % interval of a mean with this standard error over so many games.

    >>> [round(end, 2) for end in around(1.0, 0.5, 4)], around(1.0, 0.0, 1)
    ([-0.59, 2.59], (-inf, inf))
    >>> around(1.0, 0.0, 5), around(1.0, 0.0, 6)  # all agree
    ((-inf, inf), (1.0, 1.0))
    """
    is_told = count > 1 if error else count >= ENOUGH_ALIKE
    reach = errors_either_way(count) * error if is_told else math.inf
    return value - reach, value + reach


def lower_among(mean: Mean, count: int, rows: int, leap: int = 0) -> float:
    """What a mean over so many games is surely more than, though the best of many rows is told.

    Of forty rows one is above its 95 % interval's lower bound by luck alone; one set of rows in
    forty has any that is above this (Bonferroni's). What came in none of so many games may come in
    some: where it is a leap, as from a win to a loss, that is taken off (the rule of three).

    Args:
        leap: By how much less than all others a game may bring that has not come.

    >>> mean = Mean(1.0, *around(1.0, 0.2, 10))
    >>> round(mean.low, 2), round(lower_among(mean, 10, 1), 2), 0 < lower_among(mean, 10, 40) < 0.1
    (0.55, 0.55, True)
    >>> [lower_among(Mean(1, 1, 1), count, 1, 2) > 0 for count in (6, 7, 8)]  # all were won
    [False, False, True]
    """
    reach, unseen = mean.mean - mean.low, leap * math.log(rows / BEYOND) / count
    if math.isinf(reach):
        return mean.low
    wider = errors_either_way(count, BEYOND / rows) / errors_either_way(count)
    return mean.mean - reach * wider - unseen


def detectable(error: float, beyond: float = 0.025) -> float:
    """How large an effect must be to be told from none nine times in ten.

    Args:
        error: The standard error of what is measured.
        beyond: How often chance alone may go so far, to one side.

    >>> round(detectable(1.0), 2), round(detectable(1.0, 0.025 / 11), 2)
    (3.24, 4.12)
    """
    return (_NORMAL.inv_cdf(1 - beyond) + _NORMAL.inv_cdf(POWER)) * error


def detectable_in(low: float, high: float) -> float:
    """The same, from the 95 % interval of what is measured; without end where all games agree,
    which tells nothing of their spread.

    >>> round(detectable_in(-1.96, 1.96), 2), detectable_in(3.0, 3.0)
    (3.24, inf)
    """
    return detectable((high - low) / (2 * Z)) if high > low else math.inf


def wilson(share: float, count: float, z: float) -> tuple[float, float]:
    """An interval for a share of so many, which never leaves 0 to 1 (Wilson's).

    >>> [round(bound, 2) for bound in wilson(0.9, 10, 1.96)]
    [0.6, 0.98]
    """
    spread = z * z / count
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def average(values: Sequence[float]) -> float:
    """Their sum by their number."""
    return sum(values) / len(values)


def mean_of(ratios: Sequence[Ratio]) -> Mean | None:
    """The ratio of the sums with its interval; None if the games have nothing to measure.

    >>> found = mean_of([(3, 1), (5, 1), (4, 1)])
    >>> found and [round(value, 2) for value in (found.mean, found.low, found.high)]
    [4.0, 1.52, 6.48]
    """
    found = estimate(ratios)
    return Mean(found.value, found.low, found.high) if found else None


def share_of(ratios: Sequence[Ratio]) -> Mean | None:
    """A share from 0 to 1, with an interval that stays there; None if there is nothing."""
    found = estimate(ratios, 100)
    return Mean(*(x / 100 for x in (found.value, found.low, found.high))) if found else None


def mean_over(values: Sequence[int]) -> Mean:
    """The mean of a value of each game; there is one game at least."""
    found = mean_of([(value, 1) for value in values])
    assert found is not None, "there are games"
    return found


def share_over(values: Sequence[int], whole: int = 1) -> Mean:
    """The share of a whole that is the same in each game; there is one game at least."""
    found = share_of([(value, whole) for value in values])
    assert found is not None, "there are games"
    return found


def share_above(rows: Sequence[Sequence[int]], place: int) -> Mean:
    """In what share of the rows, of one at least, a place is above all others; a tie counts half.

    >>> share_above([(3, 1), (2, 2)], 0).mean
    0.75
    """
    best = [max(value for n, value in enumerate(row) if n != place) for row in rows]
    pairs = [(row[place], other) for row, other in zip(rows, best, strict=True)]
    return share_over([1 + (own > other) - (own < other) for own, other in pairs], 2)


def correlation(one: Sequence[float], other: Sequence[float]) -> Mean | None:
    """How much two rows of numbers go together, with an interval (Fisher's).

    None for fewer than four, or if either never moves; numbers that lie on one line tell nothing
    of how far others would lie off it.

    >>> found = correlation([1, 2, 3, 4, 5], [1, 3, 2, 5, 4])
    >>> found and [round(value, 2) for value in (found.mean, found.low, found.high)]
    [0.8, -0.28, 0.99]
    """
    count = len(one)
    if count < 4:
        return None
    tie = _correlation(_about_mean(one), _about_mean(other))
    if not tie:
        return None
    if abs(tie) > 1 - SAME:
        return Mean(tie, -math.inf, math.inf)
    half = Z / math.sqrt(count - 3)
    low, high = (math.tanh(math.atanh(tie) + side * half) for side in (-1, 1))
    return Mean(tie, low, high)


def _about_mean(values: Sequence[float]) -> list[float]:
    middle = math.fsum(values) / len(values)
    return [value - middle for value in values]


def _error(pulls: Sequence[float], games: int) -> float:
    """The standard error of a value with these pulls, over the games that have something to
    measure; 0 for a single one."""
    if games < 2:
        return 0.0
    squares = math.fsum([pull * pull for pull in pulls])
    return math.sqrt(squares * games / (games - 1)) / len(pulls)


def _draws(ratios: Sequence[Ratio], ratio: float, error: float, games: int) -> float:
    """As many independent draws of all or nothing as the spread between games is worth.

    Where all games agree it is worth no end of them. Then each counts as one draw if the share is
    none or all, which tells nothing of the spread, else as many as it holds.
    """
    if not error:
        is_alike = games > 1 and 0 < ratio < 1
        return float(sum(whole for _, whole in ratios) if is_alike else games)
    draws = ratio * (1 - ratio) / error**2
    return draws if _is_one_draw_each(ratios) else draws * (Z / errors_either_way(games)) ** 2


def _is_one_draw_each(ratios: Sequence[Ratio]) -> bool:
    """Whether each game is one draw of all or nothing, so that a share tells its own spread."""
    wholes = {whole for _, whole in ratios if whole}
    return len(wholes) == 1 and all(part in (0, whole) for part, whole in ratios)


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """How much two rows of pulls go together, -1 to 1; 0 if either never moves."""
    squares = math.fsum([a * a for a in one]) * math.fsum([b * b for b in other])
    if squares == 0:
        return 0.0
    together = math.fsum([a * b for a, b in zip(one, other, strict=True)])
    return together / math.sqrt(squares)
