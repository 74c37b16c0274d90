"""Everything that is wrong with a deck and its variants, or might be better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wargame.content.faults.causes import by_cause
from wargame.content.load import find_folder_lints, load_deck, load_variants
from wargame.content.model import LoadedDeck
from wargame.errors import DeckError, Fault
from wargame.rules.reading.check import find_faults

_NOWHERE = (None, None, None)


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One thing wrong with a deck, or one piece of advice.

    Attributes:
        what: What is wrong.
        remedy: What to do about it, or "".
        item: The item it is about, or "".
        file: The file it stands in; null if it has no place.
        line: The line in the file, from 1; null if it has no place.
        column: The column in the line, from 1; null if it has no place.
    """

    what: str
    remedy: str
    item: str
    file: str | None
    line: int | None
    column: int | None


@dataclass(frozen=True, slots=True)
class DeckCheck:
    """What is wrong with a deck and its variants.

    Attributes:
        deck: As it was named.
        faults: What keeps it from loading.
        lints: Advice.
    """

    deck: str
    faults: list[FaultRow]
    lints: list[FaultRow]


def checked(deck: str, found: Iterable[Fault]) -> DeckCheck:
    """What was found, for programs."""
    faults: list[FaultRow] = []
    lints: list[FaultRow] = []
    for fault in found:
        place = (fault.mark.file, fault.mark.line, fault.mark.column) if fault.mark else _NOWHERE
        rows = lints if fault.lint else faults
        rows.append(FaultRow(fault.what, fault.remedy, fault.item, *place))
    return DeckCheck(deck, faults, lints)


def check_deck(folder: Path) -> list[Fault]:
    """Faults of a deck and of each of its variants, then lints; each cause said once."""
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
    return by_cause(_sorted(found))


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
