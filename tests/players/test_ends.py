"""What a player is after: a doctrine's weights, some of them off, and how well they are served."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, seats, tiny
from wargame.errors import PlayerError
from wargame.play.match import Match
from wargame.players.budget import Budget
from wargame.players.ends import OWN_POINTS, Ends, ends_of
from wargame.players.names import parse_name
from wargame.players.registry import is_ours, make_player, reseat
from wargame.players.search import Search
from wargame.rules.game import Game, Position
from wargame.rules.position import state_of

WEIGHTS = {"my.grain": 3, "shared.calm + 1": 5, "game.round": 7}


def doctrine(**more: object) -> Game:
    """A game whose persona `hermit` weighs three things, and whose scores are of grain alone."""
    return tiny(
        personas=[{"id": "hermit", "title": "Hermit", "weights": WEIGHTS}],
        cards=[card("feast", "shared.calm += 4"), card("reap", "my.grain += 2")],
        **more,
    )


def card(name: str, effect: str) -> dict[str, Any]:
    return {"id": name, "title": name, "seat": "any", "text": effect, "do": [effect]}


@pytest.mark.parametrize(
    ("text", "without"),
    [
        pytest.param("hermit", (), id="none"),
        pytest.param("hermit~my.grain", ("my.grain",), id="one"),
        pytest.param("hermit~shared.calm+1", ("shared.calm + 1",), id="blanks do not count"),
        pytest.param("hermit~ shared.calm  +1", ("shared.calm + 1",), id="nor do those typed"),
        pytest.param("hermit~my.grain~game.round", ("my.grain", "game.round"), id="two"),
    ],
)
def test_a_weight_that_is_off_counts_for_nothing(text: str, without: tuple[str, ...]) -> None:
    game = doctrine()
    position = game.position({"north.grain": 6, "shared.calm": 3, "game.round": 2})
    ends = ends_of(game.rules, parse_name(text))
    assert ends == Ends("hermit", without)
    kept = {"my.grain": 3 * 6, "shared.calm + 1": 5 * 4, "game.round": 7 * 2}
    value = ends.value(game.rules, 0)(state_of(position))
    assert value == sum(kept.values()) - sum(kept[name] for name in without)


def test_own_points_are_what_the_game_would_score_now() -> None:
    game = doctrine()
    position = game.position({"north.grain": 6})
    value = OWN_POINTS.value(game.rules, 0)
    assert value(state_of(position)) == game.evaluate(position, "north")


def test_a_seat_that_cannot_see_a_weight_may_have_it_off() -> None:
    persona = {
        "id": "keeper",
        "title": "Keeper",
        "seat": "north",
        "weights": {"my.store": 2, "my.grain": 1},
    }
    track = {"id": "store", "title": "Store", "of": "north", "start": 5}
    game = tiny(personas=[persona], tracks=[*BASE["tracks"], track])
    ends = ends_of(game.rules, parse_name("keeper~my.store"))
    assert [ends.value(game.rules, seat)(state_of(game.new())) for seat in (0, 1)] == [4, 4]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("hermit~my.grian", "Did you mean 'my.grain'?", id="no such weight"),
        pytest.param("search:5it@hermt", "Did you mean 'hermit'?", id="no such doctrine"),
        pytest.param("search@", "no persona ''", id="no doctrine"),
        pytest.param("search:5@hermit", "is no time to think", id="no time"),
        pytest.param("hermt~my.grain", "no player 'hermt~my.grain'", id="no such player"),
        pytest.param("greedy~my.grain", "no player", id="no doctrine to leave out of"),
    ],
)
def test_what_is_no_such_player_is_refused_with_the_nearest(name: str, said: str) -> None:
    with pytest.raises(PlayerError) as caught:
        make_player(name, doctrine(), "north", 1)
    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["hermit~my.grain", "search:5it@hermit", "search@hermit~my.grain"])
def test_a_save_may_name_them(name: str) -> None:
    game = doctrine()
    assert is_ours(name, game)
    assert reseat(name, game, "north", 1).name == name


def come_to(name: str, what: str) -> int:
    """What a number comes to in short games in which a player sits in the north."""
    game = doctrine(seats=seats({"hand": 2, "score": "my.grain"}), rounds={"max": 4})
    total = 0
    for seed in range(4):
        names = {"north": name, "south": "random"}
        players = {seat: make_player(one, game, seat, seed) for seat, one in names.items()}
        total += game.value(Match(game, players, seed).run().state, what)
    return total


def test_search_plays_for_the_ends_it_is_given() -> None:
    """Its own points are grain; the doctrine without grain wants calm."""
    calm = [come_to(name, "shared.calm") for name in ("search:40it", "search:40it@hermit~my.grain")]
    assert calm[1] > calm[0]


def test_ends_are_told_apart_from_points() -> None:
    game = doctrine(seats=seats({"par": 6}))
    view = game.redact(next_decision(game), "north")
    thought = Search(game.rules, "north", 1, Budget(iterations=8), ends=Ends("hermit")).think(view)
    worth = view.value("north.grain") * 3 + (view.value("shared.calm") + 1) * 5 + 7
    assert thought.standing == worth


def next_decision(game: Game) -> Position:
    state = game.new()
    while game.current_seat(state) != "north":
        state = game.apply(state, game.legal_actions(state)[0]).state
    return state
