"""What is noted of bargains is what the game itself counts."""

from __future__ import annotations

import pytest

from tests.bench.bargains import Bargains, report, trade, watch
from wargame.play.match import Match
from wargame.players.registry import make_player
from wargame.rules.game import Game


@pytest.mark.parametrize("seed", range(6))
def test_every_deal_is_noted_once(water: Game, seed: int) -> None:
    players = {seat: make_player("random", water, seat, seed) for seat in water.seats}
    match = Match(water, players, seed)
    found = watch(match)
    names = ("game.deals_made", "game.extensions", "game.breaches")
    counted = tuple(match.state[name] for name in names)
    assert counted == tuple(
        counter.total() for counter in (found.signed, found.extended, found.broken)
    )
    assert found.tabled >= counted[0] > 0
    assert found.chances > 0


def test_a_trade_is_read_by_who_gives(water: Game) -> None:
    assert water.rules.program.deals
    items = water.rules.program.deals.items
    first = next(n for n, item in enumerate(items) if item.seat == 0)
    assert trade(water, 1 << first) == (items[first].id, "nothing")
    assert set(trade(water, (1 << len(items)) - 1)[1].split(" + ")) == {
        item.id for item in items if item.seat == 1
    }


def test_the_report_tells_shares_and_trades(water: Game) -> None:
    one, none = Bargains(), Bargains()
    one.signed["a + b", "c"] = 2
    one.broken["a + b", "c"] = 1
    lines = list(report(water, [one, none]))
    assert "deals in 1 of 2 games, 0.50" in lines[0]
    assert lines[4] == "| a + b | c | 2 | 1 |"
    assert lines[-2:] == ["| a | c | 2 | 1 |", "| b | c | 2 | 1 |"]
