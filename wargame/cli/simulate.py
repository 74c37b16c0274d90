"""`wargame simulate`: many games without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wargame.cli.habits import habits_option
from wargame.cli.options import csv_option, games_option, program_seats_option
from wargame.cli.seats import named_players
from wargame.cli.study import Asked, Plan, study_command

if TYPE_CHECKING:
    from wargame.lab.simulate import Results


@study_command(
    "wargame.lab.simulate:Results",
    games_option(100),
    program_seats_option,
    habits_option,
    csv_option("Print a table with a line per game."),
)
def simulate(asked: Asked) -> Plan[Results]:
    """Play many games of DECK without a screen.

    Seats that are not named are played at random. Game number N of a seed is the same in every
    run, whatever --games and --jobs say. Without --seed one is made up and told.
    """
    from wargame.content.stack import check_table
    from wargame.lab.runs.games import shared_game
    from wargame.lab.simulate import GameResult, Simulation
    from wargame.players.uniform import RANDOM
    from wargame.table.reports import simulate as report
    from wargame.table.reports.typeset import csv_line

    game = shared_game(asked.deck)
    check_table(game.loaded)
    seats = dict.fromkeys(game.seats, RANDOM) | named_players(asked.own["named"], game.seats)

    def show(one: GameResult) -> None:
        if one.index == 0:
            click.echo(csv_line(report.csv_head(seats)))
        click.echo(csv_line(report.csv_row(one, seats)))

    each = show if asked.form == "csv" else lambda _: None
    study = Simulation(asked.deck, asked.games, asked.seed, seats, each=each, terms=asked.terms)
    return Plan(study, report.report, charts=report.charts)
