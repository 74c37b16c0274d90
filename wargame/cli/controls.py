"""`wargame lab controls`: what shows where claims have nothing behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wargame.cli.options import claim_option, csv_option, games_option
from wargame.cli.out import say_at_once, tell_who_waits
from wargame.cli.study import Asked, Plan, study_command
from wargame.cli.types import WholeNumber

if TYPE_CHECKING:
    from wargame.lab.controls import ControlsObject


@study_command(
    "wargame.lab.controls:ControlsObject",
    games_option(20, 2, "How many of each cell; a run goes on with the games of a smaller one."),
    claim_option,
    click.option(
        "--rewired",
        type=WholeNumber(1, 20),
        default=20,
        show_default=True,
        help="How many decks are rewired.",
    ),
    csv_option("Print a table with a line per claim and control."),
    has_programs=False,
)
def controls(asked: Asked) -> Plan[ControlsObject]:
    """Count registered gauges where the claims of DECK have nothing to stand on.

    In games at random, and between doctrines on blank, relabelled and rewired decks. DECK itself is
    not played between doctrines: what it shows is kept for judging. All are played at tables that
    name no winner. A row is told as soon as its games are played, and Ctrl-C tells what is known by
    then.
    """
    from wargame.cli.judge import READING
    from wargame.lab.controls import ControlsStudy
    from wargame.table.reports import controls as report

    tell_who_waits(READING)
    study = ControlsStudy(
        asked.deck,
        asked.games,
        asked.seed,
        asked.own["rewired"],
        asked.own["only"],
        each=(lambda row: say_at_once(*report.lines(row))) if asked.form == "" else lambda _: None,
    )
    return Plan(
        study, report.report, rows=report.csv_rows, charts=report.charts, so_far=study.so_far
    )
