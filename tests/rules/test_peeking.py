"""Looking at cards: what the seat learns, what others do not, and how long it stays known."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from tests.rules.leaks import Leak, check_leaks
from tests.rules.tiny import Table, card, seats, tiny
from tests.strategies import game_named
from wargame.content.effects import check_effects
from wargame.errors import DeckError
from wargame.rules.game import Game, Position
from wargame.rules.kernel import Stream
from wargame.rules.position import state_of
from wargame.rules.redact import redact
from wargame.rules.unseen import NOBODY
from wargame.rules.view import SeatState

CALM = "shared.calm += 1"
PILE = {"peek": 2}
HAND = {"peek": 1, "at": "hand"}
HELD = ({"discard": 1, "seat": "rival"}, "shared.calm += 1 if me == north else -1")


def table(*effects: Any, mix: bool, hand: int = 1) -> Table:
    """North holds x, which has these effects, and south y; a to d are in the pile."""
    rest = [card(name, CALM) for name in "abcd"]
    game = tiny(
        cards=[card("x", *effects), *rest, card("y", *effects, seat="south")],
        cards_rule={"mix": mix},
        seats=seats({"hand": hand}, {"hand": hand}),
    )
    return Table(game, {"hand.north": ["x"], "hand.south": ["y"]})


def imagined(played: Table, number: int) -> list[Position]:
    """Positions that a seat may take for the true one."""
    found = redact(played.state, number)
    return [played.game.resample(found, Stream(seed)) for seed in range(30)]


# --- the next cards of a pile --------------------------------------------------------------


@pytest.mark.parametrize("mix", [True, False])
def test_a_seat_sees_the_next_cards_and_draws_them_in_that_order(mix: bool) -> None:
    played = table(PILE, {"draw": 3}, mix=mix, hand=0).do("play x")
    assert played.odds == {f"see {name}": 1 for name in "abcd"}
    played.do("see c")
    assert played.odds == {f"see {name}": 1 for name in "abd"}
    played.do("see a")
    assert played.view().next_cards == ("c", "a")
    assert played.odds == {"draw c": 1}
    known = played.view()
    assert not played.do("draw c").view().has_learned_since(known)
    assert played.odds == {"draw a": 1}
    played.do("draw a")
    assert played.odds == {"draw b": 1, "draw d": 1}
    assert played.view().next_cards == ()


@pytest.mark.parametrize("mix", [True, False])
def test_nobody_else_learns_which_they_are(mix: bool) -> None:
    played = table(PILE, mix=mix, hand=0).do("play x", "see c", "see a")
    for other in (1, NOBODY):
        seen = redact(played.state, other)
        assert seen.next_cards == ()
        assert seen.pile_size("north") == 4
        firsts = {redact(one, 0).next_cards for one in imagined(played, other)}
        assert len(firsts) > 4
    assert {redact(one, 0).next_cards for one in imagined(played, 0)} == {("c", "a")}


def test_a_pile_that_is_too_small_shows_what_it_has() -> None:
    played = table({"peek": 6}, CALM, mix=False, hand=0)
    played.do("play x", "see a", "see b", "see c", "see d")
    assert (played.seat, played["shared.calm"]) == ("south", 1)


def test_of_a_common_pile_who_has_looked_knows_what_the_other_draws() -> None:
    played = table(PILE, mix=True).do("play x", "see c", "see a", "pass", "draw c")
    assert played.view().hand == ("c",)
    played = table(PILE, mix=True, hand=1)
    played.do("play x", "see c", "see a", "capital y", "draw c", "draw a")
    assert played.view("south").hand == ("a",)
    assert played.view().known_cards("south") == ("a",)
    assert played.view("south").known_cards("north") == ()
    assert {redact(one, 1).hand for one in imagined(played, 0)} == {("a",)}


def test_whoever_has_looked_less_far_does_not_see_what_another_has_seen_behind_it() -> None:
    cards = [card("x", {"peek": 1}), card("y", PILE, seat="south"), *map(card, "abcd")]
    game = tiny(cards=cards, cards_rule={"mix": True})
    hands = {"hand.north": ["x"], "hand.south": ["y"]}
    one, other = (
        Table(game, hands).do("play x", "see c", "play y", f"see {second}") for second in "ab"
    )
    assert one.view("south").next_cards == ("c", "a")
    assert one.view() == other.view()


def test_what_one_has_looked_at_another_sees_without_luck() -> None:
    played = table(PILE, CALM, mix=True, hand=0).do("play x", "see c", "see a")
    assert played.view("south").next_cards == ()
    played.do("play y")
    assert (played.view("south").next_cards, played["shared.calm"]) == (("c", "a"), 2)


def test_cards_of_a_new_era_come_in_below_what_was_looked_at() -> None:
    cards = [card("x", {"peek": 1}), card("y", {"draw": 1}), card("a"), card("b")]
    cards.append(card("n", era="later"))
    eras = [{"id": "now", "title": "N", "round": 1}, {"id": "later", "title": "L", "round": 2}]
    game = tiny(cards=cards, eras=eras, seats=seats({"hand": 0}))
    played = Table(game, {"hand.north": ["x", "y"]}).do("play x", "see b").rounds()
    assert (played.view().next_cards, played.view().pile) == (("b",), ("a", "b", "n"))
    assert played.do("play y").odds == {"draw b": 1}


def test_a_card_whose_time_is_over_leaves_the_order_too() -> None:
    cards = [card("x", PILE), card("y", {"draw": 1}), card("a", until_era="now"), *map(card, "bc")]
    eras = [{"id": "now", "title": "N", "round": 1}, {"id": "later", "title": "L", "round": 2}]
    game = tiny(cards=cards, eras=eras, seats=seats({"hand": 0}))
    played = Table(game, {"hand.north": ["x", "y"]}).do("play x", "see a", "see b").rounds()
    assert (played.view().next_cards, played.view().pile) == (("b",), ("b", "c"))
    assert played.do("play y", "draw b").view().next_cards == ()


# --- the rival's hand ----------------------------------------------------------------------


@pytest.mark.parametrize("mix", [True, False])
def test_a_seat_sees_cards_of_the_rivals_hand_until_they_leave_it(mix: bool) -> None:
    cards = [card("x", {"peek": 2, "at": "hand"}), *(card(n, seat="south") for n in "abcde")]
    game = tiny(cards=cards, cards_rule={"mix": mix})
    played = Table(game, {"hand.north": ["x"], "hand.south": ["a", "b", "c"]}).do("play x")
    assert played.odds == {"spy a": 1, "spy b": 1, "spy c": 1}
    played.do("spy b")
    assert played.odds == {"spy a": 1, "spy c": 1}
    played.do("spy a")
    assert played.view().known_cards("south") == ("a", "b")
    assert played.view("").known_cards("south") == ()
    hands = {redact(one, 1).hand for one in imagined(played, 0)}
    assert len(hands) > 1
    assert all({"a", "b"} <= set(hand) for hand in hands)
    played.do("capital a")
    assert played.view().known_cards("south") == ("b",)


def test_a_card_that_was_seen_in_a_hand_and_has_left_the_game_is_known_there_no_more() -> None:
    eras = [{"id": "now", "title": "N", "round": 1}, {"id": "later", "title": "L", "round": 2}]
    cards = [card("x", HAND), card("a", seat="south", until_era="now")]
    played = Table(tiny(cards=cards, eras=eras), {"hand.north": ["x"], "hand.south": ["a"]})
    played.do("play x", "spy a")
    assert played.view().known_cards("south") == ("a",)
    assert played.rounds().view().known_cards("south") == ()


def test_all_of_a_hand_may_be_seen_twice() -> None:
    cards = [card("x", HAND, HAND, CALM), card("a", seat="south")]
    played = Table(tiny(cards=cards), {"hand.north": ["x"], "hand.south": ["a"]})
    played.do("play x", "spy a", "spy a")
    assert (played.seat, played["shared.calm"]) == ("south", 1)


def test_a_position_in_the_middle_of_it_can_be_written_down() -> None:
    played = table(PILE, HAND, mix=True, hand=0).do("play x", "see c")
    packed = played.game.pack(played.state)
    assert played.game.unpack(packed).digest == played.state.digest


# --- words, and what guards it -------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        pytest.param({"peek": 1}, "North sees the next card of its pile", id="one"),
        pytest.param(PILE, "North sees the next 2 cards of its pile", id="some"),
        pytest.param(HAND, "North sees a card of the hand of South", id="a hand"),
    ],
)
def test_what_is_said_of_it(effect: Any, said: str) -> None:
    assert table(effect, mix=False).game.describe("x")[0] == said


def whole_order(game: Game, state: Position, seat: str) -> SeatState:
    """As if everybody saw what one seat has looked at."""
    found = game.redact(state, seat)
    board = found._board.copy()
    board.top = state_of(state).top
    return dataclasses.replace(found, _board=board)


def whole_knowledge(game: Game, state: Position, seat: str) -> SeatState:
    """As if everybody saw what others know of hands."""
    found = game.redact(state, seat)
    board = found._board.copy()
    board.learned = state_of(state).learned
    return dataclasses.replace(found, _board=board)


@pytest.mark.parametrize("leak", [whole_order, whole_knowledge], ids=lambda leak: leak.__name__)
def test_a_planted_leak_is_caught(leak: Any) -> None:
    with pytest.raises(Leak):
        check_leaks(game_named("kitchen_mixed"), range(60), redact=leak)


def test_control_cannot_let_seats_look_where_nobody_does() -> None:
    game = tiny(cards=[card("a", CALM)])
    with pytest.raises(DeckError, match="in this deck nobody looks at cards"):
        game.rules.ruled(tuple(check_effects([{"peek": 1, "seat": "north"}])))


def test_a_card_of_any_seat_is_told_for_whoever_holds_it() -> None:
    played = table({"discard": 1, "seat": "rival"}, mix=False)
    cards = [card("x", *HELD, seat="any", worth=2), card("y", CALM, seat="south")]
    told = tiny(cards=cards, cards_rule={"mix": False}, seats=seats({"hand": 1}, {"hand": 1}))
    assert played.game.describe("x")[0] == "South discards a card"
    assert told.describe("x") == [
        "for North:",
        "  South discards a card",
        "  Calm +1",
        "  or: 2 capital",
        "for South:",
        "  North discards a card",
        "  Calm -1",
        "  or: 2 capital",
    ]
    assert tiny(cards=[card("x", HAND, HELD[0], seat="any")]).describe("x") == [
        "for each side:",
        "  this side sees a card of the hand of the other side",
        "  the other side discards a card",
        "  or: 1 capital",
    ]
