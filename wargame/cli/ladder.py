"""`wargame lab ladder`: players in order, everyone against everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wargame.cli.habits import habits_option
from wargame.cli.options import csv_option, games_option, players_option, processes_option
from wargame.cli.out import tell_who_waits
from wargame.cli.study import Asked, Plan, study_command
from wargame.cli.types import Share
from wargame.errors import UsageError

if TYPE_CHECKING:
    from wargame.lab.ranking.standings import Ladder


@study_command(
    "wargame.lab.ranking.ladder_object:LadderObject",
    players_option(
        "Names as for --seat of play, such as greedy,random,search:200it.", required=True
    ),
    games_option(
        40,
        2,
        "How many games each pair plays: half of them with seats swapped, on the same luck; an odd"
        " number counts as one more.",
    ),
    click.option(
        "--stop-early", is_flag=True, help="End a pair once there is no doubt who plays better."
    ),
    click.option(
        "--at-least",
        type=Share(),
        metavar="SHARE",
        help="End a pair once there is no doubt whether the first named wins this share, as 0.65.",
    ),
    click.option("--one-against-all", is_flag=True, help="Only the first named meets the others."),
    click.option("--sides", is_flag=True, help="Tell what each player makes of each seat."),
    click.option(
        "--without-luck",
        is_flag=True,
        help="Also tell gains less what luck made of them, players' own draws included, as far as"
        " the guess at it holds for these players.",
    ),
    habits_option,
    csv_option("Print a table with a line per pair."),
    jobs=processes_option(
        "Processes to use. Players that think by the clock think less if these are too many."
    ),
)
def ladder(asked: Asked) -> Plan[Ladder]:
    """Let players of DECK meet, everyone everyone else, and rank them.

    Two players meet on one seed twice, seats swapped; who gets more out of a seat on that luck
    wins the comparison, and who gets more out of both seats together wins the meeting. A run
    that may end early (--stop-early, --at-least) gives shares bounds that hold however often one
    looks; they are wider than those of a run of settled length.
    """
    from wargame.lab.ladder import LadderStudy
    from wargame.lab.ranking.standings import EarlyStop
    from wargame.table.reports import ladder as report

    own = asked.own
    goal, of_seats = own["at_least"], own["sides"]
    if own["stop_early"] and goal:
        raise UsageError(
            "--stop-early asks who is better, --at-least by how much: give one of them."
        )
    if own["without_luck"]:
        tell_who_waits(
            "Learning from thousands of games what luck is worth: minutes, the first time …"
        )
    study = LadderStudy(
        asked.deck,
        own["players"],
        asked.games,
        asked.seed,
        stop=EarlyStop(goal, True) if goal else EarlyStop() if own["stop_early"] else None,
        one_against_all=own["one_against_all"],
        without_luck=own["without_luck"],
        terms=asked.terms,
    )
    return Plan(
        study,
        report.report_by_seat if of_seats else report.report,
        charts=report.charts,
        rows=report.csv_sides if of_seats else report.csv_pairs,
        answer=lambda found: found.as_object(),
    )
