"""Who plays better? Everyone against everyone, on equal worlds, seats swapped.

Two players meet on a seed twice, once in each seat. In a game whose seats want different things
and have different prospects, the fair comparison is by seat: who got more out of it on that luck?
So a meeting is two games and two comparisons; winning both is a whole win, one of them half.
The meeting is the unit of all intervals, since its comparisons share their luck.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from wargame.content.library import DeckRef
from wargame.errors import UsageError
from wargame.lab.elo import elo
from wargame.lab.estimate import Z, wilson
from wargame.lab.games import shared_game
from wargame.lab.simulate import crew
from wargame.play.match import Match
from wargame.play.seeds import derive
from wargame.players.registry import make_player
from wargame.rules.game import Game

Z_STOP: Final = 2.8
"""The same for a pair that is looked at after every batch, so that looking often does not make
a difference out of luck (about 1 % at one look, under 5 % at ten)."""

BATCH: Final = 4
"""Meetings of a pair between two looks."""

LEAST: Final = 8
"""Meetings before a pair may be settled early."""


@dataclass(frozen=True, slots=True)
class Task:
    """A meeting to be played; can travel to another process."""

    deck: DeckRef
    seed: int
    first: str
    second: str
    index: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two games on one seed.

    Attributes:
        first, second: The players.
        index: Which seed of the run.
        returns: Points less par of `first` by seat, in deck order, then of `second`.
    """

    first: str
    second: str
    index: int
    returns: tuple[int, int, int, int]

    @property
    def share(self) -> float:
        """What the first won: 1 for both seats, ½ for one, a tie counting half."""
        mine, theirs = self.returns[:2], self.returns[2:]
        won = [1.0 if a > b else 0.5 if a == b else 0.0 for a, b in zip(mine, theirs, strict=True)]
        return sum(won) / 2

    @property
    def gain(self) -> float:
        """Points a seat that the first got more than the second."""
        return (sum(self.returns[:2]) - sum(self.returns[2:])) / 2


@dataclass(frozen=True, slots=True)
class Pair:
    """All meetings of two players, the first of whom is the one named first.

    Attributes:
        settled: It was ended early since the interval left no doubt.
    """

    first: str
    second: str
    meetings: tuple[Meeting, ...]
    settled: bool

    @property
    def games(self) -> int:
        """Games they played."""
        return 2 * len(self.meetings)

    @property
    def share(self) -> float:
        """Share of the comparisons that the first won."""
        return sum([meeting.share for meeting in self.meetings]) / len(self.meetings)

    def as_dict(self) -> dict[str, Any]:
        """One entry of `pairs`."""
        low, high = wilson(self.share, len(self.meetings), Z)
        gain, error = mean_and_error([meeting.gain for meeting in self.meetings])
        return {
            "a": self.first,
            "b": self.second,
            "games": self.games,
            "share": round(self.share, 4),
            "share_low": round(low, 4),
            "share_high": round(high, 4),
            "gain": round(gain, 3),
            "gain_low": round(gain - Z * error, 3),
            "gain_high": round(gain + Z * error, 3),
            "settled": self.settled,
        }


@dataclass(frozen=True, slots=True)
class Ladder:
    """What a round robin found."""

    deck: str
    variant: str
    deck_hash: str
    seed: int
    players: tuple[str, ...]
    pairs: tuple[Pair, ...]

    def as_dict(self) -> dict[str, Any]:
        """The documented object of `wargame lab ladder --json`."""
        return {
            "deck": self.deck,
            "variant": self.variant,
            "deck_hash": self.deck_hash,
            "seed": self.seed,
            "ranking": self.ranking(),
            "pairs": [pair.as_dict() for pair in self.pairs],
        }

    def ranking(self) -> list[dict[str, Any]]:
        """Everyone, best first: player, elo, score (mean points less par), games, share won."""
        won = {
            (pair.first, pair.second): (pair.share * pair.games, float(pair.games))
            for pair in self.pairs
        }
        strengths = elo(self.players, won)
        rows = [self._row(player, strengths[player]) for player in self.players]
        return sorted(rows, key=lambda row: (-row["elo"], row["player"]))

    def _row(self, player: str, strength: float) -> dict[str, Any]:
        points: list[int] = []
        share = 0.0
        for pair in self.pairs:
            for meeting in pair.meetings:
                if player == meeting.first:
                    points += meeting.returns[:2]
                    share += meeting.share
                elif player == meeting.second:
                    points += meeting.returns[2:]
                    share += 1 - meeting.share
        score, error = mean_and_error([float(value) for value in points])
        return {
            "player": player,
            "elo": round(strength),
            "score": round(score, 3),
            "score_low": round(score - Z * error, 3),
            "score_high": round(score + Z * error, 3),
            "games": len(points),
            "share": round(2 * share / max(1, len(points)), 4),
        }


