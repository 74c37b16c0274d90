"""Equal cards, and what changes the prices of those that are marked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import Table, card, seats, tiny
from wargame.errors import DeckError
from wargame.rules.kernel import Stream
from wargame.rules.position import scratch
from wargame.rules.redact import redact

CALM = "shared.calm += 1"
DEAR = {"id": "dear", "title": "Dear times", "tags": ["trade"], "cost": {"capital": 1}}


def table(*cards: dict[str, Any], hand: tuple[str, ...] = (), **deck: Any) -> Table:
    return Table(tiny(cards=list(cards), **deck), {"hand.north": list(hand), "hand.south": []})


# --- copies --------------------------------------------------------------------------------


def test_each_copy_is_drawn_by_itself() -> None:
    game = tiny(cards=[card("a", CALM, copies=3), card("b", CALM)], seats=seats({"hand": 2}))
    assert Table(game).odds == {"draw a": 1, "draw a_2": 1, "draw a_3": 1, "draw b": 1}


def test_of_equal_cards_in_hand_the_first_is_offered() -> None:
    played = table(card("a", CALM, copies=3), card("b", CALM), hand=("a_2", "a_3", "b"))
    assert played.legal == ["pass", "play a_2", "capital a_2", "play b", "capital b"]
    assert "'a_3' cannot follow 'play' now" in played.refusal("play a_3")
    played.do("play a_2", "pass")
    assert played.legal == ["pass", "play a_3", "capital a_3", "play b", "capital b"]


@pytest.mark.parametrize(
    ("given", "more", "legal"),
    [
        pytest.param(
            {"phase": "headline"},
            {"turn": {"plays": 1, "initiative": "north", "headline": {}}},
            ["pass", "headline a"],
            id="headlines",
        ),
        pytest.param(
            {"phase": "account"},
            {"rules": [{**card("r", {"discard": 1}), "phase": "account", "seat": "north"}]},
            ["discard a"],
            id="discards",
        ),
        pytest.param({}, {"cards_rule": {"bury": {}}}, ["bury a"], id="burying"),
    ],
)
def test_everywhere_one_of_equal_cards_is_offered(given: Any, more: Any, legal: list[str]) -> None:
    for one in more.get("rules", []):
        del one["text"]
    game = tiny(cards=[card("a", CALM, copies=2)], **more)
    played = Table(game, {"hand.north": ["a", "a_2"], **given})
    assert [text for text in played.legal if text in legal or text.startswith(legal[0])] == legal


def test_of_equal_cards_among_the_discards_one_is_offered() -> None:
    cards = [card("a", CALM, copies=2), card("b", {"recover": 1})]
    played = Table(tiny(cards=cards), {"hand.north": ["a", "a_2", "b"]})
    played.do("capital a", "pass", "capital a_2", "pass", "play b")
    assert played.legal == ["recover a", "recover b"]


def test_what_answers_a_card_answers_each_of_its_copies() -> None:
    """The second copy was not answered: `of` was held against the copy's own id."""
    rule = {"id": "r", "title": "R", "answers": "play", "of": ["a"], "do": ["shared.calm += 2"]}
    response = {"to": ["play"], "of": ["a"], "do": ["shared.calm += 3"]}
    flood = {**card("flood", seat="south"), "response": response}
    given = {"hand.north": ["a_2"], "hand.south": ["flood"]}
    played = Table(tiny(cards=[card("a", CALM, copies=2), flood], rules=[rule]), given)
    before = played.state["shared.calm"]
    played.do("play a_2")
    assert "answer flood" in played.legal
    played.do("answer flood")
    assert played.state["shared.calm"] == before + 1 + 2 + 3


def test_random_play_draws_what_is_offered() -> None:
    played = table(card("a", CALM, copies=2), card("b", CALM), hand=("a", "a_2", "b"))
    engine, rng = played.game.rules.engine, Stream(3)
    legal, state = engine.legal(scratch(played.state)), scratch(played.state)
    assert {engine.random_action(state, rng) for _ in range(200)} == set(legal)


def test_people_see_equal_cards_by_one_title() -> None:
    game = tiny(cards=[{**card("a", CALM, copies=2), "title": "Ale"}])
    assert [(one.id, one.title) for one in game.deck.cards] == [("a", "Ale"), ("a_2", "Ale")]
    view = redact(game.position({"hand.north": ["a", "a_2"]}), 0)
    assert [view.stand_in(name) for name in view.hand] == ["a", "a"]


