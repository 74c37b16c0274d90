"""What a resample of seeds needs to know: sums of parts, wholes and their products.

Every quantity that is judged is a weighted sum of ratios of sums over the same seeds: a share, a
difference between two arms, a difference of differences between deck and ablation. All sums of
one resample are read off one integer: the numbers of a seed stand side by side in it, 64 bits
each, so that adding up the seeds drawn is one `sum`, in whole numbers and without a library.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from fractions import Fraction

from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.stats.estimate import Ratio

BITS = 64
NOTHING = 1e-12
"""A variance this far below the terms that it is summed from is rounding, not spread."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A ratio of sums over seeds, and how much it counts.

    Attributes:
        weight: 100 for percent, negative for what is taken away.
        ratios: Part and whole of each seed; (0, 0) where there is nothing to count.
    """

    weight: int
    ratios: Sequence[Ratio]


@dataclass(frozen=True, slots=True)
class Moment:
    """A value and its standard error, by linearisation."""

    value: float
    error: float


class Sums:
    """Weighted ratios over the same seeds, ready to be resampled.

    Attributes:
        seeds: How many there are.
        counting: How many have something to count, in the ratio that has the fewest.
        wholes: What each ratio is over, all seeds together.
        packed: One integer a seed.

    Raises:
        UsageError: The ratios are of different seeds, of none, or too large to add up.
    """

    def __init__(self, parts: Sequence[Weighted]) -> None:
        self.weights = [part.weight for part in parts]
        counts = {len(part.ratios) for part in parts}
        if len(counts) != 1 or counts == {0}:
            raise UsageError("Ratios are compared over the same seeds, and one at least.")
        (self.seeds,) = counts
        self.counting = min(sum(whole != 0 for _, whole in part.ratios) for part in parts)
        self.wholes = tuple(sum(whole for _, whole in part.ratios) for part in parts)
        columns = [column for part in parts for column in zip(*part.ratios, strict=True)]
        self.width = len(columns)
        self._fields: dict[tuple[int, ...], int] = {}
        self._places = [self._place(column) for column in columns]
        self._products = [
            self._place([a * b for a, b in zip(columns[i], columns[j], strict=True)])
            for i in range(self.width)
            for j in range(i + 1)
        ]
        self.packed = self._pack()
        self.total = sum(self.packed)

    def moment(self, total: int) -> Moment | None:
        """The value and its error where the seeds add up to this; None if a whole is 0."""
        sums = self._unpacked(total)
        firsts = [sums[place] for place in self._places]
        value, slopes = 0.0, []
        for weight, part, whole in zip(self.weights, firsts[::2], firsts[1::2], strict=True):
            if whole == 0:
                return None
            value += weight * part / whole
            slope = weight * self.seeds / whole
            slopes += [slope, -slope * part / whole]
        return Moment(value, self._error(slopes, [sums[place] for place in self._products]))

    def agrees(self) -> bool:
        """Whether every seed pulls the value nowhere, in exact numbers."""
        sums = self._unpacked(self.total)
        firsts = [sums[place] for place in self._places]
        slopes = []
        for weight, part, whole in zip(self.weights, firsts[::2], firsts[1::2], strict=True):
            if whole == 0:
                return False
            slopes += [Fraction(weight, whole), -Fraction(weight * part, whole * whole)]
        rows = list(zip(*[self._column(place) for place in self._places], strict=True))
        return not any(
            sum(slope * one for slope, one in zip(slopes, row, strict=True)) for row in set(rows)
        )

    def _error(self, slopes: Sequence[float], products: Sequence[int]) -> float:
        """The standard error, from the slope of the value in each column."""
        found, scale, place = 0.0, 0.0, 0
        for i in range(self.width):
            for j in range(i + 1):
                term = slopes[i] * slopes[j] * products[place] * (1 if i == j else 2)
                found += term
                scale += abs(term)
                place += 1
        if self.seeds < 2 or found <= NOTHING * scale:
            return 0.0
        return math.sqrt(found / (self.seeds - 1) / self.seeds)

    def _place(self, column: Sequence[int]) -> int:
        """Where a column stands; equal columns stand once."""
        return self._fields.setdefault(tuple(column), len(self._fields))

    def _column(self, place: int) -> tuple[int, ...]:
        return list(self._fields)[place]

    def _pack(self) -> list[int]:
        """The columns side by side, each raised so that it begins at 0."""
        self._lows = [min(column) for column in self._fields]
        if any(
            self.seeds * (max(column) - low) >> BITS
            for column, low in zip(self._fields, self._lows, strict=True)
        ):
            raise UsageError("These numbers are too large to be added up.")
        self._layout = struct.Struct(f"<{len(self._fields)}Q")
        lows = self._lows
        return [
            int.from_bytes(
                self._layout.pack(*[one - low for one, low in zip(row, lows, strict=True)]),
                "little",
            )
            for row in zip(*self._fields, strict=True)
        ]

    def _unpacked(self, total: int) -> list[int]:
        raised = self._layout.unpack(total.to_bytes(self._layout.size, "little"))
        return [one + low * self.seeds for one, low in zip(raised, self._lows, strict=True)]
