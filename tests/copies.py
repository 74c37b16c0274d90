"""Copies of decks, to be changed and looked at."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import DECKS
from wargame.errors import Fault
from wargame.lab.authors.checking import check_deck

Edit = tuple[str, str, str]
"""A file of a deck, a text in it, and what stands there instead; without a text, all of the file,
which may be a new one."""


def copy_of(deck: str, place: Path, *edits: Edit) -> Path:
    """A copy of a deck, in a folder of its name, with texts replaced where they stand first."""
    folder = Path(shutil.copytree(DECKS[deck].folder, place / deck))
    for file, old, new in edits:
        path = folder / file
        text = path.read_text("utf-8") if path.exists() else ""
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1) if old else new, "utf-8")
    return folder


def faults_in(folder: Path) -> list[Fault]:
    """What is wrong with a deck and its variants; advice is nothing wrong."""
    return [fault for fault in check_deck(folder) if not fault.lint]
