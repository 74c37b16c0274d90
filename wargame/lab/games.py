"""Opening decks for many games."""

from __future__ import annotations

from functools import cache

from wargame.content.library import DeckRef, load_deck
from wargame.content.typed import Stack, parse_stack
from wargame.rules.game import Game
from wargame.store.compiled import speed_up


def open_game(deck: DeckRef) -> Game:
    """Load a deck and make its game, on compiled rules where the cache has them.

    Raises:
        DeckError: the deck cannot be used.
    """
    return speed_up(Game(load_deck(deck)))


@cache
def shared_game(deck: DeckRef) -> Game:
    """The game of a deck, opened once in each process; values cost nothing beside it."""
    stack = parse_stack(deck.variant)
    if stack.values:
        plain = Stack(stack.variants, {}, stack.table)
        return shared_game(DeckRef(deck.folder, str(plain))).valued(stack.values)
    return open_game(deck)