def test_a_copy_may_not_be_called_as_another_card_is() -> None:
    with pytest.raises(DeckError, match="a copy would be called 'a_2', as another card is"):
        tiny(cards=[card("a", CALM, copies=2), card("a_2", CALM)])


def test_too_many_copies_are_refused() -> None:
    with pytest.raises(DeckError, match="more than 1000 cards"):
        tiny(cards=[card(f"c{n}", CALM, seat="any", copies=9) for n in range(60)])


# --- modifiers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cost", "modifier", "left"),
    [
        pytest.param({"capital": 2}, {}, 2, id="dearer"),
        pytest.param({}, {}, 4, id="a free card"),
        pytest.param({"capital": 2}, {"cost": {"capital": -1}}, 4, id="cheaper"),
        pytest.param({"capital": 1}, {"cost": {"capital": -3}}, 5, id="never under nothing"),
        pytest.param({"capital": 2}, {"when": "my.grain > 4"}, 3, id="not while it does not hold"),
        pytest.param({"capital": 2}, {"when": "my.grain == 4"}, 2, id="while it holds"),
        pytest.param({"capital": 2}, {"seat": "south"}, 3, id="another seat"),
        pytest.param({"capital": 2}, {"tags": ["war", "trade"]}, 2, id="any of its tags"),
        pytest.param({"capital": 2}, {"tags": ["war"]}, 3, id="another tag"),
        pytest.param({"capital": 1}, {"cost": {"capital": "my.grain // 2"}}, 2, id="worked out"),
    ],
)
def test_what_a_marked_card_costs(cost: Any, modifier: Any, left: int) -> None:
    cards = [card("a", CALM, cost=cost, tags=["trade"]), card("w", CALM, tags=["war"])]
    played = table(*cards, hand=("a",), modifiers=[{**DEAR, **modifier}]).do("play a")
    assert played["north.capital"] == left


def test_modifiers_add_up() -> None:
    cheap = {**DEAR, "id": "cheap", "title": "Cheap", "cost": {"capital": -2, "grain": 1}}
    cards = [card("a", CALM, cost={"capital": 2}, tags=["trade"])]
    played = table(*cards, hand=("a",), modifiers=[DEAR, cheap]).do("play a")
    assert (played["north.capital"], played["north.grain"]) == (4, 3)


def test_a_refusal_names_what_makes_it_so_dear() -> None:
    cards = [card("a", CALM, cost={"capital": 5}, tags=["trade"])]
    idle = {**DEAR, "id": "idle", "title": "Idle", "when": "shared.calm > 0"}
    played = table(*cards, hand=("a",), modifiers=[DEAR, idle])
    assert played.legal == ["pass", "capital a"]
    said = "it costs 6 capital (Dear times: capital +1), and north.capital is 5"
    assert said in played.refusal("play a")


def test_what_is_said_of_a_modified_card() -> None:
    cards = [card("a", CALM, cost={"capital": 2}, tags=["trade"])]
    cheap = {**DEAR, "title": "Plenty", "cost": {"capital": -1}, "when": "shared.calm > 0"}
    assert table(*cards, modifiers=[cheap]).game.describe("a") == [
        "costs: 2 Capital",
        "costs 1 capital less if Calm is over 0 (Plenty)",
        "Calm +1",
        "or: 1 capital",
    ]


@pytest.mark.parametrize(
    ("modifier", "said"),
    [
        pytest.param({"tags": ["trad"]}, "no card has the tag 'trad'", id="a tag that is on none"),
        pytest.param({"cost": {"gold": 1}}, "unknown cost 'gold'", id="an unknown track"),
        pytest.param({"seat": "nroth"}, "unknown seat 'nroth'", id="an unknown seat"),
        pytest.param({"when": "my.gold > 1"}, "unknown name 'my.gold'", id="an unknown name"),
    ],
)
def test_what_modifiers_refuse(modifier: Any, said: str) -> None:
    with pytest.raises(DeckError, match=said):
        table(card("a", CALM, tags=["trade"]), modifiers=[{**DEAR, **modifier}])
