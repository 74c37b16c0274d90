"""Many games of one deck, without a screen.

Work goes through the standard `concurrent.futures.Executor`, so that any executor of a cluster
will do; what it returns does not depend on it. Games are counted as they come and handed on, not
kept: a million of them take no more memory than a hundred.
"""

from __future__ import annotations

import hashlib
import math
import multiprocessing
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from wargame.content.library import DeckRef
from wargame.lab.games import shared_game
from wargame.play.match import Match
from wargame.play.seeds import derive
from wargame.players.registry import make_player
from wargame.rules.game import Game

CHUNK: Final = 25
"""Most games in one piece of work: small enough for a lively progress bar."""

AHEAD: Final = 64
"""Pieces of work that others are given before the first must be back, at least."""

Work = TypeVar("Work")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class GameResult:
    """How one game went.

    Attributes:
        index: Its number in the run, from 0.
        seed: Its own seed; `wargame play --seed` with it meets the same world.
        ending: The class of its end.
        returns: Points of each seat, in seat order, less its par.
        rounds: How many rounds were played.
        actions: How many decisions and chance points there were.
        state_hash: Of the last position.
    """

    index: int
    seed: int
    ending: str
    returns: tuple[int, ...]
    rounds: int
    actions: int
    state_hash: str

    @property
    def line(self) -> str:
        """The result as one line of text, of which the digest is made."""
        returns = ",".join(str(value) for value in self.returns)
        return f"{self.index} {self.ending} {returns} {self.rounds} {self.state_hash}"


@dataclass(slots=True)
class Tally:
    """Whole numbers that are counted and not kept."""

    count: int = 0
    total: int = 0
    squares: int = 0
    least: int = 0
    most: int = 0

    def add(self, value: int) -> None:
        """Count one more."""
        self.least = min(self.least, value) if self.count else value
        self.most = max(self.most, value) if self.count else value
        self.count += 1
        self.total += value
        self.squares += value * value

    def as_dict(self) -> dict[str, float]:
        """Mean, standard deviation, least and most, to three places.

        >>> tally = Tally()
        >>> tally.add(1)
        >>> tally.add(3)
        >>> tally.as_dict()
        {'mean': 2.0, 'sd': 1.0, 'min': 1, 'max': 3}
        """
        deviation = math.sqrt(self.count * self.squares - self.total**2) / self.count
        return {
            "mean": round(self.total / self.count, 3),
            "sd": round(deviation, 3),
            "min": self.least,
            "max": self.most,
        }


