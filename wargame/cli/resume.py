"""`wargame resume`: go on with a game that is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wargame.cli import screen
from wargame.cli.begun import kept_games
from wargame.cli.decks import library
from wargame.cli.fencing import asked_fence, check_programs
from wargame.cli.group import Strict
from wargame.cli.options import (
    decks_option,
    listen_option,
    live_option,
    plain_option,
    program_options,
    saves_option,
    seats_option,
)
from wargame.cli.seats import players_by_seat


@click.command(cls=Strict, short_help="Go on with a game that is kept.")
@click.argument("save", required=False)
@seats_option
@program_options
@saves_option
@live_option
@listen_option
@plain_option
@decks_option
def resume(
    save: str | None,
    named: tuple[tuple[str, str], ...],
    live: bool,
    listen: tuple[str, int] | None,
    plain: bool,
    saves: Path | None,
    decks: Path | None,
    **given: Any,
) -> int:
    """Go on with SAVE, a name or a file; without one, with the game played last.

    --seat lets somebody else sit down. You are asked before a program that the save names starts.
    Whoever sat at another machine joins again, by another token. A game is played by the rules it
    began with; the next chapter of a campaign is looked for among your decks.
    """
    chapters = library(decks)
    seats, asked = players_by_seat(named), dict(given)
    fence = asked_fence(seats.values(), given, saves, is_resumed=True)
    if not plain:
        screen.need_screen("resume")
    games = kept_games(
        saves,
        fence,
        live=live,
        plain=plain,
        decks=decks,
        listen=listen,
        check=lambda players: check_programs(players, asked),
    )
    if plain:
        from wargame.cli import linear

        linear.resume(save or "", seats, games, chapters)
        return 0
    return screen.resume(save or "", seats, games, decks)
