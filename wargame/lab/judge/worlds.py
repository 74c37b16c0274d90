"""The worlds of the obligatory sweep: what a deck assumes without a good source, drawn anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Final

from wargame.content.model import Deck, NamedNumber
from wargame.lab.judge.cells import WORLDS
from wargame.play.seeds import derive

SPREAD: Final = Fraction(1, 4)
"""How far a number may lie from what the deck says, up and down."""

BACKED: Final = ("high", "medium")
"""What is said of numbers that a source backs."""


def worlds_of(deck: Deck) -> list[str]:
    """What is laid over a deck in each world; none if every named number is backed.

    Named numbers alone can be laid over a deck: the draw goes over those of low confidence, and
    those of which none is said. Each is drawn from the whole numbers up to a quarter away.
    """
    numbers = [one for one in deck.numbers if one.confidence not in BACKED]
    if not numbers:
        return []
    return ["+".join(_drawn(numbers, world)) for world in range(1, WORLDS + 1)]


def _drawn(numbers: list[NamedNumber], world: int) -> Iterator[str]:
    for one in numbers:
        low, high = _around(one)
        draw = random.Random(derive(0, "world", world, one.id))  # noqa: S311 - no secret
        yield f"{one.id}={draw.randint(low, high)}"


def _around(one: NamedNumber) -> tuple[int, int]:
    """From where to where a number is drawn."""
    reach = abs(one.value) * SPREAD
    low, high = one.range
    return max(low, ceil(one.value - reach)), min(high, floor(one.value + reach))