@dataclass(slots=True)
class Results:
    """What a run found, so far, and what was asked.

    Attributes:
        seats: The player of each seat, in deck order.
        endings: How often each ending came, in deck order.
        returns: What each seat got, less its par.
    """

    deck: str
    variant: str
    deck_hash: str
    seed: int
    seats: Mapping[str, str]
    endings: Counter[str]
    returns: Mapping[str, Tally]
    rounds: Tally = field(default_factory=Tally)
    games: int = 0
    _sum: Any = field(default_factory=hashlib.sha256, compare=False)

    def add(self, game: GameResult) -> None:
        """Count the next game."""
        self._sum.update(f"{chr(10) if self.games else ''}{game.line}".encode())
        self.games += 1
        self.endings[game.ending] += 1
        self.rounds.add(game.rounds)
        for tally, value in zip(self.returns.values(), game.returns, strict=True):
            tally.add(value)

    @property
    def digest(self) -> str:
        """64 hex digits over every game in order; equal digests mean equal games."""
        return str(self._sum.hexdigest())

    def as_dict(self) -> dict[str, Any]:
        """The documented object of `wargame simulate --json`."""
        return {
            "deck": self.deck,
            "variant": self.variant,
            "deck_hash": self.deck_hash,
            "seed": self.seed,
            "games": self.games,
            "seats": dict(self.seats),
            "endings": dict(self.endings),
            "returns": {seat: tally.as_dict() for seat, tally in self.returns.items()},
            "rounds": self.rounds.as_dict(),
            "digest": self.digest,
        }


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of work that can travel to another process: some games in a row."""

    deck: DeckRef
    seats: tuple[tuple[str, str], ...]
    seed: int
    first: int
    count: int


def simulate(
    deck: DeckRef,
    games: int,
    seed: int,
    seats: Mapping[str, str],
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    each: Callable[[GameResult], None] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
) -> Results:
    """Play many games.

    Args:
        deck: Which deck.
        games: How many, 1 or more.
        seed: Settles every game; game number n has the same luck in a longer run.
        seats: A player's name per seat of the deck.
        jobs: Processes to use; 1 stays in this one.
        executor: Whom to give the work instead of `jobs` processes.
        each: Is given every game, in order.
        progress: Told the number of games finished, now and then.

    Raises:
        DeckError: the deck cannot be used.
        PlayerError: a player has no such name.
    """
    game = shared_game(deck)
    for seat in game.seats:
        make_player(seats[seat], game, seat, 0)
    order = tuple((seat, seats[seat]) for seat in game.seats)
    size = max(1, min(CHUNK, games // (jobs * 4)))
    pieces = (
        Piece(deck, order, seed, first, min(size, games - first)) for first in range(0, games, size)
    )
    endings = Counter({ending.id: 0 for ending in game.deck.endings})
    returns = {seat: Tally() for seat in game.seats}
    results = Results(
        game.deck.id, deck.variant, game.deck_hash, seed, dict(order), endings, returns
    )  # fmt: skip
    with crew(jobs, executor) as workers:
        for found in in_turn(workers, play_piece, pieces, max(AHEAD, 4 * jobs)):
            for one in found:
                results.add(one)
                each(one)
            progress(results.games)
    return results


def in_turn(
    workers: Executor, work: Callable[[Work], Found], pieces: Iterable[Work], ahead: int
) -> Iterator[Found]:
    """What comes of each piece of work, in order.

    Args:
        ahead: How many pieces are handed out before the first of them must be back, so that
            neither the work nor what comes of it piles up.
    """
    waiting: deque[Future[Found]] = deque()
    for piece in pieces:
        waiting.append(workers.submit(work, piece))
        if waiting[0].done() or len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def play_piece(piece: Piece) -> list[GameResult]:
    """Play some games; called in whatever process the executor chooses."""
    game = shared_game(piece.deck)
    return [_play(game, piece, index) for index in range(piece.first, piece.first + piece.count)]


def _play(game: Game, piece: Piece, index: int) -> GameResult:
    seed = derive(piece.seed, "game", index)
    players = {seat: make_player(name, game, seat, seed) for seat, name in piece.seats}
    match = Match(game, players, seed).run()
    returns = game.returns(match.state)
    return GameResult(
        index=index,
        seed=seed,
        ending=game.ending(match.state),
        returns=tuple(returns[seat] for seat in game.seats),
        rounds=match.state.round,
        actions=len(match.record.actions),
        state_hash=game.state_hash(match.state),
    )


class Here(Executor):
    """An executor that works at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - an executor hands every error to its caller
            future.set_exception(error)
        return future


class DeafPool(ProcessPoolExecutor):
    """Processes that ignore Ctrl-C: the one that asks for the work hears it, and stops them."""

    def __init__(self, jobs: int) -> None:
        # A fresh process each: forking would copy the progress bar's thread half-way.
        super().__init__(jobs, multiprocessing.get_context("spawn"))
        self._jobs = jobs

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Give work; a process that this starts inherits the deafness from its first moment."""
        if len(self._processes or ()) == self._jobs:
            # Nothing is started any more, and a Ctrl-C that came now would be lost.
            return super().submit(fn, *args, **kwargs)
        with _deaf_to_interrupts():
            return super().submit(fn, *args, **kwargs)


@contextmanager
def crew(jobs: int, executor: Executor | None) -> Iterator[Executor]:
    """The executor to use; one that is made here is also closed here."""
    if executor is not None:
        yield executor
    elif jobs == 1:
        yield Here()
    else:
        pool = DeafPool(jobs)
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C for a moment, as processes started in it then do for good."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
