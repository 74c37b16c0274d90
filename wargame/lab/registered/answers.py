"""Claims 5, 6, 8, 9 and 10: what an arm of a trial brings, from its opening on.

Settled here: "within n rounds" means in the round of the trigger or in the n rounds behind it, and
never before the move at which the arms part. A stage is paid for when a seat funds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from wargame.content.model import Roles
from wargame.lab.record.query import (
    Dated,
    among,
    between,
    is_given,
    is_raise,
    levels_given,
    since,
    where,
)
from wargame.lab.record.rounds import books, numbers
from wargame.lab.record.timeline import Deed, LevelChange, Timeline, Venture
from wargame.lab.registered.counts import (
    NOTHING,
    Behind,
    Counts,
    Opening,
    Quantity,
    of_changes,
    yes,
)
from wargame.lab.registered.roles import measures_of_a
from wargame.rules.verbs import FUND

D = TypeVar("D", bound=Dated)

AT_ONCE, SOON, LATER, LONG = 1, 2, 4, 12
"""Rounds behind that of the trigger: of claims 6, 8 and 9, and of a companion of 8."""

EIGHT = 8
"""Rounds behind that of the trigger: of a companion of claim 4."""

CONTROLLED = 7
"""Rounds behind the first of eight."""

TERM = 4
"""Rounds after which the books of two mandates are compared."""


def relieved(line: Timeline, roles: Roles, at: Opening) -> Quantity:
    """Claim 6: whether A gives a level in the round of the trigger or the next."""
    found = _given(line, roles, at, AT_ONCE)
    return yes(bool(found), of_changes(found))


def after_own_cuts(line: Timeline, roles: Roles) -> Counts:
    """Companion of claim 6: whether A gives a level after cuts that B makes of its own accord.

    Settled here: a cut is a round at whose end a limit on inputs stands in the middle of its scale,
    to which B raised it in that round from below. The last round is left out: it has no next one.
    """
    cuts = [
        _own_cut(line, name, number) for name in roles.b.input for number in range(1, line.rounds)
    ]
    first = {at.round: at for at in sorted(filter(None, cuts), key=lambda at: -at.ply)}
    found = [relieved(line, roles, first[number]) for number in sorted(first)]
    behind = [Behind(number, "a cut to the middle of a scale") for number in sorted(first)]
    behind += [event for one in found for event in one.behind]
    part = sum(one.part for one in found)
    return {
        "voluntary cuts": Quantity(
            part, len(found), tuple(sorted(behind, key=lambda one: one.round))
        )
    }


def levels(line: Timeline, roles: Roles, at: Opening) -> Quantity:
    """Claim 8: the levels A gives within two rounds."""
    found = _given(line, roles, at, SOON)
    return Quantity(levels_given(found), 1, of_changes(found))


def guarded(line: Timeline, roles: Roles, at: Opening) -> Quantity:
    """Claim 9: whether B raises a ban on technology or equipment within four rounds."""
    changes = where(line.levels, among(roles.b.know), is_raise)
    found = _behind(changes, at, LATER)
    return yes(bool(found), of_changes(found))


def paid_stages(line: Timeline, roles: Roles, at: Opening) -> Quantity:
    """Claim 10: the stages B pays for, of its projects to do without, in eight rounds."""
    found = _paid(line, roles.b.own, at, CONTROLLED)
    return Quantity(len(found), 1, tuple(map(_of_deed, found)))


def announced(line: Timeline, roles: Roles, at: Opening) -> Quantity:
    """Companion 3b: what A announces within two rounds."""
    found = _behind(where(line.ventures, among(roles.a.programme)), at, SOON)
    behind = tuple(Behind(one.round, f"{one.thing} announced") for one in found)
    return Quantity(len(found), 1, behind)


def stages_for_inputs(line: Timeline, roles: Roles, at: Opening) -> Quantity:
    """Companion 4c: the stages of its input projects that A pays for in the next eight rounds."""
    found = _paid(line, roles.a.inputs, at, EIGHT)
    return Quantity(len(found), 1, tuple(map(_of_deed, found)))


def completed(line: Timeline, roles: Roles, at: Opening) -> Quantity:
    """Companion 8b: the stages of its input projects that A completes within twelve rounds."""
    behind = tuple(
        Behind(number, f"{one.thing} reached stage {place}")
        for one in where(line.ventures, among(roles.a.inputs))
        for place, (number, ply) in enumerate(zip(one.reached, one.plies, strict=True), 1)
        if ply >= at.ply and number <= at.round + LONG
    )
    return Quantity(len(behind), 1, behind)


def kept(line: Timeline, roles: Roles, at: Opening) -> Quantity:
    """Claim 5: of duties, limits and programmes before the election, what stands four rounds on.

    Args:
        at: Its round is the last one before the new mandate.
    """
    if line.rounds < at.round + TERM:
        return NOTHING
    before, after = _books(line, roles, at.round), _books(line, roles, at.round + TERM)
    stood = {name: min(value, after[name]) for name, value in before.items()}
    behind = [
        Behind(at.round + TERM, f"{name} {value}, then {after[name]}")
        for name, value in before.items()
        if value
    ]
    return Quantity(sum(stood.values()), sum(before.values()), tuple(behind))


def _books(line: Timeline, roles: Roles, after: int) -> dict[str, int]:
    """Levels on the books, stages reached, and laws, after a round."""
    found = {name: books(line, name)[after] for name in (*roles.a.duty, *roles.a.control)}
    found |= {name: _stage(line.ventures, name, after) for name in roles.a.programme}
    return found | {name: numbers(line, name)[after] for name in roles.a.laws}


def _stage(ventures: Sequence[Venture], project: str, after: int) -> int:
    """The stage that a project stands at after a round."""
    mine = [one for one in ventures if one.thing == project and one.round <= after]
    if not mine or (mine[-1].lapsed is not None and mine[-1].lapsed <= after):
        return 0
    return sum(number <= after for number in mine[-1].reached)


def middle_of(top: int) -> int:
    """The middle of a scale; of an odd one the level above it: 2 of 3."""
    return (top + 1) // 2


def _own_cut(line: Timeline, measure: str, number: int) -> Opening | None:
    """Where a limit is raised to the middle of its scale in a round, and stays there in it."""
    (top,) = (one.max for one in line.measures if one.id == measure)
    before, after = books(line, measure)[number - 1 : number + 1]
    raises = where(line.levels, among([measure]), is_raise, between(number, number))
    is_cut = top > 1 and raises and before < middle_of(top) == after
    return Opening(number, raises[0].ply) if is_cut else None


def _given(line: Timeline, roles: Roles, at: Opening, within: int) -> tuple[LevelChange, ...]:
    changes = where(line.levels, among(measures_of_a(roles)), is_given)
    return tuple(_behind(changes, at, within))


def _paid(line: Timeline, projects: Sequence[str], at: Opening, within: int) -> list[Deed]:
    deeds = where(line.deeds, among(projects), lambda one: one.verb == FUND.word)
    return _behind(deeds, at, within)


def _of_deed(deed: Deed) -> Behind:
    return Behind(deed.round, f"{deed.seat}: {deed.verb} {deed.thing}")


def _behind(events: Sequence[D], at: Opening, within: int) -> list[D]:
    """The events from the opening on, up to so many rounds behind that of the trigger."""
    return list(where(events, since(at.ply), between(at.round, at.round + within)))
