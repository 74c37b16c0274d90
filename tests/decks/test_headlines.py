"""What a variant makes of rules that were written for the deck without it."""

from __future__ import annotations

from tests.rules.tiny import Table
from wargame.content.library import DeckLibrary, load_deck
from wargame.rules.game import Game


def test_a_side_is_blamed_for_the_tension_of_its_own_headline() -> None:
    """It was put down to whoever acted next, and a crisis to whoever had raised tension before."""
    game = Game(load_deck(DeckLibrary().find("primer:headlines")))
    table = Table(game, {"hand.china": ["public_threat"], "phase": "headline", "turn": "china"})
    before = table["shared.tension"]
    table.do("headline public_threat", "pass")
    assert table["shared.tension"] == before + 8
    assert (table["china.blame"], table["us.blame"]) == (8, 0)
    assert table["shared.match"] == game.seats.index("china") + 1
