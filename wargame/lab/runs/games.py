"""Opening decks for many games."""

from __future__ import annotations

from functools import cache

from wargame.content.library import DeckRef, load_deck
from wargame.content.loaded import LoadedDeck
from wargame.content.typed import Stack, parse_stack
from wargame.rules.game import Game
from wargame.rules.ruleset import Ruleset
from wargame.store.compiled import speed_up
from wargame.store.known_code import known_code


def open_game(deck: DeckRef) -> Game:
    """Load a deck and make its game, on compiled rules where the cache has them.

    Raises:
        DeckError: the deck cannot be used.
    """
    return game_on(load_deck(deck))


def game_on(loaded: LoadedDeck) -> Game:
    """The game of a deck that is loaded, on compiled rules where the cache has them.

    Raises:
        DeckError: the deck cannot be used.
    """
    return speed_up(Game(Ruleset(loaded, coder=known_code)))


@cache
def shared_game(deck: DeckRef) -> Game:
    """The game of a deck, opened once in each process; values cost nothing beside it."""
    stack = parse_stack(deck.variant)
    if stack.values:
        plain = Stack(stack.variants, {}, stack.table)
        return shared_game(DeckRef(deck.folder, str(plain))).valued(stack.values)
    return open_game(deck)
