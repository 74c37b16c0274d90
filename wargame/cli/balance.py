"""`wargame lab balance`: is a deck fair, and a matter of choices?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wargame.cli.group import refuse_idle
from wargame.cli.habits import habits_option
from wargame.cli.options import PERSONAS, csv_option, games_option, players_option
from wargame.cli.study import Asked, Plan, study_command
from wargame.cli.types import WholeNumber
from wargame.errors import UsageError

if TYPE_CHECKING:
    from wargame.lab.balance.objects import Balance


KINDS = ("card", "measure", "action", "project", "deal item", "agenda")
"""What seats put to uses, as restricted play names it."""


@study_command(
    "wargame.lab.balance.objects:Balance",
    games_option(200),
    players_option(PERSONAS),
    click.option(
        "--restricted",
        type=WholeNumber(2, 100_000),
        metavar="N",
        default=None,
        help="For each use that a seat took, play N of those games again without it.",
    ),
    click.option(
        "--kind",
        "kinds",
        type=click.Choice(KINDS),
        multiple=True,
        help="Let --restricted ask about this kind of thing alone. May be repeated.",
    ),
    click.option(
        "--variance",
        type=WholeNumber(3, 100_000),
        metavar="N",
        default=None,
        help="On N seeds, let all who play both seats meet in both, and say what points hang on.",
    ),
    click.option(
        "--beyond",
        type=WholeNumber(0, 100_000),
        metavar="N",
        default=0,
        show_default=True,
        help="Count a change of the lead once the other side is ahead by more than N.",
    ),
    habits_option,
    csv_option("Print a table with a line per use, with --restricted per use and seat."),
)
def balance(asked: Asked) -> Plan[Balance]:
    """Play many games of DECK; say what each seat gets, how games go, and what is taken.

    A choice is open in a round if the seat could make it at some point of that round; it is taken
    if the seat did. A card that is taken nine times in ten is hardly a choice, and one that is
    never taken is hardly a card, for the players who played: those who look ahead, such as
    search:100it, tell more than those who do not.
    """
    from wargame.lab.balance.study import BalanceStudy
    from wargame.table.reports import balance as report

    if asked.own["kinds"] and not asked.own["restricted"]:
        raise UsageError("--kind says what --restricted asks about: give both.")
    if asked.form == "csv":
        refuse_idle("--csv tells of uses alone", "variance", "beyond")
    study = BalanceStudy(
        asked.deck,
        asked.games,
        asked.seed,
        asked.own["players"],
        restricted=asked.own["restricted"] or 0,
        kinds=asked.own["kinds"],
        split=asked.own["variance"] or 0,
        beyond=asked.own["beyond"],
        terms=asked.terms,
    )
    return Plan(study, report.report, rows=report.csv_uses, charts=report.charts)
