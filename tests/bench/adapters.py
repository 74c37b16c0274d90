"""How fast decks are for programs of others: games at random by OpenSpiel and PettingZoo.

    pip install '.[openspiel,pettingzoo]'
    python -m tests.bench.adapters [DECK…] [--seconds S]

The loops take turns game by game, in processor time, so that a busy machine slows them alike. What
is asked for beside is asked for at each decision.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

from tests.bench.ruler import Spent, measured
from wargame.adapters import openspiel, pettingzoo
from wargame.lab.loops import id_loop
from wargame.rules.game import Game

SECONDS = 10.0
ASKED: dict[str, Callable[[Any], object]] = {
    "states": lambda state: None,
    "states, cloned": lambda state: state.clone(),
    "states, information states": lambda state: state.information_state_string(),
    "states, tensors": lambda state: state.observation_tensor(),
}


def walks(game: Game) -> Iterator[int]:
    """Nodes of our own loop."""
    luck = random.Random(1)
    while True:
        yield id_loop(game, luck)


def states(deck: str, asked: Callable[[Any], object]) -> Iterator[int]:
    """Nodes of games of OpenSpiel."""
    game, luck = openspiel.load(deck), random.Random(1)
    while True:
        state, nodes = game.new_initial_state(), 0
        while not state.is_terminal():
            if state.is_chance_node():
                numbers, chances = zip(*state.chance_outcomes(), strict=True)
                state.apply_action(luck.choices(numbers, chances)[0])
            else:
                asked(state)
                state.apply_action(luck.choice(state.legal_actions()))
            nodes += 1
        yield nodes


def turns(deck: str) -> Iterator[int]:
    """Turns of games of PettingZoo, each with its observation and its mask."""
    env, seed = pettingzoo.env(deck), 0
    while True:
        env.reset(seed=seed)
        seed, count = seed + 1, 0
        for agent in env.agent_iter():
            observation, _, over, _, _ = env.last()
            mask = None if over else observation["action_mask"]
            env.step(None if over else env.action_space(agent).sample(mask))
            count += not over
        yield count


def main(decks: list[str], seconds: float) -> None:
    for deck in decks:
        game = openspiel.load(deck).deck.game
        kind = "compiled" if game.is_compiled else "plain"
        ours = Spent(f"{deck}, {kind}, walk", walks(game))
        theirs = [Spent(f"{deck}, {name}", states(deck, asked)) for name, asked in ASKED.items()]
        every = [ours, *theirs, Spent(f"{deck}, turns of PettingZoo", turns(deck))]
        measured(*every, seconds=seconds)
        for one in every:
            sys.stdout.write(f"{one.told(ours)}\n")


if __name__ == "__main__":
    given = sys.argv[1:]
    limit = float(given.pop(given.index("--seconds") + 1)) if "--seconds" in given else SECONDS
    main([one for one in given if one != "--seconds"] or ["primer"], limit)
