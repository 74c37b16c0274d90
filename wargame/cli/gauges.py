"""`wargame lab gauges`: what the registered gauges counted in recorded games."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict
from wargame.cli.options import claim_option, decks_option, json_answer, saves_option
from wargame.cli.out import say_all, show_json, talk, wide
from wargame.errors import UsageError, visible

if TYPE_CHECKING:
    from wargame.content.library import DeckRef
    from wargame.content.model import Roles
    from wargame.play.record import Record
    from wargame.store.save import Save


@click.command(cls=Strict)
@click.argument("deck")
@click.argument("games", metavar="SAVE...", nargs=-1, required=True)
@claim_option
@json_answer("wargame.lab.registered.gauges_object:GaugesObject")
@decks_option
@saves_option
def gauges(
    deck: str,
    games: tuple[str, ...],
    only: tuple[int, ...],
    as_json: bool,
    decks: Path | None,
    saves: Path | None,
) -> None:
    """Tell what the registered gauges count in each SAVE, and the events behind each count.

    What the deck's things stand for is read in its roles.yaml; the game itself only in its save,
    so that a count can be checked by hand. A save of another version of the deck is counted too,
    as far as it has the things. Nothing is judged. A game in which nobody but doctrines or players
    that search took part is a look at a deck that may be under tuning: it is written down, with its
    seed, in looks.jsonl beside the deck.
    """
    from wargame.content.library import load_deck
    from wargame.lab.judge.claims_table import check_registered
    from wargame.lab.record.build import timeline
    from wargame.lab.registered.gauges_object import GaugesObject, counted_game
    from wargame.lab.registered.roles import watched_numbers
    from wargame.lab.registered.table import GAUGES
    from wargame.lab.registered.text import registration_hash
    from wargame.store.names import saves_folder
    from wargame.table.reports import gauges as report
    from wargame.table.reports import typeset

    check_registered(only)
    ref = find_deck(deck, "", decks)
    loaded = load_deck(ref)
    roles, folder = loaded.deck.roles, saves_folder(saves)
    if roles is None:
        raise UsageError(f"{loaded.deck.id} has no role map. It is written in roles.yaml.")
    paths = folder.find_each(games)
    read = [
        (name, _save(path, loaded.deck.id, roles)) for name, path in zip(games, paths, strict=True)
    ]
    for _, save in read:
        _log(ref, loaded.deck_hash, save.record)
    lines = [
        (name, timeline(save.game, save.record, watched_numbers(roles))) for name, save in read
    ]
    found = GaugesObject(
        loaded.deck.id,
        registration_hash(),
        tuple(counted_game(name, line, roles, only) for name, line in lines),
        tuple(gauge.number for gauge in GAUGES if gauge.trial),
        tuple(name for gauge in GAUGES for name, _ in gauge.beside),
    )
    if as_json:
        show_json(found)
    else:
        say_all(typeset.text(report.report(found), wide()))


def _save(path: Path, deck: str, roles: Roles) -> Save:
    """A save that can be counted.

    Raises:
        UsageError: It is a view, of another deck, or lacks what the role map names.
        RecordError: It cannot be read.
    """
    from wargame.lab.registered.roles import missing
    from wargame.store.save import load
    from wargame.store.savefile import check_whole
    from wargame.store.world import World

    save = load(path, World())
    name, other = visible(path.name), save.head.header.deck
    if save.view:
        raise UsageError(f"{name} is only what {save.view} may know: give the whole save.")
    if other != deck:
        raise UsageError(f"{name} is a game of {visible(other)}, not of {deck}.")
    check_whole(save, "counted")
    lacks = missing(save.game.rules, roles)
    if lacks:
        raise UsageError(f"{name}: its deck has no {', '.join(lacks)}, which the role map names.")
    return save


def _log(deck: DeckRef, deck_hash: str, record: Record) -> None:
    """Write a look at a game between programs down, before it is had.

    Raises:
        UsageError: It cannot be written.
    """
    from wargame.lab.judge.looks import FILE, is_a_look, log_look
    from wargame.play.player import is_person

    players = tuple(record.seats.values())
    if not any(map(is_person, players)) and is_a_look(players):
        log_look(deck, deck_hash, "lab gauges", players, record.header.seed, 1)
        path = visible(str(deck.folder / FILE))
        talk(f"A look at a game between programs is written down, with its seed, in {path}.")
