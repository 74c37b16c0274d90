"""Which version of the deck language a deck is written for.

A deck says it with `language:`; one that does not is written for the first version. The version
rises when a deck that was right would be wrong, or mean something else: `authors/migrate.py` has
the steps that bring such a deck up. A word that is only added raises nothing.
"""

from __future__ import annotations

from typing import Any

from wargame.errors import Fault, Mark

LANGUAGE = 2
"""The version that this program reads and writes."""


def language_of(tree: Any) -> int:
    """The version that a deck's data says it is written for, checked or not."""
    said = tree.get("language", 1) if isinstance(tree, dict) else 1
    return said if isinstance(said, int) and said >= 1 else LANGUAGE


def find_newer(version: int, mark: Mark | None) -> Fault | None:
    """A deck for a later version than ours: what else seems wrong with it says nothing.

    Args:
        version: The version that it is written for.
        mark: Where to point.
    """
    if version <= LANGUAGE:
        return None
    what = f"this deck is written for version {version} of the deck language, ours is {LANGUAGE}"
    remedy = "Update the program, or ask the deck's author for an edition that it reads."
    return Fault(what, remedy, mark, "deck")


def find_older(version: int, mark: Mark | None) -> Fault | None:
    """A deck for an earlier version than ours, as advice; the arguments are the same."""
    if version >= LANGUAGE:
        return None
    what = f"this deck is for version {version} of the deck language, ours is {LANGUAGE}"
    remedy = "`wargame deck migrate` brings it up, and says what it changed."
    return Fault(what, remedy, mark, "deck", lint=True)
