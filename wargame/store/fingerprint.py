"""A fingerprint of the program that reads decks: nothing that another one kept is taken."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from wargame.rules.hashes import RULES_VERSION

ROOMS: Final = ("content", "rules", "store")
"""The rooms whose files are the program that reads a deck, and keeps it."""


@cache
def fingerprint() -> str:
    """What tells the program that reads decks from any other."""
    root = Path(__file__).parents[1]
    files = sorted(stamp for room in ROOMS for stamp in _stamps(root / room))
    text = repr((RULES_VERSION, sys.version, str(root), files))
    return hashlib.sha256(text.encode()).hexdigest()


def _stamps(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    """The files of a program by path, size, and when they were written and put there."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                one = entry.stat()
                yield entry.path, one.st_size, one.st_mtime_ns, one.st_ctime_ns
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _stamps(Path(entry.path))
