"""`wargame player check` and `protocol`."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import click

from wargame.cli.decks import find_deck
from wargame.cli.fencing import asked_fence
from wargame.cli.group import Strict
from wargame.cli.options import decks_option, program_options, variant_option
from wargame.cli.out import say, say_all, talk
from wargame.errors import PlayerError
from wargame.lab.runs.games import open_game
from wargame.lab.runs.question import what_seats_get
from wargame.lab.runs.watch import Showing, try_player
from wargame.players.registry import STAND_IN
from wargame.rules.amounts import counted

UNKEPT = "is not kept: it wants whole numbers by name, and a call (`wargame player protocol`)."
"""Said of what a model took that no record keeps."""


@click.command(cls=Strict, short_help="Let a player play, and say what is wrong.")
@click.argument("name")
@click.argument("deck", default="primer")
@program_options
@variant_option
@decks_option
def check(name: str, deck: str, variant: str, decks: Path | None, **given: Any) -> None:
    """Let player NAME, such as 'cmd:python bot.py', play a game of DECK in each seat.

    It meets the player random. What a program writes to its standard error is shown. Exits 2 if
    it did anything wrong.
    """
    game = open_game(find_deck(deck, variant, decks))
    fence = asked_fence([name], given, None)
    watches = [try_player(game, name, seat, fence, talk) for seat in game.seats]
    for watch in watches:
        say(
            f"{watch.seat}: {watch.points:+d} {what_seats_get(game)}; {watch.choices} choices, "
            f"{_by_another(watch)}the longest took {watch.longest_seconds:.2f} s"
        )
        if watch.use.calls:
            say(f"{watch.seat} asked a model: {watch.use.said}.")
        if watch.unkept:
            say(f"{watch.seat}: what {counted(watch.unkept, 'choice')} told as `used` {UNKEPT}")
    faults = [f"in seat {watch.seat}: {fault}" for watch in watches for fault in watch.faults]
    if faults:
        raise PlayerError("\n".join([f"{name} did what the protocol does not allow.", *faults]))
    say("Nothing is wrong.")


def _by_another(watch: Showing) -> str:
    """How many of its choices another made: what a seat gets is not the program's alone then."""
    if not watch.stand_ins:
        return ""
    many = "all" if watch.stand_ins == watch.choices else watch.stand_ins
    return f"{many} by {STAND_IN} in its place, "


@click.command(cls=Strict, short_help="What a program is told and answers.")
def protocol() -> None:
    """Print how a program plays: the messages, the limits, and an example."""
    from wargame.players import command, example_bot

    say_all((command.__doc__ or "").strip().splitlines())
    say()
    say(f"An example, {Path(example_bot.__file__).name}:")
    say()
    say_all(f"    {line}".rstrip() for line in inspect.getsource(example_bot).splitlines())
