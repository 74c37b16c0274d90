"""Habits have a place for whatever a seat may do."""

from __future__ import annotations

import pytest

from tests.strategies import nodes, plain_games
from wargame.players.habits import Habits, asked
from wargame.rules.kernel import ASK, CHANCE
from wargame.rules.position import codes_at, state_of


@pytest.mark.parametrize("name", ["kitchen_sink", "water_treaty"])
def test_every_action_that_a_seat_may_take_has_a_slot(name: str) -> None:
    game = plain_games()[name]
    slots = Habits(game.rules.engine).slot
    for seed in range(3):
        for position, _ in nodes(game, seed):
            s = state_of(position)
            extra = asked(s.arg) if s.node == ASK else 0
            if s.actor != CHANCE:
                assert all(extra + code in slots for code in codes_at(position))
