"""Titles in the middle of a line: English ones in small letters, others as they are written."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, card, tiny
from wargame.content.small import begun_small, small
from wargame.rules.game import Game
from wargame.table.panes.columns import cost_text
from wargame.table.plain.drawn_card import card_parts
from wargame.table.told.scene import Scene, titles_of
from wargame.table.told.things import project

GERMAN = "Zwei Regierungen halten einander an den Lieferketten fest. " * 8
FUEL = {"id": "fuel", "title": "Vorrat an Öl", "of": "seats", "max": 9}


def game(about: str, **more: Any) -> Game:
    """A game with a card that nobody can pay."""
    dear = card("dear", "shared.calm += 1", seat="any", cost={"fuel": 3})
    hand = [{**seat, "hand": 1} for seat in BASE["seats"]]
    return tiny(about=about, tracks=[*BASE["tracks"], FUEL], cards=[dear], seats=hand, **more)


@pytest.mark.parametrize(
    ("about", "called"), [(GERMAN, "Vorrat an Öl"), ("A river.", "vorrat an öl")]
)
def test_what_is_paid_is_spelt_as_its_language_has_it(about: str, called: str) -> None:
    asked = game(about)
    refused = Table(asked, {"hand.north": ["dear"]}).refusal("play dear")
    assert f"it costs 3 {called}, and" in refused
    assert any(f"Costs 3 {called}." in line for line in card_parts(asked, asked.deck.cards[0])[2])


def test_capital_is_a_word_of_ours_in_every_language() -> None:
    assert {game(about).rules.names["north.capital"].good for about in (GERMAN, "A river.")} == {
        "capital"
    }


def test_names_and_words_in_capitals_stay_in_english() -> None:
    deck = game("A river.").deck
    assert small(deck, "Trust of  North in GDP Figures") == "trust of North in GDP figures"
    assert begun_small(deck, "Trust in North") == "trust in North"


@pytest.mark.parametrize(
    ("title", "inside", "begun"),
    [
        ("GDP Growth", "GDP growth", "GDP Growth"),
        ("North and Trust", "North and trust", "North and Trust"),
        ("U.S. Debt", "U.S. debt", "U.S. Debt"),
        ("A Plan B", "a plan B", "a Plan B"),
    ],
)
def test_a_sentence_that_begins_with_a_name_keeps_its_capital(
    title: str, inside: str, begun: str
) -> None:
    """It read `gDP` and `u.s. debt`."""
    deck = game("A river.").deck
    assert (small(deck, title), begun_small(deck, title)) == (inside, begun)


def test_nothing_is_made_small_in_another_language() -> None:
    deck = game(GERMAN).deck
    assert small(deck, "Ruhm der Häfen") == begun_small(deck, "Ruhm der Häfen") == "Ruhm der Häfen"


@pytest.mark.parametrize(
    ("title", "short", "told"),
    [
        ("Vorrat an Öl", None, "3 Vorrat an Öl"),
        ("Vorrat an Treibstoff", None, "3 Vorrat an…"),
        ("Vorrat an Treibstoff", "Öl", "3 Öl"),
    ],
    ids=["that fits", "that is cut", "of its own"],
)
def test_a_hand_on_a_screen_calls_a_price_by_its_short_title(
    title: str, short: str | None, told: str
) -> None:
    """It printed the id of what is paid."""
    dear = card("dear", "shared.calm += 1", cost={"fuel": 3})
    fuel = {**FUEL, "title": title, **({"short": short} if short else {})}
    rules = tiny(about=GERMAN, tracks=[fuel, *BASE["tracks"]], cards=[dear])
    scene = Scene(rules.redact(rules.new(), "north"), titles_of(rules.deck), side="north")
    assert cost_text(scene, rules.deck.cards[0]) == told


def test_a_stage_tells_what_its_price_comes_to() -> None:
    """It printed the expression, and the id."""
    stage = {"id": "one", "title": "planned", "cost": {"fuel": "1 + max(0, shared.calm) // 5"}}
    works = {"id": "works", "title": "Works", "seat": "north", "text": "Works.", "stages": [stage]}
    rules = tiny(tracks=[FUEL, *BASE["tracks"]], projects=[works])
    view = rules.redact(rules.position({"shared.calm": 10}), "north")
    told = list(project(Scene(view, titles_of(rules.deck), side="north"), "works"))
    assert "planned: 3 vorrat an öl" in "\n".join(map(str, told))
