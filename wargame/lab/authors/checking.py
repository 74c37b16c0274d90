"""Everything that is wrong with a deck and its variants, or might be better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from wargame.content.authors.migrate import has_older_words
from wargame.content.faults.causes import by_cause, once_a_word, once_repeated
from wargame.content.faults.codes import coded
from wargame.content.folder import read_files
from wargame.content.garbage import collecting_nothing
from wargame.content.language import OLDER, ONLY_SAY_SO
from wargame.content.load import find_folder_lints, look_at
from wargame.dataclass import dataclass
from wargame.errors import Fault
from wargame.rules.lint.check import find_faults

ALIKE = ("R35", "R202", "R205", "R206", "R211", "N12")
"""Codes of what is told once in a place: of a date after the last round, which shorter variants
have too; of a private number, or one that nothing may write, which a card of any seat means of
either seat."""

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
        variant: The variant that brings it; "" for the deck itself; several with commas.
        code: Its short code, which stays when the sentence is reworded.
    """

    what: str
    remedy: str
    item: str
    file: str | None
    line: int | None
    column: int | None
    variant: str = ""
    code: str = ""


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
        row = FaultRow(fault.what, fault.remedy, fault.item, *place)
        rows.append(replace(row, variant=fault.variant, code=fault.code))
    return DeckCheck(deck, faults, lints)


def check_deck(folder: Path) -> list[Fault]:
    """Faults of a deck and of each of its variants, then lints; each cause said once.

    What is wrong with the shape of one thing does not hide what is wrong with the rules of
    another: the deck is read on without it.
    """
    with collecting_nothing():
        looked = look_at(folder)
        found = coded(find_faults(*looked.decks))
    if looked.faults:
        marks = [fault.mark for fault in looked.faults if fault.mark]
        found = [fault for fault in found if not fault.lint and not looked.lost.hides(fault)]
        found = [fault for fault in found if fault.mark not in marks]
    elif looked.decks:
        found += find_folder_lints(folder, looked.decks[0])
    told = once_repeated(coded(by_cause(once_a_word(_sorted([*looked.faults, *found])))))
    is_older = any(fault.code == OLDER for fault in told)
    if is_older and not has_older_words(read_files(folder)):
        told = [replace(f, remedy=ONLY_SAY_SO) if f.code == OLDER else f for f in told]
    return told


def _sorted(found: Iterable[Fault]) -> list[Fault]:
    """Faults before lints; the same thing in the deck and in several variants is one thing."""
    once: dict[tuple[object, ...], list[Fault]] = {}
    for fault in found:
        same = fault.code if fault.code in ALIKE else fault.what
        once.setdefault((same, fault.mark, fault.lint), []).append(fault)
    joined = [_joined(same) for same in once.values()]
    return sorted(joined, key=lambda fault: fault.lint)


def _joined(same: list[Fault]) -> Fault:
    """The same fault of several variants, as one."""
    variants = [fault.variant for fault in same]
    return same[0] if "" in variants else replace(same[0], variant=", ".join(variants))
