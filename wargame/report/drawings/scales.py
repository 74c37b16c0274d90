"""Where numbers stand along a line, how it is marked, and the measures that pictures share."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from wargame.dataclass import dataclass
from wargame.report.drawings.said import told_number
from wargame.report.drawings.shapes import Caption, Shape, Stroke

LABELS = 260
"""Kept at the left for what rows are called."""
END = 90
"""Kept at the right for numbers."""
ROW = 22
HEAD, FOOT = 8, 34
PANEL, PANELS = 240, 3
"""How wide one of several pictures is, and how many stand side by side."""
TICKS = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """Where numbers stand along a line."""

    least: float
    most: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Its place, to a tenth."""
        span = self.most - self.least
        return round(self.start + (value - self.least) / span * (self.end - self.start), 1)


def round_steps(least: float, most: float, *, whole: bool = False) -> list[float]:
    """Round numbers that a scale is marked with; the first and the last hold both ends.

    Args:
        whole: What is drawn are whole numbers, and so are these.

    >>> round_steps(-3, 17)
    [-5.0, 0.0, 5.0, 10.0, 15.0, 20.0]
    >>> round_steps(0, 1, whole=True)
    [0.0, 1.0]
    """
    span = (most - least) or abs(most) or 1
    power = 10.0 ** math.floor(math.log10(span / TICKS))
    steps = [power * one for one in (1, 2, 2.5, 5, 10) if power * one * TICKS >= span * 0.999]
    step = next(one for one in steps if not whole or one.is_integer())
    first, last = math.floor(least / step), math.ceil(most / step)
    return [round(step * place, 10) for place in range(first, last + 1 + (first == last))]


def across(scale: Scale, steps: Sequence[float], bottom: float, unit: str) -> Iterator[Shape]:
    """A scale below a picture, with a line up for each of its marks."""
    for step in steps:
        yield Stroke(scale.at(step), HEAD, scale.at(step), bottom, "grid" if step else "zero")
        yield Caption(scale.at(step), bottom + 14, told_number(step), "middle")
    yield Caption((scale.start + scale.end) / 2, bottom + 29, unit, "middle")


def upwards(up: Scale, steps: Sequence[float], left: float, right: float) -> Iterator[Shape]:
    """A scale at the left of a picture, with a line across for each of its marks."""
    for step in steps:
        yield Stroke(left, up.at(step), right, up.at(step), "grid" if step else "zero")
        yield Caption(left - 6, up.at(step) + 4, told_number(step), "end")