def climb(
    deck: DeckRef,
    players: Sequence[str],
    games: int,
    seed: int,
    *,
    stop_early: bool = False,
    jobs: int = 1,
    executor: Executor | None = None,
    known: Iterable[Meeting] = (),
    keep: Callable[[Meeting], None] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
) -> Ladder:
    """Play a round robin.

    Args:
        games: Of each pair; an odd number counts as one more, since seats are swapped.
        seed: Settles every game; the meetings of a longer run begin with those of a shorter.
        stop_early: End a pair once there is no doubt who is better.
        known: Meetings from an earlier run with this deck and seed, which are not played again.
        keep: Is given every new meeting, for a later run.
        progress: Told the number of games there are, now and then.

    Raises:
        PlayerError: A player has no such name.
        UsageError: Fewer than two players, or one is named twice.
    """
    game = shared_game(deck)
    _check(game, players)
    meetings = -(-games // 2)
    found = {(m.first, m.second, m.index): m for m in known if m.index < meetings}
    pairs = list(combinations(players, 2))
    open_pairs = dict.fromkeys(pairs, False)
    with crew(jobs, executor) as workers:
        for start in range(0, meetings, BATCH):
            tasks = [
                Task(deck, seed, *pair, index)
                for index in range(start, min(start + BATCH, meetings))
                for pair, settled in open_pairs.items()
                if not settled and (*pair, index) not in found
            ]
            for future in [workers.submit(meet, task) for task in tasks]:
                meeting = future.result()
                found[meeting.first, meeting.second, meeting.index] = meeting
                keep(meeting)
                progress(2 * len(found))
            if stop_early:
                for pair in pairs:
                    open_pairs[pair] = open_pairs[pair] or _is_clear(_of(found, pair, meetings))
    made = [Pair(*pair, tuple(_of(found, pair, meetings)), open_pairs[pair]) for pair in pairs]
    return Ladder(
        game.deck.id, deck.variant, game.deck_hash, seed, tuple(players), tuple(made)
    )  # fmt: skip


def _check(game: Game, players: Sequence[str]) -> None:
    if len(players) < 2:
        raise UsageError("A ladder needs two players at least: --players a,b.")
    if len(set(players)) < len(players):
        raise UsageError("A player is named twice; each meets the others, never itself.")
    for player in players:
        make_player(player, game, game.seats[0], 0)


def _of(
    found: dict[tuple[str, str, int], Meeting], pair: tuple[str, str], meetings: int
) -> list[Meeting]:
    """The meetings of a pair, in order."""
    return [found[(*pair, k)] for k in range(meetings) if (*pair, k) in found]


def _is_clear(meetings: Sequence[Meeting]) -> bool:
    """Whether it is beyond doubt who is better."""
    if len(meetings) < LEAST:
        return False
    share = sum([meeting.share for meeting in meetings]) / len(meetings)
    low, high = wilson(share, len(meetings), Z_STOP)
    return low > 0.5 or high < 0.5


def meet(task: Task) -> Meeting:
    """Play two games on one seed; called in whatever process the executor chooses."""
    game = shared_game(task.deck)
    north, south = game.seats
    one = _returns(game, task, {north: task.first, south: task.second})
    two = _returns(game, task, {north: task.second, south: task.first})
    return Meeting(
        task.first, task.second, task.index, (one[north], two[south], two[north], one[south])
    )


def _returns(game: Game, task: Task, seats: dict[str, str]) -> dict[str, int]:
    seed = derive(task.seed, "game", task.index)
    players = {seat: make_player(name, game, seat, seed) for seat, name in seats.items()}
    return game.returns(Match(game, players, seed).run().state)


def mean_and_error(values: Sequence[float]) -> tuple[float, float]:
    """The mean, and its standard error; 0 for fewer than two values."""
    count = len(values)
    mean = sum(values) / max(1, count)
    if count < 2:
        return mean, 0.0
    square = sum([(value - mean) ** 2 for value in values]) / (count - 1)
    return mean, math.sqrt(square / count)
