"""What a value read from a save must look like to be what its field says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wargame.content.typed import LONGEST_STACK
from wargame.play.player import LONGEST_NAME
from wargame.play.said import LONGEST_SAID, LONGEST_WORD
from wargame.store.chain import HASH, is_hex

Check = Callable[[Any], bool]
"""Whether a value, which may be anything JSON can say, is of a shape."""


def is_number(low: int, high: int) -> Check:
    """Accept whole numbers in a range, but not true or false."""
    return lambda value: type(value) is int and low <= value <= high


def is_text(most: int) -> Check:
    """Accept texts of at most so many characters."""
    return lambda value: isinstance(value, str) and len(value) <= most


def is_one_of(*words: str) -> Check:
    """Accept one of these words."""
    return lambda value: isinstance(value, str) and value in words


COUNT = is_number(0, 2**31)
LAST_SECOND = 253_402_300_799
"""The end of the year 9999, beyond which no calendar here goes."""

TIME = is_number(0, LAST_SECOND)
SEED = is_number(0, 2**63 - 1)
WORD = is_text(LONGEST_WORD)
STACK = is_text(LONGEST_STACK)
NAME = is_text(LONGEST_NAME)
SAID = is_text(LONGEST_SAID)
_VALUE = is_number(-(2**63), 2**63 - 1)


def are_numbers(value: Any) -> bool:
    """Whether it is a mapping from names to whole numbers."""
    return isinstance(value, dict) and all(map(_VALUE, value.values()))


def are_words(value: Any) -> bool:
    """Whether it is a mapping from names to short texts."""
    return isinstance(value, dict) and all(map(WORD, value.values()))


def are_names(value: Any) -> bool:
    """A player's name by each of some seats."""
    return isinstance(value, dict) and all(map(NAME, value.values()))


def is_hash(value: Any) -> bool:
    """A hash."""
    return is_hex(value, HASH)


def is_list(value: Any) -> bool:
    """A list of anything."""
    return isinstance(value, list)
