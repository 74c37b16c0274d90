"""A deck folder as plain data with places: which file holds what."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from wargame.content.limits import MAX_DECK_BYTES, MAX_FILES
from wargame.content.model import Deck
from wargame.content.paths import HEAD, field_types, nouns_in
from wargame.content.repeat import as_it_is, spelled_out
from wargame.content.yaml.events import Plain, parse
from wargame.content.yaml.files import decode, read_bytes
from wargame.content.yaml.marks import Located
from wargame.content.yaml.reading import Reading
from wargame.dataclass import dataclass
from wargame.errors import DeckPath, Mark, closest, nearest, system_says

NOUNS = tuple(name for name in Deck.model_fields if name not in HEAD)
"""Fields that may have a file of their own."""

_MAPPINGS = ("rounds", "turn", "cards_rule", "deals", "contest", "docket", "board", "roles", "odd")
_LISTS = tuple(noun for noun in NOUNS if noun not in _MAPPINGS)


PART_OF = {
    part: noun
    for noun in _MAPPINGS
    for inner in nouns_in(field_types(Deck)[noun])
    for part, annotation in field_types(inner).items()
    if part not in NOUNS and any(True for _ in nouns_in(annotation))
}
"""What has no file of its own, and the noun in whose file it stands: `packages` in `deals`."""


SUFFIXES = (".yaml", ".yml")
"""How the names of files end that were meant to be read."""


def meant_by(noun: str, known: Sequence[str] = NOUNS) -> str:
    """What to do about a noun that there is not.

    >>> meant_by("packages")
    "Write 'packages' in deals.yaml: they are a part of it."
    """
    if noun in PART_OF:
        return f"Write '{noun}' in {PART_OF[noun]}.yaml: they are a part of it."
    return nearest(noun, known, limit=len(known))


@dataclass(slots=True)
class RawDeck:
    """What the files of a deck say, before anything is known about its shape.

    Attributes:
        tree: The plain data.
        reading: Places and faults.
        homes: The file or folder that each top-level field came from.
        failed: Nouns that have a file that could not be read.
        headless: deck.yaml could not be read, so what it held is not known.
        back: Where a part stood in the files, before repetitions were written out.
    """

    tree: dict[str, Plain]
    reading: Reading
    homes: dict[str, Path] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    headless: bool = False
    back: Callable[[DeckPath], DeckPath] = as_it_is

    @property
    def located(self) -> Located:
        """The data and its places."""
        return Located(self.tree, self.reading.values, self.reading.keys)

    def is_known(self, path: DeckPath) -> bool:
        """Whether a fault at a path only repeats that a file or a value could not be read."""
        if not path:
            return False
        noun = str(path[0])
        unread = noun in self.failed or (self.headless and noun not in self.tree)
        if unread or not self.reading.faulty:
            return unread
        there = self.back(path)
        if there[:-1] in self.reading.merged and path not in self.reading.keys:
            return True
        return any(one[: len(there)] == there for one in self.reading.faulty)


def read_folder(folder: Path) -> RawDeck:
    """Read every file of a deck folder; faults are collected, not raised."""
    raw = read_files(folder)
    spell_out(raw)
    return raw


def read_files(folder: Path) -> RawDeck:
    """Read a deck folder as it is written, repetitions and all."""
    raw = RawDeck({}, Reading())
    if not _is_deck_folder(folder, raw):
        return raw
    files = _Files(folder, raw)
    files.read_head()
    for name in _entries(folder, raw):
        files.read_entry(folder / name)
    return raw


def spell_out(raw: RawDeck) -> None:
    """Write out what a deck repeats for members of groups."""
    located, faults, raw.back = spelled_out(raw.located)
    raw.tree, raw.reading.values, raw.reading.keys = located.tree, located.values, located.keys
    raw.reading.faults.found += faults


def _is_deck_folder(folder: Path, raw: RawDeck) -> bool:
    try:
        is_folder = folder.is_dir()
        has_head = is_folder and os.path.lexists(folder / "deck.yaml")
    except (OSError, ValueError):
        is_folder = has_head = False
    if not has_head:
        what = "there is no deck.yaml in this folder" if is_folder else "this is not a folder"
        raw.reading.faults.add(f"{folder}: {what}", "A deck is a folder that holds deck.yaml.")
    return has_head


def _entries(folder: Path, raw: RawDeck) -> list[str]:
    """Names in the folder, sorted; hidden ones belong to editors and systems."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raw.reading.faults.add(f"{folder}: cannot be read: {system_says(error)}")
        return []
    return [name for name in names if name != "deck.yaml" and not name.startswith(".")]


