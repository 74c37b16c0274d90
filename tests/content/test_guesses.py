"""Names that are none: a guess leads to what was meant, and none is made if nothing is near."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, card, rule
from wargame.content.load import load_deck_tree
from wargame.errors import DeckError, closest
from wargame.rules.lint.check import find_faults

MEASURES = ("measure.duty.in_force", "measure.tools.in_force", "measure.licensing.in_force")


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        pytest.param("dutie", ("compute", "duty"), "duty", id="misspelt"),
        pytest.param("Licencing", ("duty", "licensing"), "licensing", id="in capitals"),
        pytest.param("su", ("any", "china", "us"), "us", id="letters in disorder"),
        pytest.param("item_1", ("item_one", "item_two"), "item_one", id="a digit for a word"),
        pytest.param("item_two", ("item_1", "item_2"), "item_2", id="a word for a digit"),
        pytest.param("lic", ("duty", "licensing"), "licensing", id="a beginning"),
        pytest.param("too", ("tools_ban", "tools_duty"), "", id="a beginning of two"),
        pytest.param("court", ("ally_court", "duty"), "ally_court", id="one word of it"),
        pytest.param("america", ("any", "china", "us"), "", id="nothing near"),
        pytest.param("measure.licencing.in_force", MEASURES, "measure.licensing.in_force"),
        pytest.param("measure.tariff.in_force", MEASURES, "", id="alike in what all share"),
        pytest.param("shared.xyzzy", ("shared.trade", "shared.trust"), "", id="alike in its head"),
        pytest.param("play tariff", ("play back_channel", "play gift"), "", id="alike in a verb"),
        pytest.param("tighten dutie", ("ease duty", "tighten duty"), "tighten duty", id="an act"),
        pytest.param("us.trust", ("shared.trust",), "shared.trust", id="another owner's"),
    ],
)
def test_the_name_that_is_meant_is_found(word: str, known: tuple[str, ...], meant: str) -> None:
    assert closest(word, known) == meant


def remedies(**nouns: Any) -> str:
    try:
        found = find_faults(load_deck_tree({**BASE, **nouns}))
    except DeckError as error:
        found = list(error.faults)
    return " ".join(fault.remedy for fault in found)


HELD = {"id": "held", "title": "Held", "of": "shared", "kind": "seat"}
WALL = {"id": "wall", "title": "Wall", "seat": "north", "max": 3}


@pytest.mark.parametrize(
    ("nouns", "meant"),
    [
        pytest.param({"rules": [rule("account", "rival.grain += 1", seat="north")]}, "their.grain"),
        pytest.param({"rules": [rule("account", "your.grain += 1", seat="north")]}, "my.grain"),
        pytest.param({"rules": [rule("account", "common.calm += 1")]}, "shared.calm"),
        pytest.param(
            {"measures": [WALL], "rules": [rule("account", "shared.calm += measure.wall.level")]},
            "measure.wall",
        ),
        pytest.param({"cards": [card("act", seat="both")]}, "any"),
        pytest.param({"cards": [card("act", seat="seats")]}, "any"),
        pytest.param({"rules": [rule("account", "my.grain += 1", seat="any")]}, "seats"),
        pytest.param(
            {
                "tracks": [*BASE["tracks"], {**HELD, "start": "nobody"}],
                "rules": [rule("account", "shared.held = none")],
            },
            "nobody",
        ),
        pytest.param({"cards": [card("act", value=2)]}, "worth"),
        pytest.param({"tracks": [BASE["tracks"][0], {**BASE["tracks"][1], "of": "all"}]}, "seats"),
        pytest.param(
            {"tracks": [*BASE["tracks"], {"id": "x", "title": "X", "of": "table"}]}, "shared"
        ),
        pytest.param({"tracks": [{**BASE["tracks"][0], "better": "high"}]}, "up"),
        pytest.param({"rules": [rule("end", "shared.calm += 1")]}, "account"),
        pytest.param({"variants": [{"id": "v", "title": "V", "delete": ["rules.x"]}]}, "remove"),
    ],
)
def test_other_words_of_authors_are_understood(nouns: dict[str, Any], meant: str) -> None:
    assert f"Did you mean '{meant}'?" in remedies(**nouns)
