"""What people read of fronts: who leads, when one is judged, and how a judgement went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wargame.rules.amounts import listed

TIMES = {1: "", 2: " twice over", 3: " three times over"}
"""How often a lead counts, by its size."""
DOCKET = "game.docket"
"""The number that tells which front is judged next round too."""


def is_front(name: str) -> bool:
    """Whether a number tells who leads on a front now."""
    return name.startswith("front.") and name.count(".") == 1


def tells_leader(name: str) -> bool:
    """Whether a number tells who leads on a front, or who did when it was last judged."""
    return is_front(name) or (name.startswith("front.") and name.endswith(".last"))


def whose(seats: Mapping[str, str], value: int) -> str:
    """Who is ahead, by the value of a lead on a front.

    >>> whose({"north": "North", "south": "South"}, -2), whose({"north": "North"}, 0)
    ('South twice over', 'nobody')
    """
    return f"{seats[leader(list(seats), value)]}{TIMES[abs(value)]}" if value else "nobody"


def leads(seats: Mapping[str, str], value: int) -> str:
    """Who leads, and by how much if that counts more than once.

    >>> leads({"north": "North", "south": "South"}, -2)
    'South leads twice over'
    """
    if not value:
        return "nobody leads"
    return f"{seats[leader(list(seats), value)]} leads{TIMES[abs(value)]}"


def leader(seats: Sequence[str], value: int) -> str:
    """The seat that leads, or ""."""
    return "" if not value else seats[0 if value > 0 else 1]


def when(due: int) -> str:
    """In how many rounds, as people say it.

    >>> when(0), when(1), when(3), when(-1)
    ('this round', 'next round', 'in 3 rounds', 'not again')
    """
    return {-1: "not again", 0: "this round", 1: "next round"}.get(due, f"in {due} rounds")


def judgement_said(
    title: str, seats: Mapping[str, str], value: int, stake: int, stopped: str = ""
) -> str:
    """How a judgement went, as a piece of news; what it moves is `stopped` at its end, if named.

    >>> judgement_said("Dam", {"north": "North", "south": "South"}, 1, 3, "the lead")
    'Dam judged: North leads, stake 3; the lead can go no further.'
    """
    end = f"; {stopped} can go no further" if stopped else ""
    return f"{title} judged: {leads(seats, value)}, stake {stake}{end}."


MANY = 3
"""Fronts that are named one by one."""


def warning(titles: Sequence[str]) -> str:
    """What is judged at the end of this round; "" for nothing.

    >>> warning(["Wells", "Roads"])
    'Wells and Roads are judged this round'
    """
    if not titles:
        return ""
    if len(titles) == 1:
        return f"{titles[0]} is judged this round"
    said = listed(titles) if len(titles) <= MANY else f"{len(titles)} fronts"
    return f"{said} are judged this round"