class _Files:
    """Reads files into a raw deck, within limits on their number and size."""

    def __init__(self, folder: Path, raw: RawDeck) -> None:
        self._folder = folder
        self._raw = raw
        self._bytes = 0
        self._count = 0

    def read_head(self) -> None:
        """Read deck.yaml, which may hold any noun."""
        path = self._folder / "deck.yaml"
        tree = self._read(path)
        if isinstance(tree, dict):
            self._raw.tree.update(tree)
            self._raw.homes.update(dict.fromkeys(tree, path))
            return
        self._raw.headless = True
        if tree is not None:
            self._fault(path, "deck.yaml holds fields ('id: …'), not a list", "")

    def read_entry(self, path: Path) -> None:
        """Read a file or folder beside deck.yaml, if it belongs to the deck."""
        if path.suffix.lower() in SUFFIXES and (path.stem in NOUNS or not path.is_dir()):
            self._read_file(path)
        elif path.is_dir():
            self._read_sub_folder(path)

    def _read_file(self, path: Path) -> None:
        noun = path.stem
        if path.suffix != ".yaml":
            self._wrong_suffix(path, noun)
        elif noun not in NOUNS:
            self._unknown(path, noun)
        elif self._is_new(path, noun):
            self._read_noun(path, noun)

    def _read_sub_folder(self, path: Path) -> None:
        noun = path.name
        if noun in _LISTS:
            self._misplaced(path)
        names = _yaml_names(path)
        if not names:
            return
        if noun not in _LISTS:
            self._strange_folder(path, [name.removesuffix(".yaml") for name in names])
        elif self._is_new(path, noun):
            self._raw.tree[noun] = []
            for name in names:
                self._read_noun(path / name, noun)

    def _strange_folder(self, folder: Path, stems: Sequence[str]) -> None:
        """Note a folder that is no noun's; what nouns it holds are missed, and stand in it."""
        nouns = [stem for stem in stems if stem in NOUNS]
        self._raw.failed.update(noun for noun in nouns if noun not in self._raw.tree)
        if not nouns:
            self._unknown(folder, folder.name)
            return
        files = ", ".join(f"{noun}.yaml" for noun in nouns)
        what = f"unknown deck folder '{folder.name[:60]}'"
        self._fault(folder, what, f"Move {files} out of it, beside deck.yaml.")

    def _misplaced(self, folder: Path) -> None:
        """Note what looks as if it were read with a folder of a noun, and is not."""
        for path in _shown(folder):
            if path.is_dir() and _yaml_names(path):
                self._raw.failed.add(folder.name)
                what = f"the folder '{path.name[:60]}' stands in a folder, and is not read"
                self._fault(path, what, f"Move its files into {folder}.")
            elif path.suffix != ".yaml" and path.suffix.lower() in SUFFIXES:
                self._wrong_suffix(path, folder.name)

    def _wrong_suffix(self, path: Path, noun: str) -> None:
        if noun in NOUNS:
            self._raw.failed.add(noun)
        what = f"the name ends in '{path.suffix}'"
        self._fault(path, what, f"Rename it to {path.stem}.yaml.")

    def _is_new(self, path: Path, noun: str) -> bool:
        first = self._raw.homes.setdefault(noun, path)
        if first is not path:
            self._fault(path, f"'{noun}' is given twice, here and in {first}", "Join them.")
            self._raw.failed.add(noun)
        return first is path

    def _read_noun(self, path: Path, noun: str) -> None:
        before = self._raw.tree.get(noun)
        items = before if isinstance(before, list) else []
        tree = self._read(path, noun, len(items))
        expected = dict if noun in _MAPPINGS else list
        if not isinstance(tree, expected):
            self._raw.failed.add(noun)
            if tree is not None:
                self._wrong_root(path, noun, tree)
            return
        self._raw.tree[noun] = items + tree if isinstance(tree, list) else tree

    def _wrong_root(self, path: Path, noun: str, tree: Any) -> None:
        if isinstance(tree, dict) and list(tree) == [noun]:
            what = f"this file is '{noun}' already"
            remedy = f"Remove the line '{noun}:' and move the rest to the left."
        elif noun in _MAPPINGS:
            what, remedy = "this file holds fields ('name: value'), not a list", ""
        else:
            what, remedy = "this file holds a list: each element begins with '- '", ""
        self._fault(path, what, remedy)

    def _read(self, path: Path, noun: str = "", first: int = 0) -> Plain | None:
        reading = self._raw.reading
        data = read_bytes(path, self._folder, reading.faults)
        if data is None or not self._is_within_limits(path, len(data)):
            return None
        text = decode(data, str(path), reading.faults)
        if text is None:
            return None
        at = (noun,) if noun else ()
        return parse(text, str(path), reading, at, first=first)

    def _is_within_limits(self, path: Path, size: int) -> bool:
        self._bytes += size
        self._count += 1
        if self._bytes > MAX_DECK_BYTES:
            self._fault(path, f"the deck is larger than {MAX_DECK_BYTES // 1_000_000} MB", "")
        elif self._count > MAX_FILES:
            self._fault(path, f"the deck has more than {MAX_FILES} files", "")
        return self._bytes <= MAX_DECK_BYTES and self._count <= MAX_FILES

    def _unknown(self, path: Path, noun: str) -> None:
        """Note what is no noun's; the noun that was probably meant is missed, and stands in it."""
        kind, meant = "folder" if path.is_dir() else "file", closest(noun[:60], NOUNS)
        beside = (self._folder / f"{meant}.yaml", self._folder / meant)
        if meant and meant not in self._raw.tree and not any(map(os.path.lexists, beside)):
            self._raw.failed.add(meant)
        self._fault(path, f"unknown deck {kind} '{path.name[:60]}'", meant_by(noun))

    def _fault(self, path: Path, what: str, remedy: str) -> None:
        self._raw.reading.faults.add(what, remedy, Mark(str(path), 1, 1))


def _yaml_names(folder: Path) -> Sequence[str]:
    return [path.name for path in _shown(folder) if path.name.endswith(".yaml")]


def _shown(folder: Path) -> Sequence[Path]:
    """What lies in a folder, in order; hidden things belong to editors and systems."""
    try:
        found = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        return []
    return [path for path in found if not path.name.startswith(".")]
