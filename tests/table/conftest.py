"""A game that is kept, for whoever tests what is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.helpers import game_of
from wargame.store.names import Saves
from wargame.table.host.kept import KeptGames
from wargame.table.host.sitting import Sitting


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[Sitting]:
    """A game of two programs, kept as `table` in the folder of the test."""
    game, games = game_of("primer"), KeptGames(Saves(tmp_path), writes_aside=False)
    yield games.begin(game, dict.fromkeys(game.seats, "random"), 5, "table")
    games.close()
