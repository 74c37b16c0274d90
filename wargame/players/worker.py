"""A player that thinks in a process of its own, so that a screen stays lively.

The process is started once and loads the deck once. What travels to it is a packed `SeatState`,
which holds no more than the seat may see; what comes back is plain data. A game to which control
has added rulings is not the deck any more, so its owner has to think by itself: `fits` tells.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from wargame.content.library import DeckRef, load_deck
from wargame.errors import WargameError
from wargame.play.player import Player
from wargame.players.registry import make_player
from wargame.players.search import Search
from wargame.players.thought import Likely, Thought
from wargame.rules.game import Game
from wargame.rules.view import SeatState, unpack_view


@dataclass(frozen=True, slots=True)
class Answer:
    """What a player in another process chose, and what it says about it.

    Attributes:
        action: As it is typed.
        thought: What came of thinking, or None if it took no thought: a forced choice, the
            next step of a package, or a player that does not look ahead.
    """

    action: str
    thought: Thought | None = None

    @property
    def reason(self) -> str:
        """Why, in one sentence, or ""."""
        return self.thought.reason if self.thought else ""

    @property
    def second_best(self) -> str:
        """What came second, or ""."""
        second = self.thought.second if self.thought else None
        return second.text if second else ""

    @property
    def course(self) -> tuple[Likely, ...]:
        """What is likely to follow."""
        return self.thought.course if self.thought else ()


class Worker:
    """A warm process with one player of one seat in it.

    Args:
        deck: Which deck the process loads.
        player, seat, seed: As for `make_player`.
    """

    def __init__(self, deck: DeckRef, player: str, seat: str, seed: int) -> None:
        self._pool = ProcessPoolExecutor(
            1, multiprocessing.get_context("spawn"), _open, (deck, player, seat, seed)
        )
        self._warm = self._pool.submit(_rules_hash)

    def is_warm(self) -> bool:
        """Whether the process has loaded the deck and its player is ready."""
        return self._warm.done()

    def fits(self, game: Game) -> bool:
        """Whether the process plays by the same rules. Waits until it is warm.

        Raises:
            WargameError: The process could not load the deck or make the player.
        """
        return self._warm.result() == game.rules_hash

    def choose(self, view: SeatState) -> Future[Answer]:
        """Ask for a choice; the answer comes when it has been thought of."""
        return self._pool.submit(_choose, view.packed())

    def close(self) -> None:
        """End the process, in the middle of a thought if need be."""
        processes = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
            process.join(2)


class Resident:
    """What lives in the process: the game, and the player that sits in it."""

    def __init__(self, game: Game, player: Player) -> None:
        self.game, self.player = game, player

    def choose(self, packed: Sequence[Any]) -> Answer:
        """Choose for a view that arrived packed."""
        view = unpack_view(self.game, packed)
        player = self.player
        if not isinstance(player, Search):
            return Answer(player.choose(view).text)
        player.thought = None
        action = player.choose(view, told=True)
        return Answer(action.text, player.thought)


_RESIDENT: list[Resident | WargameError] = []
"""The one resident of this process once it has moved in, or why it could not."""


def _open(deck: DeckRef, player: str, seat: str, seed: int) -> None:
    """Move in; called once, in the new process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started it
    try:
        game = Game(load_deck(deck))
        _RESIDENT[:] = [Resident(game, make_player(player, game, seat, seed))]
    except WargameError as error:
        _RESIDENT[:] = [error]


def _resident() -> Resident:
    found = _RESIDENT[0]
    if isinstance(found, WargameError):
        raise found
    return found


def _rules_hash() -> str:
    return _resident().game.rules_hash


def _choose(packed: Sequence[Any]) -> Answer:
    return _resident().choose(packed)
