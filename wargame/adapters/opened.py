"""Decks that are open: other people's programs copy states by their thousands, and send them to
other processes, each of which opens a deck once."""

from __future__ import annotations

from collections.abc import Sequence
from os import fspath
from pathlib import Path

import wargame
from wargame.content.library import DeckLibrary
from wargame.dataclass import dataclass
from wargame.rules.game import Game


@dataclass(frozen=True, slots=True, eq=False)
class OpenDeck:
    """A game, and the name that opens it in another process too."""

    name: str
    game: Game

    def __reduce__(self) -> tuple[object, ...]:
        return opened, (self.name,)

    def __deepcopy__(self, _: dict[int, object]) -> OpenDeck:
        """Itself, since nobody changes it."""
        return self


_OPEN: dict[str, OpenDeck] = {}


def opened(name: str) -> OpenDeck:
    """The deck of a name, opened when it is first asked for."""
    return _OPEN.get(name) or opened_anew(name)


def opened_anew(deck: str | Path, decks: Sequence[str | Path] = ()) -> OpenDeck:
    """The deck of a name as it is on the disk now; that is what the name means from here on.

    Args:
        deck: Its name, or the path of its folder.
        decks: More folders to look for it in; its name is the path of its own folder then.

    Raises:
        UsageError: There is no such deck or variant.
        DeckError: The deck has faults; all of them are listed.
    """
    name = fspath(deck)
    if decks:
        found = DeckLibrary(tuple(Path(place) for place in decks)).find(name)
        name = f"{found.folder.resolve()}:{found.variant}".rstrip(":")
    _OPEN[name] = OpenDeck(name, wargame.load(name))
    return _OPEN[name]
