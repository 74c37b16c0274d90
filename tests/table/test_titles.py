"""What people read for whatever the rules count."""

from __future__ import annotations

import pytest

from tests.conftest import opened
from wargame.table.told.scene import titles_of
from wargame.table.words.titles import GAME

EVERYTHING = (
    *("entanglement", "primer", "kitchen_sink", "kitchen_acts", "kitchen_cards", "kitchen_deals"),
    *("kitchen_fronts", "kitchen_sealed"),
)
"""Decks that have every kind of name between them."""


@pytest.mark.parametrize("deck", EVERYTHING)
def test_no_number_is_called_by_its_name_in_the_rules(deck: str) -> None:
    """It read "game.judged 1 to 2 in round 2"."""
    game = opened(deck)
    titles = titles_of(game.deck)
    assert not [name for name in game.rules.names if titles.title(name) == name]


@pytest.mark.parametrize("deck", EVERYTHING)
def test_what_stands_on_no_board_is_called_as_the_rules_call_it(deck: str) -> None:
    game = opened(deck)
    titles = titles_of(game.deck)
    nouns = ("card", "action", "deal", "number", "game")
    names = [one for one in game.rules.names.values() if one.text.partition(".")[0] in nouns]
    names = [one for one in names if one.text not in titles.numbers]
    assert {one.text: titles.title(one.text) for one in names} == {
        one.text: one.title for one in names
    }


def test_each_count_of_a_game_is_one_of_some_deck() -> None:
    kept = {name for deck in EVERYTHING for name in opened(deck).rules.names}
    assert not [name for name in GAME if f"game.{name}" not in kept]
