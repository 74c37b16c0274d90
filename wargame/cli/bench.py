"""`wargame bench`: the speed on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict
from wargame.cli.options import decks_option, json_option, variant_option
from wargame.cli.out import say_all, show_json
from wargame.cli.types import WholeNumber
from wargame.lab.bench import measure


@click.command(cls=Strict, short_help="Measure the speed on this machine.")
@click.argument("deck", default="primer")
@click.option(
    "--seconds",
    type=WholeNumber("number", 1, 600),
    default=1,
    show_default=True,
    help="How long random games are played, and how long the search player thinks.",
)
@json_option
@variant_option
@decks_option
def bench(deck: str, seconds: int, as_json: bool, variant: str, decks: Path | None) -> None:
    """Measure how fast DECK (primer, unless named) runs on this machine.

    --json prints: deck, variant, compiled, nodes_per_s and games_per_s (random play, luck drawn
    inline; a node is a decision or a chance point), search_iterations_per_s (playouts of the
    search player's first decision) and search_us_per_node (its time for each node of them),
    clone_ns, replay_ms (1,000 actions), load_ms (from disk to ready), reference_loops_per_s (a
    fixed plain-Python loop, to compare machines by) and plain: null, or where `wargame compile`
    has built the deck, what nodes_per_s to replay_ms are without that.
    """
    found = measure(find_deck(deck, variant, decks), float(seconds))
    if as_json:
        show_json(found)
    else:
        say_all(_lines(found))


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    """A line for each figure; two columns where there are two builds."""
    plain = found["plain"] or {}
    for name, value in found.items():
        if name == "compiled" and plain:
            yield f"{name:<24} {'yes':>12} {'no':>12}"
        elif name != "plain" and value != "":
            beside = f" {_readable(plain[name]):>12}" if name in plain else ""
            yield f"{name:<24} {_readable(value):>12}{beside}"


def _readable(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int | float) else str(value)
