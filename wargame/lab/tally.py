"""Whole numbers that are counted as they come."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """How some numbers spread.

    Attributes:
        mean: The mean, to 3 places.
        sd: The standard deviation, to 3 places.
        min: The least.
        max: The most.
    """

    mean: float
    sd: float
    min: int
    max: int


@dataclass(slots=True)
class Tally:
    """Whole numbers that are counted and not kept."""

    count: int = 0
    total: int = 0
    squares: int = 0
    least: int = 0
    most: int = 0

    def add(self, value: int) -> None:
        """Count one more."""
        self.least = min(self.least, value) if self.count else value
        self.most = max(self.most, value) if self.count else value
        self.count += 1
        self.total += value
        self.squares += value * value

    def spread(self) -> Spread:
        """How they spread, if there are any.

        >>> tally = Tally()
        >>> tally.add(1)
        >>> tally.add(3)
        >>> tally.spread()
        Spread(mean=2.0, sd=1.0, min=1, max=3)
        """
        deviation = math.sqrt(self.count * self.squares - self.total**2) / self.count
        mean = round(self.total / self.count, 3)
        return Spread(mean, round(deviation, 3), self.least, self.most)
