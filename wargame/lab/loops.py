"""Two loops that play at random, as a few lines of somebody's Python over the public face do.

What they reach of `Game.rollout` tells what a program pays that goes by positions instead of
leaving a whole game to the engine.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from time import process_time

from wargame.rules.game import CHANCE_SEAT, Game
from wargame.rules.kernel import Stream

Loop = Callable[[], int]
"""Plays one game at random; gives the nodes it took."""


def action_loop(game: Game, luck: random.Random) -> int:
    """One game by actions, as the README has it; gives its nodes."""
    position = game.new()
    while not game.is_terminal(position):
        if game.current_seat(position) == CHANCE_SEAT:
            actions, weights = zip(*game.chance_outcomes(position), strict=True)
            action = luck.choices(actions, weights)[0]
        else:
            action = luck.choice(game.legal_actions(position))
        position = game.apply(position, action).state
    return position.ply


def id_loop(game: Game, luck: random.Random) -> int:
    """One game by ids of actions; gives its nodes."""
    walk = game.walk()
    while not walk.is_over:
        ids, weights = walk.chance_ids() if walk.is_chance else (walk.legal_ids(), None)
        walk.take(luck.choices(ids, weights)[0] if weights else luck.choice(ids))
    return walk.ply


def shares_of_rollout(game: Game, seconds: float) -> tuple[float, float]:
    """What share of the nodes a second of `rollout` the loops reach, by actions and by ids.

    The three take turns game by game, in processor time, so that it matters little what else the
    machine does.
    """
    fresh, stream = game.new(), Stream(1)
    luck = random.Random(1)  # noqa: S311 - luck for a measurement, no secret
    loops: tuple[Loop, ...] = (
        lambda: game.rollout(fresh, stream)[1],
        lambda: action_loop(game, luck),
        lambda: id_loop(game, luck),
    )
    spent, nodes = [0.0] * len(loops), [0] * len(loops)
    while sum(spent) < seconds or not all(spent):  # some clocks tick sixty times a second
        for place, loop in enumerate(loops):
            start = process_time()
            nodes[place] += loop()
            spent[place] += process_time() - start
    rollout, by_actions, by_ids = (n / s for n, s in zip(nodes, spent, strict=True))
    return by_actions / rollout, by_ids / rollout
