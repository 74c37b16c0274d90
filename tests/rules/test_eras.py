"""Eras: what they are in expressions, and which cards and injects come and go with them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import Table, card, rule, seats, tiny
from wargame.errors import DeckError
from wargame.rules.kernel import Stream
from wargame.rules.redact import redact

ERAS = [
    {"id": "calm_days", "title": "Calm days", "round": 1},
    {"id": "storm", "title": "Storm", "round": 3},
    {"id": "after", "title": "After", "round": 5},
]
CALM = "shared.calm += 1"


def game(*cards: dict[str, Any], hand: int = 0, **deck: Any) -> Table:
    return Table(tiny(eras=ERAS, cards=list(cards), seats=seats({"hand": hand}), **deck))


@pytest.mark.parametrize(
    ("text", "rounds"),
    [
        pytest.param("game.era == 1", [1, 2], id="the first, by number"),
        pytest.param("game.era == storm", [3, 4], id="the second, by its id"),
        pytest.param("game.era >= storm", [3, 4, 5, 6], id="from one on"),
        pytest.param("after - game.era == 0", [5, 6], id="an id is a number"),
    ],
)
def test_an_era_lasts_until_the_next_begins(text: str, rounds: list[int]) -> None:
    played, held = game(), []
    while played.state.round <= 6:
        if played[f"1 if {text} else 0"]:
            held.append(played.state.round)
        played.rounds()
    assert held == rounds


@pytest.mark.parametrize(
    ("more", "piles"),
    [
        pytest.param({}, [1, 1, 1, 1, 1], id="no era"),
        pytest.param({"era": "calm_days"}, [1, 1, 1, 1, 1], id="the first era"),
        pytest.param({"era": "storm"}, [0, 0, 1, 1, 1], id="from an era on"),
        pytest.param({"until_era": "calm_days"}, [1, 1, 0, 0, 0], id="until an era is over"),
        pytest.param({"era": "storm", "until_era": "storm"}, [0, 0, 1, 1, 0], id="in one alone"),
        pytest.param({"until_era": "after"}, [1, 1, 1, 1, 1], id="until the last: it stays"),
    ],
)
def test_a_card_is_in_the_pile_while_its_eras_last(more: Any, piles: list[int]) -> None:
    played, found = game(card("act", CALM, **more)), []
    for _ in piles:
        found.append(len(played.view().pile))
        played.rounds()
    assert found == piles


@pytest.mark.parametrize("place", ["hand", "discard", "pile"])
def test_a_card_whose_time_is_over_leaves_the_game_wherever_it_is(place: str) -> None:
    hands = {"hand": ["old"], "discard": ["old"], "pile": []}
    deck = tiny(eras=ERAS, cards=[card("old", CALM, until_era="calm_days")])
    played = Table(deck, {"hand.north": hands[place], "round": 2})
    played.do("capital old" if place == "discard" else "pass").rounds()
    view = played.view()
    assert (played.state.round, view.hand, view.pile) == (3, (), ())
    assert (view.discards["north"], view.gone["north"]) == ((), ("old",))


def test_a_new_hand_is_drawn_for_what_has_left_it() -> None:
    cards = [card("old", CALM, until_era="calm_days"), card("new", CALM, era="storm")]
    played = game(*cards, hand=1)
    assert played.view().hand_size("north") == 0
    played.do("draw old").rounds(2).do("draw new")
    assert (played.state.round, played.view().hand) == (3, ("new",))


@pytest.mark.parametrize("mix", [True, False])
def test_who_has_seen_a_pile_run_out_still_knows_that_hand_when_an_era_adds_to_it(
    mix: bool,
) -> None:
    cards = [card("a", CALM), card("b", CALM, era="storm"), card("c", CALM, era="storm")]
    played = game(*cards, hand=1, cards_rule={"mix": mix}).do("draw a").rounds(2)
    rival = played.view("south")
    assert rival.known_cards("north") == ("a",)
    assert rival.pile_size("north") == 2


def test_what_all_knew_to_be_in_a_hand_is_known_there_no_more_when_its_time_is_over() -> None:
    cards = [card("old", CALM, until_era="calm_days"), card("back", {"recover": 1})]
    deck = tiny(eras=ERAS, cards=cards)
    played = Table(deck, {"hand.north": ["old", "back"]}).do("capital old", "pass", "play back")
    played.do("recover old")
    assert played.view("south").known_cards("north") == ("old",)
    assert redact(played.rounds(2).state, 1).known_cards("north") == ()


def test_cards_that_have_not_come_are_in_no_imagined_hand() -> None:
    cards = [card(name, CALM) for name in "abc"] + [card("late", CALM, era="after")]
    played = game(*cards, hand=1).do("draw b")
    spectator = played.view("")
    for seed in range(20):
        there = played.game.resample(spectator, Stream(seed))
        held = [*redact(there, 0).hand, *redact(there, 0).pile]
        assert sorted(held) == ["a", "b", "c"]


def test_an_inject_waits_for_its_era() -> None:
    injects = [
        {"id": "early", "title": "Early", "text": "E", "until_era": "calm_days", "do": [CALM]},
        {"id": "late", "title": "Late", "text": "L", "era": "storm", "do": [CALM]},
    ]
    played = game(injects=injects)
    assert list(played.odds) == ["inject early"]
    played.rounds(2)
    assert list(played.odds) == ["inject late"]


def test_what_is_said_of_eras() -> None:
    cards = [card("act", CALM, era="storm", until_era="storm", needs="game.era >= storm")]
    played = game(*cards, rules=[rule("world", CALM)])
    assert played.game.describe("act")[:3] == [
        "comes in round 3, with Storm",
        "leaves the game after round 4",
        "needs: Era is at least Storm",
    ]
    assert played.view().era == "calm_days"


@pytest.mark.parametrize(
    ("deck", "said"),
    [
        pytest.param(
            {"eras": [{"id": "a", "title": "A", "round": 2}]},
            "it begins in round 2 The first begins in 1.",
            id="the first begins late",
        ),
        pytest.param(
            {"eras": [ERAS[0], {**ERAS[0], "id": "b"}]},
            "it begins in round 1 It must begin after round 1.",
            id="two in one round",
        ),
        pytest.param(
            {"eras": [*ERAS, {"id": "d", "title": "D", "round": 13}]},
            "round 13 is after the last",
            id="after the last round",
        ),
        pytest.param(
            {"eras": ERAS, "cards": [card("act", CALM, era="strom")]},
            "unknown era 'strom' Did you mean 'storm'?",
            id="an unknown era",
        ),
        pytest.param(
            {"cards": [card("act", CALM, era="storm")]},
            "unknown era 'storm' The deck has no 'eras'.",
            id="a deck without eras",
        ),
        pytest.param(
            {"eras": ERAS, "cards": [card("act", CALM, needs="game.era >= strom")]},
            "unknown name 'strom' Did you mean 'storm'? Eras are ",
            id="an unknown era in an expression",
        ),
        pytest.param(
            {"eras": ERAS, "cards": [card("act", CALM, era="after", until_era="storm")]},
            "'storm' ends before it comes",
            id="the wrong way round",
        ),
        pytest.param(
            {
                "eras": ERAS,
                "injects": [
                    {"id": "i", "title": "I", "text": "T", "era": "storm", "round": 2, "do": []}
                ],
            },
            "round 2 is not in its eras",
            id="a date outside",
        ),
    ],
)
def test_what_eras_refuse(deck: Any, said: str) -> None:
    with pytest.raises(DeckError) as found:
        tiny(**deck)
    words = [word for word in str(found.value).split() if not word.startswith("[")]
    assert said in " ".join(words)
