"""Cards that stay in effect, and what texts may ask of a card that was played."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import Table, card, seats, tiny
from wargame.errors import DeckError

CALM = "shared.calm += 1"
GRAIN = "my.grain += 1"


def table(
    *cards: dict[str, Any], hand: tuple[str, ...] = ("a",), given: Any = None, **deck: Any
) -> Table:
    hands = {"hand.north": list(hand), "hand.south": []}
    return Table(tiny(cards=list(cards), **deck), {**hands, **(given or {})})


@pytest.mark.parametrize(
    ("stays", "lefts"),
    [
        pytest.param(1, [2, 1, 0, 0], id="one more round"),
        pytest.param(2, [3, 2, 1, 0], id="two more rounds"),
        pytest.param("game", [12, 11, 10, 9], id="the rest of the game"),
    ],
)
def test_for_how_long_a_card_is_in_effect(stays: Any, lefts: list[int]) -> None:
    played, found, is_on = table(card("a", CALM, stays=stays)).do("play a"), [], []
    for _ in lefts:
        found.append(played["card.a.left"])
        is_on.append(played["card.a.in_effect"])
        played.rounds()
    assert found == lefts
    assert is_on == [int(left > 0) for left in lefts]


@pytest.mark.parametrize(
    ("stays", "grains"),
    [
        pytest.param(1, [4, 5, 5, 5], id="once"),
        pytest.param(2, [4, 5, 6, 6], id="twice"),
        pytest.param("game", [4, 5, 6, 7], id="to the end"),
    ],
)
def test_what_it_does_each_round(stays: Any, grains: list[int]) -> None:
    played, found = table(card("a", CALM, stays=stays, each_round=[GRAIN])).do("play a"), []
    for _ in grains:
        found.append(played["north.grain"])
        played.rounds()
    assert found == grains


def test_it_acts_for_its_owner_however_it_came_into_effect() -> None:
    hers = card("hers", CALM, seat="south", stays=2, each_round=[GRAIN])
    played = table(hers, hand=("hers",), cards_rule={"mix": True}).do("capital hers").rounds()
    assert (played["south.grain"], played["north.grain"], played["card.hers.used"]) == (5, 4, 1)


def test_luck_and_questions_each_round_are_met_one_after_the_other() -> None:
    luck = {"chance": [{"weight": 1, "title": "x", "do": [GRAIN]}, {"weight": 1, "title": "y"}]}
    one = card("a", CALM, stays=2, each_round=[luck, CALM])
    two = card("b", CALM, stays=2, each_round=["shared.calm = 5"])
    played = table(one, two, hand=("a", "b"), turn={"plays": 2, "initiative": "north"})
    played.do("play b", "pass", "play a", "pass")
    assert played.state.round == 2
    played.do("outcome 1")
    assert (played["north.grain"], played["shared.calm"]) == (5, 5)


def test_played_again_it_begins_anew() -> None:
    cards = [card("a", CALM, stays=2, copies=2, each_round=[GRAIN])]
    played = table(*cards, hand=("a", "a_2")).do("play a").rounds()
    assert played["card.a.left"] == 2
    played.do("play a_2")
    assert (played["card.a.left"], played["card.a.used"]) == (3, 2)
    played.rounds()
    assert played["north.grain"] == 6  # once a round, not once a copy


@pytest.mark.parametrize(
    ("texts", "used"),
    [
        pytest.param(["play a"], 1, id="played"),
        pytest.param(["capital a"], 0, id="taken for capital"),
        pytest.param(["pass"], 0, id="not played"),
    ],
)
def test_how_often_a_policy_has_happened(texts: list[str], used: int) -> None:
    asks = card("b", CALM, needs="card.a.used > 0")
    played = table(card("a", CALM), asks, hand=("a", "b")).do(*texts, "pass")
    assert played["card.a.used"] == used
    assert ("play b" in played.legal) == bool(used)
    if not used:
        assert "it needs card.a.used > 0. Legal: " in played.refusal("play b")


def test_a_headline_counts_when_it_happens() -> None:
    turn = {"plays": 1, "initiative": "north", "headline": {}}
    asks = card("b", CALM, needs="card.a.used > 0")
    played = table(card("a", CALM), asks, turn=turn, given={"phase": "headline"})
    played.do("headline a")
    assert played["card.a.used"] == 0
    played.do("pass")
    assert played["card.a.used"] == 1


def test_only_what_a_deck_asks_about_is_counted() -> None:
    names = table(card("a", CALM), card("b", CALM)).game.rules.names
    assert not [name for name in names if name.startswith("card.")]


def test_views_list_what_is_in_effect() -> None:
    cards = [card("a", CALM, stays=1), card("b", CALM, stays=3)]
    played = table(*cards, hand=("a", "b")).do("play b").rounds()
    assert dict(played.view("south").in_effect) == {"b": 3}


def test_what_is_said_of_them() -> None:
    cards = [
        card("a", CALM, stays=2, each_round=[GRAIN], needs="card.b.used == 0"),
        card("b", CALM, stays="game", needs="card.a.in_effect == 1 and card.a.left >= 2"),
    ]
    game = table(*cards, hand=()).game
    assert game.describe("a") == [
        "needs: b has not been played",
        "Calm +1",
        "or: 1 capital",
        "stays in effect for 2 rounds more",
        "each round while in effect:",
        "  Grain (North) +1",
    ]
    assert game.describe("b") == [
        "needs: a is in effect",
        "needs: a, rounds in effect is at least 2",
        "Calm +1",
        "or: 1 capital",
        "stays in effect to the end of the game",
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({"each_round": [CALM]}, "it has 'each_round' and no 'stays'", id="no stays"),
        pytest.param(
            {"seat": "any", "stays": 2}, "a card of any seat cannot stay in effect", id="any seat"
        ),
        pytest.param({"needs": "card.z.used > 0"}, "unknown name 'card.z.used'", id="no such card"),
        pytest.param(
            {"needs": "card.a.in_effect > 0"}, "unknown name 'card.a.in_effect'", id="does not stay"
        ),
        pytest.param(
            {"do": ["card.a.left = 3"], "stays": 2}, "'card.a.left' cannot be written", id="a write"
        ),
    ],
)
def test_what_staying_cards_refuse(more: Any, said: str) -> None:
    with pytest.raises(DeckError, match=said):
        tiny(cards=[{**card("a", CALM), **more}], seats=seats({"hand": 1}))
