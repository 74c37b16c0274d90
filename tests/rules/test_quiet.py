"""A position run on with nobody doing anything."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import card, rule, seats, tiny
from tests.strategies import nodes, plain_games
from wargame.rules.kernel import AT_CLOSE, OVER
from wargame.rules.position import scratch

NO_LIMIT = 1_000_000


@pytest.mark.parametrize("name", list(plain_games()))
def test_every_position_runs_on_to_the_close_of_its_round_and_to_the_end(name: str) -> None:
    game = plain_games()[name]
    for number, (state, _) in enumerate(nodes(game, 3)):
        if number % 7:
            continue
        s = scratch(state)
        game.rules.engine.run_quiet(s, state.round)
        assert s.node == OVER or (s.pc >= AT_CLOSE and s.round == max(1, state.round))
        game.rules.engine.run_quiet(s, NO_LIMIT)
        assert s.node == OVER


def test_an_ending_that_comes_at_once_ends_it() -> None:
    flood = {"id": "flood", "title": "Flood", "when": "shared.calm <= -2", "immediate": True}
    game = tiny(
        endings=[flood, {"id": "over", "title": "Over"}],
        rules=[rule("account", "shared.calm -= 1")],
    )
    s: Any = scratch(game.new())
    game.rules.engine.run_quiet(s, NO_LIMIT)
    assert (s.node, s.round, s.calm) == (OVER, 2, -2)


def test_only_the_rules_move_anything() -> None:
    """Nobody plays or draws; luck of a rule goes the likeliest way."""
    chance = [
        {"weight": 1, "title": "Up", "do": ["shared.calm += 7"]},
        {"weight": 2, "title": "Flat", "do": ["shared.calm += 1"]},
    ]
    game = tiny(
        rounds={"max": 3},
        seats=seats({"hand": 1}, {"hand": 1}),
        cards=[card(f"take_{n}", f"my.score += {n}", seat="any") for n in (1, 2, 4)],
        rules=[rule("account", {"chance": chance})],
    )
    s: Any = scratch(game.new())
    before = s.calm
    game.rules.engine.run_quiet(s, 2)
    assert (s.round, s.calm - before, list(map(len, s.hand))) == (2, 2, [0, 0])
    game.rules.engine.run_quiet(s, NO_LIMIT)
    assert (s.node, s.calm - before) == (OVER, 3)
