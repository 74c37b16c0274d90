"""Where each part of a deck was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import partial
from typing import Any

from wargame.dataclass import dataclass
from wargame.errors import DeckPath, Mark


@dataclass(frozen=True, slots=True, eq=False)
class FileText:
    """A file that was read: its name as the user gave it, and its lines."""

    file: str
    lines: tuple[str, ...]

    def mark(self, line: int, column: int) -> Mark:
        """The place, counted from 0, as a mark, counted from 1."""
        text = self.lines[line] if 0 <= line < len(self.lines) else ""
        return Mark(self.file, line + 1, column + 1, text)


Place = tuple[FileText, int, int]
"""A source, a line and a column, both counted from 0."""

Places = dict[DeckPath, Place]


def _as_it_is(path: DeckPath) -> DeckPath:
    return path


def _twice_back(
    first: Callable[[DeckPath], DeckPath], last: Callable[[DeckPath], DeckPath], path: DeckPath
) -> DeckPath:
    return first(last(path))


class Marks(Mapping[DeckPath, Mark]):
    """Marks by path. A deck has thousands and shows few, so each is made when asked for.

    Args:
        places: The places by path.
        back: Where what is asked for stood when the places were noted.
    """

    __slots__ = ("_back", "places")

    def __init__(
        self, places: Places | None = None, back: Callable[[DeckPath], DeckPath] = _as_it_is
    ) -> None:
        self.places: Places = {} if places is None else places
        self._back = back

    def seen(self, back: Callable[[DeckPath], DeckPath]) -> Marks:
        """The marks of a changed deck.

        Args:
            back: Where a part of it stood before the change.
        """
        return Marks(self.places, partial(_twice_back, self._back, back))

    def __getitem__(self, path: DeckPath) -> Mark:
        source, line, column = self.places[self._back(path)]
        return source.mark(line, column)

    def __contains__(self, path: object) -> bool:
        return isinstance(path, tuple) and self._back(path) in self.places

    def __iter__(self) -> Iterator[DeckPath]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def around(self, path: DeckPath) -> Mark | None:
        """The mark of the part, or of the nearest part around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self:
                return self[path[:length]]
        return None


@dataclass(slots=True)
class Located:
    """A deck as plain data, not yet checked, with the places of its values and keys."""

    tree: dict[str, Any]
    values: Marks = field(default_factory=Marks)
    keys: Marks = field(default_factory=Marks)
