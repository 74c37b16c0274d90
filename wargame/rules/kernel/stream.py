"""Whole numbers for thinking and simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_extensions import i64


class Stream:
    """A deterministic stream of whole numbers for thinking and simulation, never for the game.

    Multiply-with-carry; every intermediate fits a signed 64-bit number (`i64`, which compiled
    rules compute with, and which is any number here). Two streams of one seed are equal.

    >>> s = Stream(7); [s.below(6) for _ in range(5)] == [Stream(7).below(6)] + [
    ...     n for n in (lambda t: [t.below(6) for _ in range(5)])(Stream(7))][1:]
    True
    """

    __slots__ = ("x",)

    def __init__(self, seed: int) -> None:
        if not hasattr(seed, "__index__"):  # `*` would repeat it, such as text, without end
            given = type(seed).__name__
            raise TypeError(f"{given} given where a whole number is wanted, as a seed.")
        seed = seed.__index__()
        z = (seed * 0x2545F4914F6CDD1D + 0x9E3779B97F4A7C15) & 0x3FFFFFFFFFFFFFFF
        self.x: i64 = (z | 1) % 9223090557583032319 or 1
        for _ in range(8):
            self.below(2)

    def below(self, n: int) -> int:
        """The next number in 0..n-1, for n up to 2**20."""
        x: i64 = (self.x & 0xFFFFFFFF) * 2147483085 + (self.x >> 32)
        self.x = x
        return (((x ^ (x >> 32)) & 0x3FFFFFFF) * n) >> 30
