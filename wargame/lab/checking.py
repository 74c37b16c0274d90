"""Everything that is wrong with a deck and its variants, or might be better."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wargame.content.load import find_folder_lints, load_deck, load_variants
from wargame.content.model import LoadedDeck
from wargame.errors import DeckError, Fault
from wargame.rules.reading.check import find_faults


def check_deck(folder: Path) -> list[Fault]:
    """Faults of a deck and of each of its variants, then lints; each said once."""
    found: list[Fault] = []
    decks: list[LoadedDeck] = []
    try:
        decks = load_variants(folder)
    except DeckError as error:
        found += error.faults
        decks = _plain_deck(folder)
    found += find_faults(*decks)
    if decks:
        found += find_folder_lints(folder, decks[0])
    return _sorted(found)


def _plain_deck(folder: Path) -> list[LoadedDeck]:
    """The deck without its variants, if at least that can be read."""
    try:
        return [load_deck(folder)]
    except DeckError:
        return []


def _sorted(found: Iterable[Fault]) -> list[Fault]:
    """Faults before lints; the same thing in several variants is one thing."""
    once: dict[tuple[object, ...], Fault] = {}
    for fault in found:
        once.setdefault((fault.what, fault.mark, fault.lint), fault)
    return sorted(once.values(), key=lambda fault: fault.lint)
