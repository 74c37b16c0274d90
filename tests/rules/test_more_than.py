"""An aim that scores where the other side has more than its text says."""

from __future__ import annotations

import pytest

from tests.rules.tiny import BASE
from wargame.content.load import load_deck_tree
from wargame.rules.lint.check import find_faults

MORE, LESS = "2 if my.grain > their.grain else 0", "2 if my.grain < their.grain else 0"


EDGE = {"id": "edge", "of": "seats", "title": "Edge", "min": -9, "max": 9}
BALANCE = {**EDGE, "id": "balance", "of": "shared", "value": "north.grain - south.grain"}
TRACKS = [*BASE["tracks"], {**EDGE, "value": "my.grain - their.grain"}, BALANCE]


def told(text: str, score: str, seat: str = "any") -> list[str]:
    aim = {"id": "aim", "title": "Aim", "seat": seat, "text": text, "score": score}
    found = find_faults(load_deck_tree({**BASE, "tracks": TRACKS, "agendas": [aim]}))
    return [one.what for one in found if one.item == "agenda aim" and "other way round" in one.what]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Score 2 if you have more grain than the rival.", MORE, LESS),
        ("Score 2 if the rival has more grain than you.", LESS, MORE),
        ("If you have fewer grain stores than the rival, score 2.", LESS, MORE),
        ("Score 2 if you have more grain than your rival.", MORE, LESS),
        ("Score 2 if your opponent has less grain than you.", MORE, LESS),
        (
            "Score 2 if you have more grain than the rival.",
            "2 if their.grain < my.grain else 0",
            LESS,
        ),
    ],
)
def test_who_has_more_is_held_against_the_score(text: str, right: str, wrong: str) -> None:
    assert not told(text, right)
    assert [one.endswith("and it scores the other way round") for one in told(text, wrong)] == [
        True
    ]


def test_sides_may_go_by_their_titles() -> None:
    assert told("Score 2 if North has more grain than South.", LESS, "north")
    assert not told("Score 2 if South has more grain than North.", LESS, "north")
    by_balance = "2 if shared.balance > 0 else 0"
    assert not told("Score 2 if North has more grain than South.", by_balance, "north")


@pytest.mark.parametrize(
    ("text", "score"),
    [
        pytest.param("Score 2 unless you have more grain than the rival.", LESS, id="unless"),
        pytest.param(
            "Score 2 if you have more grain than the rival.",
            "0 if my.grain < their.grain else 2",
            id="nothing if not",
        ),
        pytest.param(
            "Score 2 if you have more grain than the rival.",
            "2 if not my.grain < their.grain else 0",
            id="not",
        ),
        pytest.param(
            "Score 2 if you have more capital than the rival.",
            "2 if my.capital > their.capital and my.grain < their.grain else 0",
            id="two that are compared",
        ),
        pytest.param("Score 2 if you have more grain than in round 1.", LESS, id="than before"),
        pytest.param(
            "Score 2 if you have more grain than the rival.",
            "2 if my.edge > 0 else 0",
            id="by a computed number",
        ),
        pytest.param(
            "Score 2 if you have more grain than the rival.",
            "2 if my.grain - their.grain > 0 else 0",
            id="by a difference",
        ),
        pytest.param(
            "Score 2 if you have more grain than the rival has capital.",
            "2 if my.grain > their.capital else 0",
            id="two numbers that differ",
        ),
        pytest.param(
            "Score 2, or nothing if the rival has more grain than you.",
            "2 if my.grain >= their.grain else 0",
            id="nothing",
        ),
        pytest.param(
            "Score 2 if the rival never has more grain than you.",
            "2 if my.grain >= their.grain else 0",
            id="never",
        ),
        pytest.param(
            "Score 2 if you have more grain than the rival.",
            "2 - (2 if my.grain <= their.grain else 0)",
            id="taken off",
        ),
    ],
)
def test_what_takes_more_to_tell_is_left(text: str, score: str) -> None:
    assert not told(text, score)
