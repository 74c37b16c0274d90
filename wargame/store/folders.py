"""Where this program keeps things on this machine, and how much of them there is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from wargame.dataclass import dataclass
from wargame.store.cache import CACHE_VARIABLE, cache_folder
from wargame.store.homes import is_nowhere
from wargame.store.names import SWITCH, Saves
from wargame.store.own import FOLDER_VARIABLE, own_folder


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


def folder_list(saves: Saves) -> FolderList:
    """Where things are kept on this machine, games in this folder."""
    worked_out = "Rules and habits, worked out anew if they are gone"
    return FolderList(
        [
            _measured("Your games", saves.folder, SWITCH),
            _measured("Settings, lessons and puzzles that are done", own_folder(), FOLDER_VARIABLE),
            _measured(worked_out, cache_folder(), CACHE_VARIABLE),
        ]
    )


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
