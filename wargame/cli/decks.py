"""Which deck was meant."""

from __future__ import annotations

from pathlib import Path

from wargame.content.again import Again
from wargame.content.library import DeckLibrary, DeckRef
from wargame.content.typed import typed_together
from wargame.errors import UsageError, shortened, visible


def library(extra: Path | None) -> DeckLibrary:
    """All decks that can be named.

    Raises:
        UsageError: `--decks` names no folder.
    """
    if extra is not None and not extra.is_dir():
        raise UsageError(f"--decks: there is no folder '{extra}'.")
    return DeckLibrary([extra] if extra else [])


def find_deck(name: str, variant: str, extra: Path | None) -> DeckRef:
    """The deck and variant that were typed, as `DECK`, `DECK:VARIANT` or with `--variant`.

    Raises:
        UsageError: there is no such deck, or two things were said of one, such as its table.
    """
    found = library(extra).find(name)
    return DeckRef(found.folder, typed_together(found.variant, variant)) if variant else found


def folder_of(name: str, extra: Path | None) -> Path:
    """The folder of the deck that was typed, for what is about its files whatever is played.

    Raises:
        UsageError: there is no such deck, or something stands behind the colon of its name.
    """
    found = library(extra).find(name)
    if found.variant:
        behind = visible(shortened(f":{found.variant}", 60))
        raise UsageError(
            f"This is about all files of a deck, however it is played: leave out '{behind}'."
        )
    return found.folder


def named_again(found: DeckRef, deck: str, extra: Path | None) -> Again:
    """How a deck that was found is named in what is to be typed next, its variant with it.

    Args:
        deck: Its id.
    """
    name = library(extra).name_of(deck, found.folder)
    return Again(f"{name}:{found.variant}" if found.variant else name, extra)
