"""Measure the search player's alternatives.

    python -m tests.bench.search [DECK] [PAIRS] [ITERATIONS]

Every line is a duel on equal worlds, seats swapped; see README.md beside this file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import wargame
from tests.bench.tree import Tree
from wargame.lab.ranking.meeting import Meeting
from wargame.lab.stats.estimate import mean_and_error
from wargame.play.match import Match
from wargame.play.player import Player
from wargame.play.seeds import derive
from wargame.players.budget import Budget
from wargame.players.habits import Habits
from wargame.players.imagined import BaseState, Stream, imagine
from wargame.players.playout import FOR_EVER, Playout
from wargame.players.registry import make_player
from wargame.players.search import Search
from wargame.players.thinking import Thinking, Tried, error_of
from wargame.players.training import train
from wargame.rules.game import Game
from wargame.rules.view import SeatState

Maker = Callable[[Game, str, int], Player]


class Blind(Habits):
    """Habits that do not look at the situation."""

    def situation(self, s: Any) -> int:
        return 0


class Shallow(Thinking):
    """Counts the score so many rounds on; what it tells of itself is the usual."""

    rounds = 0

    def __init__(self, *made_of: Any) -> None:
        super().__init__(*made_of)
        last = self.view.round + self.rounds
        self.last_round = FOR_EVER if last >= self.engine.tables.rounds.max_rounds else last


class OneOn(Shallow):
    rounds = 1


class TwoOn(Shallow):
    rounds = 2


class NoneDropped(Thinking):
    """Tries every way in all worlds."""

    def _may_drop(self, alive: list[Tried]) -> bool:
        return False


class OneAnswer(Thinking):
    """Weighs a proposal by the answer that playouts give to it."""

    def _is_answered(self, s: BaseState) -> bool:
        return False


class Habitual(Thinking):
    """Keeps to what is usual unless something beats it clearly on the same worlds."""

    errors = 0.7

    def _rank(self, trials: list[Tried]) -> None:
        super()._rank(trials)
        s, best = imagine(self.view, Stream(0)), trials[0]
        usual = max(trials, key=lambda trial: self.playout.liking(s, trial.way[0]))
        gains = [a - b for a, b in zip(best.values, usual.values, strict=False)]
        if len(gains) < 2 or sum(gains) / len(gains) < self.errors * error_of(gains):
            trials.remove(usual)
            trials.insert(0, usual)


class OtherSearch(Search):
    """A search whose decisions are thought through otherwise."""

    kind: type[Thinking]

    def _thinking(self, view: SeatState, stream: Stream, budget: Budget) -> Thinking:
        self._fit(view.rules)
        playout = Playout(view.rules.engine, self._habits)
        return self.kind(view, playout, stream, budget, self.ends)


def flat(budget: Budget, habits: Habits | None = None, kind: type[Thinking] = Thinking) -> Maker:
    def made(game: Game, seat: str, seed: int) -> Player:
        player = OtherSearch(game.rules, seat, seed, budget, habits=habits)
        player.kind = kind
        return player

    return made


def named(name: str) -> Maker:
    return lambda game, seat, seed: make_player(name, game, seat, seed)


def duel(game: Game, one: Maker, two: Maker, pairs: int) -> str:
    """Share and gain of the first, with standard errors."""
    meetings = [meet(game, one, two, index) for index in range(pairs)]
    share, share_error = mean_and_error([meeting.share for meeting in meetings])
    gain, gain_error = mean_and_error([meeting.gain for meeting in meetings])
    return f"{share:.2f} ± {share_error:.2f}   {gain:+.1f} ± {gain_error:.1f}"


def meet(game: Game, one: Maker, two: Maker, index: int) -> Meeting:
    north, south = game.seats
    seed = derive(0, "game", index)
    ends = []
    for first, second in ((one, two), (two, one)):
        players = {
            north: first(game, north, derive(seed, north)),
            south: second(game, south, derive(seed, south)),
        }
        ends.append(game.returns(Match(game, players, seed).run().state))
    a, b = ends
    return Meeting("", "", index, (a[north], b[south], b[north], a[south]))


def main(deck: str = "primer", pairs: str = "10", iterations: str = "150") -> None:
    game, budget = wargame.load(deck), Budget(iterations=int(iterations))
    chosen = flat(budget)
    duels = {
        "random actions in playouts": flat(budget, Habits(game.rules.engine)),
        "habits blind to the situation": flat(budget, train(game.rules, kind=Blind)),
        "scores at the end of this round": flat(budget, kind=Shallow),
        "scores one round on": flat(budget, kind=OneOn),
        "scores two rounds on": flat(budget, kind=TwoOn),
        "no way dropped": flat(budget, kind=NoneDropped),
        "proposals by one answer": flat(budget, kind=OneAnswer),
        "0.7 errors away from habit": flat(budget, kind=Habitual),
        "tree": lambda game, seat, seed: Tree(game, seat, seed, budget, rounds=4),
    }
    for title, other in duels.items():
        tell(title, duel(game, other, chosen, int(pairs)))
    for name in ("random", "greedy", *(persona.id for persona in game.deck.personas)):
        tell(f"search against {name}", duel(game, chosen, named(name), int(pairs)))


def tell(title: str, found: str) -> None:
    sys.stdout.write(f"{title:<40} {found}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
