"""Arithmetic, a row an operation: what it comes to, between which bounds, and in words.

A function is read, bounded, worked out and put into words by its row alone. What Python does not
call by the same name needs its text in `emit/code.py` too.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Protocol

from wargame.dataclass import dataclass


class Bounded(Protocol):
    """What lies between two bounds."""

    @property
    def lo(self) -> int: ...

    @property
    def hi(self) -> int: ...


Bounds = Callable[..., tuple[int, int]]
"""The bounds of an operation from those of its parts, each `Bounded`."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    Attributes:
        worth: What it comes to, from what its parts come to.
        bounds: Between which bounds that lies, from those of its parts; both can be reached.
        written: Of a function, how authors write it; "" for a sign.
        gives: What it gives, for the authors' manual.
        said: How people read it: a place for each part, or one for all of them.
        parts: The fewest and the most parts that it takes.
    """

    worth: Callable[..., int]
    bounds: Bounds
    written: str = ""
    gives: str = ""
    said: str = ""
    parts: tuple[int, int] = (2, 2)


def _times(a: Bounded, b: Bounded) -> tuple[int, int]:
    corners = (a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi)
    return min(corners), max(corners)


def _rest(a: Bounded, b: Bounded) -> tuple[int, int]:
    return (a.lo, a.hi) if a.lo >= 0 and a.hi < b.lo else (0, b.lo - 1)


def _size(a: Bounded) -> tuple[int, int]:
    ends = abs(a.lo), abs(a.hi)
    return 0 if a.lo <= 0 <= a.hi else min(ends), max(ends)


def _within(a: Bounded, low: Bounded, high: Bounded) -> tuple[int, int]:
    return max(low.lo, min(a.lo, high.lo)), max(low.hi, min(a.hi, high.hi))


OPERATIONS: Mapping[str, Operation] = {
    "neg": Operation(operator.neg, lambda a: (-a.hi, -a.lo), parts=(1, 1)),
    "+": Operation(operator.add, lambda a, b: (a.lo + b.lo, a.hi + b.hi)),
    "-": Operation(operator.sub, lambda a, b: (a.lo - b.hi, a.hi - b.lo)),
    "*": Operation(operator.mul, _times),
    "//": Operation(operator.floordiv, lambda a, b: (a.lo // b.lo, a.hi // b.lo)),
    "%": Operation(operator.mod, _rest),
    "min": Operation(
        min,
        lambda *parts: (min(a.lo for a in parts), min(a.hi for a in parts)),
        "min(a, b, …)",
        "the smallest of its values",
        "the least of {}",
        (2, 12),
    ),
    "max": Operation(
        max,
        lambda *parts: (max(a.lo for a in parts), max(a.hi for a in parts)),
        "max(a, b, …)",
        "the largest of its values",
        "the most of {}",
        (2, 12),
    ),
    "abs": Operation(abs, _size, "abs(a)", "the value without its sign", "the size of {}", (1, 1)),
    "clamp": Operation(
        lambda value, low, high: max(low, min(value, high)),
        _within,
        "clamp(a, low, high)",
        "a, but never under low or over high",
        "{}, from {} to {}",
        (3, 3),
    ),
}
"""By what `Op.op` says. Who divides, or takes the rest, does so by a number above 0 alone."""

FUNCTION_ROWS: Mapping[str, Operation] = {
    name: row for name, row in OPERATIONS.items() if row.written
}
"""Those that are functions."""
