"""A small complete deck for authors to start from."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from wargame.content.faults.structure import find_structure_faults
from wargame.content.places import new_folder
from wargame.content.yaml.marks import Marks
from wargame.errors import UsageError

STARTER = Path(__file__).parent / "starter_deck"
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


def write_starter(
    name: str, parent: Path, finish: Callable[[Path], object] = lambda _: None
) -> Path:
    """Write the starter deck into a new folder `name`, and give that folder.

    Args:
        finish: Adds what else belongs in the folder, before it has its name.

    Raises:
        UsageError: the name cannot be a deck's id, there is such a folder already, or it cannot
            be made. Folders on the way to it are made.
        NotSaved: It cannot be written; nothing is left of it.
    """
    if not NAME.fullmatch(name):
        raise UsageError(
            f"'{name[:60]}' cannot name a deck: use a small letter, then small letters, digits "
            "and _, up to 40."
        )
    for fault in find_structure_faults({"id": name}, Marks()):
        raise UsageError(f"{fault.what}. {fault.remedy}")
    folder = parent / name
    with new_folder(folder) as draft:
        for source in sorted(STARTER.iterdir()):
            text = _filled_in(source, name, folder)
            (draft / source.name).write_text(text, encoding="utf-8")
        finish(draft)
    return folder


def _filled_in(source: Path, name: str, folder: Path) -> str:
    text = source.read_text(encoding="utf-8")
    title = name.replace("_", " ").capitalize()
    words = {"DECK_ID": name, "DECK_TITLE": title, "DECK_PATH": str(folder)}
    for word, value in words.items():
        text = text.replace(word, value)
    return text
