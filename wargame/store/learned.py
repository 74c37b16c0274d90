"""Learned habits: kept beside compiled rules, so that a deck is learned once on a machine.

They are named by the hash of the rules and of the text that learns, and used only if they hold a
table for every slot of the game. Otherwise the deck is learned again: the same, on every machine.
"""

from __future__ import annotations

import json
import math
import sys
from functools import cache, partial
from typing import Any, Final

from wargame.players import habits, imagined, playout, training
from wargame.players.habits import Habits
from wargame.rules.game import RULES_VERSION, Game
from wargame.store.cache import Cache, sources_of
from wargame.store.compiled import kernel_text

HABITS: Final = Cache("habits", ".json", "learned habits", most=200)
LIMIT = 1e6
"""No preference is farther from 0."""


def learn(game: Game) -> None:
    """Have a game's habits at hand for whoever thinks: those that are kept, or new ones.

    New ones are kept where the disk allows it. Of several tables that open at once, one learns.
    """
    if game.rules.rulings:
        return
    name, read = file_name(game), partial(_habits, game)
    found = HABITS.once(name, read, partial(training.habits_of, game.rules), _written)
    training.remember(game.rules, found)


def file_name(game: Game) -> str:
    """The name of a game's file of habits."""
    return HABITS.name(_learner_text(), f"{RULES_VERSION}\0{game.rules_hash}")


@cache
def _learner_text() -> bytes:
    """The sources of whatever habits come from: a change makes every file of habits stale."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}".encode()
    return b"".join([kernel_text(), version, sources_of(training, habits, playout, imagined)])


def _written(found: Habits) -> bytes:
    return json.dumps(found.likes).encode()


def _habits(game: Game, data: bytes) -> Habits | None:
    """Habits of what was written down, if it is of this game."""
    found, likes = Habits(game.rules.engine), json.loads(data)
    if not has_shape(likes, found.likes):
        return None
    found.likes = likes
    return found


def has_shape(found: Any, wanted: Any) -> bool:
    """Whether lists of plain data are as long as others, down to sensible numbers."""
    if not isinstance(wanted, list):
        return isinstance(found, float) and math.isfinite(found) and abs(found) <= LIMIT
    return (
        isinstance(found, list)
        and len(found) == len(wanted)
        and all(has_shape(*pair) for pair in zip(found, wanted, strict=True))
    )
