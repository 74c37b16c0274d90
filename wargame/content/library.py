"""Finding decks: the shipped ones, those in `./decks`, and those in folders a user names.

A deck that stands nearer to the user hides one of the same id further away: a folder named on
the command line comes before `./decks`, and that before what was installed. Within one folder,
two decks of the same id are a fault.

Names come from people and programs, so they may be anything; only a name that could be an id
is looked up, and only a folder that holds a deck.yaml is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wargame.content.places import came_with_it
from wargame.dataclass import dataclass
from wargame.errors import DeckError, Fault, UsageError, closest, nearest, shortened, visible

if TYPE_CHECKING:
    from wargame.content.loaded import LoadedDeck

HEAD_FILE = "deck.yaml"

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PEEK_BYTES = 4_000
_ABOUT = re.compile(r"^about:[ ]*(?:[>|][-+]?[ ]*\r?\n)?(.*(?:\r?\n[ ]+.*)*)", re.MULTILINE)
"""What a deck is about: on the line itself, or on the deeper lines below it."""


@dataclass(frozen=True, slots=True)
class DeckRef:
    """Which deck: a folder, and one of the deck's variants or "". Can travel to other processes."""

    folder: Path
    variant: str = ""


@dataclass(frozen=True, slots=True)
class DeckEntry:
    """A deck in the library, known by a glance at its deck.yaml.

    Attributes:
        id: What it says its id is, or the folder's name if it says none.
        title: What it says its title is, or "".
        folder: Where it is.
        shipped: Whether it came with the program.
    """

    id: str
    title: str
    folder: Path
    shipped: bool


@dataclass(frozen=True, slots=True)
class DeckList:
    """Which decks there are.

    Attributes:
        decks: Those that can be named, by id.
    """

    decks: list[DeckEntry]


def load_deck(ref: DeckRef) -> LoadedDeck:
    """Load the deck that a reference means.

    Raises:
        DeckError: It has faults.
        UsageError: It has no such variant.
    """
    from wargame.content import load  # noqa: PLC0415  a list of decks needs no models

    return load.load_deck(ref.folder, ref.variant)


def shipped_decks() -> Path:
    """The folder of shipped decks."""
    return came_with_it("decks")


class DeckLibrary:
    """All decks that can be named.

    Args:
        extra: Folders of decks that the user named, the most important last.
    """

    def __init__(self, extra: Sequence[Path] = ()) -> None:
        self._extra = tuple(extra)

    @property
    def named(self) -> Path | None:
        """The folder that was named, and has to be again in what is to be typed next."""
        return self._extra[-1] if self._extra else None

    def name_of(self, deck: str, folder: Path) -> str:
        """What is typed for a deck: its id, if that finds it, or the path of its folder."""
        try:
            found = self._by_name(deck)
        except DeckError:
            found = None
        return deck if found and _real(found.folder) == _real(folder) else str(folder)

    def places(self) -> tuple[Path, ...]:
        """Where decks are looked for, the nearest to the user first."""
        places = [*reversed(self._extra), Path("decks"), shipped_decks()]
        return tuple({_real(place): place for place in reversed(places)}.values())[::-1]

    def find(self, name: str) -> DeckRef:
        """Find a deck by `NAME`, `NAME:VARIANT`, or the path of its folder with or without both.

        Raises:
            UsageError: There is none; says what is near and where it was looked for.
            DeckError: Two decks in one place go by this id.
        """
        if _is_deck(name):
            return self._by_name(name) or DeckRef(Path(name))
        base, _, variant = name.rpartition(":")
        if not base or (len(base) == 1 and variant.startswith(("/", "\\"))):  # or it is a drive
            base, variant = name, ""
        found = self._by_name(base)
        if found is None and not _is_deck(base):
            raise self._missing(base)
        return DeckRef(found.folder if found else Path(base), variant)

    def _by_name(self, name: str) -> DeckRef | None:
        if not _ID.fullmatch(name):
            return None
        for place in self.places():
            entries = list(self._entries(place))
            found = [entry.folder for entry in entries if entry.id == name]
            if len(found) > 1:
                raise DeckError([_two_of_one_id(name, found)])
            found = found or [entry.folder for entry in entries if entry.folder.name == name]
            if found:
                return DeckRef(found[0])
        return None

    def _missing(self, name: str) -> UsageError:
        known = nearest(name, (entry.id for entry in self.list()))
        looked = ", ".join(str(place) for place in self.places())
        what = f"there is no deck '{shortened(name, 60)}'"
        inside = next((place for place in Path(name).parents if _is_deck(str(place))), None)
        if inside is not None:
            remedy = f"A deck is named by its folder: '{inside}'."
            return UsageError(f"{visible(what)}\n    {visible(remedy)}")
        if _is_folder(Path(name)):
            return UsageError(f"{visible(what)}\n    This folder has no deck.yaml, as a deck has.")
        if near := closest(Path(name).name[:60], _decks_beside(Path(name))):
            remedy = f"Did you mean '{Path(name).with_name(near)}'?"
            return UsageError(f"{visible(what)}\n    {visible(remedy)}")
        return UsageError(f"{visible(what)}\n    {known}\n    Looked in: {visible(looked)}")

    def _entries(self, place: Path) -> Iterator[DeckEntry]:
        try:
            folders = sorted(path for path in place.iterdir() if _is_deck(str(path)))
        except (OSError, ValueError):
            return
        shipped = _real(place) == _real(shipped_decks())
        for folder in folders:
            yield _glance(folder, shipped)

    def list(self) -> Sequence[DeckEntry]:
        """Every deck that `find` would give for its id, by id."""
        found: dict[str, DeckEntry] = {}
        for place in self.places():
            for entry in self._entries(place):
                found.setdefault(entry.id, entry)
        return [found[name] for name in sorted(found)]


