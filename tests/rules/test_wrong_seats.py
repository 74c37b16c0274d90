"""One seat where the other is meant: winners of endings, and what is scored."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, seats
from wargame.content.load import load_deck_tree
from wargame.rules.lint.check import find_faults

CONTEST = {"lead": "shared.calm"}
OVER = BASE["endings"]


def told(words: str, **nouns: Any) -> list[str]:
    found = find_faults(load_deck_tree({**BASE, **nouns}))
    return [f"{one.item}: {one.what}. {one.remedy}" for one in found if words in one.what]


def ending(when: str, winner: str | None) -> list[dict[str, Any]]:
    return [{"id": "won", "title": "Won", "when": when, "winner": winner}, *OVER]


@pytest.mark.parametrize(
    ("when", "winner", "ahead"),
    [
        ("shared.calm > 0", "south", "north"),
        ("shared.calm >= 3", "south", "north"),
        ("0 > shared.calm", "north", "south"),
    ],
)
def test_an_ending_tells_of_a_win_of_whoever_is_ahead(when: str, winner: str, ahead: str) -> None:
    [said] = told("is said to win", contest=CONTEST, endings=ending(when, winner))
    assert f"'{winner}' is said to win, and such a lead is that of '{ahead}'. Write" in said
    assert said.endswith(f"'winner: {ahead}', or let 'when' ask for the other side of 0.")


@pytest.mark.parametrize(
    ("when", "winner"),
    [
        pytest.param("shared.calm > 0", "north", id="who is ahead"),
        pytest.param("shared.calm >= 0", "south", id="a lead of 0 may be anybody's"),
        pytest.param("shared.calm > 0 and north.grain == 0", "south", id="who lost otherwise"),
        pytest.param("north.grain > 0", "south", id="another number"),
    ],
)
def test_what_may_be_so_is_not_told(when: str, winner: str) -> None:
    assert not told("is said to win", contest=CONTEST, endings=ending(when, winner))
    assert not told("is said to win", endings=ending("shared.calm > 0", "south"))


def test_a_number_of_one_seat_that_both_score_is_told() -> None:
    both = seats({"score": "south.grain"}, {"score": "south.grain + shared.calm"})
    [said] = told("both seats score", seats=both)
    assert said.startswith("seat north: both seats score 'south.grain', and neither 'north.grain'")


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("north.grain", "south.grain"),
        ("south.grain", "north.grain"),
        ("north.grain - south.grain", "south.grain"),
        ("shared.calm", "shared.calm"),
        pytest.param("10 - south.grain", "south.grain", id="one holds what the other takes"),
        pytest.param("3 if south.grain < 4 else 0", "2 * south.grain", id="by a condition"),
    ],
)
def test_scores_in_which_each_number_counts_are_right(north: str, south: str) -> None:
    assert not told("both seats score", seats=seats({"score": north}, {"score": south}))


@pytest.mark.parametrize(
    ("north", "south", "is_told"),
    [
        pytest.param(
            "my.grain >= their.grain + 2", "my.grain <= their.grain + 2", True, id="turned"
        ),
        pytest.param("my.grain > their.grain", "my.grain <= their.grain", True, id="strict, too"),
        pytest.param("my.grain > their.grain", "my.grain >= their.grain", False, id="one at par"),
        pytest.param("my.grain > their.grain", "my.grain < their.grain - 2", False, id="another"),
        pytest.param("shared.calm > 0", "shared.calm < 0", False, id="a number of both"),
        pytest.param(
            "my.grain > their.grain and shared.calm > 0",
            "my.grain > their.grain and shared.calm < 0",
            False,
            id="both with more, and by what favours each",
        ),
    ],
)
def test_both_sides_lead_with_more_or_both_with_less(north: str, south: str, is_told: bool) -> None:
    front = {"id": "f", "title": "F", "into": "shared.calm", "calendar": {"2": 1}}
    front |= {"lead": {"north": north, "south": south}}
    found = told("has to have more than the other", fronts=[front], contest=CONTEST)
    assert [one.partition(":")[0] for one in found] == ["front f"] * is_told


@pytest.mark.parametrize(
    ("number", "part", "wrong"),
    [
        ("north.grain", "shared.calm", []),
        ("south.grain", "shared.calm", ["south.grain"]),
        ("shared.calm", "south.grain", ["south.grain"]),
    ],
)
def test_constituencies_are_told_by_numbers_of_their_seat(
    number: str, part: str, wrong: list[str]
) -> None:
    home = {"seat": "north", "number": number, "parties": [{"number": part, "title": "Part"}]}
    found = told("constituencies", board={"homes": [home]})
    assert [one.split("'")[1] for one in found] == wrong
