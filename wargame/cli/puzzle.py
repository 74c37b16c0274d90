"""`wargame puzzle`: positions to find the best line in."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli import screen
from wargame.cli.decks import find_deck
from wargame.cli.group import Strict, refuse_idle
from wargame.cli.options import EQUAL_LUCK, decks_option, plain_option
from wargame.cli.out import is_at_terminal
from wargame.cli.types import SEED
from wargame.content.again import command
from wargame.errors import UsageError
from wargame.lab.runs.games import open_game
from wargame.table.host.puzzles import PuzzleBook


@click.command(cls=Strict, short_help="You move: find the best line.")
@click.argument("deck", default="primer")
@click.argument("name", metavar="[PUZZLE]", default="")
@click.option("--solution", is_flag=True, help="Tell the best line, and play nothing.")
@click.option("--seed", type=SEED, help=f"{EQUAL_LUCK}.")
@plain_option
@decks_option
def puzzle(
    deck: str, name: str, solution: bool, seed: int | None, plain: bool, decks: Path | None
) -> int:
    """List the puzzles of DECK (primer, unless named), or play PUZZLE: its id or its number.

    The best line of each was found by trying all, luck included.
    """
    if not (plain or solution or is_at_terminal()):
        screen.need_screen("puzzle")
    book = PuzzleBook(open_game(find_deck(deck, "", decks)))
    if not book.listed:
        raise UsageError(
            f"{book.game.deck.id} has no puzzles. `wargame puzzle` plays the primer's."
        )
    chosen = book.named(name) if name else None
    if solution and chosen is None:
        raise UsageError("Name the puzzle whose solution you want.")
    if solution:
        refuse_idle("--solution plays nothing", "seed")
    elif chosen is None:
        refuse_idle("A list of puzzles has no luck", "seed")
    if plain or solution:
        from wargame.cli import linear

        to_play = command("puzzle", deck, "NUMBER", "--plain", decks=decks)
        linear.puzzle(book, chosen, seed, to_play, tells=solution)
        return 0
    return screen.puzzle(book, chosen, seed, decks)