def _two_of_one_id(name: str, folders: Sequence[Path]) -> Fault:
    paths = " and ".join(str(folder / HEAD_FILE) for folder in folders)
    return Fault(f"two decks have the id '{name}': {paths}", "Give one of them another id.")


def _is_deck(name: str) -> bool:
    """Whether a path is a folder with a deck.yaml; any text may be asked about."""
    try:
        return bool(name) and (Path(name) / HEAD_FILE).is_file()
    except (OSError, ValueError):
        return False


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder; any text may be asked about."""
    try:
        return path.name not in ("", "..") and path.is_dir()
    except (OSError, ValueError):
        return False


def _decks_beside(path: Path) -> tuple[str, ...]:
    """The names of the folders with a deck that stand where a path says; any text may be one."""
    try:
        return tuple(sorted(one.name for one in path.parent.iterdir() if _is_deck(str(one))))
    except (OSError, ValueError):
        return ()


def _real(place: Path) -> Path:
    try:
        return place.resolve()
    except (OSError, ValueError, RuntimeError):
        return place


def about_of(folder: Path) -> str:
    """What a deck says it is about, read off the top of its deck.yaml; "" if it says nothing."""
    found = _ABOUT.search(_top(folder))
    return visible(" ".join(found.group(1).strip("'\"").split())) if found else ""


def minutes_of(folder: Path) -> str:
    """How long a deck says that it takes, as that is read; "" if it does not say."""
    found = _field(_top(folder), "minutes")
    if not found.isascii() or not found.isdigit():
        return ""
    return "1 minute" if found == "1" else f"{found} minutes"


def _top(folder: Path) -> str:
    """The top of a deck.yaml."""
    try:
        with (folder / HEAD_FILE).open("rb") as file:
            return file.read(_PEEK_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def _glance(folder: Path, shipped: bool) -> DeckEntry:
    """Read id and title off the top of a deck.yaml, without judging the rest."""
    head = _top(folder)
    name = _field(head, "id")
    return DeckEntry(
        name if _ID.fullmatch(name) else folder.name, _field(head, "title"), folder, shipped
    )


def _field(head: str, name: str) -> str:
    match = re.search(rf"^\ufeff?{name}:[ ]*(.+?)[ ]*(?:[ ]#.*)?\r?$", head, re.MULTILINE)
    return visible(match.group(1).strip("'\"")[:80]) if match else ""
