"""`wargame join`: sit down at a table that is played on another machine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from wargame.cli.group import Strict, no_such_word
from wargame.cli.opening import show_opening
from wargame.cli.options import plain_option
from wargame.cli.out import is_at_terminal
from wargame.cli.types import Address
from wargame.errors import UsageError

if TYPE_CHECKING:
    from wargame.adapters.remote.joined import JoinedTable
    from wargame.table.plain.console import Console

LONGEST_TOKEN = 200
"""Characters of what is typed for a token, at most."""


@click.command(cls=Strict, short_help="Sit down at a table on another machine.")
@click.argument("address", metavar="HOST:PORT", type=Address(""))
@click.option(
    "--token-env",
    metavar="NAME",
    default="",
    help="The word of the environment that holds the token; left out, you are asked, or it is the "
    "first line of what comes through a pipe.",
)
@plain_option
def join(address: tuple[str, int], token_env: str, *, plain: bool) -> int:
    """Play in a seat of a table that somebody hosts by --seat SEAT=remote; at a pipe, in linear
    text.

    The host gives you the address and a token. You see what your seat may see, and may leave and
    join again with the same token as long as the host is there. Nothing that goes over the line is
    encrypted: over a network that you do not trust, let ssh carry it.
    """
    from wargame.adapters.remote.joined import JoinedTable
    from wargame.adapters.remote.link import HostAddress, Link
    from wargame.cli import linear, screen

    keyboard = linear.console()
    link = Link(HostAddress(*address), _token(keyboard, token_env))
    if is_at_terminal() and not plain:
        show_opening()
        return screen.join(JoinedTable(link))
    _read_out(JoinedTable(link), keyboard)
    return 0


def _read_out(joined: JoinedTable, keyboard: Console) -> None:
    """Play in linear text, until the game is over or somebody leaves."""
    from wargame.adapters.remote.doubt import shown_as_told
    from wargame.cli.shared_screen import said_at_the_end
    from wargame.table.host.at_table import AFTER_THE_END, HostLeft
    from wargame.table.plain.table import PlainTable

    table = PlainTable(joined, keyboard)
    try:
        with said_at_the_end(table.last_lines), shown_as_told():
            table.play()
    except HostLeft as left:
        keyboard.say(str(left))
    if joined.is_over:
        keyboard.say(AFTER_THE_END)


def _token(keyboard: Console, name: str) -> str:
    """The token of the seat; never an argument, which every program on the machine could read.

    Raises:
        UsageError: There is none.
    """
    if name:
        found = os.environ.get(name, "").strip()
        if not found:
            raise no_such_word("--token-env", name)
        return found[:LONGEST_TOKEN]
    found = keyboard.read_secret("The token that the host gave you?")
    if not found:
        raise UsageError("A token is needed: the host is told one when the table opens.")
    return found[:LONGEST_TOKEN]
