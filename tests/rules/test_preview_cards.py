"""A preview goes on past cards that are drawn or discarded: which ones moves no number."""

from __future__ import annotations

from tests.rules.tiny import Table, card, seats, tiny
from wargame.rules.asking.preview import Preview


def previewed(*do: object) -> Preview:
    """The preview of a card with these effects, in a hand of two."""
    cards = [card("a", *do), *(card(name, seat="any") for name in "bcdefg")]
    table = Table(
        tiny(cards=cards, seats=seats({"hand": 2}, {"hand": 2})),
        {"hand.north": ["a", "b"], "hand.south": ["b", "c"]},
    )
    view = table.view()
    return table.game.preview(view, "play a")


def test_what_comes_after_a_draw_is_told_too() -> None:
    found = previewed("shared.calm += 1", {"draw": 2, "seat": "me"}, "their.grain -= 2")
    assert [(c.name, c.old, c.new) for c in found.effects.changes] == [
        ("shared.calm", 0, 1),
        ("south.grain", 4, 2),
    ]
    assert found.effects.question == "North draws 2 cards"


def test_hands_count_as_they_will_be() -> None:
    found = previewed(
        {"discard": 1, "seat": "rival"}, {"draw": 1, "seat": "me"}, "shared.calm += my.hand_size"
    )
    assert [change.new for change in found.effects.changes] == [2]
    assert found.effects.question == "South discards a card; then North draws a card"


def test_a_question_after_a_draw_is_told_last() -> None:
    options = [{"id": "yes", "title": "Yes"}, {"id": "no", "title": "No"}]
    ask = {"choose": {"seat": "rival", "title": "Agree?", "options": options}}
    found = previewed({"draw": 1, "seat": "me"}, ask, "shared.calm += 1")
    assert found.effects.changes == ()
    assert found.effects.question == "North draws a card; then South: Agree?"


def test_luck_after_a_draw_keeps_its_odds() -> None:
    luck = {
        "chance": [
            {"weight": 1, "title": "Up", "do": ["shared.calm += 1"]},
            {"weight": 3, "title": "Down", "do": ["shared.calm -= 1"]},
        ]
    }
    found = previewed({"draw": 1, "seat": "me"}, luck)
    assert [(odds.weight, odds.total, odds.title) for odds in found.effects.odds] == [
        (1, 4, "Up"),
        (3, 4, "Down"),
    ]
