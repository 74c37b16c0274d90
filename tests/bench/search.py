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
from wargame.players.registry import make_player
from wargame.players.search import Search
from wargame.players.thinking import Settings
from wargame.players.training import train
from wargame.rules.game import Game

Maker = Callable[[Game, str, int], Player]


class Blind(Habits):
    """Habits that do not look at the situation."""

    def situation(self, s: Any) -> int:
        return 0


def flat(budget: Budget, habits: Habits | None = None, settings: Settings | None = None) -> Maker:
    chosen = settings or Settings()
    return lambda game, seat, seed: Search(
        game.rules, seat, seed, budget, settings=chosen, habits=habits
    )


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
        "scores at the end of this round": flat(budget, settings=Settings(rounds=0)),
        "scores one round on": flat(budget, settings=Settings(rounds=1)),
        "scores two rounds on": flat(budget, settings=Settings(rounds=2)),
        "no way dropped": flat(budget, settings=Settings(halving=False)),
        "proposals by one answer": flat(budget, settings=Settings(answers=False)),
        "0.7 errors away from habit": flat(budget, settings=Settings(errors=0.7)),
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
