"""What an action would do, told before it is done: at once, later, by luck."""

from __future__ import annotations

from typing import Any

from tests.rules.tiny import Table, card, tiny
from wargame.rules.asking.preview import Effects, Preview, Promise

LATER = {"after": 2, "do": ["shared.calm += 1"]}


def previewed(*do: Any, text: str = "play act", turn: Any = None, **given: Any) -> Preview:
    """The preview of a card that north holds, with these effects."""
    game = tiny(cards=[card("act", *do)], **({"turn": turn} if turn else {}))
    named = {name.replace("__", "."): value for name, value in given.items()}
    table = Table(game, {"hand.north": ["act"], **named})
    return game.preview(game.redact(table.state, "north"), text)


def promised(effects: Effects) -> list[tuple[int, int]]:
    def when(one: Promise) -> tuple[int, int]:
        return one.in_rounds, one.times

    return [when(one) for one in effects.promises]


def test_what_a_bound_stops_is_told_with_what_was_wanted() -> None:
    found = previewed("my.grain += 3", "my.grain += 0", north__grain=10)
    assert [(one.old, one.new, one.wanted) for one in found.effects.changes] == [(10, 10, 13)]


def test_what_is_put_off_is_told_with_the_rounds_until_it_comes() -> None:
    found = previewed(LATER, {"lasting": 3, "do": ["my.grain += 1"]})
    assert promised(found.effects) == [(2, 1), (1, 3)]


def test_an_outcome_of_luck_tells_what_it_puts_off_and_nothing_put_off_before() -> None:
    ways = [
        {"weight": 1, "title": "Late", "do": [{"after": 3, "do": ["shared.calm -= 1"]}]},
        {"weight": 1, "title": "Never", "do": []},
    ]
    found = previewed(LATER, {"chance": ways})
    assert promised(found.effects) == [(2, 1)]
    assert [promised(one.then) for one in found.effects.odds] == [[(3, 1)], []]


def test_a_headline_tells_what_it_will_do_if_it_is_still_allowed() -> None:
    turn = {"plays": 1, "initiative": "north", "headline": {}}
    found = previewed("shared.calm += 2", text="headline act", turn=turn, phase="headline")
    assert [(one.name, one.new) for one in found.effects.changes] == [("shared.calm", 2)]


def test_of_a_headline_the_rules_come_that_answer_one_and_not_those_that_answer_a_play() -> None:
    """Blame for a tense headline was foretold that came with the next play, to whoever made it."""
    game = tiny(
        cards=[card("act", "shared.calm += 2")],
        turn={"plays": 1, "initiative": "north", "headline": {}},
        rules=[
            {"id": "played", "title": "Played", "answers": "play", "do": ["my.grain += 1"]},
            {"id": "told", "title": "Told", "answers": "headline", "do": ["my.grain += 2"]},
        ],
    )
    given = {"hand.north": ["act"], "phase": "headline", "north.grain": 4}
    table = Table(game, given)
    found = game.preview(game.redact(table.state, "north"), "headline act")
    foretold = {one.name: one.new for one in found.effects.changes}
    table.do("headline act", "pass")
    assert foretold == {"shared.calm": table["shared.calm"], "north.grain": table["north.grain"]}
    assert foretold == {"shared.calm": 2, "north.grain": 6}
