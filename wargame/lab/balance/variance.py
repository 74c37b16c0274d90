"""What points hang on: the draw, the seat, one's own skill, the rival's skill.

Everyone plays everyone in both seats on each of some seeds. In such a design the squares of the
points about their mean are a sum: of the seats, and within a seat of the seed, of who sits in it,
of who sits opposite, and of the rest (how these work together, and all other luck).

Means of few games differ by luck alone, and those of a seed are of few: two players play four games
on it, so that a quarter of pure chance would be called the draw. So of each sum is taken what it
would be on average if there were nothing behind it, and the rest is given that: a source without
any effect has a share of 0 on average, and may come out a little below. What luck makes of the
draw is told by how differently the players do on each seed; of all else, by how it differs between
seeds.

Source: T. Kelley, "An unbiased correlation ratio measure", Proceedings of the National Academy of
Sciences 21 (1935).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from statistics import fmean, variance
from typing import Final

from wargame.dataclass import dataclass
from wargame.lab.stats.estimate import Mean, around, mean_and_error

SOURCES: Final = ("draw", "seat", "own skill", "rival's skill", "rest")


@dataclass(frozen=True, slots=True)
class Got:
    """What one seat got in one game of the design.

    Attributes:
        seed: Which seed of the run.
        seat: Its number.
        own, rival: Who sat in it, and opposite.
    """

    seed: int
    seat: int
    own: str
    rival: str
    points: int


Key = Callable[[Got], Hashable]
"""What group a result belongs to."""


@dataclass(frozen=True, slots=True)
class Part:
    """What part of the variance of points has one source.

    Attributes:
        source: `draw`, `seat`, `own skill`, `rival's skill` or `rest`.
        share: At most 1, and 0 on average for a source without effect, so that it may come out
            below; with an interval over the seeds (jackknife), which reaches as far as 0 to 1,
            where the truth lies.
    """

    source: str
    share: Mean


def split_variance(got: Sequence[Got]) -> tuple[Part, ...]:
    """The parts of the variance, for a whole design; nothing for one without any."""
    seeds = sorted({one.seed for one in got})
    whole = _shares(got)
    if len(seeds) < 3 or not whole:
        return ()
    without = [_shares([one for one in got if one.seed != seed]) for seed in seeds]
    found = []
    for n, source in enumerate(SOURCES):
        values = [len(seeds) * whole[n] - (len(seeds) - 1) * some[n] for some in without if some]
        _, error = mean_and_error(values)
        low, high = around(whole[n], error, len(values))
        found.append(Part(source, Mean(whole[n], min(low, 1.0), max(high, 0.0))))
    return tuple(found)


def _shares(got: Sequence[Got]) -> list[float]:
    """The share of each source in the sum of squares; nothing if nothing varies."""
    middle = fmean([one.points for one in got])
    total = sum((one.points - middle) ** 2 for one in got)
    if not total:
        return []
    parts = [
        _draw(got, total),
        _source(got, lambda one: one.seat, lambda _: None),
        _source(got, lambda one: (one.seat, one.own), lambda one: one.seat),
        _source(got, lambda one: (one.seat, one.rival), lambda one: one.seat),
    ]
    return [part / total for part in (*parts, total - sum(parts))]


def _draw(got: Sequence[Got], total: float) -> float:
    """The squares of seeds within seats, less what they would be if seeds were all alike."""
    seeds, seats = {one.seed for one in got}, {one.seat for one in got}
    games = len(got) // len(seeds) // len(seats)
    between = _between(got, lambda one: (one.seat, one.seed)) - _between(got, lambda one: one.seat)
    left = total - between - _between(got, lambda one: (one.seat, one.own, one.rival))
    return between - max(0.0, left) / (games - 1)


def _source(got: Sequence[Got], group: Key, larger: Key) -> float:
    """The squares of groups about the larger ones they are part of, less what luck makes of it:
    how far the mean of as many seeds lies off on average, by how the groups differ between them."""
    small, large = _means(got, group), _means(got, larger)
    off: dict[Hashable, list[float]] = defaultdict(list)
    for seed, key, above in dict.fromkeys((one.seed, group(one), larger(one)) for one in got):
        off[key].append(small[seed, key] - large[seed, above])
    beyond = sum(fmean(some) ** 2 - variance(some) / len(some) for some in off.values())
    return len(got) / len(off) * beyond


def _means(got: Sequence[Got], key: Key) -> dict[tuple[int, Hashable], float]:
    """The mean of each group on each seed."""
    groups: dict[tuple[int, Hashable], list[int]] = defaultdict(list)
    for one in got:
        groups[one.seed, key(one)].append(one.points)
    return {place: fmean(some) for place, some in groups.items()}


def _between(got: Sequence[Got], key: Key) -> float:
    """The sum of squares between groups, about the mean of all."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for one in got:
        groups[key(one)].append(one.points)
    middle = fmean([one.points for one in got])
    return sum(len(some) * (fmean(some) - middle) ** 2 for some in groups.values())
