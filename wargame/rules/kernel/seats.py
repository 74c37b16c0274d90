"""How seats stand to one another: the only place that works out another seat from one.

Seats are numbered from 0 in deck order. A deck has two of them today.
"""

from __future__ import annotations


def rival(seat: int) -> int:
    """The other seat, of two."""
    return 1 - seat


def rivals(seat: int, count: int) -> list[int]:
    """All seats but one, in order."""
    return [other for other in range(count) if other != seat]


def seat_in_turn(first: int, turn: int, count: int) -> int:
    """Whose turn it is, turns counted from 0, when the seats go round from `first`."""
    return (first + turn) % count


def turn_of(seat: int, first: int, count: int) -> int:
    """How many seats come before this one in a round that begins with `first`."""
    return (seat - first) % count
