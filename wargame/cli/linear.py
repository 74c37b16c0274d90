"""Games in linear text: begun, and gone on with, kept move by move if they are to be kept."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from wargame.cli.out import clean, is_terminal, talk
from wargame.cli.seats import named_players
from wargame.content.library import DeckLibrary, load_deck
from wargame.errors import WargameError
from wargame.rules.game import Game
from wargame.store.names import saves_folder
from wargame.store.renew import own_copy
from wargame.store.save import Save
from wargame.store.savefile import create, reopen
from wargame.store.world import World
from wargame.table.host.kept import KeptGames
from wargame.table.plain.console import Console
from wargame.table.plain.table import PlainTable

WIPE = "\x1b[H\x1b[2J\x1b[3J"
"""Home, clear the screen, clear the scroll-back."""


def play(
    game: Game, seats: Mapping[str, str], seed: int, name: str | None, saves: Path | None
) -> None:
    """Play a game.

    Args:
        name: What it is kept under; None or "" keeps nothing.

    Raises:
        UsageError: There is such a save already.
        NotSaved: It cannot be kept.
    """
    table = PlainTable(game, console(), seats, seed)
    if not name:
        table.play()
        return
    path = saves_folder(saves).path(name)
    with create(path, game, table.match.record, World()) as file:
        table.match.journal = file
        table.play()


def resume(name: str, named: Iterable[tuple[str, str]], saves: Path | None) -> None:
    """Go on with a game that is kept.

    Args:
        name: A name or a file; "" for the game that was played last.

    Raises:
        SaveFault: It is damaged, a view, or of another version.
        UsageError: There is no such save, or somebody plays it.
        NotSaved: It cannot be kept any more.
    """
    folder, world = saves_folder(saves), World()
    path = own_copy(folder, folder.find(name or KeptGames(folder).latest()), world)
    file, save, healed = reopen(path, world)
    with file:
        for notice in filter(None, (healed, deck_notice(save))):
            talk(notice)
        taken = save.record.seats | named_players(named, save.game.seats)
        seats = {seat: taken[seat] for seat in save.game.seats}
        seed = save.head.header.seed
        PlainTable(save.game, console(), seats, seed, journal=file, record=save.record).play()


def deck_notice(save: Save) -> str:
    """What to say if the deck of that name is not the one that a save carries any more."""
    header = save.head.header
    try:
        loaded = load_deck(DeckLibrary().find(f"{header.deck}:{header.variant}".rstrip(":")))
    except WargameError:
        return ""
    if loaded.deck_hash == header.deck_hash:
        return ""
    return (
        f"The deck '{header.deck}' has changed since; this game goes on with the deck it began on."
    )


def console() -> Console:
    """The keyboard and the screen, or the two ends of a pipe."""
    is_typed = is_terminal()

    def write(text: str) -> None:
        click.echo(clean(text), nl=False)

    def wipe() -> None:
        if is_typed:
            click.echo(WIPE, nl=False, color=True)

    return Console(sys.stdin, write, wipe, is_typed)
