"""How long a player thinks at a table tells nothing of its hand."""

from __future__ import annotations

import pytest

from tests.rules.tiny import BASE, Table, card, tiny
from wargame.players.budget import Budget, Meter
from wargame.players.search import Search
from wargame.players.thinkers import opened
from wargame.rules.game import Game

ANSWER = card("no", seat="south", response={"to": "play", "do": ["shared.calm += 5"]})
SPEECH = card("speech", "shared.calm += 1", seat="south")
DEAR = card("dear", "shared.calm += 1", seat="south", needs="my.grain >= 9")


def asked_for_an_answer(*held: str) -> Table:
    """South may answer what north has played, if it holds a card for that."""
    game = tiny(cards=[card("now"), ANSWER, card("plain", seat="south")], rounds={"max": 2})
    return Table(game, {"hand.north": ["now"], "hand.south": list(held)}).do("play now")


def playouts(table: Table, player: Search, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many playouts a player takes for its choice."""
    meters: list[Meter] = []
    start = Meter.__init__

    def noted(meter: Meter, budget: Budget) -> None:
        start(meter, budget)
        meters.append(meter)

    monkeypatch.setattr(Meter, "__init__", noted)
    player.choose(table.game.redact(table.state, table.seat))
    return sum(meter.iterations for meter in meters)


def watched(game: Game) -> Search:
    player = Search(game.rules, "south", 1, Budget(iterations=20))
    player.is_watched = True
    return player


@pytest.mark.parametrize("held", ["no", "plain"])
def test_an_answer_takes_as_long_with_a_card_for_it_as_without(
    held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = asked_for_an_answer(held)
    assert table.legal == (["let it stand", "answer no"] if held == "no" else ["let it stand"])
    assert 20 <= playouts(table, watched(table.game), monkeypatch) <= 22


@pytest.mark.parametrize("held", ["speech", "dear"])
def test_a_headline_takes_as_long_with_a_card_for_it_as_without(
    held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    game = tiny(cards=[SPEECH, DEAR], turn={**BASE["turn"], "headline": {}}, rounds={"max": 2})
    table = Table(game, {"hand.south": [held], "phase": "headline"}).do("pass")
    assert table.seat == "south"
    assert playouts(table, watched(game), monkeypatch) > 19


def test_what_is_thought_for_show_changes_no_later_choice() -> None:
    table = asked_for_an_answer("plain")
    view = table.game.redact(table.state, "south")
    player, other = watched(table.game), Search(table.game.rules, "south", 1, Budget(iterations=20))
    for one in (player, other):
        assert one.choose(view).text == "let it stand"
    assert player._stream.below(1 << 20) == other._stream.below(1 << 20)


def test_whoever_thinks_at_a_table_is_watched() -> None:
    game = asked_for_an_answer("plain").game
    told = {"deck": game.loaded.tree, "variant": "", "seats": {"south": ["search:20it", 1]}}
    thinkers, _ = opened(told, None)
    assert thinkers is not None
    player = thinkers.players["south"]
    assert isinstance(player, Search)
    assert player.is_watched
