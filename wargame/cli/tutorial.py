"""`wargame tutorial`: a deck's lessons."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli import screen
from wargame.cli.decks import find_deck
from wargame.cli.group import Strict
from wargame.cli.options import decks_option, plain_option
from wargame.content.again import command
from wargame.errors import UsageError
from wargame.lab.runs.games import open_game
from wargame.table.host.school import School


@click.command(cls=Strict, short_help="Learn to play, in lessons of a minute.")
@click.argument("deck", default="primer")
@click.option(
    "--lesson", "name", metavar="LESSON", default="", help="Begin with this one: id or number."
)
@click.option("--again", is_flag=True, help="Forget which were learned.")
@plain_option
@decks_option
def tutorial(deck: str, name: str, again: bool, plain: bool, decks: Path | None) -> int:
    """Take the lessons of DECK (primer, unless named), each with one aim.

    A lesson that is left is gone on with next time, where it was left.
    """
    if not plain:
        screen.need_screen("tutorial")
    school = School(open_game(find_deck(deck, "", decks)))
    if not school.listed:
        raise UsageError(
            f"{school.game.deck.id} has no lessons. `wargame tutorial` takes the primer's."
        )
    if name:
        school.named(name)
    if again:
        school.forget()
    if not plain:
        return screen.tutorial(school, name, decks)
    from wargame.cli import linear

    to_go_on, to_play = (
        command(word, deck, "--plain", decks=decks) for word in ("tutorial", "play")
    )
    linear.tutorial(school, to_go_on, to_play, name)
    return 0
