"""Orders: what a seat may not or must do beyond the rules, and that every face keeps to it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest

from tests.rules.refused import WALL, full
from tests.rules.test_deals import ITEMS
from tests.rules.tiny import Table, card, tiny
from tests.strategies import plain_games
from wargame.errors import IllegalAction, UsageError
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.rules.orders import Ban, Must, Orders
from wargame.rules.refusal import Refused
from wargame.rules.ruling import ruled
from wargame.rules.view import SeatState

CARDS = [
    card("build", "measure.wall += 1"),
    card("raze", {"after": 2, "do": ["measure.wall -= 1"]}),
    card("rest", {"pause": "wall", "rounds": 1}),
    card("calm", "shared.calm += 1"),
]
ASKED = {
    "choose": {
        "seat": "me",
        "title": "What now?",
        "options": [
            {"id": "down", "title": "Down", "do": ["measure.wall -= 1"]},
            {"id": "still", "title": "Still"},
        ],
    }
}


def banned(*acts: str, first: int = 1, last: int = 3, seat: str = "north") -> Orders:
    return Orders(bans=(Ban(seat, acts, first, last),))


def under(table: Table, orders: Orders) -> Table:
    table.game = table.game.under(orders)
    return table


def walled(*more: dict[str, Any]) -> Table:
    """North to play, with a wall at level 2 and a hand of cards."""
    cards = [*CARDS, *more]
    hand = [one["id"] for one in cards]
    return Table(tiny(cards=cards, measures=[WALL]), {"hand.north": hand})


@pytest.mark.parametrize(
    ("acts", "gone"),
    [
        pytest.param(["tighten wall"], {"tighten wall"}, id="an act"),
        pytest.param(["play"], {f"play {one['id']}" for one in CARDS}, id="a verb"),
        pytest.param(["raise wall"], {"tighten wall", "play build"}, id="all that raises"),
        pytest.param(
            ["lower wall"],
            {"ease wall", "pause wall", "play raze", "play rest"},
            id="all that lowers, at once or later",
        ),
        pytest.param(["ease wall", "play calm"], {"ease wall", "play calm"}, id="two acts"),
        pytest.param(["breach 1"], set(), id="what is not open anyway"),
    ],
)
def test_what_is_barred_is_not_legal(acts: list[str], gone: set[str]) -> None:
    free, held = walled(), under(walled(), banned(*acts))
    assert [text for text in free.legal if text not in gone] == held.legal
    assert gone <= set(free.legal)
    for text in gone:
        with pytest.raises(Refused, match="barred until the end of round 3"):
            held.game.apply(held.state, text)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        pytest.param("pass", "always open", id="pass"),
        pytest.param("paly", "Did you mean 'play'", id="no verb"),
        pytest.param("draw", "is not a verb", id="luck"),
        pytest.param("tighten wal", "no measure 'wal'. Did you mean 'wall'", id="no measure"),
        pytest.param("lower wal", "Did you mean 'wall'", id="no measure to lower"),
        pytest.param("play hers", "north has no card 'hers'", id="a card of the rival's"),
        pytest.param("give wall", "no deal item 'wall'", id="no item"),
        pytest.param("accept it", "nothing comes behind 'accept'", id="an argument too many"),
        pytest.param("choose left", "No question offers 'left'", id="no answer"),
    ],
)
def test_an_order_of_what_is_not_there_is_refused(act: str, said: str) -> None:
    game = tiny(cards=[*CARDS, card("hers", seat="south")], measures=[WALL])
    with pytest.raises(UsageError, match=said):
        game.under(banned(act))


def test_a_seat_that_is_not_there_has_no_orders() -> None:
    with pytest.raises(UsageError, match="no seat 'nort'"):
        walled().game.under(banned("ease wall", seat="nort"))


@pytest.mark.parametrize(
    ("must", "said"),
    [
        pytest.param(Must("north", "tighten", 1, 0), "not one play", id="a verb alone"),
        pytest.param(Must("north", "discard calm", 1, 0), "not one play", id="no play"),
        pytest.param(Must("north", "play calm", 1, 0, 2), "has no level", id="a card to a level"),
    ],
)
def test_only_a_single_play_can_be_asked_for(must: Must, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        walled().game.under(Orders(musts=(must,)))


def test_a_ban_is_of_its_seat_and_of_its_rounds() -> None:
    table = under(walled(), banned("lower wall", first=2, last=2))
    assert "ease wall" in table.legal
    table.rounds()
    assert "ease wall" not in table.legal
    assert "pass" in table.legal
    table.rounds()
    assert "ease wall" in table.legal
    table = under(walled(), banned("raise wall", seat="south"))
    assert "tighten wall" in table.legal


def test_what_must_be_done_is_all_that_is_legal() -> None:
    table = walled()
    held = under(table, Orders(musts=(Must("north", "play calm", 1, table.state.ply),)))
    assert held.legal == ["play calm"]
    held.do("play calm", "pass")
    assert "tighten wall" in held.legal


def test_what_must_be_done_and_cannot_be_lapses() -> None:
    table = Table(tiny(measures=[WALL]), {"measure.wall": 3})
    held = under(table, Orders(musts=(Must("north", "tighten wall", 1, table.state.ply),)))
    assert held.legal == ["pass", "ease wall", "pause wall"]


def test_a_must_goes_on_to_its_level_in_that_round_alone() -> None:
    game = tiny(measures=[{**WALL, "start": 0}], turn={"plays": 2, "initiative": "north"})
    table = Table(game, {})
    held = under(table, Orders(musts=(Must("north", "tighten wall", 1, table.state.ply, 3),)))
    assert held.legal == ["tighten wall"]
    held.do("tighten wall", "pass")
    assert held.legal == ["tighten wall"]
    held.do("tighten wall", "pass")
    assert held["measure.wall"] == 2
    assert "pass" in held.legal


def test_a_question_of_which_all_is_barred_is_answered_freely() -> None:
    ask = {**card("ask", ASKED)}
    held = under(walled(ask), banned("choose down"))
    held.do("play ask")
    assert held.legal == ["choose still"]
    both = under(walled(ask), banned("choose"))
    both.do("play ask")
    assert both.legal == ["choose down", "choose still"]


def test_an_item_that_may_not_be_given_leaves_by_no_package() -> None:
    """Neither is it offered, nor tabled, sent or accepted, nor is a package begun that needs it."""
    held = under(full({"phase": "talks"}), banned("lower wall"))
    assert "offer thin_wall" not in held.legal
    assert "offer low_wall" not in held.legal
    offered = full({"phase": "talks"}, "pass", "offer thin_wall", "offer gold", "table 1")
    held = under(offered, banned("lower wall"))
    assert held.seat == "north"
    assert "accept" not in held.legal
    assert "decline" in held.legal
    every = ("give thin_wall", "give low_wall", "give grain_now")
    none = under(full({"phase": "talks"}), banned(*every))
    assert [text for text in none.legal if text.startswith("offer")] == []


def test_no_package_is_begun_that_needs_what_may_not_be_given() -> None:
    """South's gold comes first in the deck, and north has only its wall to give for it."""
    items = [item for name in ("gold", "thin_wall") for item in ITEMS if item["id"] == name]
    free = Table(tiny(measures=[WALL], deals={"terms": [1], "items": items}), {"phase": "talks"})
    assert "offer gold" in free.legal
    assert under(free, banned("lower wall")).legal == ["pass"]


