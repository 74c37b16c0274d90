"""Habits have a place for whatever a seat may do."""

from __future__ import annotations

import pytest

from tests.rules.test_deals import item
from tests.rules.tiny import card, tiny
from tests.strategies import nodes, plain_games
from wargame.content.effects import check_effects
from wargame.players.budget import Budget
from wargame.players.habits import Habits, asked
from wargame.players.search import Search
from wargame.rules.game import Game
from wargame.rules.kernel import ASK, CHANCE
from wargame.rules.position import codes_at, state_of


def ruled_on(game: Game) -> Game:
    """The same game once control has ruled that north decides something."""
    options: list[object] = [{"id": name, "title": name, "do": []} for name in ("yes", "no")]
    ask = {"choose": {"seat": "north", "title": "What?", "options": options}}
    return Game(game.rules.ruled(tuple(check_effects([ask])), "to see"))


def test_what_is_liked_is_liked_in_a_game_that_was_ruled_on_too() -> None:
    items = [item(name, "pledge", track="grain", amount=1) for name in ("gift", "alms")]
    laid = {"terms": [1], "items": items, "both_sides": False}
    game = tiny(cards=[card("act")], deals=laid)
    habits, ruled = Habits(game.rules.engine), ruled_on(game)
    for table in (table for tables in habits.likes for table in tables):
        table[:] = [float(n) for n in range(len(table))]
    found = habits.fitted(ruled.rules.engine)
    assert len(found.slot) > len(habits.slot)
    for old, new in zip(habits.likes, found.likes, strict=True):
        for code, at in habits.slot.items():
            assert new[0][found.slot[code]] == old[0][at]
        assert new[0][found.first_item :] == old[0][habits.first_item :]


def test_a_player_that_thinks_goes_on_in_a_game_that_was_ruled_on() -> None:
    game = tiny(cards=[card("act")])
    player = Search(game.rules, "north", 1, Budget(iterations=4), habits=Habits(game.rules.engine))
    given = {"hand.north": ["act"]}
    player.choose(game.redact(game.position(given), "north"))
    ruled = ruled_on(game)
    player.choose(ruled.redact(ruled.position(given), "north"))
    assert len(player._habits.slot) == len(Habits(ruled.rules.engine).slot)


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
