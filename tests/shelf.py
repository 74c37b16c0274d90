"""A shelf for tests that keep nothing, and an app around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from wargame.errors import RecordError
from wargame.play.match import Match
from wargame.play.player import secret_for
from wargame.rules.game import Game
from wargame.store.results import OwnResults
from wargame.table.host.seating import seat_players
from wargame.table.host.shelf import Saved
from wargame.table.host.sitting import Sitting
from wargame.table.told.glance import UNREAD, GameGlance


class NoShelf:
    """Keeps nothing."""

    def listen(self, on_kept: Callable[[], None]) -> None:
        return

    def saves(self, *, unfinished: bool = False) -> Iterator[Saved]:
        return iter(())

    def results(self) -> OwnResults:
        return OwnResults(Path(), [], [])

    def last(self) -> Saved | None:
        return None

    def glance(self, name: str) -> GameGlance:
        return UNREAD

    def is_own(self, name: str) -> bool:
        return False

    def rename(self, old: str, new: str) -> None:
        self.resume(old)

    def delete(self, name: str) -> None:
        self.resume(name)

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
        own = secret or secret_for(seats.values())
        players, worker = seat_players(game, seats, seed, own)
        return Sitting(Match(game, players, seed, secret=own, traced=True), worker)

    def resume(self, name: str, seats: Mapping[str, str] | None = None) -> Sitting:
        raise RecordError(f"There is no save '{name[:60]}': nothing is kept here.")

    def watch(self, name: str) -> Sitting:
        return self.resume(name)

    def left_by(self, sitting: Sitting) -> Sitting | None:
        return None

    def branch(self, parent: str, ply: int, name: str, seats: Mapping[str, str]) -> Sitting:
        return self.resume(parent)

    def close(self) -> None:
        return
