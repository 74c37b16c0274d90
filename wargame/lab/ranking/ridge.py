"""Lines through many rows of numbers, so drawn that large weights cost something: ridge regression.

In plain Python, so that they come out the same wherever a run is settled.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul
from typing import Final

STEPS: Final = 15
"""Of conjugate gradients; fewer leave the line smoother."""

COST: Final = 0.12
"""How much a weight costs, of what usually differs by 1: as much as this part of all rows, each
speaking against it."""

PLACES: Final = 6
"""Of a weight: it is the same on every machine."""

Row = list[float]


def lines(rows: Sequence[Sequence[float]], wanted: Sequence[Sequence[float]]) -> list[Row]:
    """A line for each series of values that the rows should come near to.

    Args:
        rows: The first number of each is 1: its weight is what the others are counted from.
    """
    columns = list(zip(*rows, strict=True))
    count = len(rows)
    means = [sum(column) / count for column in columns]
    spread = [
        math.sqrt(sum([(value - mean) ** 2 for value in column]) / count)
        for column, mean in zip(columns, means, strict=True)
    ]
    used = [at for at, size in enumerate(spread) if size > 1e-9]
    alike = [[(value - means[at]) / spread[at] for value in columns[at]] for at in used]
    across = list(zip(*alike, strict=True))
    found = []
    for series in wanted:
        usual = sum(series) / count
        line = [0.0] * len(columns)
        slopes = _slopes(alike, across, [value - usual for value in series])
        for at, slope in zip(used, slopes, strict=True):
            line[at] = round(slope / spread[at], PLACES)
        line[0] = round(usual - sum(map(mul, line, means)), PLACES)
        found.append(line)
    return found


def _slopes(
    columns: Sequence[Sequence[float]], rows: Sequence[Sequence[float]], wanted: Row
) -> Row:
    """Weights of columns of mean 0 and size 1, by conjugate gradients."""
    cost, slopes = COST * len(wanted), [0.0] * len(columns)
    rest = [sum(map(mul, column, wanted)) for column in columns]
    way, left = rest[:], sum(map(mul, rest, rest))
    for _ in range(STEPS):
        if left < 1e-9:
            break
        seen = [sum(map(mul, row, way)) for row in rows]
        bent = [sum(map(mul, c, seen)) + cost * w for c, w in zip(columns, way, strict=True)]
        step = left / sum(map(mul, way, bent))
        slopes = [slope + step * d for slope, d in zip(slopes, way, strict=True)]
        rest = [r - step * b for r, b in zip(rest, bent, strict=True)]
        before, left = left, sum(map(mul, rest, rest))
        way = [r + left / before * d for r, d in zip(rest, way, strict=True)]
    return slopes
