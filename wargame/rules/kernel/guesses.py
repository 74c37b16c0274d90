"""What everybody may know of numbers that one seat alone sees.

A guess lists the ways in which the private numbers of a seat may stand: a value of each, and how
much that way weighs; `width` numbers and a weight, over and over, in rising order. It is worked out
from what all have seen alone, so it is public itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Way = Callable[[Any, list[int]], bool]
"""What happens to one way in which the numbers may stand; false if it is ruled out."""


def followed(
    s: Any, guess: tuple[int, ...], width: int, ways: list[Way], weights: list[int]
) -> tuple[int, ...]:
    """What is known after something happened in one of several ways, nobody else knows which."""
    found: dict[tuple[int, ...], int] = {}
    for at in range(0, len(guess), width + 1):
        for k in range(len(ways)):
            values = list(guess[at : at + width])
            if weights[k] and ways[k](s, values):
                key = tuple(values)
                found[key] = found.get(key, 0) + guess[at + width] * weights[k]
    return _in_order(found) if found else guess


def observed(s: Any, guess: tuple[int, ...], width: int, test: Way, holds: bool) -> tuple[int, ...]:
    """What is known after all have seen whether something holds."""
    found: dict[tuple[int, ...], int] = {}
    for at in range(0, len(guess), width + 1):
        values = list(guess[at : at + width])
        if test(s, values) == holds:
            found[tuple(values)] = guess[at + width]
    return _in_order(found) if found else guess


def looked(guess: tuple[int, ...], width: int, place: int, value: int) -> tuple[int, ...]:
    """What is known after all have seen one of the numbers."""
    found: dict[tuple[int, ...], int] = {}
    for at in range(0, len(guess), width + 1):
        if guess[at + place] == value:
            found[tuple(guess[at : at + width])] = guess[at + width]
    return _in_order(found) if found else guess


def _in_order(found: dict[tuple[int, ...], int]) -> tuple[int, ...]:
    """The ways in rising order, their weights as small as they go."""
    common = 0
    for weight in found.values():
        common = _common(common, weight)
    flat: list[int] = []
    for values in sorted(found):
        flat += values
        flat.append(found[values] // common)
    return tuple(flat)


def _common(one: int, other: int) -> int:
    """The largest number that divides both."""
    while other:
        one, other = other, one % other
    return one
