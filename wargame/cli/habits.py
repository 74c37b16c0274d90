"""`--habits`: from how many schools players that think have their habits."""

from __future__ import annotations

import click

from wargame.cli.options import Decorator
from wargame.cli.types import WholeNumber
from wargame.players.training import TRAININGS

habits_option: Decorator = click.option(
    "--habits",
    metavar="NUMBER",
    type=WholeNumber(1, 1_000),
    default=1,
    show_default=True,
    help="Players that think learn habits of a deck beforehand: the average of"
    f" {TRAININGS} trainings. From how many such schools they have them here: each game draws one,"
    " so that no answer hangs on one.",
)
