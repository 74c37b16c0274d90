"""Classes of measures, as the registration speaks of them."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.content.model import Roles
from wargame.lab.record.query import among, is_fall, where
from wargame.lab.record.timeline import Bargain, LevelChange, Timeline
from wargame.rules.ruleset import Ruleset


def measures_of_a(roles: Roles) -> list[str]:
    """All that A can lay on B."""
    return [*roles.a.duty, *roles.a.control, *roles.a.other]


def measures_of_b(roles: Roles) -> list[str]:
    """All that B can lay on A."""
    return [*roles.b.input, *roles.b.know, *roles.b.other]


def gifts(line: Timeline, bargain: Bargain, measures: Sequence[str]) -> tuple[LevelChange, ...]:
    """What a deal takes off some measures as it is signed."""

    def of_this(change: LevelChange) -> bool:
        return change.ply == bargain.ply and change.cause == "deal"

    return where(line.levels, among(measures), of_this, is_fall)


def watched_numbers(roles: Roles | None) -> list[str]:
    """The numbers whose every change gauges ask for with its cause."""
    if roles is None or roles.duties is None:
        return []
    return [roles.duties.rival, *roles.duties.allies]


def missing(rules: Ruleset, roles: Roles) -> list[str]:
    """What a role map names and some rules do not have, such as an older deck's."""
    numbers = [*watched_numbers(roles), *roles.a.laws, *roles.a.supply]
    numbers += [roles.trade.number] if roles.trade else []
    numbers += [roles.mandate] if roles.mandate else []
    numbers += [f"measure.{one}" for one in (*measures_of_a(roles), *measures_of_b(roles))]
    projects = (*roles.a.programme, *roles.a.inputs, *roles.b.own)
    numbers += [f"project.{one}" for one in projects]
    return [name for name in dict.fromkeys(numbers) if name not in rules.names]
