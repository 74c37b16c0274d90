"""Many games of one deck, without a screen.

Games are counted as they come and handed on, not kept: a million of them take no more memory
than a hundred.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY

from wargame.content.typed import SEMINAR
from wargame.dataclass import dataclass
from wargame.lab.authors.examples import NOBODY
from wargame.lab.runs.game_study import GameStudy, GameTask
from wargame.lab.runs.population import Population
from wargame.lab.runs.question import Question
from wargame.lab.runs.stand_ins import Lapses, lapses_of
from wargame.lab.runs.study import Find
from wargame.lab.runs.tally import Spread, Tally
from wargame.play.seeds import derive
from wargame.players.registry import make_player


@dataclass(frozen=True, slots=True)
class GameResult:
    """How one game went.

    Attributes:
        index: Its number in the run, from 0.
        seed: Its own seed; `wargame play --seed` with it, and with the secret if the run has one,
            meets the same world. Of up to 19 digits: JavaScript and spreadsheets round it, unless
            it is read as text.
        ending: The class of its end.
        returns: Points of each seat, in seat order, less its par; at a contest table match points
            with the lead.
        rounds: How many rounds were played.
        actions: How many decisions and chance points there were.
        state_hash: Of the last position.
        lapses: What programs did wrong.
        winner: Who won, "" for nobody; null at a table that names no winner.
    """

    index: int
    seed: int
    ending: str
    returns: tuple[int, ...]
    rounds: int
    actions: int
    state_hash: str
    lapses: Lapses = ()
    winner: str | None = None

    @property
    def line(self) -> str:
        """The result as one line of text, of which the digest is made."""
        returns = ",".join(str(value) for value in self.returns)
        return f"{self.index} {self.ending} {returns} {self.rounds} {self.state_hash}"


@dataclass(frozen=True, slots=True)
class Results(Question):
    """How many games went.

    Attributes:
        games: How many were played.
        seats: The player of each seat, in deck order.
        endings: In how many games each ending came, in deck order.
        returns: By seat, points less its par, or at a contest table match points, a thousand each,
            with the lead; empty if no game counts.
        rounds: How many rounds a game took; null if no game counts.
        digest: 64 hex digits over every game in order, those left out too; equal digests mean equal
            games.
        winners: By seat, and for `nobody`, how many games were won; null at a table that names no
            winner.
    """

    games: int
    seats: Mapping[str, str]
    endings: Mapping[str, int]
    returns: Mapping[str, Spread]
    rounds: Spread | None
    digest: str
    winners: Mapping[str, int] | None = None


@dataclass(eq=False)
class Simulation(GameStudy[GameResult, Results]):
    """Games between the same players.

    Attributes:
        seats: A player's name per seat of the deck.
        each: Is given every game, in order.
    """

    kind = "simulate"
    finding = GameResult

    seats: Mapping[str, str]
    _: KW_ONLY
    each: Callable[[GameResult], None] = lambda _: None

    def __post_init__(self) -> None:
        super().__post_init__()
        self.seats = {seat: self.seats[seat] for seat in self.game.seats}

    def who_plays(self) -> Population:
        """One player for each seat."""
        game = self.game
        for seat in game.seats:
            make_player(self.seats[seat], game, seat, 0)
        return Population(tuple((seat, (self.seats[seat],)) for seat in game.seats))

    @staticmethod
    def work(task: GameTask) -> GameResult:
        """Play a game."""
        match = task.match().run()
        game = match.game
        returns = game.returns(match.state)
        return GameResult(
            index=task.index,
            seed=derive(task.seed, "game", task.index),
            ending=game.ending(match.state),
            returns=tuple(returns[seat] for seat in game.seats),
            rounds=match.state.round,
            actions=len(match.record.actions),
            state_hash=match.state.digest,
            lapses=lapses_of(match),
            winner=game.result(match.state),
        )

    def is_sound(self, task: GameTask, found: GameResult) -> bool:
        """Whether it is this game, and ended as games of this deck do."""
        endings = [ending.id for ending in self.game.deck.endings]
        return (
            found.index == task.index
            and found.ending in endings
            and (found.winner is None) == (self.game.table == SEMINAR)
            and len(found.returns) == len(self.seats)
        )

    def answer(self, find: Find[GameTask, GameResult]) -> Results:
        """Count the games as they come."""
        game = self.game
        endings = {ending.id: 0 for ending in game.deck.endings}
        returns = {seat: Tally() for seat in game.seats}
        winners = dict.fromkeys((*game.seats, NOBODY), 0)
        rounds, digest = Tally(), hashlib.sha256()
        sieve, players = self.new_sieve(self.seats.values()), tuple(self.seats.values())
        for one in find(self.tasks()):
            digest.update(b"\n" * bool(one.index) + one.line.encode())
            self.each(one)
            if not sieve.lets_pass(players, one.lapses):
                continue
            endings[one.ending] += 1
            winners[one.winner or NOBODY] += 1
            rounds.add(one.rounds)
            for tally, value in zip(returns.values(), one.returns, strict=True):
                tally.add(value)
        return Results(
            games=self.games,
            seats=self.seats,
            endings=endings,
            returns={seat: tally.spread() for seat, tally in returns.items() if tally.count},
            rounds=rounds.spread() if rounds.count else None,
            digest=digest.hexdigest(),
            winners=None if game.table == SEMINAR else winners,
            **self.question,
        )
