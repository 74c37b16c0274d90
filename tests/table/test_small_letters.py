"""Titles in the middle of a line: English ones in small letters, others as they are written."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, card, tiny
from wargame.content.small import begun_small, small
from wargame.rules.game import Game
from wargame.table.plain.drawn_card import card_parts

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


def test_nothing_is_made_small_in_another_language() -> None:
    deck = game(GERMAN).deck
    assert small(deck, "Ruhm der Häfen") == begun_small(deck, "Ruhm der Häfen") == "Ruhm der Häfen"
