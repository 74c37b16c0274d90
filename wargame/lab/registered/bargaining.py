"""Claim 11: of the levels that both give in deals, how many does A give?

Settled here: a deal gives what came down in force as it was signed; an item holds inputs or
technology if it pauses or caps a measure of that class. A third of a game's deals is their number
divided by three, rounded down.
"""

from __future__ import annotations

from collections.abc import Sequence

from wargame.content.model import Roles
from wargame.lab.record.query import levels_given
from wargame.lab.record.timeline import Bargain, Timeline
from wargame.lab.registered.counts import NOTHING, Behind, Counts, Quantity, of_deal
from wargame.lab.registered.roles import gifts, measures_of_a, measures_of_b


def count(line: Timeline, roles: Roles) -> Counts:
    """A's part of what is given; technology for inputs; and early and late deals apart."""
    deals, third = line.bargains, len(line.bargains) // 3
    has_inputs = [_holds(one, roles.b.input) for one in deals]
    with_inputs = [one for one, has in zip(deals, has_inputs, strict=True) if has]
    without = [one for one, has in zip(deals, has_inputs, strict=True) if not has]
    return {
        "given": _given(line, roles, deals),
        "technology for inputs": _technology(roles, with_inputs),
        "technology for else": _technology(roles, without),
        "early": _given(line, roles, deals[:third]) if third else NOTHING,
        "late": _given(line, roles, deals[-third:]) if third else NOTHING,
    }


def _given(line: Timeline, roles: Roles, deals: Sequence[Bargain]) -> Quantity:
    mine = sum(levels_given(gifts(line, one, measures_of_a(roles))) for one in deals)
    theirs = sum(levels_given(gifts(line, one, measures_of_b(roles))) for one in deals)
    behind = tuple(Behind(one.round, of_deal(one)) for one in deals)
    return Quantity(mine, mine + theirs, behind)


def _technology(roles: Roles, deals: Sequence[Bargain]) -> Quantity:
    found = [one for one in deals if _holds(one, roles.a.control)]
    behind = tuple(Behind(one.round, of_deal(one)) for one in found)
    return Quantity(len(found), len(deals), behind)


def _holds(bargain: Bargain, measures: Sequence[str]) -> bool:
    return any(item.measure in measures for item in bargain.items)
