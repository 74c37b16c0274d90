"""Learned habits: kept beside compiled rules, so that a deck is learned once on a machine.

They are named by the hash of the rules and of the text that learns, and used only if the file can
be (`store.worked_out`) and holds a table for every slot of the game. Otherwise the deck is learned
again: the same, on every machine.
"""

from __future__ import annotations

import hashlib
import math
import sys
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from wargame.players import habits, imagined, playout, training
from wargame.players.habits import Habits
from wargame.rules.game import RULES_VERSION, Game
from wargame.store.compiled import kernel_text
from wargame.store.worked_out import alone, keep_as, kept

WHAT: Final = "learned habits"
LIMIT = 1e6
"""No preference is farther from 0."""


def learn(game: Game) -> None:
    """Have a game's habits at hand for whoever thinks: those that are kept, or new ones.

    New ones are kept where the disk allows it. Of several tables that open at once, one learns.
    """
    if game.rules.rulings:
        return
    name = file_name(game)
    if _take_kept(game, name):
        return
    with alone(name):
        if not _take_kept(game, name):
            keep_as(name, WHAT, training.habits_of(game.rules).likes)


def _take_kept(game: Game, name: str) -> bool:
    """Use the habits that are kept from now on; False if none are."""
    found = kept(name, WHAT, partial(_habits, game))
    if found is not None:
        training.remember(game.rules, found)
    return found is not None


def file_name(game: Game) -> str:
    """The name of a game's file of habits."""
    digest = hashlib.sha256(_learner_text())
    digest.update(f"{RULES_VERSION}\0{game.rules_hash}".encode())
    return f"habits_{digest.hexdigest()[:32]}.json"


@cache
def _learner_text() -> bytes:
    """The sources of whatever habits come from: a change makes every file of habits stale."""
    modules = (training, habits, playout, imagined)
    files = [one.__file__ for one in modules]
    version = f"{sys.version_info[0]}.{sys.version_info[1]}".encode()
    return b"".join([kernel_text(), version, *(Path(str(file)).read_bytes() for file in files)])


def _habits(game: Game, likes: Any) -> Habits | None:
    """Habits of what was written down, if it is of this game."""
    found = Habits(game.rules.engine)
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
