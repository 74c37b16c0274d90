"""`wargame folders`: where things are kept on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from wargame.cli.group import Strict
from wargame.cli.options import json_answer, saves_option
from wargame.cli.out import say, show_json, talk
from wargame.dataclass import dataclass
from wargame.rules.amounts import counted
from wargame.store.homes import NO_HOME, is_nowhere
from wargame.table.words.wrap import together

MEGABYTE = 1_000_000


@click.command(cls=Strict, short_help="Where things are kept on this machine.")
@json_answer("wargame.cli.folders:FolderList")
@saves_option
def folders(as_json: bool, saves: Path | None) -> None:
    """Tell where your games, your settings and what was worked out are kept, and how large it is.

    Whoever removes the program (`pip uninstall wargame`) removes these by hand.
    """
    found = FolderList(list(_folders(saves)))
    if as_json:
        show_json(found)
        return
    for one in found.folders:
        if one.folder is None:
            say(f"{one.holds}: not kept, since {NO_HOME}")
            continue
        size = f"{one.size / MEGABYTE:.1f} MB" if one.files else ""
        held = f"{counted(one.files, 'file')}, {size}" if size else "nothing yet"
        say(f"{one.holds}: {held}")
        say(f"  {one.folder}")
    talk(f"{together([one.variable for one in found.folders])} name other folders, in this order.")


@dataclass(frozen=True, slots=True)
class KeptFolder:
    """A folder of this program on this machine.

    Attributes:
        holds: What is kept there.
        folder: Where it is; it need not be there yet. None for a user without a home folder.
        variable: The environment variable that names another.
        files: How many files it holds, in folders within it too; hidden ones do not count.
        size: In bytes.
    """

    holds: str
    folder: Path | None
    variable: str
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class FolderList:
    """Where things are kept on this machine.

    Attributes:
        folders: Games, settings, and what is worked out anew if it is gone.
    """

    folders: list[KeptFolder]


def _folders(saves: Path | None) -> Iterator[KeptFolder]:
    from wargame.store.cache import CACHE_VARIABLE, cache_folder
    from wargame.store.names import SWITCH, saves_folder
    from wargame.store.own import FOLDER_VARIABLE, own_folder

    games = saves_folder(saves)
    games.check_named()
    yield _measured("Your games", games.folder, SWITCH)
    yield _measured("Settings, lessons and puzzles that are done", own_folder(), FOLDER_VARIABLE)
    worked_out = "Rules and habits, worked out anew if they are gone"
    yield _measured(worked_out, cache_folder(), CACHE_VARIABLE)


def _measured(holds: str, folder: Path, variable: str) -> KeptFolder:
    sizes = list(_sizes(folder))
    place = None if is_nowhere(folder) else folder.absolute()
    return KeptFolder(holds, place, variable, len(sizes), sum(sizes))


def _sizes(folder: Path) -> Iterator[int]:
    """The bytes of each file that is not hidden, as locks are; no link is followed."""
    for place, _, names in os.walk(folder):
        for name in names:
            if not name.startswith("."):
                with suppress(OSError):
                    yield (Path(place) / name).lstat().st_size
