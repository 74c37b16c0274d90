"""How fast the engine is beside a known ruler: OpenSpiel's ISMCTS in Python, on its hearts in C++.

    pip install open_spiel
    python -m tests.bench.ruler [DECK…] [--seconds S]

OpenSpiel is no dependency of ours. Both think about decisions of games at random, taking turns in
one process and in processor time, so that a busy machine slows them alike. A playout is one
simulation of the one and one iteration of the other; a node is a move of a game at random.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from time import process_time
from typing import Any

from wargame.content.library import DeckLibrary
from wargame.lab.runs.games import shared_game
from wargame.players.budget import Budget
from wargame.players.search import Search
from wargame.players.training import train
from wargame.rules.game import CHANCE_SEAT, Game
from wargame.rules.kernel import Stream

SECONDS = 20.0
PLAYOUTS = 50
HEARTS = "hearts(pass_cards=False)"


@dataclass
class Spent:
    """What somebody did, and in how long."""

    name: str
    work: Iterator[int]
    done: int = 0
    seconds: float = field(default=0.0)

    def go_on(self) -> None:
        start = process_time()
        self.done += next(self.work)
        self.seconds += process_time() - start

    def told(self, of: Spent) -> str:
        ours, theirs = (one.done / one.seconds for one in (self, of))
        return f"{self.name:44} {ours:10,.0f} a second, {ours / theirs:6.1f} of {of.name}"


def open_spiel_playouts() -> Iterator[int]:
    """Playouts of its ISMCTS at decisions of games of hearts at random."""
    pyspiel, ismcts, mcts = _open_spiel()
    game, luck = pyspiel.load_game(HEARTS), random.Random(1)
    evaluator = mcts.RandomRolloutEvaluator(1)
    whole = evaluator.evaluate

    def evaluate(state: Any) -> Any:
        """Its own, but for worlds drawn in which nobody can move: those are worth nothing."""
        try:
            return whole(state)
        except ValueError:
            return [0.0] * game.num_players()

    evaluator.evaluate = evaluate
    bot = ismcts.ISMCTSBot(
        game=game, evaluator=evaluator, uct_c=2.0, max_simulations=PLAYOUTS, random_state=None
    )
    while True:
        state = game.new_initial_state()
        while not state.is_terminal():
            if not state.is_chance_node() and len(state.legal_actions()) > 1:
                bot.step(state)
                yield PLAYOUTS
            state.apply_action(_drawn(state, luck))


def open_spiel_nodes() -> Iterator[int]:
    """Moves of games of hearts at random."""
    pyspiel, *_ = _open_spiel()
    game, luck = pyspiel.load_game(HEARTS), random.Random(1)
    while True:
        state, moves = game.new_initial_state(), 0
        while not state.is_terminal():
            state.apply_action(_drawn(state, luck))
            moves += 1
        yield moves


def _drawn(state: Any, luck: random.Random) -> int:
    if state.is_chance_node():
        actions, odds = zip(*state.chance_outcomes(), strict=True)
        return int(luck.choices(actions, odds)[0])
    return int(luck.choice(state.legal_actions()))


def _open_spiel() -> tuple[Any, Any, Any]:
    names = ("pyspiel", "open_spiel.python.algorithms.ismcts", "open_spiel.python.algorithms.mcts")
    pyspiel, ismcts, mcts = (import_module(name) for name in names)
    return pyspiel, ismcts, mcts


def our_playouts(game: Game) -> Iterator[int]:
    """Playouts of the search player at decisions of games at random."""
    luck, habits = random.Random(1), train(game.rules)
    while True:
        position = game.new()
        players = {
            seat: Search(game.rules, seat, 1, Budget(iterations=PLAYOUTS), habits=habits)
            for seat in game.seats
        }
        while not game.is_terminal(position):
            seat = game.current_seat(position)
            if seat != CHANCE_SEAT and len(game.legal_actions(position)) > 1:
                players[seat].choose(game.redact(position, seat))
                yield PLAYOUTS
            actions = (
                game.chance_outcomes(position)
                if seat == CHANCE_SEAT
                else [(one, 1) for one in game.legal_actions(position)]
            )
            chosen, weights = zip(*actions, strict=True)
            position = game.apply(position, luck.choices(chosen, weights)[0]).state


def our_nodes(game: Game) -> Iterator[int]:
    """Moves of games at random, which the engine plays by itself."""
    fresh, stream = game.new(), Stream(1)
    while True:
        yield game.rollout(fresh, stream)[1]


def measured(*works: Spent, seconds: float) -> None:
    """Let them take turns until each has had its time."""
    for one in works:
        next(one.work)  # what is made once is made before
    while min(one.seconds for one in works) < seconds:
        for one in works:
            if one.seconds < seconds:
                one.go_on()


def main(decks: list[str], seconds: float) -> None:
    games = {deck: shared_game(DeckLibrary().find(deck)) for deck in decks}
    kinds: list[tuple[str, Callable[[], Iterator[int]], Callable[[Game], Iterator[int]]]] = [
        ("playouts", open_spiel_playouts, our_playouts),
        ("nodes", open_spiel_nodes, our_nodes),
    ]
    for what, theirs, ours in kinds:
        ruler = Spent(f"OpenSpiel, {HEARTS}, {what}", theirs())
        mine = [
            Spent(f"{name}, {'compiled' if game.is_compiled else 'plain'}, {what}", ours(game))
            for name, game in games.items()
        ]
        measured(ruler, *mine, seconds=seconds)
        for one in (ruler, *mine):
            sys.stdout.write(f"{one.told(ruler)}\n")


if __name__ == "__main__":
    given = sys.argv[1:]
    limit = float(given.pop(given.index("--seconds") + 1)) if "--seconds" in given else SECONDS
    main([one for one in given if one != "--seconds"] or ["primer"], limit)
