"""What is turned round is told: leads, floors, bounds; and a number beside itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, card
from wargame.content.faults.codes import coded
from wargame.content.load import load_deck_tree
from wargame.rules.lint.check import find_faults

CODES = ("L158", "L159", "L160", "L161", "L162")
HILL = {"id": "hill", "title": "Hill", "value": "1", "into": "shared.calm", "calendar": {"2": 1}}
LEAD = {"id": "edge", "title": "Edge", "of": "shared", "min": -9, "value": "2 - shared.calm"}


def lead(text: str, behind: str = "shared.calm") -> dict[str, Any]:
    """A contest of that lead, in which a front moves `calm` up for north."""
    ridge = {**HILL, "id": "ridge", "title": "Ridge"}
    docket = {"stakes": 1, "behind": behind}
    return {"fronts": [HILL, ridge], "contest": {"lead": text}, "docket": docket}


def floor(text: str) -> dict[str, Any]:
    """A contest in which north has to hold that, with more grain and less debt better."""
    debt = {"id": "debt", "title": "Debt", "of": "seats", "max": 9, "better": "down"}
    calm, grain = BASE["tracks"]
    contest = {"lead": "shared.calm", "floors": {"north": text}}
    return {"contest": contest, "tracks": [calm, {**grain, "better": "up"}, debt]}


def line(text: str) -> dict[str, Any]:
    return {"cards": [card("ebb", text, source="invented")]}


@pytest.mark.parametrize(
    ("nouns", "code"),
    [
        pytest.param(lead("-shared.calm"), "L158", id="a lead with a minus"),
        pytest.param(lead("3 - shared.calm // 2"), "L158", id="a lead from which it is taken"),
        pytest.param(lead("clamp(-shared.calm, -5, 5)"), "L158", id="a minus inside"),
        pytest.param(
            lead("shared.edge") | {"tracks": [*BASE["tracks"], LEAD]}, "L158", id="one computed"
        ),
        pytest.param(lead("shared.calm", "-shared.calm"), "L158", id="who is behind"),
        pytest.param(lead("shared.calm"), "", id="a lead"),
        pytest.param(lead("shared.calm - (3 - shared.calm)"), "", id="a minus before a minus"),
        pytest.param(lead("north.grain - shared.calm // 4 + shared.calm"), "", id="both ways"),
        pytest.param(lead("north.grain - south.grain"), "", id="a lead that fronts do not move"),
        pytest.param(lead("-shared.calm * shared.calm"), "", id="what takes more to tell"),
        pytest.param(floor("their.grain >= 2"), "L159", id="a floor of the other side"),
        pytest.param(floor("my.grain >= their.grain"), "", id="a floor beside the other side"),
        pytest.param(floor("shared.calm >= 2"), "", id="a floor of the table"),
        pytest.param(floor("my.grain <= 2"), "L160", id="a floor of little"),
        pytest.param(floor("my.debt > 3"), "L160", id="a floor of much debt"),
        pytest.param(floor("my.grain >= 2 and my.debt < 5"), "", id="a floor"),
        pytest.param(line("shared.calm += clamp(north.grain, 5, -5)"), "L161", id="bounds"),
        pytest.param(line("shared.calm += clamp(min(1, north.grain), 5, 1)"), "L161", id="of more"),
        pytest.param(line("shared.calm += clamp(north.grain, -5, 5)"), "", id="bounds in order"),
        pytest.param(line("shared.calm += north.grain - north.grain"), "L162", id="less itself"),
        pytest.param(line("shared.calm += max(north.grain, north.grain)"), "L162", id="of two"),
        pytest.param(
            line("shared.calm += 1 if north.grain > 2 or north.grain > 2 else 0"),
            "L162",
            id="a condition twice",
        ),
        pytest.param(line("shared.calm += 2 * north.grain + north.grain"), "", id="a multiple"),
        pytest.param(line("shared.calm += north.grain + north.grain // 2"), "", id="and a half"),
        pytest.param(line("shared.calm += north.grain - south.grain"), "", id="another one"),
        pytest.param(
            line("shared.calm += 1 if north.grain > 2 and north.grain > 20 else 0"),
            "",
            id="a longer number",
        ),
        pytest.param(
            line("shared.calm += 1 if south.grain + north.grain > 5 and north.grain > 5 else 0"),
            "",
            id="a number behind a sum",
        ),
        pytest.param(
            line("shared.calm += 1 if north.grain > 2 and north.grain > 2 + south.grain else 0"),
            "",
            id="a number before a sum",
        ),
    ],
)
def test_what_is_turned_is_told_once(nouns: dict[str, Any], code: str) -> None:
    found = coded(find_faults(load_deck_tree({**BASE, **nouns})))
    assert not [fault for fault in found if not fault.lint]
    assert [fault.code for fault in found if fault.code in CODES] == [code] * bool(code)
