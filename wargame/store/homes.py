"""The folders that a system gives each user; some users have none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

NOWHERE: Final = Path(os.devnull) / "wargame"
"""In place of a folder of a user without a home: nothing is found or can be kept in it."""

NO_HOME: Final = "this user has no home folder; HOME names one"


def is_nowhere(folder: Path) -> bool:
    """Whether a folder is no place, for want of a home."""
    return NOWHERE in (folder, *folder.parents)


def at_home(find: Callable[[], str | Path]) -> Path:
    """A folder of this user, or `NOWHERE`.

    Args:
        find: Asks `platformdirs` for it.
    """
    try:
        found = Path(find())
    except RuntimeError:  # neither the environment nor the system knows a home
        return NOWHERE
    return found if found.is_absolute() else NOWHERE
