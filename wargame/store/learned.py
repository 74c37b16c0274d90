"""Learned habits: kept beside compiled rules, so that a deck is learned once on a machine.

They are named by the hash of the rules and of the text that learns, and used only if the file is
this user's, fits the checksum beside it (`store.built`) and holds a table for every slot of the
game. Whatever does not is put aside, and the deck is learned again: the same, on every machine.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Final

from wargame.players import habits, imagined, playout, training
from wargame.players.habits import Habits
from wargame.rules.game import RULES_VERSION, Game
from wargame.store.built import fault_of, is_ours, keep, put_aside
from wargame.store.compiled import cache_folder, kernel_text

LOG: Final = logging.getLogger("wargame.store")

LARGEST_BYTES = 20_000_000
"""No file of habits is larger."""

LIMIT = 1e6
"""No preference is farther from 0."""


def learn(game: Game) -> None:
    """Have a game's habits at hand for whoever thinks: those that are kept, or new ones.

    New ones are kept where the disk allows it.
    """
    if game.rules.rulings:
        return
    folder = cache_folder()
    place = folder / file_name(game)
    kept = _kept(game, place)
    if kept is None:
        _keep(training.habits_of(game.rules), folder, place)
    else:
        training.remember(game.rules, kept)


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


def _kept(game: Game, place: Path) -> Habits | None:
    """What is kept, if it can be used."""
    if not (is_ours(place.parent) and is_ours(place)):
        return None
    fault = fault_of(place)
    if not fault:
        found = Habits(game.rules.engine)
        try:
            if place.stat().st_size <= LARGEST_BYTES:
                likes = json.loads(place.read_bytes())
                if _fits(likes, found.likes):
                    found.likes = likes
                    return found
            fault = "does not hold this deck's habits"
        except (OSError, ValueError, RecursionError):
            fault = "cannot be read"
    put_aside(place)
    LOG.warning("learned habits are not used: %s %s and is put aside", place.name, fault)
    return None


def _fits(found: Any, wanted: Any) -> bool:
    """Whether lists are as long as others, down to sensible numbers."""
    if not isinstance(wanted, list):
        return isinstance(found, float) and math.isfinite(found) and abs(found) <= LIMIT
    return (
        isinstance(found, list)
        and len(found) == len(wanted)
        and all(_fits(*pair) for pair in zip(found, wanted, strict=True))
    )


def _keep(found: Habits, folder: Path, place: Path) -> None:
    """Write habits down; where that cannot be, the deck is learned again another time."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_ours(folder):
            return
        with tempfile.TemporaryDirectory(dir=folder) as work:
            built = Path(work) / place.name
            built.write_text(json.dumps(found.likes), encoding="ascii")
            keep(built, place)
    except OSError as error:
        LOG.warning("learned habits are not kept: %s", error.strerror)
