"""`wargame compile`: build a deck's rules for speed."""

from __future__ import annotations

import time
from pathlib import Path

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict
from wargame.cli.options import decks_option, variant_option
from wargame.cli.out import say
from wargame.lab.runs.games import open_game
from wargame.store.compiled import compile_rules


@click.command(name="compile", cls=Strict, short_help="Build a deck's rules for speed.")
@click.argument("deck")
@variant_option
@decks_option
def compile_deck(deck: str, variant: str, decks: Path | None) -> None:
    """Compile the rules of DECK, so that every later command runs them several times as fast.

    It needs mypy and a C compiler, and takes a minute or so. What it builds is kept in a cache
    of this user, and used only for exactly these rules; without it everything works.
    """
    started = time.monotonic()
    built = compile_rules(open_game(find_deck(deck, variant, decks)))
    say(f"{deck}: compiled in {time.monotonic() - started:.0f} s, kept as {built.name}")
