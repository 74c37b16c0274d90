"""Which version of the deck language a deck is written for.

A deck says it with `language:`; one that does not is written for the first version. The version
rises when a deck that was right would be wrong, or mean something else: `authors/migrate.py` has
the steps that bring such a deck up. A word that is only added raises nothing.
"""

from __future__ import annotations

from dataclasses import replace
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


def find_older(version: int, said: Mark | None, head: Mark | None) -> Fault | None:
    """A deck for an earlier version than ours, as advice.

    Args:
        version: The version that it is written for.
        said: Where it says so; None if it says nothing.
        head: A place in its deck.yaml.
    """
    if version >= LANGUAGE:
        return None
    place = said or (replace(head, column=1, text="") if head else None)
    why = "" if said else "without 'language', so "
    what = f"this deck is {why}for version {version} of the deck language, ours is {LANGUAGE}"
    remedy = "`wargame deck migrate` brings it up, and says what it changed."
    return Fault(what, remedy, place, "deck", lint=True)


OLDER = "L61"
"""The code of that advice."""

ONLY_SAY_SO = f"Write `language: {LANGUAGE}` in deck.yaml: nothing in it reads otherwise then."
"""What to do about a deck for an earlier version that has nothing to be changed."""
