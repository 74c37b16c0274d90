"""A person's own folder: small files of what they chose and learned, read with care.

Such a file is written whole or not at all. One that cannot be read counts as if it were not
there: nobody is kept from playing by it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import get_ident
from typing import Final

import platformdirs

from wargame.store.storage import Disk

FOLDER_VARIABLE: Final = "WARGAME_CONFIG"
"""Names another folder for them."""

LARGEST_BYTES: Final = 200_000


def own_folder() -> Path:
    """Where they are."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_config_dir("wargame"))


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
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        put_whole(target, data)
    except (OSError, ValueError) as error:
        return str(getattr(error, "strerror", "") or error)
    return ""


def put_whole(target: Path, data: bytes) -> None:
    """Put a small file in the place of what is there, so that nobody ever reads half of it, also
    where several threads or programs write it.

    Raises:
        OSError: It cannot be written; what was there is left.
    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}-{get_ident()}")
    try:
        fresh.write_bytes(data)
        Disk().rename(fresh, target)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
