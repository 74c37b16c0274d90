"""`wargame bench`: the speed on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict
from wargame.cli.options import decks_option, json_option, variant_option
from wargame.cli.out import say, show_json
from wargame.cli.types import WholeNumber
from wargame.lab.bench import measure


@click.command(cls=Strict, short_help="Measure the speed on this machine.")
@click.argument("deck", default="primer")
@click.option(
    "--seconds",
    type=WholeNumber("number", 1, 600),
    default=1,
    show_default=True,
    help="How long random games are played.",
)
@json_option
@variant_option
@decks_option
def bench(deck: str, seconds: int, as_json: bool, variant: str, decks: Path | None) -> None:
    """Measure how fast DECK (primer, unless named) runs on this machine.

    --json prints: deck, variant, compiled, nodes_per_s and games_per_s (random play, luck drawn
    inline; a node is a decision or a chance point), search_iterations_per_s (playouts of the
    search player's first decision), clone_ns, load_ms (from disk to ready), replay_ms (1,000
    actions) and reference_loops_per_s (a fixed plain-Python loop, to compare machines by).
    """
    found = measure(find_deck(deck, variant, decks), float(seconds))
    if as_json:
        show_json(found)
        return
    for name, value in found.items():
        if value not in (None, ""):
            say(f"{name:<24} {_readable(value)}")


def _readable(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int | float) else str(value)