Face = Callable[[Game, Any, str], Any]


def by_id(game: Game, position: Any, text: str) -> Any:
    free = Game(game.rules.under(Orders()))
    return game.child(position, free.action_id(free.action(walled().state, text)))


def by_walk(game: Game, position: Any, text: str) -> Any:
    free = Game(game.rules.under(Orders()))
    game.walk(position).take(free.action_id(free.action(walled().state, text)))


@pytest.mark.parametrize(
    "face",
    [
        pytest.param(lambda game, at, text: game.apply(at, text), id="apply"),
        pytest.param(lambda game, at, text: game.apply(at, text, traced=True), id="traced"),
        pytest.param(lambda game, at, text: game.action(at, text), id="action"),
        pytest.param(
            lambda game, at, text: game.preview(game.redact(at, "north"), text), id="preview"
        ),
        pytest.param(by_id, id="child"),
        pytest.param(by_walk, id="walk"),
    ],
)
@pytest.mark.parametrize("is_free", [True, False])
def test_every_door_of_a_game_refuses_what_is_barred(face: Face, is_free: bool) -> None:
    """Also on a position of the game without orders."""
    table = walled()
    game = table.game.under(banned("lower wall"))
    with pytest.raises(IllegalAction, match="barred until the end of round 3"):
        face(game, table.state if is_free else game.here(table.state), "ease wall")


def test_a_view_tells_what_is_left_also_in_another_process() -> None:
    table = under(walled(), banned("lower wall"))
    view = table.view()
    again: SeatState = pickle.loads(pickle.dumps(view))
    assert again.legal == view.legal
    assert "ease wall" not in {action.text for action in view.legal}
    assert again.held_by("ease wall") == view.held_by("ease wall") is not None
    imagined = table.game.resample(view, Stream(1))
    assert table.game.legal_actions(imagined) == view.legal
    assert table.game.legal_ids(imagined) == tuple(map(table.game.action_id, view.legal))


def test_a_ruling_leaves_orders_as_they_are() -> None:
    game = ruled(under(walled(), banned("lower wall")).game, ("shared.calm += 1",))
    with pytest.raises(Refused, match="barred"):
        game.apply(walled().state, "ease wall")


def test_a_rollout_takes_what_is_left_and_draws_luck() -> None:
    outcomes = [{"weight": 1, "title": str(n), "do": [f"shared.calm += {n}"]} for n in (1, 2)]
    table = under(walled(card("roll", {"chance": outcomes})), banned("play calm", "lower wall"))
    left = [table.game.apply(table.state, text).state.packed() for text in table.legal]
    for seed in range(20):
        end, nodes = table.game.rollout(table.state, Stream(seed), 1)
        assert (end.packed() in left, nodes) == (True, 1)
    table.do("play roll")
    drawn = [table.game.rollout(table.state, Stream(seed), 1)[0] for seed in range(9)]
    assert {one["shared.calm"] for one in drawn} == {1, 2}


@pytest.mark.parametrize("name", list(plain_games()))
def test_a_random_game_under_orders_keeps_to_them(name: str) -> None:
    """And is a game of the rules without them."""
    free = plain_games()[name]
    seat = free.seats[0]
    held = free.under(Orders(tuple(Ban(seat, (verb,), 1, 99) for verb in ("tighten", "capital"))))
    position, stream, plies = held.new(), Stream(4), 0
    while not position.is_over and plies < 400:
        legal = held.legal_actions(position)
        assert set(legal) <= set(free.legal_actions(free.unpack(free.pack(position))))
        if position.seat == seat:
            assert {action.verb.word for action in legal}.isdisjoint({"tighten", "capital"})
        position, plies = held.apply(position, legal[stream.below(len(legal))]).state, plies + 1
