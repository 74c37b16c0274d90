"""Lists of whole numbers that are only read, packed where a deck's rules are compiled.

`rules.compiling.joined` puts `COMPILED` in the place of this module then: numbers of 64 bits side
by side, of which none is made an object to be looked at.
"""

from __future__ import annotations

from typing import Final

Packed = list[int]
"""Whole numbers, each of 64 bits at most."""


def packed(numbers: list[int]) -> Packed:
    """The same numbers, to be read only."""
    return numbers


COMPILED: Final = """
if TYPE_CHECKING:
    Packed = vec[i64]

def packed(numbers: list[int]) -> Packed:
    return vec[i64](numbers)
"""
