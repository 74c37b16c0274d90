"""The stream as plain Python draws it: the same numbers, worked out many at a time.

Python takes about as long over a number of 2,000 bits as over one of 64, so a draw is looked up
here. Compiled rules have numbers of 64 bits and draw from `Stream` as it stands; this is not
compiled.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING, Final

from wargame.rules.kernel.stream import Stream

if TYPE_CHECKING:
    from mypy_extensions import i64

BLOCK: Final = 64
"""So many numbers are worked out at a time; with fewer or more of them each takes longer."""

FACTOR: Final = 2147483085
MODULUS: Final = (FACTOR << 32) - 1
"""`Stream` goes on from `x` to `x * FACTOR % MODULUS`, and so from that to `x` by 32 bits."""

LEAP: Final = pow(FACTOR, BLOCK, MODULUS)
WIDTH: Final = (1 << 32 * (BLOCK + 1)) - 1
LOWS: Final = pow(-MODULUS, -1, WIDTH + 1)
LANES: Final = ((1 << 32 * BLOCK) - 1) // ((1 << 64) - 1)
"""1 in each of the lanes of 64 bits that the numbers are worked out in, two in a lane."""
LANES_32: Final = LANES * 0xFFFFFFFF
LANES_30: Final = LANES * 0x3FFFFFFF
UNPACK: Final = Struct(f"<{BLOCK}I").unpack


def numbers_behind(x: int) -> tuple[int, ...]:
    """The next numbers: of each state, 30 bits of its lower half and its upper half mixed.

    As `x` is its lower half times `-MODULUS`, and what comes next times 2**32, the lower halves are
    the digits of `x / -MODULUS` to the base 2**32. An upper half is FACTOR times the lower one
    before it, less its own lower one, by 32 bits and rounded up.
    """
    lows = x * LOWS & WIDTH
    before, odd, even = lows & LANES_32, lows >> 32 & LANES_32, lows >> 64 & LANES_32
    odd_upper = FACTOR * before - odd + LANES_32 >> 32
    even_upper = FACTOR * odd - even + LANES_32 >> 32
    mixed = (odd ^ odd_upper) & LANES_30 | ((even ^ even_upper) & LANES_30) << 32
    return UNPACK(mixed.to_bytes(4 * BLOCK, "little"))


class BlockStream(Stream):
    """`Stream`, number for number.

    >>> [BlockStream(7).below(6), BlockStream(7).x] == [Stream(7).below(6), Stream(7).x]
    True
    """

    __slots__ = ("_at", "_end", "_numbers")

    @property
    def x(self) -> i64:
        """Where the stream stands: its end, less what was not drawn yet."""
        return (self._end << 32 * (BLOCK - self._at)) % MODULUS

    @x.setter
    def x(self, x: i64) -> None:
        self._end: int = x
        self._at = BLOCK
        self._numbers: tuple[int, ...] = ()

    def below(self, n: int) -> int:
        """The next number in 0..n-1, for n up to 2**20."""
        at = self._at
        if at == BLOCK:
            self._numbers = numbers_behind(self._end)
            self._end = self._end * LEAP % MODULUS
            at = 0
        self._at = at + 1
        return self._numbers[at] * n >> 30
