"""In a shipped deck a constituency goes by one word, on the board as in its title."""

from __future__ import annotations

from tests.conftest import DECKS
from wargame.content.library import load_deck

STEM = 4
"""Letters that a short title shares with the full one: `farms` stands for `US farm states`."""


def test_a_constituency_goes_by_one_word() -> None:
    deck = load_deck(DECKS["entanglement"]).deck
    assert deck.board is not None
    titles = {row.number: row.title for home in deck.board.homes for row in home.parties}
    for party in deck.parties:
        for called in (party.short, titles.get(f"party.{party.id}.anger")):
            word = (called or party.title).split()[-1].lower()
            assert word[:STEM] in party.title.lower(), (called, party.title)
