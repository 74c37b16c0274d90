"""`wargame save repair`, `export`, `migrate`, `rename` and `delete`. No save is ever changed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.begun import warn_of_class
from wargame.cli.group import Strict
from wargame.cli.options import saves_option
from wargame.cli.out import is_terminal, say, talk
from wargame.cli.pages import free_page
from wargame.errors import UsageError

if TYPE_CHECKING:
    from wargame.store.names import Saves
    from wargame.store.save import Save

out_option = click.option(
    "-o",
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write; left out: a free name beside the save, or among yours if it is one of "
    "the program.",
)

TWO_OF_A_TABLE = (
    "Both go on by one luck. While both lie among the tables of the class, its hands and its seed "
    "stay closed there: move the one that nobody plays out of the folder."
)
"""Said where a table that goes on is written anew beside itself."""


@click.command(name="repair", cls=Strict, short_help="The sound part of a save, as a new one.")
@click.argument("save")
@out_option
@saves_option
def repair_save(save: str, out: Path | None, saves: Path | None) -> None:
    """Write the longest sound beginning of SAVE to a new save; SAVE stays as it is."""
    from wargame.store.names import saves_folder
    from wargame.store.repair import repair
    from wargame.store.save import load
    from wargame.store.world import World

    folder = saves_folder(saves)
    path = folder.find(save)
    target = free_page(out) or _beside(folder, path, "repaired")
    world = World()
    verdict = repair(path, target, world)
    say(str(target))
    talk(verdict.message)
    _warn_of_table(target, load(target, world))


@click.command(name="export", cls=Strict, short_help="A save as one seat may have it.")
@click.argument("save")
@click.option("--seat", required=True, metavar="SEAT", help="Whose view.")
@out_option
@saves_option
def export_save(save: str, seat: str, out: Path | None, saves: Path | None) -> None:
    """Write what SEAT may know of SAVE to a file that can be passed on.

    The rival's hand, the luck to come and all hashes of positions are left out; what takes
    their place shows later that nothing was changed. A game that is over is open to all, once
    every table of its class is.
    """
    from wargame.seminar.shared_luck import SHUT, goes_on_elsewhere
    from wargame.store.export import export
    from wargame.store.names import saves_folder
    from wargame.store.save import load
    from wargame.store.world import World

    folder, world = saves_folder(saves), World()
    path = folder.find(save)
    target = free_page(out) or _beside(folder, path, seat)
    kept = load(path, world)
    is_shut = kept.is_over and goes_on_elsewhere(kept, world)
    export(kept, seat, target, world, shuts_luck=is_shut)
    say(str(target))
    if is_shut:
        talk(SHUT)
    else:
        warn_of_class(kept)


@click.command(name="migrate", cls=Strict, short_help="A save in this version's form.")
@click.argument("save")
@out_option
@saves_option
def migrate_save(save: str, out: Path | None, saves: Path | None) -> None:
    """Write SAVE anew as this version of the program writes it; SAVE stays as it is."""
    from wargame.store.names import saves_folder
    from wargame.store.renew import migrate
    from wargame.store.save import load
    from wargame.store.world import World

    folder, world = saves_folder(saves), World()
    path = folder.find(save)
    target = free_page(out) or _beside(folder, path, "migrated")
    kept = load(path, world)
    count = migrate(kept, target, world)
    say(str(target))
    talk(f"{count} events.")
    _warn_of_table(target, kept)


@click.command(name="rename", cls=Strict, short_help="Give a save another name.")
@click.argument("save")
@click.argument("name")
@saves_option
def rename_save(save: str, name: str, saves: Path | None) -> None:
    """Call SAVE, one of yours, NAME from now on."""
    from wargame.store.names import rename, saves_folder
    from wargame.store.world import World

    say(str(rename(saves_folder(saves), save, name, World())))


@click.command(name="delete", cls=Strict, short_help="Remove a save.")
@click.argument("save")
@click.option("--yes", is_flag=True, help="Do not ask.")
@saves_option
def delete_save(save: str, yes: bool, saves: Path | None) -> None:
    """Remove SAVE, one of yours, for good."""
    from wargame.store.names import delete, saves_folder
    from wargame.store.world import World

    folder = saves_folder(saves)
    path = folder.removable(save)
    if not yes and os.path.lexists(path):
        if not is_terminal():
            raise UsageError(f"'{save}' would be gone for good; say --yes if you mean it.")
        if not click.confirm(f"Remove {path} for good?", err=True):
            talk("Nothing was removed.")
            return
    delete(folder, save, World())
    talk(f"{path} is removed.")


def _beside(saves: Saves, path: Path, word: str) -> Path:
    """A free name for something made from a save; nothing is put among those of the program."""
    from wargame.store.names import Saves, lies_with_program, name_like

    name = f"{name_like(path.stem)}-{name_like(word)}"[:50]
    place = saves if lies_with_program(path) else Saves(path.parent, is_explicit=True)
    return place.path(place.free_name(name))


def _warn_of_table(target: Path, kept: Save) -> None:
    """Say what follows from a copy of a table that goes on beside it."""
    from wargame.store.names import class_around

    if class_around(target) is not None and not kept.has_ended:
        talk(TWO_OF_A_TABLE)
