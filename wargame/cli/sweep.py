"""`wargame lab sweep`: what becomes of a deck when its dials are turned?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wargame.cli.options import PERSONAS, csv_option, games_option, players_option
from wargame.cli.study import Asked, Plan, study_command
from wargame.cli.types import WholeNumber
from wargame.errors import UsageError

if TYPE_CHECKING:
    from wargame.lab.sweep import Sweep


TRAJECTORIES = 10
"""Of a screening, if nobody says how many."""


@study_command(
    "wargame.lab.sweep:Sweep",
    click.option(
        "--vary",
        "varied",
        metavar="NAME=VALUES",
        multiple=True,
        help="Set a number, dial or removable rule to each of these: bite=0,1,2 or bite=0..4, "
        "lambda=0,1/2,1,2, fatigue=on,off. A range goes by ones, of a dial by eighths. May be "
        "repeated.",
    ),
    click.option(
        "--random",
        type=WholeNumber(1, 2_000),
        default=None,
        metavar="N",
        help="Draw N points, of which equal ones are played once; left out: every combination.",
    ),
    click.option(
        "--sample",
        type=click.Choice(["morris"]),
        default=None,
        help="Screen many names with few points: --random N trajectories (2 at least, 10 if left "
        "out), each moving every name once. Needs the extra `sensitivity`.",
    ),
    click.option(
        "--group",
        "grouped",
        metavar="GROUP=NAMES",
        multiple=True,
        help="Names that a screening moves together, as bite=cut_weeks,lambda. May be repeated.",
    ),
    games_option(100, 2, "How many games at each point."),
    players_option(PERSONAS),
    csv_option("Print a table with a line per number and point."),
)
def sweep(asked: Asked) -> Plan[Sweep]:
    """Play DECK at many points, its numbers and dials set otherwise at each.

    All points are played by the same players on the same luck. For each it tells how games ended,
    what each seat got, and what the gauges of the deck's claims read, with intervals. Nothing is
    judged. What can be varied is what may stand behind the deck's colon, such as DECK:bite=2:
    a deck has names of its own for that, which `wargame deck show DECK` lists under Set by name.
    """
    from wargame.lab.sweep import SweepStudy
    from wargame.table.reports import sweep as report

    own = asked.own
    is_screening = own["sample"] is not None
    if own["grouped"] and not is_screening:
        raise UsageError("--group goes with --sample morris.")
    study = SweepStudy(
        asked.deck,
        asked.games,
        asked.seed,
        own["players"],
        varied=own["varied"],
        random=0 if is_screening else own["random"] or 0,
        trajectories=(own["random"] or TRAJECTORIES) if is_screening else 0,
        grouped=own["grouped"],
        terms=asked.terms,
    )
    return Plan(study, report.report, charts=report.charts, rows=report.csv_rows)
