"""Many games of one deck, without a screen.

Work goes through the standard `concurrent.futures.Executor`, so that any executor of a cluster
will do; what it returns does not depend on it. Games are counted as they come and handed on, not
kept: a million of them take no more memory than a hundred.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any, Final

from wargame.content.library import DeckRef
from wargame.lab.crew import AHEAD, crew, in_turn
from wargame.lab.games import shared_game
from wargame.lab.tally import Tally
from wargame.play.match import Match
from wargame.play.seeds import derive
from wargame.players.registry import make_player
from wargame.rules.game import Game

CHUNK: Final = 25
"""Most games in one piece of work: small enough for a lively progress bar."""


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
        self._sum.update(b"\n" * bool(self.games) + game.line.encode())
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
    )
    with crew(jobs, executor) as workers:
        for found in in_turn(workers, play_piece, pieces, max(AHEAD, 4 * jobs)):
            for one in found:
                results.add(one)
                each(one)
            progress(results.games)
    return results


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
        state_hash=match.state.digest,
    )
