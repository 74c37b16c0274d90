"""Opening decks for many games."""

from __future__ import annotations

from functools import cache

from wargame.content.library import DeckRef, load_deck
from wargame.rules.game import Game


def open_game(deck: DeckRef) -> Game:
    """Load and compile a deck.

    Raises:
        DeckError: the deck cannot be used.
    """
    return Game(load_deck(deck))


@cache
def shared_game(deck: DeckRef) -> Game:
    """The game of a deck, opened once in each process."""
    return open_game(deck)
