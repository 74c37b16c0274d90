"""Claim 2: of what was laid on each partner, how much did it win back for itself alone?

Settled here: a fall is a partner's own unless the same act or deal lowers the duty of all partners;
what one act or deal does to a duty counts as one change, by its net effect. What stood at the start
can be won back as well and is in no rise, so more can be won than rose.
"""

from __future__ import annotations

from collections.abc import Iterable

from wargame.content.model import DutiesPaid, Roles
from wargame.lab.record.query import given_by
from wargame.lab.record.rounds import numbers
from wargame.lab.record.timeline import NumberChange, Timeline
from wargame.lab.registered.counts import NOTHING, Behind, Counts, Quantity

FIRST = 4
"""Rounds that are left out when duties are compared by their height."""


def count(line: Timeline, roles: Roles) -> Counts:
    """What B and the allies won of what rose; and the rounds in which B paid less than an ally."""
    duties = roles.duties
    if duties is None:
        return dict.fromkeys(("rival", "allies", "below"), NOTHING)
    return {
        "rival": _won(line, roles, duties, [duties.rival]),
        "allies": _won(line, roles, duties, duties.allies),
        "below": _below(line, duties),
    }


def _won(line: Timeline, roles: Roles, duties: DutiesPaid, partners: Iterable[str]) -> Quantity:
    wanted = frozenset(partners)
    won = rises = 0
    behind = []
    for one in line.moved:
        if one.thing not in wanted:
            continue
        is_won = one.after < one.before and _is_own(line, duties, one)
        is_won = is_won and given_by(roles.a.seat)(one)
        won += one.before - one.after if is_won else 0
        rises += max(0, one.after - one.before)
        if is_won or one.after > one.before:
            why = f"{one.cause}: {one.source}"
            behind.append(Behind(one.round, f"{one.thing} {one.before} to {one.after} ({why})"))
    return Quantity(won, rises, tuple(behind))


def _is_own(line: Timeline, duties: DutiesPaid, change: NumberChange) -> bool:
    """Whether some partner's duty did not fall by the same act or deal."""
    fell = {
        one.thing
        for one in line.moved
        if (one.ply, one.source) == (change.ply, change.source) and one.after < one.before
    }
    return fell != {duties.rival, *duties.allies}


def _below(line: Timeline, duties: DutiesPaid) -> Quantity:
    """Rounds after the fourth in which B's whole duty is below the highest ally's."""
    rival = numbers(line, duties.rival)
    allies = [numbers(line, name) for name in duties.allies]
    if not allies:
        return NOTHING
    compared = range(FIRST + 1, line.rounds + 1)
    found = [n for n in compared if rival[n] < max(one[n] for one in allies)]
    behind = [Behind(n, f"{duties.rival} {rival[n]}") for n in found]
    return Quantity(len(found), len(compared), tuple(behind))
