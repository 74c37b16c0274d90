"""`wargame deck print`: cards, boards and rules for paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict
from wargame.cli.options import decks_option, paper_option, variant_option
from wargame.cli.out import say, talk
from wargame.cli.pages import free_page
from wargame.content.places import write_new
from wargame.errors import UsageError, visible

if TYPE_CHECKING:
    from wargame.report.pdf import Paper


@click.command(name="print", cls=Strict, short_help="Cards, boards and rules for paper, as a PDF.")
@click.argument("deck")
@click.option(
    "-o",
    "--out",
    metavar="FILE.pdf",
    required=True,
    type=click.Path(path_type=Path),
    help="Where to write.",
)
@paper_option
@variant_option
@decks_option
def print_deck(deck: str, out: Path, paper: Paper, variant: str, decks: Path | None) -> None:
    """Write DECK as a PDF to print: the rules on two pages, what those have no room for, a board
    for each side, and the cards of 63 by 88 mm, nine on a page with marks to cut along."""
    from wargame.lab.runs.games import open_game
    from wargame.report.deck_print import printed_deck
    from wargame.report.pdf import check_pdf

    if out.suffix.lower() != ".pdf":
        raise UsageError(f"{visible(out.name)}: what is printed ends in .pdf.")
    free_page(out)
    found = find_deck(deck, variant, decks)
    check_pdf("`wargame deck show DECK --rules` needs nothing.")
    write_new(out, printed_deck(open_game(found), paper, talk))
    say(str(out))
