"""`wargame play`: at the table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wargame.cli import linear, screen
from wargame.cli.decks import find_deck
from wargame.cli.fencing import asked_fence
from wargame.cli.group import Strict
from wargame.cli.options import (
    decks_option,
    program_options,
    saves_option,
    seats_option,
    secret_option,
    seed_option,
    variant_option,
)
from wargame.cli.seats import table_for_people
from wargame.errors import UsageError
from wargame.lab.games import open_game
from wargame.play.seeds import new_seed


@click.command(cls=Strict, short_help="Play a game, or watch one.")
@click.argument("deck", default="primer")
@seats_option
@seed_option
@secret_option
@program_options
@click.option("--save", "name", metavar="NAME", help="Keep the game under this name.")
@saves_option
@click.option("--plain", is_flag=True, help="Linear text, for pipes and screen readers.")
@variant_option
@decks_option
def play(
    deck: str,
    named: tuple[tuple[str, str], ...],
    seed: int | None,
    secret: str | None,
    name: str | None,
    saves: Path | None,
    plain: bool,
    variant: str,
    decks: Path | None,
    **given: Any,
) -> int:
    """Play DECK (primer, unless named), against the program or with someone at your side.

    The first seat that is not named is yours, and the program plays the other. With two people,
    hands stay hidden between turns. With none, you watch.
    """
    if name == "":
        raise UsageError("'' is no name for a save. Name one, or leave out --save.")
    if not plain:
        screen.need_screen("play", "wargame play --plain")
    place = find_deck(deck, variant, decks)
    game = open_game(place)
    chosen = new_seed() if seed is None else seed
    seats = table_for_people(named, game.seats)
    fence = asked_fence(seats.values(), given, saves)
    if not plain:
        return screen.play(game, seats, chosen, name, saves, decks, secret or "", fence)
    linear.play(game, seats, chosen, name, saves, secret or "", fence)
    return 0
