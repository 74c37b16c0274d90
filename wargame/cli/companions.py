"""`wargame lab companions`: what stands beside the registered claims, in games at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.cli.options import claim_option, csv_option, games_option
from wargame.cli.study import Asked, Plan, study_command

if TYPE_CHECKING:
    from wargame.lab.companions import CompanionsObject


@study_command(
    "wargame.lab.companions:CompanionsObject",
    games_option(50, 2, "How many games or pairs each of them is counted over."),
    claim_option,
    csv_option("Print a table with a line per companion."),
    has_programs=False,
)
def companions(asked: Asked) -> Plan[CompanionsObject]:
    """Count what the registration prints beside the claims of DECK, in games at random.

    A trial among them is played as those of claims are: two games are one up to a round that luck
    draws, and there a seat has to act in one and may not in the other. What nothing counts is named
    with the reason. DECK is not played between doctrines: what they show is kept for judging, which
    prints it beside each claim. Nothing is judged here.
    """
    from wargame.lab.companions import CompanionsStudy
    from wargame.table.reports import companions as report

    study = CompanionsStudy(asked.deck, asked.games, asked.seed, asked.own["only"])
    return Plan(study, report.report, rows=report.csv_rows)
