"""What people read of fronts: who leads, and how a judgement went."""

from __future__ import annotations

from collections.abc import Mapping


def leads(seats: Mapping[str, str], value: int) -> str:
    """Who leads, and by how much if that counts more than once.

    >>> leads({"north": "North", "south": "South"}, -2)
    'South leads twice over'
    """
    if not value:
        return "nobody leads"
    title = list(seats.values())[0 if value > 0 else 1]
    return f"{title} leads{TIMES[abs(value)]}"


TIMES = {1: "", 2: " twice over", 3: " three times over"}
"""How often a lead counts, by its size."""


def judged(title: str, seats: Mapping[str, str], value: int, stake: int) -> str:
    """How a judgement went, as a piece of news."""
    return f"{title} judged: {leads(seats, value)}, stake {stake}."
