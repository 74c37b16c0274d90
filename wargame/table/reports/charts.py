"""Pictures that go with a report, as values; only `wargame.report` knows how one is drawn.

A picture never says what no table says: whoever cannot see it misses nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from wargame.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Dot:
    """A number with its interval.

    Attributes:
        label: What it is the number of.
        low: The lower bound; as `value`, or without end, if there is no interval.
        is_way: What is drawn is no interval but how far from 0 the number is.
    """

    label: str
    value: float
    low: float
    high: float
    is_way: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it has no interval to draw."""
        return self.low == self.high or math.isinf(self.low) or math.isinf(self.high)

    @property
    def edges(self) -> tuple[float, float]:
        """From where to where its interval is drawn."""
        return (self.value, self.value) if self.is_bare else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class Dots:
    """Numbers below one another on one scale.

    Attributes:
        unit: What the scale counts.
        band: The part of the scale that is marked, if any.
    """

    title: str
    unit: str
    dots: tuple[Dot, ...]
    band: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """How often each of some things came: an ending, or a number of points.

    Attributes:
        unit: What is counted.
        across: What the things are, where that is not plain from their names.
    """

    title: str
    unit: str
    bars: tuple[tuple[str, float], ...]
    across: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A number with its interval at some doses.

    Attributes:
        doses: Where along the way each of `dots` stands, ascending.
    """

    title: str
    doses: tuple[float, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """Small multiples: curves beside one another, each on a scale of its own.

    Attributes:
        across: What the doses are of.
    """

    title: str
    across: str
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class GraphLine:
    """A number round by round: one line of a panel.

    Attributes:
        name: Which game it is of, or whose it is.
        values: By the labels of its chart, from the first on; None where it is not known.
    """

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class GraphPanel:
    """One small picture of a chart: a number, with a line for each game or side.

    Attributes:
        marks: Values at which something happens, each with what.
    """

    title: str
    lines: tuple[GraphLine, ...]
    marks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Graphs:
    """Small multiples of numbers round by round, on one axis of rounds.

    Attributes:
        labels: What each place along the axis is.
    """

    title: str
    labels: tuple[str, ...]
    panels: tuple[GraphPanel, ...]


Chart = Dots | Bars | Curves | Graphs

BINS = 24
"""Bars that a distribution is drawn with, at most."""


def distribution(title: str, across: str, counts: Mapping[int, int]) -> Bars:
    """How whole numbers spread, given in how many games each came.

    >>> distribution("Points", "points", {1: 2, 3: 1}).bars
    (('1', 2), ('2', 0), ('3', 1))
    """
    if not counts:
        return Bars(title, "games", (), across)
    least, most = min(counts), max(counts)
    wide = (most - least) // BINS + 1
    bins = dict.fromkeys(range((most - least) // wide + 1), 0)
    for value, count in counts.items():
        bins[(value - least) // wide] += count
    return Bars(title, "games", tuple(_named(bins, least, wide)), across)


def _named(bins: Mapping[int, int], least: int, wide: int) -> Iterable[tuple[str, float]]:
    for place, count in bins.items():
        first = least + place * wide
        yield (str(first) if wide == 1 else f"{first} to {first + wide - 1}"), count
