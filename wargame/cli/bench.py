"""`wargame bench`: the speed on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict
from wargame.cli.options import decks_option, json_answer, variant_option
from wargame.cli.out import say_all, show_json, tell_who_waits
from wargame.cli.types import WholeNumber
from wargame.lab.bench import Speed, measure

MEASURING = "Playing at random, replaying and thinking, each several times: half a minute or so …"


@click.command(cls=Strict, short_help="Measure the speed on this machine.")
@click.argument("deck", default="primer")
@click.option(
    "--seconds",
    type=WholeNumber(1, 600),
    default=1,
    show_default=True,
    help="How long random games are played, and how long the search player thinks.",
)
@json_answer("wargame.lab.bench:Speed")
@variant_option
@decks_option
def bench(deck: str, seconds: int, as_json: bool, variant: str, decks: Path | None) -> None:
    """Measure how fast DECK (primer, unless named) runs on this machine."""
    tell_who_waits(MEASURING)
    found = measure(find_deck(deck, variant, decks), float(seconds))
    if as_json:
        show_json(found)
    else:
        say_all(_lines(found))


def _lines(found: Speed) -> Iterator[str]:
    """A line for each figure; two columns where there are two builds."""
    plain = asdict(found.plain) if found.plain else {}
    for name, value in asdict(found).items():
        if name == "compiled" and plain:
            yield f"{name:<24} {'yes':>12} {'no':>12}"
        elif name != "plain" and value != "":
            beside = f" {_readable(plain[name]):>12}" if name in plain else ""
            yield f"{name:<24} {_readable(value):>12}{beside}"


def _readable(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int | float) else str(value)
