"""The lint reads words both ways: what a text says is done, and what is done is said."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import DECKS
from tests.rules.mutants import Bench, mutants
from tests.rules.tiny import BASE, card
from wargame.content.library import load_deck
from wargame.content.load import load_deck_tree
from wargame.rules.reading.check import find_faults

LEAST_CAUGHT = 0.95
MOST_FALSE = 0.02

BRANCH = {"when": "shared.calm >= 5", "do": ["my.grain += 2"]}


def said(text: str, *do: Any, **fields: Any) -> list[str]:
    """What is told of one card of the smallest deck."""
    cards = [{**card("act", *do, **fields), "text": text, "source": "invented"}]
    wall = {"id": "wall", "title": "Wall", "seat": "north", "max": 2}
    found = find_faults(load_deck_tree({**BASE, "measures": [wall], "cards": cards}))
    return [fault.what for fault in found if fault.item == "card act"]


@pytest.mark.parametrize(
    ("text", "do", "fields", "told"),
    [
        pytest.param("Grain +2, calm at 5.", [BRANCH], {}, "", id="a condition said with 'at'"),
        pytest.param(
            "Grain +2 by 5 of calm.",
            [BRANCH],
            {},
            "it depends on something, and no 'if' says so",
            id="condition",
        ),
        pytest.param(
            "If calm is high, grain +2.",
            ["my.grain += 2"],
            {},
            "'if' is said, and nothing depends on it",
            id="condition that is none",
        ),
        pytest.param(
            "Grain +2 unless calm is high.",
            ["my.grain += 2"],
            {},
            "'if' is said, and nothing depends on it",
            id="exception",
        ),
        pytest.param(
            "Grain +2, otherwise calm -1.",
            ["my.grain += 2", "shared.calm -= 1"],
            {},
            "'otherwise' is said, and nothing else happens if not",
            id="instead",
        ),
        pytest.param(
            "If calm is 5 or more, grain +2. Calm +1.",
            [{**BRANCH, "otherwise": ["shared.calm += 1"]}],
            {},
            "something else happens if not, and no 'otherwise' says so",
            id="instead, unsaid",
        ),
        pytest.param(
            "Grain +2.",
            [{"after": 2, "do": ["my.grain += 2"]}],
            {},
            "something happens later, and no word says when",
            id="duration",
        ),
        pytest.param(
            "Grain +2 in 2 rounds.",
            ["my.grain += 2"],
            {},
            "a time is said, and everything happens at once",
            id="duration that is none",
        ),
        pytest.param(
            "The wall is suspended for 2 rounds.",
            [{"pause": "wall", "rounds": 2}],
            {},
            "",
            id="a pause is for a time",
        ),
        pytest.param(
            "The rival discards 1 at random.",
            [{"discard": 1, "seat": "rival", "at_random": True}],
            {},
            "",
            id="a discard that luck makes",
        ),
        pytest.param(
            "Choose: grain +2.",
            ["my.grain += 2"],
            {},
            "a choice is said, and nobody chooses",
            id="option",
        ),
        pytest.param(
            "Grain +2. Draw a card.",
            ["my.grain += 2"],
            {},
            "a draw is said, and no card is drawn",
            id="draw",
        ),
        pytest.param(
            "+2.", ["my.grain += 2"], {}, "'Grain' changes, and is not named", id="target"
        ),
        pytest.param(
            "Grain +2, calm +2.",
            ["my.grain += 2"],
            {},
            "'calm +2' is printed, and nothing does so",
            id="target that is none",
        ),
        pytest.param(
            "Grain -2.",
            ["my.grain += 2"],
            {},
            "'Grain' +2 acts so, and is not printed so",
            id="the other way",
        ),
        pytest.param(
            "Grain +2.",
            ["my.grain += 2"],
            {"rival_do": ["their.grain += 2"]},
            "its discard serves the rival, and no word says so",
            id="response",
        ),
        pytest.param(
            "Grain +2. Used for capital: grain +2.",
            ["my.grain += 2"],
            {},
            "its discard is said to do something, and does nothing",
            id="response that is none",
        ),
        pytest.param(
            "Grain +2. Capital is spent: 2.",
            ["my.grain += 2"],
            {"cost": {"capital": 2}},
            "it costs something, and no 'pay' says so",
            id="price",
        ),
    ],
)
def test_words_are_held_against_effects(
    text: str, do: list[Any], fields: dict[str, Any], told: str
) -> None:
    found = said(text, *do, **fields)
    assert told in found if told else not found


@pytest.mark.parametrize("deck", ["entanglement", "history"])
def test_shipped_texts_say_what_they_do(deck: str) -> None:
    found = [fault for fault in find_faults(load_deck(DECKS[deck])) if fault.lint]
    cards = len(load_deck(DECKS[deck]).deck.cards)
    assert len(found) <= MOST_FALSE * cards, found


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.slow)])
def test_a_clause_that_is_dropped_or_added_is_seen(every: int) -> None:
    """Of mutants of the flagship's cards, as many as are promised are caught."""
    loaded = load_deck(DECKS["entanglement"])
    bench, cards = Bench(loaded), loaded.written.cards
    missed, asked = list[str](), 0
    for number, one in list(enumerate(cards))[::every]:
        for what, mutant in mutants(one, cards[(number + 17) % len(cards)]):
            if bench.acts_aside(one, mutant):
                continue
            asked += 1
            if not bench.found(mutant):
                missed.append(f"{one.id}: {what}: {mutant.text}")
    assert asked >= 60
    assert 1 - len(missed) / asked >= LEAST_CAUGHT, "\n".join(
        [f"{len(missed)} of {asked}", *missed]
    )
