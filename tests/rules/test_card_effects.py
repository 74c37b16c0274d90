"""Effects on cards: given away, taken back, discarded at random."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import Table, card, tiny
from wargame.errors import DeckError
from wargame.rules.kernel import Stream
from wargame.rules.redact import redact

CALM = "shared.calm += 1"
LUCK = {"discard": 2, "at_random": True}


def table(*cards: dict[str, Any], given: Any = None, **deck: Any) -> Table:
    return Table(tiny(cards=list(cards), **deck), {"hand.south": [], **(given or {})})


# --- at random -----------------------------------------------------------------------------


def test_luck_chooses_what_is_discarded() -> None:
    cards = [card("a", LUCK, CALM), card("b"), card("c", copies=2), card("d")]
    played = table(*cards, given={"hand.north": ["a", "b", "c", "c_2"]}).do("play a")
    assert (played.seat, played["shared.calm"]) == ("CHANCE", 0)
    assert played.odds == {"lose b": 1, "lose c": 1, "lose c_2": 1}
    played.do("lose c_2")
    assert played.odds == {"lose b": 1, "lose c": 1}
    played.do("lose b")
    assert (played.view().hand, played["shared.calm"]) == (("c",), 1)
    assert played.view("south").discards["north"] == ("a", "b", "c_2")


def test_an_empty_hand_loses_nothing() -> None:
    played = table(card("a", LUCK, CALM), given={"hand.north": ["a"]}).do("play a")
    assert (played.seat, played["shared.calm"]) == ("south", 1)


# --- given away ----------------------------------------------------------------------------


def test_a_seat_chooses_what_it_gives_and_its_rival_takes_it_up() -> None:
    mix = {"mix": True}
    cards = [card("a", {"give": 1}, CALM), card("b"), card("c", CALM, seat="any")]
    played = table(*cards, cards_rule=mix, given={"hand.north": ["a", "b", "c"]}).do("play a")
    assert (played.seat, played.legal) == ("north", ["give b", "give c"])
    played.do("give c")
    assert (played.view().hand, played.view("south").hand) == (("b",), ("c",))
    assert played.view().known_cards("south") == ("c",)
    assert played["shared.calm"] == 1
    assert "play c" in played.legal  # south's now


def test_a_seat_that_gives_several_chooses_them_all() -> None:
    cards = [card("a", {"give": 2}, CALM), *map(card, "bcd")]
    hands = {"hand.north": ["a", "b", "c", "d"]}
    played = table(*cards, cards_rule={"mix": True}, given=hands).do("play a", "give b")
    assert (played.seat, played.legal) == ("north", ["give c", "give d"])
    assert played.do("give d").view("south").hand == ("b", "d")


def test_a_card_that_was_given_is_in_every_imagined_hand_until_it_is_used() -> None:
    cards = [card("a", {"give": 1}), card("b"), card("c", seat="any"), card("d"), card("e")]
    hands = {"hand.north": ["a", "b"], "hand.south": ["d"]}
    played = table(*cards, cards_rule={"mix": True}, given=hands).do("play a", "give b")
    for seed in range(20):
        other = played.game.resample(played.view(), Stream(seed))
        assert "b" in redact(other, 1).hand
    assert "b" not in played.view().pile
    played.do("capital b")
    assert played.view().known_cards("south") == ()


def test_cards_of_one_seat_alone_are_not_given() -> None:
    with pytest.raises(DeckError, match="cards are given only where all seats draw from one pile"):
        tiny(cards=[card("a", {"give": 1})])


# --- taken back ----------------------------------------------------------------------------


@pytest.mark.parametrize("mix", [True, False])
def test_a_seat_takes_a_card_back_for_all_to_see(mix: bool) -> None:
    cards = [card("a", CALM), card("b", {"recover": 1}), card("c", CALM)]
    given = {"hand.north": ["a", "b"]}
    played = table(*cards, cards_rule={"mix": mix}, given=given).do("capital a", "pass", "play b")
    assert played.legal == ["recover a", "recover b"]
    played.do("recover a")
    assert (played.view().hand, played.view().discards["north"]) == (("a",), ("b",))
    assert played.view("south").known_cards("north") == ("a",)


def test_with_nothing_discarded_nothing_is_taken_back() -> None:
    cards = [card("a", {"recover": 2, "seat": "rival"}, CALM)]
    played = table(*cards, given={"hand.north": ["a"]}).do("play a")
    assert (played.seat, played["shared.calm"]) == ("south", 1)


# --- words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        pytest.param({"discard": 1}, "North discards a card", id="its choice"),
        pytest.param(LUCK, "North discards 2 cards at random", id="at random"),
        pytest.param({"give": 1}, "North gives a card to South", id="given"),
        pytest.param({"recover": 2}, "North takes 2 cards back from its discards", id="back"),
    ],
)
def test_what_is_said_of_them(effect: Any, said: str) -> None:
    assert table(card("a", effect), cards_rule={"mix": True}).game.describe("a")[0] == said


def test_a_preview_goes_on_past_them() -> None:
    cards = [card("a", {"recover": 1}, {"give": 1}, LUCK, CALM), card("b")]
    played = table(*cards, cards_rule={"mix": True}, given={"hand.north": ["a", "b"]})
    found = played.game.preview(played.view(), "play a")
    assert found.effects.question.startswith("North takes back a card; then North gives away a")
    assert [change.name for change in found.effects.changes] == ["shared.calm"]


def test_a_deck_without_them_has_no_ids_for_them() -> None:
    texts = [action.text for action in tiny(cards=[card("a", CALM)]).rules.ids.actions]
    assert not [text for text in texts if text.split()[0] in ("lose", "give", "recover", "bury")]
