"""What may be given and tabled, against what its definition says, item by item."""

from __future__ import annotations

import random

import pytest

from tests.strategies import plain_games
from wargame.rules.game import CHANCE_SEAT, Game
from wargame.rules.kernel import CAPPED, EDIT, PAUSED, BaseState, Tables
from wargame.rules.kernel.bargaining import editable_items, givable_items, open_packages
from wargame.rules.position import scratch


def may_be_given(t: Tables, s: BaseState, i: int) -> bool:
    item = t.items[i]
    if item.kind <= CAPPED:
        m = item.measure
        if s.held[m] or s.pause_left[m] or (item.kind == PAUSED and s.level[m] < item.amount):
            return False
    return item.open is None or item.open(s)


def may_be_tabled(t: Tables, s: BaseState, p: int, seat: int, givable: int) -> bool:
    package = t.packages[p]
    opens = package.opens[seat]
    is_whole = package.items & givable == package.items
    return is_whole and package.seat in (seat, -1) and (opens is None or opens(s))


def positions(game: Game) -> list[BaseState]:
    luck, found = random.Random(3), []
    for _ in range(2):
        position = game.new()
        while not game.is_terminal(position):
            found.append(scratch(position))
            seat = game.current_seat(position)
            outcomes = game.chance_outcomes(position) if seat == CHANCE_SEAT else ()
            actions = [one for one, _ in outcomes] or game.legal_actions(position)
            position = game.apply(position, luck.choice(actions)).state
    return found


@pytest.mark.parametrize("name", ["primer", "kitchen_sink", "entanglement"])
def test_items_and_packages_are_open_by_their_definition(name: str) -> None:
    game = plain_games()[name]
    t = game.rules.engine.tables
    seen = []
    for s in positions(game):
        givable = givable_items(t, s)
        seen.append(givable)
        assert givable == sum(1 << i for i in range(len(t.items)) if may_be_given(t, s, i))
        if s.node == EDIT:  # nothing has moved since the seat began to talk
            assert editable_items(t, s) == givable
        for seat in range(len(t.seats)):
            ready = [p for p in range(len(t.packages)) if may_be_tabled(t, s, p, seat, givable)]
            assert open_packages(t, s, seat, givable) == ready
    assert len({*seen}) > 1
