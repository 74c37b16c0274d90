"""Claim 7: dispute, settlement, dispute again, more often than the same events by chance.

Settled here: both seats raise some measure at most two rounds apart: that is a dispute, from the
first of the two raises to the second. A deal closes it if it is signed at most six rounds after
the second, each seat gives a level, and one of the levels given is of a measure that either seat
raised between the two. Then only raises after the round of the deal count. Chance: the rounds of
each seat's raises, and those of the deals, permuted by themselves, 200 times; the seed hangs on
the events alone, so that a game is counted alike wherever it is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from wargame.content.model import Roles
from wargame.lab.record.query import among, is_raise, where
from wargame.lab.record.shuffles import shuffles
from wargame.lab.record.timeline import LevelChange, Timeline
from wargame.lab.registered.counts import Behind, Counts, Quantity, of_deal
from wargame.lab.registered.roles import gifts, measures_of_a, measures_of_b
from wargame.play.seeds import derive

APART, TO_SETTLE = 2, 6
"""Rounds between the raises of a dispute, and from there to the deal, at most."""

SHUFFLES: Final = 200

Things = tuple[str, ...]
Kinds = Mapping[str, Mapping[int, tuple[Things, ...]]]
"""What either seat raised, and what each deal gave, by round: kinds `a`, `b` and `deals`."""

Cycle = tuple[int, int, int]
"""The rounds of its two raises, and of the deal."""


def count(line: Timeline, roles: Roles) -> Counts:
    """Cycles less their mean over shuffles; and cycles as they are."""
    kinds = _kinds(line, roles)
    found = cycles(kinds)
    seed = derive(0, "cycles", line.rounds, *_flat(kinds))
    some = shuffles(kinds, line.rounds, seed, SHUFFLES) if all(kinds.values()) else ()
    by_chance = sum(len(cycles(one)) for one in some)
    behind = (*_told(line, found), Behind(0, f"{by_chance} cycles in {SHUFFLES} shuffles"))
    excess = SHUFFLES * len(found) - by_chance
    return {
        "cycles": Quantity(excess, SHUFFLES, behind),
        "counted": Quantity(len(found), 1, tuple(_told(line, found))),
    }


def cycles(kinds: Kinds) -> list[Cycle]:
    """The cycles of some events, one after the other."""
    found: list[Cycle] = []
    start = 1
    for signed in sorted(kinds["deals"]):
        for given in kinds["deals"][signed]:
            dispute = _settled(kinds, given, start, signed)
            if dispute is not None:
                found.append((*dispute, signed))
                start = signed + 1
                break
    return found


def _settled(kinds: Kinds, given: Things, start: int, signed: int) -> tuple[int, int] | None:
    """A dispute that a deal closes, the first."""
    for one in sorted(kinds["a"]):
        for other in sorted(kinds["b"]):
            first, second = min(one, other), max(one, other)
            is_dispute = first >= start and second - first <= APART
            is_due = 0 <= signed - second <= TO_SETTLE
            if is_dispute and is_due and set(given) & set(_raised(kinds, first, second)):
                return first, second
    return None


def _raised(kinds: Kinds, first: int, last: int) -> Iterator[str]:
    """What either seat raised between two rounds."""
    for kind in ("a", "b"):
        for number, what in kinds[kind].items():
            if first <= number <= last:
                yield from (thing for things in what for thing in things)


def _kinds(line: Timeline, roles: Roles) -> Kinds:
    """The raises of both sides, and the deals in which each gives a level."""
    mine, theirs = measures_of_a(roles), measures_of_b(roles)
    deals: dict[int, tuple[Things, ...]] = {}
    for one in line.bargains:
        ours, others = gifts(line, one, mine), gifts(line, one, theirs)
        if ours and others:
            things = tuple(change.thing for change in (*ours, *others))
            deals[one.round] = (*deals.get(one.round, ()), things)
    return {
        "a": _by_round(where(line.levels, among(mine), is_raise)),
        "b": _by_round(where(line.levels, among(theirs), is_raise)),
        "deals": deals,
    }


def _by_round(changes: Iterable[LevelChange]) -> dict[int, tuple[Things, ...]]:
    found: dict[int, tuple[Things, ...]] = {}
    for one in changes:
        found[one.round] = (*found.get(one.round, ()), (one.thing,))
    return found


def _flat(kinds: Kinds) -> Iterator[str]:
    """All events as words, in a fixed order."""
    for kind, rounds in kinds.items():
        for number, what in sorted(rounds.items()):
            yield f"{kind} {number} {what}"


def _told(line: Timeline, found: Iterable[Cycle]) -> Iterator[Behind]:
    for first, second, signed in found:
        yield Behind(first, f"dispute, answered in round {second}, settled in round {signed}")
        for one in line.bargains:
            if one.round == signed:
                yield Behind(signed, of_deal(one))
