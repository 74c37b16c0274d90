"""How a game went, read off who was ahead after each round."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Margins = Sequence[int]
"""Points that the first seat was ahead after each round; the last at the end."""


def _leaders(margins: Margins, beyond: int = 0) -> list[int]:
    """Who was ahead after each round: 1, -1, or 0; a tie leaves whoever was.

    Args:
        beyond: As far as this nobody is ahead.
    """
    found, leader = [], 0
    for margin in margins:
        leader = (margin > beyond) - (margin < -beyond) or leader
        found.append(leader)
    return found


def lead_changes(margins: Margins, beyond: int = 0) -> int:
    """How often the other seat got ahead, by more than `beyond`.

    >>> lead_changes([2, -1, 0, 3]), lead_changes([2, -1, 0, 3], 1)
    (2, 0)
    """
    led = [leader for leader in _leaders(margins, beyond) if leader]
    return sum(one != other for one, other in pairwise(led))


def settled(margins: Margins) -> int | None:
    """After how many rounds the winner was ahead for good; None if nobody won.

    >>> settled([2, -1, 0, 3]), settled([2, 2]), settled([1, 0])
    (4, 1, None)
    """
    winner = (margins[-1] > 0) - (margins[-1] < 0)
    if not winner:
        return None
    behind = [n for n, leader in enumerate(_leaders(margins), 1) if leader != winner]
    return behind[-1] + 1 if behind else 1


def drama(margins: Margins) -> int | None:
    """How many points the winner ever was behind at most; None if nobody won.

    >>> drama([2, -7, 3]), drama([1, 2]), drama([0])
    (7, 0, None)
    """
    if not margins[-1]:
        return None
    sign = 1 if margins[-1] > 0 else -1
    return max(0, *(-sign * margin for margin in margins))


def half_time(margins: Margins) -> int | None:
    """By how much the first seat was ahead when half of the rounds were played; None for one."""
    return margins[len(margins) // 2 - 1] if len(margins) > 1 else None
