"""`wargame play`: at the table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from wargame.cli import screen
from wargame.cli.begun import NewGame, check_listen, kept_games
from wargame.cli.decks import find_deck, library
from wargame.cli.fencing import asked_fence
from wargame.cli.group import Strict, refuse_idle
from wargame.cli.options import (
    VARIANT_OPTIONS,
    decks_option,
    listen_option,
    live_option,
    plain_option,
    program_options,
    saves_option,
    seats_option,
    secret_option,
    seed_option,
    variant_option,
)
from wargame.cli.seats import named_players, table_for_people
from wargame.cli.types import Bids
from wargame.content.typed import HANDICAP, parse_stack
from wargame.errors import UsageError
from wargame.lab.runs.games import open_game
from wargame.play.player import REMOTE
from wargame.play.seeds import new_seed
from wargame.rules.game import Game
from wargame.table.host.bidding import may_bid, settle_bids
from wargame.table.host.school import School, is_new
from wargame.table.host.setup import FIRST_DECK

SAVE_HELP = """Keep the game under this name; left out, a game of people at a terminal is kept under
a free one."""


@click.command(cls=Strict, short_help="Play a game, or watch one.")
@click.argument("deck", default=FIRST_DECK)
@seats_option
@seed_option
@secret_option
@program_options
@click.option("--save", "name", metavar="NAME", help=SAVE_HELP)
@saves_option
@click.option(
    "--bid",
    "bids",
    type=Bids(),
    metavar="SEAT=N,SEAT=N",
    help="In a contest, what each side gives of the lead to sit in the first seat: whoever bids "
    "more sits there, and that much of the lead goes to the other. `ask` asks in secret.",
)
@click.option("--campaign", metavar="NAME", help="Begin a campaign of the deck: games that go on.")
@click.option(
    "--after",
    metavar="SAVE",
    help="The next chapter of a campaign, after the one that is kept as SAVE.",
)
@live_option
@listen_option
@plain_option
@variant_option
@decks_option
def play(
    deck: str,
    named: tuple[tuple[str, str], ...],
    seed: int | None,
    secret: str | None,
    name: str | None,
    saves: Path | None,
    bids: dict[str, int] | None,
    campaign: str | None,
    after: str | None,
    live: bool,
    listen: tuple[str, int] | None,
    plain: bool,
    variant: str,
    decks: Path | None,
    **given: Any,
) -> int:
    """Play DECK (primer, unless named), against the program or with someone at your side.

    The first seat that is not named is yours, and somebody of the deck plays the other: `wargame
    deck show DECK` lists whom you may name, and `--seat SEAT=PERSON:master` lets a person look
    farther ahead (learner, apprentice, regular, expert, master). With two people, hands stay
    hidden between turns. With none, you watch. `--seat SEAT=remote` is for a person at another
    machine, who types what you are told (`wargame join`).
    """
    if not plain:
        screen.need_screen("play")
    place, sat = find_deck(deck, variant, decks), dict[str, str]()
    said: list[str] = []
    if after:
        refuse_idle(
            "--after says which deck and chapter come", "deck", "campaign", *VARIANT_OPTIONS
        )
        game, said, sat = _chapter_after(after, saves, decks, [seat for seat, _ in named])
    elif campaign:
        from wargame.table.host.campaign import open_first

        game, chapter = open_first(place, campaign)
        said = [chapter]
        if library(decks).name_of(game.deck.id, place.folder) != game.deck.id:
            decks = place.folder.parent  # where the next chapter is looked for
    else:
        game = open_game(place)
    chosen = new_seed() if seed is None else seed
    seats = {**table_for_people(named, game), **sat, **named_players(named, game.seats)}
    fence = asked_fence(seats.values(), given, saves)
    check_listen(listen, seats.values())
    if plain:
        _check_kept(seats, name, is_live=live, keeps_in=saves is not None and not after)
    if bids is not None and HANDICAP in parse_stack(place.variant).values:
        raise UsageError("--bid and --handicap exclude each other: both set where the lead starts.")
    games = kept_games(saves, fence, live=live, plain=plain, decks=decks, listen=listen)
    new = NewGame(game, seats, chosen, name, secret or "", tuple(said))
    if bids == {}:
        may_bid(game)
        _check_here(seats.values())
        if not plain:
            return screen.bid(new, games, decks)
        from wargame.cli import linear

        bids = linear.ask_bids(game, seats)
    if bids is not None:
        settled = settle_bids(game, seats, bids)
        said = [*said, settled.said]
        new = replace(new, game=settled.game, seats=settled.players, said=tuple(said))
    if not plain:
        is_first = not (named or bids or new.said) and is_new(game)
        return screen.play(new, games, decks, school=School(game) if is_first else None)
    from wargame.cli import linear

    linear.play(new, games, library(decks))
    return 0


def _check_kept(
    seats: Mapping[str, str], name: str | None, *, is_live: bool, keeps_in: bool
) -> None:
    """Refuse to say where a game in linear text is kept that is not kept at all.

    Raises:
        UsageError: Nobody named it, and no person plays it at a terminal.
    """
    from wargame.cli import linear

    if name is None and not linear.is_kept_unasked(seats) and (is_live or keeps_in):
        said = "--live writes beside a save" if is_live else "--saves is where a save is kept"
        raise UsageError(f"{said}: name one with --save.")


def _check_here(players: Iterable[str]) -> None:
    """Refuse to ask people for bids who are not here.

    Raises:
        UsageError: There are some.
    """
    if REMOTE in players:
        raise UsageError("--bid ask: somebody sits at another machine; say both bids, as SEAT=N.")


def _chapter_after(
    save: str, saves: Path | None, decks: Path | None, named: Collection[str]
) -> tuple[Game, list[str], dict[str, str]]:
    """The next chapter after a kept one, what to say of it, and who sat there.

    A save starts no program and loads no package: a stand-in sits there, as in a resumed game.
    """
    from wargame.content.again import command
    from wargame.store.names import saves_folder
    from wargame.store.replay import match_of
    from wargame.store.save import load
    from wargame.store.world import World
    from wargame.table.host.campaign import open_next
    from wargame.table.host.seating import opening_name, stand_in_notice

    found = load(saves_folder(saves).find(save), World())
    match = match_of(found)
    again = command("resume", save, saves=saves)
    game, said = open_next(match.game, match.state, library(decks), again)
    sat = match.record.seats_again
    kept = {seat: name for seat, name in sat.items() if seat in game.seats}
    notices = [stand_in_notice(game, seat, kept[seat]) for seat in kept if seat not in named]
    return (
        game,
        [*filter(None, (said, *notices))],
        {seat: opening_name(game, name) for seat, name in kept.items()},
    )
