"""Who a front's text says leads, and for whom it says a prize is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE
from wargame.content.load import load_deck_tree
from wargame.rules.lint.check import find_faults

LEAD = {"lead": {"north": "shared.calm > 5", "south": "shared.calm < 2"}}
VALUE = {"value": "1 if shared.calm > 5 else (-1 if shared.calm < 2 else 0)"}
BOTH = {"lead": {"north": "my.grain >= 3", "south": "my.grain >= 3"}}
PRIZE = {"won": {"south": ["my.grain += 1"]}}


@pytest.mark.parametrize(
    ("text", "ways", "lies"),
    [
        ("North leads with calm over 5, South under 2.", LEAD, 0),
        ("With more than 5 calm North leads, with less than 2 South.", VALUE, 0),
        ("South leads with calm over 5, North under 2.", LEAD, 2),
        ("With more than 5 calm South leads, with less than 2 North.", VALUE, 2),
        ("With 6 calm or more South leads, with less than 2 it does, too.", VALUE, 1),
        ("North leads unless calm is under 2, South unless it is over 5.", LEAD, 0),
        ("North leads with 3 grain or more, South with 3 grain or more.", BOTH, 0),
        ("Calm of 6 or more shames the South, under 2 it shames the North.", LEAD, 0),
        ("North leads with calm over 4, South under 1.", LEAD, 0),
        ("Who leads hangs on calm. Won by South, grain +1.", LEAD | PRIZE, 0),
        ("Who leads hangs on calm. Won by North, grain +1.", LEAD | PRIZE, 1),
    ],
)
def test_who_leads_and_who_wins(text: str, ways: dict[str, Any], lies: int) -> None:
    edge = {"id": "edge", "title": "Edge", "of": "shared", "min": -9}
    front = {"id": "hill", "title": "Hill", "text": text, "into": "shared.edge", **ways}
    front |= {"calendar": {"2": 1}}
    found = find_faults(
        load_deck_tree({**BASE, "tracks": [*BASE["tracks"], edge], "fronts": [front]})
    )
    assert not [fault for fault in found if not fault.lint]
    assert len([f for f in found if "happens to the other side" in f.what]) == lies
