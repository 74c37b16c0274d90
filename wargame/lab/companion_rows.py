"""Companions of registered claims as they are told: the same row wherever they are counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import Final

from wargame.dataclass import dataclass
from wargame.lab.judge.companions import CompanionFound
from wargame.lab.judge.companions_table import COMPANIONS, Companion
from wargame.objects import bound, rounded

NOT_STORED: Final = "the stored games do not say it; `wargame lab companions` counts it at random"


@dataclass(frozen=True, slots=True)
class CompanionRow:
    """What stands beside a claim by the registration, and decides nothing.

    Attributes:
        name: As the registration has it, such as `3b`.
        claim: Whose it is.
        what: What is told, in words.
        family: Whose games: `D` between doctrines, `S` of `search`, `U` at random; "" if it is not
            counted.
        unit: Of the value.
        value: The value; null if there was nothing to count.
        low: The lower bound of its 95 % interval, or null.
        high: The upper bound of its 95 % interval, or null.
        parts: What was counted in each ratio that the value is made of, all games together; what is
            taken away comes behind.
        over: Of how many, ratio by ratio.
        seeds: How many games or pairs had something to count, in the ratio that has the fewest.
        played: Of how many.
        uncounted: Why it is not counted; "" if it is.
    """

    name: str
    claim: int
    what: str
    family: str
    unit: str
    value: float | None = field(metadata=rounded(3))
    low: float | None = field(metadata=bound(3))
    high: float | None = field(metadata=bound(3))
    parts: Sequence[int]
    over: Sequence[int]
    seeds: int
    played: int
    uncounted: str


def companion_rows(
    claim: int, found: Iterable[CompanionFound], lacking: str = NOT_STORED
) -> Iterator[CompanionRow]:
    """All companions of a claim, those that nothing counts too, in their order.

    Args:
        lacking: Why one that could be counted was not.
    """
    counted = list(found)
    for one in COMPANIONS:
        if one.claim == claim:
            rows = [_row(each) for each in counted if each.companion == one]
            yield from rows or [_uncounted(one, one.uncounted or lacking)]


def _uncounted(one: Companion, why: str) -> CompanionRow:
    return CompanionRow(
        one.name, one.claim, one.what, "", one.unit, None, None, None, (), (), 0, 0, why
    )


def _row(one: CompanionFound) -> CompanionRow:
    what, found = one.companion, one.found
    value, low, high = (found.value, found.low, found.high) if found else (None, None, None)
    return CompanionRow(
        what.name,
        what.claim,
        what.what,
        one.family,
        what.unit,
        value,
        low,
        high,
        one.parts,
        one.wholes,
        one.counting,
        one.played,
        "" if one.is_stored else NOT_STORED,
    )
