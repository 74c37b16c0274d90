"""Guesses of luck, kept beside compiled rules, so that a deck is learned once on a machine.

They are named by the hash of the rules and of the text that learns, and used only if they hold a
line for every round and seat. Otherwise they are learned again: the same, on every machine of one
mathematics, and known by their hash.
"""

from __future__ import annotations

import json
from functools import cache, partial
from typing import Final

from wargame.content.library import DeckRef
from wargame.lab.ranking import foresight, ridge
from wargame.lab.ranking.foresight import Foresight, Seating
from wargame.lab.runs.games import shared_game
from wargame.rules import winners
from wargame.rules.game import Game
from wargame.rules.position import scratch
from wargame.store.cache import Cache, sources_of
from wargame.store.learned import file_name as habits_name
from wargame.store.learned import has_shape

GUESSES: Final = Cache("foresight", ".json", "guesses of luck", most=200)


@cache
def foresight_of(deck: DeckRef, at_random: Seating = ()) -> Foresight:
    """The guess for a deck, the same in all processes; of several, one learns it."""
    game = shared_game(deck)
    name, read = file_name(game, at_random), partial(_read, game, at_random)
    return GUESSES.once(name, read, partial(Foresight, game, at_random), _written)


def file_name(game: Game, at_random: Seating) -> str:
    """The name of the file that holds what was learned of a deck."""
    how = (at_random, foresight.GAMES, foresight.NUMBERS)
    return GUESSES.name(_learner_text(), f"{habits_name(game)}\0{how}")


@cache
def _learner_text() -> bytes:
    """The sources of whatever learns it: a change makes every file of it stale."""
    return sources_of(foresight, ridge, winners)


def _written(found: Foresight) -> bytes:
    return json.dumps([found.weights, found.trust]).encode()


def _read(game: Game, at_random: Seating, written: bytes) -> Foresight | None:
    """What was learned of a deck, if it is of this one."""
    data = json.loads(written)
    blank = Foresight(game, at_random, ([], []))
    line = [0.0] * len(blank.features(scratch(game.new())))
    seats = [line for _ in game.seats]
    rounds = [seats for _ in range(game.rules.program.max_rounds + 1)]
    if not has_shape(data, [rounds, [0.0 for _ in game.seats]]):
        return None
    return Foresight(game, at_random, (data[0], data[1]))
