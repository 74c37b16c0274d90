"""`wargame lab placebo`: a deck without what its claims lean on."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict, refuse_idle
from wargame.cli.options import decks_option, variant_option
from wargame.cli.out import say, say_all
from wargame.cli.types import FOLDER, WholeNumber


@click.command(cls=Strict)
@click.argument("deck")
@click.argument("kind", type=click.Choice(["rewired", "swapped", "blank"]))
@click.argument("folder", type=FOLDER)
@click.option(
    "--number",
    type=WholeNumber(1, 999),
    default=1,
    show_default=True,
    help="Which of the rewired or swapped decks.",
)
@variant_option
@decks_option
def placebo(
    deck: str, kind: str, folder: Path, number: int, variant: str, decks: Path | None
) -> None:
    """Write a deck into FOLDER that lacks what the claims of DECK lean on.

    rewired: effects fall on other numbers of their kind, and rules read other measures; swapped:
    only the second; blank: no card does anything. It is a deck like any other, for every study.
    """
    from wargame.content.places import check_takes
    from wargame.lab.judge.placebo.made import made_of, tree_of, write

    if kind == "blank":
        refuse_idle("There is one blank deck alone", "number")
    check_takes(folder)  # a folder on the way that is not there is a slip
    found = made_of(tree_of(find_deck(deck, variant, decks)), kind, number)
    write(found.tree, folder)
    say(f"{kind}, seed {found.seed}: {folder}" if found.seed else f"{kind}: {folder}")
    say_all(found.notes)
