"""`wargame lab coverage`: is every part of a deck met in play?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.cli.options import csv_option, games_option, players_option
from wargame.cli.study import Asked, Plan, study_command

if TYPE_CHECKING:
    from wargame.lab.coverage import Coverage


@study_command(
    "wargame.lab.coverage:Coverage",
    games_option(1000),
    players_option("Whom to draw from; left out: random, greedy, erratic and all personas."),
    csv_option("Print a table with a line per part."),
)
def coverage(asked: Asked) -> Plan[Coverage]:
    """Play many games of DECK and say in how many each part of it occurred.

    A card occurs when it is played for its policy or committed, a measure's level when it stands
    on the books, a stage when it is reached, a deal item when it is agreed, an agenda when it is
    kept. Each seat of each game is taken by a player drawn by the game's number.
    """
    from wargame.lab.coverage import CoverageStudy
    from wargame.table.reports import coverage as report

    study = CoverageStudy(
        asked.deck, asked.games, asked.seed, asked.own["players"], terms=asked.terms
    )
    return Plan(study, report.report, rows=report.csv_rows, charts=report.charts)
