"""Some numbers of a view that belong together: their rows, and what reads them off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from wargame.dataclass import dataclass
from wargame.rules.view import SeatState

Row = tuple[str, int, int]
"""A name, and the least and the most that the number may be."""

MANY = 99
"""The most that is told of what has no bound of its own: so many, or more."""


@dataclass(frozen=True, slots=True)
class FeaturePart:
    """Some numbers of a view that belong together.

    Attributes:
        rows: Of each its name, and the least and the most that it may be.
        told: Reads them off a view.
    """

    rows: Sequence[Row]
    told: Callable[[SeatState], Iterable[int]]


def flags(names: Iterable[str]) -> list[Row]:
    """Rows of what is either so, 1, or not, 0."""
    return [(name, 0, 1) for name in names]


def joined(parts: Sequence[FeaturePart]) -> FeaturePart:
    """Several parts as one."""
    rows = [row for part in parts for row in part.rows]
    return FeaturePart(rows, lambda view: [n for part in parts for n in part.told(view)])
