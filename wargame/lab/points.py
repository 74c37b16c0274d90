"""The points of a sweep: what is set to what, on a grid or at random.

A way to vary is `NAME=VALUE,VALUE,…` or `NAME=LOW..HIGH`; the values of a dial are doses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from wargame.content.model import Deck
from wargame.content.stack import text_of, value_of
from wargame.dataclass import dataclass
from wargame.errors import UsageError, visible
from wargame.play.seeds import derive

MOST = 2_000
"""Points that one sweep may have."""

RANGE = ".."

Point = tuple[tuple[str, str], ...]
"""Names with the values they are set to, as they are typed."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A name of a deck, and the values it is set to, as they are typed."""

    name: str
    values: tuple[str, ...]


def read_axes(deck: Deck, varied: Sequence[str]) -> tuple[Axis, ...]:
    """What is varied, and over which values.

    Raises:
        UsageError: A name or value is none of the deck's, or a name comes twice.
    """
    axes: list[Axis] = []
    for text in varied:
        name, sign, values = (word.strip() for word in text.partition("="))
        if not sign or not values:
            raise UsageError(
                f"--vary: '{visible(text[:60])}' says no values. Write NAME=0,1,2 or NAME=0..4."
            )
        if name in [axis.name for axis in axes]:
            raise UsageError(f"--vary: '{visible(name[:60])}' is varied twice.")
        axes.append(Axis(name, _values(deck, name, values)))
    return tuple(axes)


def _values(deck: Deck, name: str, text: str) -> tuple[str, ...]:
    """The values of an axis in their own writing, each once."""
    low, between, high = text.partition(RANGE)
    if between:
        first, last = (value_of(deck, name, end.strip()) for end in (low, high))
        if last < first:
            raise UsageError(f"--vary: {name}={visible(text[:40])} runs backwards.")
        found = range(first, last + 1)
        return tuple(text_of(deck, name, value) for value in found)
    each = [value_of(deck, name, value.strip()) for value in text.split(",")]
    return tuple(dict.fromkeys(text_of(deck, name, value) for value in each))


def grid(axes: Sequence[Axis]) -> list[Point]:
    """Every combination, the last name running fastest.

    Raises:
        UsageError: There are too many.
    """
    count = 1
    for axis in axes:
        count *= len(axis.values)
    if count > MOST:
        raise UsageError(
            f"That makes {count} points, and a sweep has {MOST} at most: give --random N."
        )
    names = [axis.name for axis in axes]
    return [tuple(zip(names, values, strict=True)) for values in product(*(a.values for a in axes))]


def at_random(axes: Sequence[Axis], count: int, seed: int) -> list[Point]:
    """So many points drawn, each value of a name equally likely; one that comes twice counts once.

    Point n of a seed is the same however many are drawn.
    """
    return list(dict.fromkeys(_drawn(axes, count, seed)))


def _drawn(axes: Sequence[Axis], count: int, seed: int) -> Iterator[Point]:
    for number in range(count):
        yield tuple(
            (axis.name, axis.values[derive(seed, "point", axis.name, number) % len(axis.values)])
            for axis in axes
        )


def height(text: str) -> float:
    """Where a value stands along its axis: a number, a dose; off and on are 0 and 1.

    >>> height("1/2"), height("3"), height("off")
    (0.5, 3.0, 0.0)
    """
    return {"off": 0.0, "on": 1.0}[text] if text in ("off", "on") else float(Fraction(text))
