"""One pile for both seats, events for the rival, and burying cards."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import Table, card, seats, tiny
from wargame.errors import DeckError
from wargame.rules.kernel import Stream
from wargame.rules.redact import redact
from wargame.rules.refusal import Reason
from wargame.rules.unseen import NOBODY

CALM = "shared.calm += 1"
EAT = "my.grain -= 1"
BURY = {"per_round": 1, "cost": {"capital": 1}, "into": "grain"}


def table(
    *cards: dict[str, Any], given: dict[str, Any] | None = None, hand: int = 0, **rule: Any
) -> Table:
    """A common pile; north holds what is given, else nothing."""
    deck = tiny(
        cards=list(cards),
        cards_rule={"mix": True, **rule},
        seats=seats({"hand": hand}, {"hand": hand}),
    )
    return Table(deck, given) if given is not None else Table(deck)


# --- one pile ------------------------------------------------------------------------------


def test_all_seats_draw_from_one_pile() -> None:
    played = table(card("a", CALM), card("b", CALM, seat="south"), hand=1)
    assert (played.seat, sorted(played.odds)) == ("CHANCE", ["draw a", "draw b"])
    played.do("draw b")
    assert list(played.odds) == ["draw a"]
    played.do("draw a")
    assert [played.view(seat).hand for seat in played.game.seats] == [("b",), ("a",)]
    assert [played.view().pile_size(seat) for seat in ("north", "south")] == [0, 0]


def test_a_card_of_any_seat_is_one_card_there() -> None:
    played = table(card("a", "my.grain += 1", seat="any"), hand=1)
    played.do("draw a").rounds()
    assert [played.view(seat).hand_sizes for seat in played.game.seats] == [(1, 0), (1, 0)]
    assert (played.view().hand, played.view("south").pile_sizes) == (("a",), (0, 0))


def test_what_is_discarded_by_either_comes_back_to_the_one_pile() -> None:
    cards = [card("a", CALM), card("b", CALM, seat="south")]
    played = table(*cards, given={"hand.north": ["a"], "hand.south": ["b"]}, hand=1)
    played.do("play a")
    assert played.view().discards == {"north": ("a",), "south": ()}
    played.do("play b")
    assert sorted(played.odds) == ["draw a", "draw b"]


# --- the rival's cards ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "rule", "grain", "calm"),
    [
        pytest.param({}, {}, 3, 1, id="its owner's policy"),
        pytest.param({"needs": "my.grain >= 4"}, {}, 3, 1, id="whose need holds"),
        pytest.param({"needs": "my.grain >= 5"}, {}, 4, 0, id="whose need fails"),
        pytest.param({"cost": {"capital": 9}}, {}, 3, 1, id="unpaid"),
        pytest.param({}, {"rival_event": "always"}, 3, 1, id="always"),
        pytest.param({}, {"rival_event": "never"}, 4, 0, id="never"),
    ],
)
def test_a_card_of_the_rivals_taken_for_capital_happens_for_its_owner(
    more: Any, rule: Any, grain: int, calm: int
) -> None:
    hers = card("hers", EAT, CALM, seat="south", worth=2, **more)
    played = table(hers, given={"hand.north": ["hers"]}, **rule)
    assert played.legal == ["pass", "capital hers"]
    played.do("capital hers")
    assert (played["south.grain"], played["shared.calm"]) == (grain, calm)
    assert (played["north.capital"], played["south.capital"]) == (7, 5)
    assert played.view().discards["north"] == ("hers",)


def test_it_happens_once_if_it_is_marked_so() -> None:
    hers = card("hers", EAT, seat="south", once=True)
    played = table(hers, given={"hand.north": ["hers"]}).do("capital hers")
    assert played.view().gone["north"] == ("hers",)


def test_a_card_of_the_rivals_is_refused_as_a_policy() -> None:
    played = table(card("hers", EAT, seat="south"), given={"hand.north": ["hers"]})
    assert played.why("play hers") == Reason("not_yours", "hers")


@pytest.mark.parametrize(
    ("rule", "play", "burn"),
    [
        pytest.param({}, 4, 5, id="burnt"),
        pytest.param({"rival_event": "always"}, 5, 5, id="always"),
        pytest.param({"rival_event": "never"}, 4, 4, id="never"),
    ],
)
def test_when_a_card_of_ones_own_serves_the_rival(rule: Any, play: int, burn: int) -> None:
    mine = card("mine", CALM, rival_do=["their.grain += 1"])
    for text, grain in (("play mine", play), ("capital mine", burn)):
        for mixed in (True, False):
            game = tiny(cards=[mine], cards_rule={**rule, "mix": mixed})
            played = Table(game, {"hand.north": ["mine"]}).do(text)
            assert played["south.grain"] == grain


# --- burying -------------------------------------------------------------------------------


@pytest.mark.parametrize("mix", [True, False])
def test_a_buried_card_pays_counts_and_does_nothing_else(mix: bool) -> None:
    mine = card("mine", CALM, rival_do=["their.grain += 1"], once=True)
    game = tiny(cards=[mine], cards_rule={"mix": mix, "bury": BURY})
    played = Table(game, {"hand.north": ["mine"]})
    assert played.legal[-1] == "bury mine"
    played.do("bury mine")
    assert (played["north.capital"], played["north.grain"], played["north.buried"]) == (4, 5, 1)
    assert (played["shared.calm"], played["south.grain"]) == (0, 4)
    assert played.view().discards["north"] == ("mine",)


def test_how_often_cards_are_buried() -> None:
    cards = [card(name, CALM) for name in "abc"]
    game = tiny(cards=cards, cards_rule={"bury": BURY}, turn={"plays": 2, "initiative": "north"})
    played = Table(game, {"hand.north": ["a", "b", "c"]}).do("bury a", "pass")
    assert played.why("bury b") == Reason("used_up", "bury", thing="a round", amount=1)
    played.rounds()
    assert (played["north.buried"], "bury b" in played.legal) == (0, True)


@pytest.mark.parametrize(
    ("bury", "why"),
    [
        pytest.param({"cost": {"capital": 6}}, "it costs 6 capital", id="too dear"),
        pytest.param(None, "this deck has no 'bury'", id="not in this deck"),
    ],
)
def test_why_a_card_is_not_buried(bury: Any, why: str) -> None:
    game = tiny(cards=[card("a", CALM)], cards_rule={"bury": bury} if bury else {})
    played = Table(game, {"hand.north": ["a"]})
    assert not any(text.startswith("bury") for text in played.legal)
    assert why in played.refusal("bury a")


def test_a_track_that_nobody_has_takes_no_cards() -> None:
    with pytest.raises(DeckError, match=r"unknown name 'my\.granary'"):
        tiny(cards=[card("a", CALM)], cards_rule={"bury": {"into": "granary"}})


# --- what is known -------------------------------------------------------------------------


def hands_imagined(played: Table, number: int) -> list[tuple[str, ...]]:
    """Both hands, as many times as luck makes a difference."""
    found = []
    for seed in range(60):
        other = played.game.resample(redact(played.state, number), Stream(seed))
        found.append((" ".join(redact(other, 0).hand), " ".join(redact(other, 1).hand)))
    return sorted(set(found))


def test_unseen_cards_may_be_in_the_pile_or_with_the_rival() -> None:
    cards = [card(name, CALM) for name in "abc"]
    played = table(*cards, hand=1).do("draw b", "draw c")
    assert played.view().pile == ("a", "c")
    assert played.view().known_cards("south") == ()
    assert hands_imagined(played, 0) == [("b", "a"), ("b", "c")]
    assert len(hands_imagined(played, NOBODY)) == 6


def test_a_headline_that_is_shown_is_neither_in_the_pile_nor_in_a_hand() -> None:
    options = [{"id": name, "title": name} for name in ("yes", "no")]
    ask = {"choose": {"seat": "me", "title": "What?", "options": options}}
    game = tiny(
        cards=[card("a", ask), card("b"), card("c"), card("d", ask, seat="south")],
        cards_rule={"mix": True},
        turn={"plays": 1, "initiative": "north", "headline": {}},
    )
    hands = {"hand.north": ["a", "b"], "hand.south": ["d"], "phase": "headline"}
    played = Table(game, hands).do("headline a", "headline d")
    assert (played.seat, played.legal) == ("north", ["choose yes", "choose no"])
    assert played.view().pile == ("c",)


def test_a_pile_that_runs_out_tells_each_seat_the_other_hand_and_others_the_two_together() -> None:
    cards = [card(name, CALM, {"draw": 1}, seat="any") for name in "abc"]
    played = table(*cards, hand=1).do("draw b", "draw c")
    played.do("play b", "draw a")  # the pile is empty now
    played.do("play c", "draw b")  # and was filled again
    assert played.view().known_cards("south") == ()
    assert played.view("south").known_cards("north") == ("a",)
    assert hands_imagined(played, 1) == [("a", "b")]
    assert played.view("").known_cards("north") == ()
    assert ("c", "b") not in hands_imagined(played, NOBODY)  # a is in a hand, for all to know


def test_what_a_card_is_in_the_other_hand_is_told_by_name() -> None:
    game = tiny(cards=[card("x", "shared.calm += 1", worth=2)], cards_rule={"mix": True})
    assert game.describe("x")[-1] == (
        "in the hand of South: 2 capital, and it happens for North, unpaid"
    )
