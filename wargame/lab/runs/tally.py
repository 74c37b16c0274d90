"""Whole numbers that are counted as they come."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import field

from wargame.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """How some numbers spread.

    Attributes:
        mean: The mean, to 3 places.
        sd: The standard deviation of what these are a sample of, to 3 places; 0 for a single one.
        min: The least.
        max: The most.
        counts: How often each number came, ascending.
    """

    mean: float
    sd: float
    min: int
    max: int
    counts: Mapping[int, int]


@dataclass(slots=True)
class Tally:
    """Whole numbers that are counted, each number once: many games take no more room than few."""

    counts: dict[int, int] = field(default_factory=dict)

    def add(self, value: int) -> None:
        """Count one more."""
        self.counts[value] = self.counts.get(value, 0) + 1

    @property
    def count(self) -> int:
        """How many were counted."""
        return sum(self.counts.values())

    def spread(self) -> Spread:
        """How they spread, if there are any.

        >>> tally = Tally()
        >>> tally.add(1)
        >>> tally.add(3)
        >>> tally.spread()
        Spread(mean=2.0, sd=1.414, min=1, max=3, counts={1: 1, 3: 1})
        """
        count = self.count
        total = sum(value * times for value, times in self.counts.items())
        squares = sum(value * value * times for value, times in self.counts.items())
        deviation = math.sqrt((count * squares - total**2) / count / max(1, count - 1))
        counts = dict(sorted(self.counts.items()))
        return Spread(
            round(total / count, 3), round(deviation, 3), min(counts), max(counts), counts
        )
