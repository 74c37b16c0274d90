"""`wargame lab gauges`: what the registered gauges counted in recorded games."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict
from wargame.cli.options import decks_option, json_answer, saves_option
from wargame.cli.out import say_all, show_json
from wargame.cli.types import WholeNumber
from wargame.errors import UsageError, visible

if TYPE_CHECKING:
    from wargame.content.model import Roles
    from wargame.lab.record.timeline import Timeline
    from wargame.store.save import Save


@click.command(cls=Strict)
@click.argument("deck")
@click.argument("games", metavar="SAVE...", nargs=-1, required=True)
@click.option(
    "--claim",
    "only",
    type=WholeNumber("number", 1, 11),
    multiple=True,
    help="The gauge of this claim alone. May be repeated.",
)
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
    as far as it has the things. Nothing is judged.
    """
    from wargame.content.library import load_deck
    from wargame.lab.registered.gauges_object import GaugesObject, counted_game
    from wargame.lab.registered.table import GAUGES
    from wargame.lab.registered.text import registration_hash
    from wargame.store.names import saves_folder
    from wargame.table.reports import gauges as report
    from wargame.table.reports import typeset

    loaded = load_deck(find_deck(deck, "", decks)).deck
    if loaded.roles is None:
        raise UsageError(f"{loaded.id} has no role map. It is written in roles.yaml.")
    roles, folder = loaded.roles, saves_folder(saves)
    lines = [(name, _line(folder.find(name), loaded.id, roles)) for name in games]
    found = GaugesObject(
        loaded.id,
        registration_hash(),
        tuple(counted_game(name, line, roles, only) for name, line in lines),
        tuple(gauge.number for gauge in GAUGES if gauge.trial),
    )
    if as_json:
        show_json(found)
    else:
        say_all(typeset.text(report.report(found)))


def _line(path: Path, deck: str, roles: Roles) -> Timeline:
    """What happened in a save.

    Raises:
        UsageError: It is a view, of another deck, or lacks what the role map names.
        RecordError: It cannot be read, or its rules do not confirm it.
    """
    from wargame.lab.record.build import timeline
    from wargame.lab.registered.roles import missing, watched
    from wargame.store.save import load
    from wargame.store.world import World

    save = load(path, World())
    _check(save, deck)
    lacks = missing(save.game.rules, roles)
    if lacks:
        name = visible(path.name)
        raise UsageError(f"{name}: its deck has no {', '.join(lacks)}, which the role map names.")
    return timeline(save.game, save.record, watched(roles))


def _check(save: Save, deck: str) -> None:
    name, other = visible(save.path.name), save.head.header.deck
    if save.view:
        raise UsageError(f"{name} is only what {save.view} may know: give the whole save.")
    if other != deck:
        raise UsageError(f"{name} is a game of {visible(other)}, not of {deck}.")
