"""A person's own folder: small files of what they chose and learned, read with care.

Such a file is written whole or not at all. One that cannot be read counts as if it were not
there: nobody is kept from playing by it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import platformdirs

from wargame.errors import system_says
from wargame.store.homes import NO_HOME, at_home, is_nowhere
from wargame.store.whole import put_whole

FOLDER_VARIABLE: Final = "WARGAME_CONFIG"
"""Names another folder for them."""

LARGEST_BYTES: Final = 200_000


def own_folder() -> Path:
    """Where they are."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else at_home(lambda: platformdirs.user_config_dir("wargame"))


def read_own(name: str) -> bytes | None:
    """A file of the folder; None if it is not there, is too large, or cannot be read."""
    try:
        with (own_folder() / name).open("rb") as file:
            found = file.read(LARGEST_BYTES + 1)
    except (OSError, ValueError):
        return None
    return found if len(found) <= LARGEST_BYTES else None


def write_own(name: str, data: bytes) -> str:
    """Write a file of the folder; gives why it could not be, or ""."""
    target = own_folder() / name
    if is_nowhere(target):
        return NO_HOME
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        put_whole(target, data)
    except (OSError, ValueError) as error:
        return system_says(error)
    return ""
