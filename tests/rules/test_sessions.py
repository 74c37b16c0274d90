"""What a deck says for a class: what may be named, what is refused, and that nothing acts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import DECKS
from wargame.content.faults.codes import coded
from wargame.content.fields import READERS_NOUNS
from wargame.content.load import load_deck, load_deck_tree
from wargame.content.loaded import LoadedDeck
from wargame.errors import DeckError
from wargame.rules.hashes import rules_hash
from wargame.rules.lint.check import find_faults

WATER = DECKS["water_treaty"].folder
RUN: dict[str, Any] = {"id": "hour", "title": "An hour", "minutes": 60}
RUN["phases"] = [{"title": "Play", "minutes": 60}]
SOUND: dict[str, list[dict[str, Any]]] = {
    "delegations": [{"id": "miller", "seat": "lower", "title": "Miller", "brief": "Flour."}],
    "formats": [RUN],
    "quiz": [{"ask": "Wet?", "answers": ["Yes", "No"], "right": 1, "why": "Water."}],
    "debrief": [{"ask": "Dry?", "shows": ["shared.trust"]}],
}


def with_class(noun: str = "quiz", **changes: Any) -> LoadedDeck:
    """The water treaty with all that is said for a class; one element changed."""
    tree = load_deck(WATER).tree | SOUND
    tree[noun] = [{**SOUND[noun][0], **changes}]
    return load_deck_tree(tree)


def codes(loaded: LoadedDeck) -> list[str]:
    """Codes of what is wrong or advised beyond the plain deck."""
    without = {fault.what for fault in find_faults(load_deck(WATER))}
    return [one.code for one in coded(find_faults(loaded)) if one.what not in without]


def test_what_is_sound_is_taken() -> None:
    assert codes(with_class()) == []


@pytest.mark.parametrize(
    ("noun", "changes", "code"),
    [
        pytest.param("delegations", {"seat": "middle"}, "N15", id="no such seat"),
        pytest.param("formats", {"minutes": 50}, "P01", id="phases that take longer"),
        pytest.param(
            "formats", {"phases": [{**RUN["phases"][0], "kind": "break"}]}, "P02", id="no play"
        ),
        pytest.param(
            "formats", {"injects": [{"inject": "drought"}]}, "P03", id="an inject without a time"
        ),
        pytest.param("formats", {"last_round": 99}, "P04", id="a late last round"),
        pytest.param(
            "formats",
            {"injects": [{"inject": "drought", "round": 2}], "last_round": 1},
            "P14",
            id="an inject behind the last round",
        ),
        pytest.param("formats", {"variant": "wetter"}, "N15", id="no such variant"),
        pytest.param(
            "formats", {"injects": [{"inject": "x", "minute": 3}]}, "N15", id="no such inject"
        ),
        pytest.param(
            "formats", {"injects": [{"inject": "drought", "when": "dry >"}]}, "X03", id="no words"
        ),
        pytest.param("quiz", {"right": 3}, "P05", id="no such answer"),
        pytest.param("debrief", {"shows": ["shared.wet"]}, "N17", id="no such number"),
        pytest.param("debrief", {"claims": [77]}, "L08", id="no such claim"),
    ],
)
def test_what_is_wrong_has_its_code(noun: str, changes: dict[str, Any], code: str) -> None:
    assert code in codes(with_class(noun, **changes))


@pytest.mark.parametrize("entry", [7, ["Dry?"], {"aks": "Dry?"}, True])
def test_a_question_is_text_or_fields(entry: object) -> None:
    tree = load_deck(WATER).tree | {"debrief": ["Wet?", entry]}
    with pytest.raises(DeckError, match=r"expected text or fields|unknown field"):
        load_deck_tree(tree)


def test_text_alone_is_a_question_too() -> None:
    tree = load_deck(WATER).tree | {"debrief": ["Wet?", *SOUND["debrief"]]}
    asked = load_deck_tree(tree).deck.questions
    assert [(one.ask, one.stage) for one in asked] == [("Wet?", "causes"), ("Dry?", "causes")]


def test_nothing_of_it_acts_and_no_save_holds_what_only_a_class_needs() -> None:
    plain, loaded = load_deck(WATER), with_class()
    assert rules_hash(plain.deck) == rules_hash(loaded.deck)
    assert set(SOUND) & set(loaded.tree) == {"debrief"}
    longer = with_class("quiz", why="Very wet.")
    assert loaded.deck_hash == longer.deck_hash
    assert {"delegations", "formats", "quiz"} <= set(READERS_NOUNS)
