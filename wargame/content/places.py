"""Folders that people name, before anything is made in them."""

from __future__ import annotations

import os
from pathlib import Path

from wargame.errors import UsageError, visible


def check_folder(folder: Path) -> None:
    """Accept a folder that exists or can be made: no file has its name or that of a folder above.

    Raises:
        UsageError: It, or a part of the way to it, is there and is no folder.
    """
    for part in (folder, *folder.parents):
        if part.is_dir():
            return
        if os.path.lexists(part):
            raise UsageError(f"{visible(str(part))} is not a folder. Name another one.")
