"""Opening decks for many games."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from wargame.content.library import DeckRef, load_deck
from wargame.content.loaded import LoadedDeck
from wargame.content.stack import check_table
from wargame.content.typed import Stack, parse_stack
from wargame.rules.game import Game
from wargame.rules.ruleset import Ruleset
from wargame.store.compiled import speed_up
from wargame.store.known_code import known_code
from wargame.store.known_decks import name_of

AT_HAND: Final = 4
"""Decks that stay in memory once they have been opened."""


def open_game(deck: DeckRef) -> Game:
    """Load a deck and make its game, on compiled rules where the cache has them.

    A process reads it once, and again when any byte of it has changed.

    Raises:
        DeckError: the deck cannot be used.
        UsageError: What stands behind its colon does not go together.
    """
    name = name_of(deck)
    rules = _at_hand(name, deck) if name else _rules_of(load_deck(deck))
    check_table(rules.loaded)
    return speed_up(Game(rules))


@lru_cache(maxsize=AT_HAND)
def _at_hand(_name: str, deck: DeckRef) -> Ruleset:
    return _rules_of(load_deck(deck))


def _rules_of(loaded: LoadedDeck) -> Ruleset:
    return Ruleset(loaded, coder=known_code)


def game_on(loaded: LoadedDeck) -> Game:
    """The game of a deck that is loaded, on compiled rules where the cache has them.

    Raises:
        DeckError: the deck cannot be used.
    """
    return speed_up(Game(_rules_of(loaded)))


@cache
def shared_game(deck: DeckRef) -> Game:
    """The game of a deck, opened once in each process; values cost nothing beside it."""
    stack = parse_stack(deck.variant)
    if stack.values:
        plain = Stack(stack.variants, {}, stack.table)
        return shared_game(DeckRef(deck.folder, str(plain))).valued(stack.values)
    return open_game(deck)
