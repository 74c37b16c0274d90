"""Which deck was meant."""

from __future__ import annotations

from pathlib import Path

from wargame.content.again import Again
from wargame.content.library import DeckLibrary, DeckRef
from wargame.content.typed import laid_over, parse_stack
from wargame.errors import UsageError


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
        UsageError: there is no such deck, or two variants or tables were named.
    """
    found = library(extra).find(name)
    if not variant:
        return found
    named, over = parse_stack(found.variant), parse_stack(variant)
    for one, other, what in (
        (named.plain, over.plain, "variants"),
        (named.table, over.table, "tables"),
    ):
        if one and other and one != other:
            raise UsageError(f"two {what} were named: '{one}' and '{other}'.")
    return DeckRef(found.folder, laid_over(found.variant, variant))


def named_again(found: DeckRef, deck: str, extra: Path | None) -> Again:
    """How a deck that was found is named in what is to be typed next, its variant with it.

    Args:
        deck: Its id.
    """
    name = library(extra).name_of(deck, found.folder)
    return Again(f"{name}:{found.variant}" if found.variant else name, extra)
