"""Fronts that nothing moves, goods that nobody has, duties that are never tested: each is told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE
from wargame.content.load import load_deck_tree
from wargame.rules.reading.check import find_faults


def fronts(value: str) -> dict[str, Any]:
    front = {"id": "mart", "title": "Mart", "value": value, "into": "shared.calm"}
    return {"fronts": [{**front, "calendar": {"2": 1}}]}


def points(**worth: int) -> dict[str, Any]:
    return {"contest": {"lead": "north.grain - south.grain", "points": worth}}


def deals(amount: int = 1, after: int = 1, term: int = 2, **more: Any) -> dict[str, Any]:
    gift = {"id": "gift", "title": "Gift", "seat": "north", "kind": "transfer", "track": "grain"}
    duty = {"performs": {"needs": "my.grain >= 3", "after": after}}
    items = [{**gift, "amount": amount}, {**gift, "id": "sum", "seat": "south", "amount": 1}]
    package = {"id": "swap", "title": "Swap", "items": ["gift", "sum"], "term": term}
    items[0] |= {**duty, **more}
    return {"deals": {"terms": [2, 3], "items": items, "packages": [package]}}


@pytest.mark.parametrize(
    ("nouns", "said"),
    [
        pytest.param(fronts("clamp(shared.calm, -1, 1)"), "", id="a front that moves"),
        pytest.param(fronts("1"), "it is always 1: nothing moves who leads", id="a constant"),
        pytest.param(fronts("clamp(shared.calm, 0, 1)"), "", id="a front of one side"),
        pytest.param(points(win=3), "", id="match points"),
        pytest.param(points(win=1, stand=2), "'stand' is worth 2, and to win 1", id="to stand"),
        pytest.param(deals(), "", id="a deal"),
        pytest.param(
            deals(amount=12), "this can never be paid: 'grain' is at most 10", id="too much"
        ),
        pytest.param(
            deals(after=4), "it is tested after 4 rounds, and runs 3 at most", id="a late duty"
        ),
        pytest.param(
            deals(after=2, rounds=1),
            "it is tested after 2 rounds, and runs 1 at most",
            id="a duty behind its item",
        ),
        pytest.param(
            deals(after=3),
            "'gift' is tested after 3 rounds, and the term is 2",
            id="a duty behind its package",
        ),
        pytest.param(deals(after=3, term=3), "", id="a duty on the last day"),
    ],
)
def test_what_nothing_moves_pays_or_tests_is_told(nouns: dict[str, Any], said: str) -> None:
    found = find_faults(load_deck_tree({**BASE, **nouns}))
    parts = ("leads", "to win", "be paid", "is tested")
    assert [f.what for f in found if any(part in f.what for part in parts)] == [said] * bool(said)
