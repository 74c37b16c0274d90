"""What points hang on: the draw, the seat, one's own skill, the rival's skill.

Everyone plays everyone in both seats on each of some seeds. In such a design the squares of the
points about their mean are a sum: of the seats, and within a seat of the seed, of who sits in it,
of who sits opposite, and of the rest (how these work together, and all other luck).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final

from wargame.dataclass import dataclass
from wargame.lab.ranking.meeting import mean_and_error
from wargame.lab.stats.estimate import Mean, Z

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


@dataclass(frozen=True, slots=True)
class Part:
    """What part of the variance of points has one source.

    Attributes:
        source: `draw`, `seat`, `own skill`, `rival's skill` or `rest`.
        share: 0 to 1, with an interval over the seeds (jackknife).
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
        share = whole[n]
        found.append(Part(source, Mean(share, share - Z * error, share + Z * error)))
    return tuple(found)


def _shares(got: Sequence[Got]) -> list[float]:
    """The share of each source in the sum of squares; nothing if nothing varies."""
    middle = sum(one.points for one in got) / len(got)
    total = sum((one.points - middle) ** 2 for one in got)
    if not total:
        return []
    seat = _between(got, lambda one: one.seat)
    draw = _between(got, lambda one: (one.seat, one.seed)) - seat
    own = _between(got, lambda one: (one.seat, one.own)) - seat
    rival = _between(got, lambda one: (one.seat, one.rival)) - seat
    parts = [draw, seat, own, rival]
    return [part / total for part in (*parts, total - sum(parts))]


def _between(got: Iterable[Got], key: Callable[[Got], Hashable]) -> float:
    """The sum of squares between groups, about the mean of all."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for one in got:
        groups[key(one)].append(one.points)
    count = sum(map(len, groups.values()))
    middle = sum(map(sum, groups.values())) / count
    return sum(len(some) * (sum(some) / len(some) - middle) ** 2 for some in groups.values())
