"""A shelf for tests that keep nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from wargame.rules.game import Game
from wargame.store.names import Saves
from wargame.table.host.kept import KeptGames
from wargame.table.host.listing import Saved
from wargame.table.host.sitting import Sitting


class NoShelf(KeptGames):
    """Keeps nothing."""

    def __init__(self) -> None:
        super().__init__(Saves(Path("nowhere")))

    def saves(self, *, unfinished: bool = False) -> Iterator[Saved]:
        return iter(())

    def suggest(self, deck: str) -> str:
        return ""

    def begin(
        self,
        game: Game,
        seats: Mapping[str, str],
        seed: int,
        name: str | None,
        secret: str = "",
        like: str = "",
    ) -> Sitting:
        return super().begin(game, seats, seed, "", secret)
