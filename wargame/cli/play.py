"""`wargame play`: at the table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wargame.cli import screen
from wargame.cli.decks import find_deck
from wargame.cli.fencing import asked_fence
from wargame.cli.group import Strict
from wargame.cli.options import (
    decks_option,
    live_option,
    program_options,
    saves_option,
    seats_option,
    secret_option,
    seed_option,
    variant_option,
)
from wargame.cli.seats import table_for_people
from wargame.cli.types import Bids
from wargame.content.typed import HANDICAP, parse_stack
from wargame.errors import UsageError
from wargame.lab.games import open_game
from wargame.play.seeds import new_seed
from wargame.table.host.bidding import may_bid, settle_bids
from wargame.table.host.school import School, is_new


@click.command(cls=Strict, short_help="Play a game, or watch one.")
@click.argument("deck", default="primer")
@seats_option
@seed_option
@secret_option
@program_options
@click.option("--save", "name", metavar="NAME", help="Keep the game under this name.")
@saves_option
@click.option(
    "--bid",
    "bids",
    type=Bids(),
    metavar="SEAT=N,SEAT=N",
    help="In a contest, what each side gives of the lead to sit in the first seat: whoever bids "
    "more sits there, and the lead starts with that much for the other. `ask` asks in secret.",
)
@live_option
@click.option("--plain", is_flag=True, help="Linear text, for pipes and screen readers.")
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
    live: bool,
    plain: bool,
    variant: str,
    decks: Path | None,
    **given: Any,
) -> int:
    """Play DECK (primer, unless named), against the program or with someone at your side.

    The first seat that is not named is yours, and somebody of the deck plays the other: `wargame
    deck show DECK` lists whom you may name, and `--seat SEAT=PERSON:master` lets a person look
    farther ahead (learner, apprentice, regular, expert, master). With two people, hands stay
    hidden between turns. With none, you watch.
    """
    if name == "":
        raise UsageError("'' is no name for a save. Name one, or leave out --save.")
    if live and plain and not name:
        raise UsageError("--live writes beside a save: name one with --save.")
    if not plain:
        screen.need_screen("play", "wargame play --plain")
    place = find_deck(deck, variant, decks)
    game = open_game(place)
    chosen = new_seed() if seed is None else seed
    seats = table_for_people(named, game)
    fence = asked_fence(seats.values(), given, saves)
    said = ""
    if bids is not None and HANDICAP in parse_stack(place.variant).values:
        raise UsageError("--bid and --handicap exclude each other: both set where the lead starts.")
    if bids == {}:
        may_bid(game)
        if not plain:
            return screen.bid(
                game, seats, chosen, name, saves, decks, secret or "", fence, live=live
            )
        from wargame.cli import linear

        bids = linear.ask_bids(game, seats)
    if bids is not None:
        settled = settle_bids(game, seats, bids)
        game, seats, said = settled.game, settled.players, settled.said
    if not plain:
        school = None if named or bids or not is_new(game) else School(game)
        return screen.play(
            *(game, seats, chosen, name, saves, decks, secret or "", fence, said),
            live=live,
            school=school,
        )
    from wargame.cli import linear

    linear.play(game, seats, chosen, name, saves, secret or "", fence, said, live=live)
    return 0
