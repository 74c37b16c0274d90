"""Rules of a phase in one run: what they read is worked out once, and anew once it moved."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, rule, tiny
from wargame.rules.game import Game

TRACKS: list[dict[str, Any]] = [
    *BASE["tracks"],
    {"id": "store", "title": "Store", "of": "shared", "max": 60, "value": "2 * north.grain"},
    {"id": "need", "title": "Need", "of": "shared", "max": 90, "value": "shared.store + 1"},
    {"id": "seen", "title": "Seen", "of": "shared", "max": 900},
]


def ruled(*blocks: list[Any], **more: Any) -> Game:
    """A deck with a rule for each block, all of one phase."""
    rules = [{**rule("account", *block), "id": f"rule_{n}"} for n, block in enumerate(blocks)]
    return tiny(**{"tracks": TRACKS, "rules": rules, **more})


def seen(game: Game) -> int:
    """What was seen after a round; north's grain starts at 4."""
    return Table(game).rounds()["shared.seen"]


def text_of(game: Game) -> str:
    """The phase as it was generated."""
    return game.rules.module.text.partition("class AccountPhase")[2].partition("class ")[0]


LOOK = ["shared.seen = shared.seen * 10 + shared.store"]
NEED = ["shared.seen = shared.seen * 10 + shared.need"]


@pytest.mark.parametrize(
    ("blocks", "found", "worked_out"),
    [
        pytest.param((LOOK, LOOK), 88, 1, id="worked out once"),
        pytest.param((LOOK, ["north.grain -= 1"], LOOK), 86, 2, id="anew after a write"),
        pytest.param((LOOK, ["shared.calm += 1"], LOOK), 88, 1, id="not after a write elsewhere"),
        pytest.param((NEED, LOOK), 98, 1, id="what a number rests on holds too"),
        pytest.param((NEED, ["north.grain += 1"], NEED), 101, 2, id="and moves it"),
        pytest.param(
            (LOOK, [{"when": "shared.calm == 0", "do": ["north.grain -= 2"]}], LOOK),
            84,
            2,
            id="anew behind a branch that may have written",
        ),
        pytest.param(
            ([{"when": "shared.calm == 1", "do": LOOK}], LOOK), 8, 2, id="anew behind a branch"
        ),
        pytest.param(
            ([{"when": "shared.calm == 1 and shared.store > 1", "do": LOOK}],),
            0,
            1,
            id="not ahead of a test that may not be made",
        ),
    ],
)
def test_rules_read_what_is_so(blocks: tuple[list[Any], ...], found: int, worked_out: int) -> None:
    game = ruled(*blocks)
    assert seen(game) == found
    assert text_of(game).count("now_store =") == worked_out


def test_a_rule_that_is_left_out_works_nothing_out_for_others() -> None:
    plain = ruled(LOOK, LOOK)
    rules = [{**rule("account", *LOOK), "id": f"rule_{n}", "removable": n == 0} for n in (0, 1)]
    game = ruled(rules=rules)
    assert seen(game) == seen(plain) == 88
    assert seen(Game(game.rules.valued({"rule_0": "off"}))) == 8


def test_lists_of_what_the_rules_were_given_are_made_once() -> None:
    numbers = [{"id": "stake", "title": "Stake", "value": 3, "max": 9}]
    value = "pick(clamp(shared.calm, 0, 3), 0, number.stake, 5, number.stake)"
    due = {"id": "due", "title": "Due", "of": "shared", "max": 9, "value": value}
    game = tiny(tracks=[*BASE["tracks"], due], numbers=numbers)
    assert "self.LIST_0 = [0, stake, 5, stake]" in game.rules.module.text
    dear = Game(game.rules.valued({"stake": "7"}))
    found = [dear.position({"shared.calm": calm})["shared.due"] for calm in (-4, 0, 1, 2, 9)]
    assert found == [0, 0, 7, 5, 7]
