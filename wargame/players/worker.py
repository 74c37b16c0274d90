"""A process of its own for whoever thinks, so that a screen stays lively.

The process is started once, loads the deck once and learns its habits once; all players of a
table that look ahead sit in it, and the adviser too. What travels to it is the deck and packed
`SeatState`s, which hold no more than a seat may see; what comes back is plain data. It is spoken
to in lines of JSON (`worker_main` tells them), and it ends with whoever started it, however that
ends: then its input is at its end.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from wargame.content.loaded import LoadedDeck
from wargame.errors import PlayerError
from wargame.play.player import Player
from wargame.players.budget import Budget, budget_of
from wargame.players.names import parse_name, thinks
from wargame.players.pipe import Pipe, PipeError
from wargame.players.registry import make_seated, own_seed
from wargame.rules.game import Action, Game
from wargame.rules.view import SeatState

if TYPE_CHECKING:
    from wargame.players.adviser import Advice

ANSWER_SECONDS: Final = 3_600.0
"""What an answer may take: longer than any budget, since people can leave at any time."""

START_SECONDS: Final = 60.0
"""What it may take until the process reads, on a machine that has much to do."""

SAFE_PATH: Final = "-P"
"""Python looks for no module in the folder where somebody stands, which may be a stranger's deck;
some versions look for their own as they begin with `-c`."""

START: Final = "import sys; sys.path[:] = sys.argv[1:]; from {} import main; main()"
"""What the process runs: it finds modules where this one does."""


class WorkerLost(PlayerError):
    """The process ended in the middle of its work; whoever asks again starts another."""


class Dropped(Exception):
    """The answer is not wanted any more."""


class Worker:
    """A process with the players of one match that think, and an adviser.

    Nothing is started before it is needed or `warm` is called. Answers are waited for, so ask
    from a thread of your own; `cancel` and `close` may be called from any other.

    Args:
        seats: The thinking players' names, by seat.
        seed, secret: The match's, which stay here: the process gets what `own_seed` makes of them.
        entry: The module that the process runs.
    """

    def __init__(
        self,
        loaded: LoadedDeck,
        seats: Mapping[str, str],
        seed: int,
        entry: str = "wargame.players.worker_main",
        *,
        secret: str = "",
    ) -> None:
        self._loaded, self._seats, self._entry = loaded, dict(seats), entry
        self._own = {seat: own_seed(seed, seat, secret) for seat in seats}
        self._pipe: Pipe | None = None
        self._turn = threading.Lock()
        self._asked = self._dropped = 0
        self._is_closed = False
        self.is_warm = False
        """Whether it has loaded the deck and learned its habits."""

    def warm(self) -> None:
        """Let it get ready, beside whatever else is done."""
        threading.Thread(target=self._warm, name="wargame-warm", daemon=True).start()

    def _warm(self) -> None:
        with self._turn:
            try:
                self._started()
            except (Dropped, PipeError, PlayerError):
                self._lose()  # whoever asks first is told

    @property
    def pid(self) -> int:
        """The number of the process, or 0 while there is none."""
        return self._pipe.pid if self._pipe else 0

    def choose(self, view: SeatState, player: tuple[str, int] | None = None) -> str:
        """What the player in the view's seat chooses, as it is typed.

        Args:
            player: Who sits there by now, and what they get of the match's seed; whoever sat there
                first, unless told.

        Raises:
            Dropped: It was cancelled.
            WorkerLost: The process has ended.
            PlayerError: The player could not be made, or failed.
        """
        told = {} if player is None else {"player": [*player]}
        return str(self._ask(view, {"do": "choose", **told}))

    def advise(self, view: SeatState, budget: Budget | None = None) -> Advice:
        """Counsel for the seat that is to move; raises as `choose` does."""
        wanted = budget or Budget()
        told = {"do": "advise", "seconds": wanted.seconds, "iterations": wanted.iterations}
        from wargame.players.thinkers import advice_reader  # noqa: PLC0415  few ask

        return advice_reader().validate_python(self._ask(view, told))

    def ask_beside(self, wanted: Mapping[str, Any]) -> Any:
        """What its entry answers besides, as plain data; raises as `choose` does."""
        return self._asked_for(wanted)

    def _ask(self, view: SeatState, wanted: Mapping[str, Any]) -> Any:
        return self._asked_for({"view": view.packed(), **wanted})

    def _asked_for(self, wanted: Mapping[str, Any]) -> Any:
        self._asked += 1
        number = self._asked
        with self._turn:
            try:
                pipe = self._started()
                if number <= self._dropped:
                    raise Dropped
                pipe.send({"id": number, **wanted})
                return self._answer(pipe)
            except PipeError as error:
                self._lose()
                raise self._end(error) from error

    def _answer(self, pipe: Pipe) -> Any:
        found = json.loads(pipe.receive(ANSWER_SECONDS))
        if "error" in found:
            raise PlayerError(str(found["error"]))
        if "answer" not in found:
            raise Dropped
        return found["answer"]

    def _started(self) -> Pipe:
        """The process, ready to be asked."""
        if self._pipe is None:
            if self._is_closed:
                raise Dropped
            start = START.format(self._entry)
            words = [sys.executable, SAFE_PATH, "-c", start, *filter(None, sys.path)]
            pipe = self._pipe = Pipe(words)
            if self._is_closed:  # in the meantime
                self._lose()
                raise Dropped
            pipe.send(
                {
                    "deck": self._loaded.tree,
                    "variant": self._loaded.variant,
                    "seats": {seat: [name, self._own[seat]] for seat, name in self._seats.items()},
                },
                START_SECONDS,
            )
            self._answer(pipe)
            self.is_warm = True
        return self._pipe

    def _lose(self) -> None:
        if self._pipe is not None:
            self._pipe.close(patience=0)
        self._pipe, self.is_warm = None, False

    def _end(self, error: PipeError) -> Exception:
        if self._is_closed:
            return Dropped()
        return WorkerLost(f"The process that thinks was lost: {error}. Another takes its place.")

    def cancel(self) -> None:
        """Drop whatever is being thought about; the process stays."""
        self._dropped = self._asked
        pipe = self._pipe
        if pipe is not None and self.is_warm:
            try:
                pipe.send({"cancel": self._dropped})
            except PipeError:
                return  # whoever waits for it learns that

    def close(self) -> None:
        """End the process, in the middle of a thought if need be."""
        self._is_closed = True
        pipe = self._pipe
        if pipe is not None:
            pipe.close(patience=0)


class ByWorker:
    """A player whose thinking is done by a worker.

    In a game to which control has added rulings, which the worker does not know, it thinks here.

    Raises:
        PlayerError: It cannot think for so long.
    """

    def __init__(self, name: str, worker: Worker, seat: str, seed: int, secret: str = "") -> None:
        assert thinks(name)
        budget_of(parse_name(name))
        self.name, self.worker = name, worker
        self._seat, self._own = seat, own_seed(seed, seat, secret)
        self._game: Game | None = None

    def choose(self, view: SeatState) -> Action:
        """The worker's choice; raises as `Worker.choose` does."""
        if view.rules.rulings:
            self._game = self._game or Game(view.rules)
            return self._here.choose(view)
        wanted = self.worker.choose(view, (self.name, self._own))
        return next(action for action in view.legal if action.text == wanted)

    @cached_property
    def _here(self) -> Player:
        from wargame.players.thinkers import watch  # noqa: PLC0415 - few tables have rulings

        assert self._game is not None
        player = make_seated(self.name, self._game, self._seat, self._own)
        watch(player)
        return player
