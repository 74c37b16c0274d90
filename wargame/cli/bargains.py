"""`wargame lab bargains`: what are offers worth, and what is left?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wargame.cli.options import PERSONAS, csv_option, games_option, players_option
from wargame.cli.study import Asked, Plan, study_command
from wargame.cli.types import WholeNumber

if TYPE_CHECKING:
    from wargame.lab.bargains_object import BargainsObject


@study_command(
    "wargame.lab.bargains_object:BargainsObject",
    games_option(20),
    players_option(PERSONAS),
    click.option(
        "--worlds",
        type=WholeNumber(2, 1000),
        default=32,
        show_default=True,
        help="In how many worlds each offer is played on, signed and refused. Few find a worse best"
        " package, so that the share taken comes out too large, even above 100 %; 128 are enough.",
    ),
    csv_option("Print a table with a line per number."),
)
def bargains(asked: Asked) -> Plan[BargainsObject]:
    """Play many games of DECK and weigh every offer, and the best that could have been made.

    An offer is worth what each seat has more at the end if it is signed than if it is refused, on
    the same luck, both seats going on by habits that the deck taught itself: as good a judge as
    those habits are. In the first talk of each round the packages that could be tabled are tried
    too. The share that was taken is the joint gain of what was signed, of that of the best
    packages that leave nobody worse off: which package is best, half of the worlds choose, and
    the others tell what it is worth. Where they are not surely worth more than nothing, the share
    has no interval. At a table that names a winner there is none, as one seat's win is the
    other's loss: ask DECK:seminar.
    """
    from wargame.lab.bargains import BargainStudy
    from wargame.table.reports import bargains as report

    study = BargainStudy(
        asked.deck,
        asked.games,
        asked.seed,
        asked.own["players"],
        worlds=asked.own["worlds"],
        terms=asked.terms,
    )
    return Plan(study, report.report, rows=report.csv_rows, charts=report.charts)
