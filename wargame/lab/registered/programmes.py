"""Claims 3 and 4: what was announced stands when due; and what supply was paid for with.

Settled here: a project is announced when its first stage is paid for, or when it is given a stage;
the printed durations are those of all its stages, each paid for at once. A deal runs in the rounds
at whose end it is in force, and gives what it gave when it was signed.
"""

from __future__ import annotations

from wargame.content.model import Roles
from wargame.lab.record.query import among, where
from wargame.lab.record.rounds import numbers, on_time, running
from wargame.lab.record.timeline import Bargain, Timeline, Venture
from wargame.lab.registered.counts import NOTHING, Behind, Counts, Quantity, of_deal, yes
from wargame.lab.registered.roles import gifts, measures_of_a

GRACE = 2
"""Rounds beyond the due one that still count as in time."""

HALF = 50
"""Percent of a need."""

HORIZON = 20
"""The last round of the five years."""


def count_standing(line: Timeline, roles: Roles) -> Counts:
    """Projects of production at home that were done in time, of those that fell due."""
    found = where(line.ventures, among(roles.a.programme))
    done, due = on_time(found, GRACE, line.rounds)
    return {"stands": Quantity(done, due, tuple(_of_project(one, line.rounds) for one in found))}


def _of_project(venture: Venture, last: int) -> Behind:
    limit = venture.due + GRACE
    if venture.done is not None and venture.done <= min(limit, last):
        how = f"done in round {venture.done}"
    elif limit > last:
        how = "not due before the end, left out"
    else:
        how = "not done by then"
    return Behind(venture.round, f"{venture.thing} announced, due by {limit}: {how}")


def count_bought(line: Timeline, roles: Roles) -> Counts:
    """Rounds in which A pays with a level for B's inputs; and whether half of its need was met."""
    bought = [one for one in line.bargains if _buys(line, roles, one)]
    rounds = {number for one in bought for number in running(one, line.rounds)}
    behind = tuple(Behind(one.round, of_deal(one)) for one in bought)
    return {"bought": Quantity(len(rounds), line.rounds, behind), "half": _half(line, roles)}


def _buys(line: Timeline, roles: Roles, bargain: Bargain) -> bool:
    """Whether A gives a level, and B a level or a ceiling of its inputs."""
    paid = gifts(line, bargain, measures_of_a(roles))
    got = gifts(line, bargain, roles.b.input)
    capped = any(
        item.kind == "cap" and item.seat == roles.b.seat and item.measure in roles.b.input
        for item in bargain.items
    )
    return bool(paid) and (bool(got) or capped)


def _half(line: Timeline, roles: Roles) -> Quantity:
    """Whether the narrowest stage of supply reached half of the need within five years."""
    if not roles.a.supply:
        return NOTHING
    columns = [numbers(line, name) for name in roles.a.supply]
    narrowest = [min(values) for values in zip(*columns, strict=True)][: HORIZON + 1]
    at = next((n for n, value in enumerate(narrowest) if value >= HALF), None)
    found = [] if at is None else [Behind(at, f"{narrowest[at]} percent of the need met")]
    return yes(at is not None, found)
