"""A tabletop policy wargame engine: decks of policy cards become games.

This is the one public door; the rooms behind it open when they are first asked for.

>>> import wargame
>>> game = wargame.load("primer")
>>> game.deck.title != ""
True
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wargame.rules.game import Game

__version__ = "0.1.0"


def load(deck: str, variant: str = "", decks: Sequence[str | Path] = ()) -> Game:
    """Find a deck, check it, and make its game.

    Args:
        deck: A deck's name, `NAME:VARIANT`, or the path of its folder.
        variant: One of its variants; overrides the one in `deck`.
        decks: More folders to look for decks in.

    Raises:
        UsageError: There is no such deck or variant.
        DeckError: The deck has faults; all of them are listed.
    """
    from wargame.content.library import DeckLibrary
    from wargame.content.load import load_deck
    from wargame.rules.game import Game
    from wargame.store.compiled import speed_up

    found = DeckLibrary(tuple(Path(place) for place in decks)).find(deck)
    return speed_up(Game(load_deck(found.folder, variant or found.variant)))
