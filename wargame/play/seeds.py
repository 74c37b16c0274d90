"""Whole numbers stirred into one another, the same on every machine.

Keys for the dealer's luck and seeds for players and games all come from here, so that one
seed given by a person settles everything, and no two uses of it share their luck.
"""

from __future__ import annotations

import hashlib
import secrets
from functools import cache
from typing import Final, SupportsIndex, TypeGuard

from wargame.errors import UsageError

MASK = (1 << 64) - 1
SEED_MASK = (1 << 63) - 1
SEED_LIMIT: Final = 1 << 63
"""Seeds are 0 up to one less than this: they fit a signed 64-bit integer everywhere."""

SHORT_LIMIT: Final = 10**15
"""A seed that nobody named is one less at most: JavaScript and spreadsheets, which round longer
numbers, read it as it is, and people can type it."""

SECRET_BYTES: Final = 16
"""128 bits, written as twice as many hex digits."""


def new_seed() -> int:
    """A seed that nobody named."""
    return secrets.randbelow(SHORT_LIMIT)


def whole_seed(given: SupportsIndex) -> int:
    """A seed as Python's own whole number, such as one of numpy is not.

    Raises:
        TypeError: It is no whole number.
    """
    if not hasattr(given, "__index__"):
        raise TypeError(f"{type(given).__name__} given where a whole number is wanted, as a seed.")
    return given.__index__()


def mix(value: int, more: int) -> int:
    """Stir a number into a 64-bit value (the finalizer of splitmix64)."""
    value = (value ^ more) + 0x9E3779B97F4A7C15 & MASK
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & MASK
    value = (value ^ value >> 27) * 0x94D049BB133111EB & MASK
    return value ^ value >> 31


@cache
def number(name: str) -> int:
    """A 64-bit number for a name (FNV-1a)."""
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = (value ^ byte) * 0x100000001B3 & MASK
    return value


def new_secret() -> str:
    """What nobody can try: 32 hex digits, without which a seed tells nothing."""
    return secrets.token_hex(SECRET_BYTES)


def is_secret(value: object) -> TypeGuard[str]:
    """Whether a value is what `new_secret` gives, in lower case."""
    wanted = isinstance(value, str) and len(value) == 2 * SECRET_BYTES
    return wanted and all(char in "0123456789abcdef" for char in str(value))


def whole_secret(given: str) -> str:
    """A secret that was given, or "" for none.

    Raises:
        UsageError: It is another text than `new_secret` gives.
    """
    if given and not is_secret(given):
        digits = 2 * SECRET_BYTES
        raise UsageError(f"A secret is {digits} hex digits in lower case, or '' for none.")
    return given


def derive(seed: int, *parts: str | int, secret: str = "") -> int:
    """A seed for one use of another seed, which cannot be worked back from it.

    Without a secret, whoever is told the one can still find the other by trying seeds.

    >>> derive(7, "player", "north") == derive(7, "player", "south")
    False
    """
    text = "\0".join(map(str, (seed, *parts)))
    digest = hashlib.blake2b(text.encode(), digest_size=8, key=bytes.fromhex(secret)).digest()
    return int.from_bytes(digest, "big") & SEED_MASK
