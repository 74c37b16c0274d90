"""Numbers that briefs and the board say of a track are held against the rules."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_check import TRACKS, lints

FLOORS = {
    "lead": "shared.calm",
    "floors": {"north": "north.grain > number.least", "south": "south.grain > number.least"},
}
LEAST = [{"id": "least", "title": "The least", "value": 3, "max": 9}]


def said(text: str) -> list[str]:
    """The advice on a brief."""
    brief = {"seat": "north", "text": text}
    return lints(contest=FLOORS, numbers=LEAST, briefs=[brief])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("With grain of 3 or less you cannot win.", id="as the rules have it"),
        pytest.param("With {least} or less of grain you cannot win.", id="filled in"),
        pytest.param("Grain stands at 10 at most.", id="its bound"),
        pytest.param("Stay within 7 of the grain you have. In 1977 grain was dear.", id="other"),
    ],
)
def test_a_number_that_the_deck_has_is_let_be(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text", ["With a grain of 7 you win.", "You need 7 or more grain.", "Grain at least 7 is safe."]
)
def test_a_number_that_is_said_of_a_track_and_stands_nowhere_is_told(text: str) -> None:
    (found,) = said(text)
    assert "7 is said of '" in found
    assert found.endswith("and nothing asks for it")


def test_a_number_of_any_length_can_be_looked_at() -> None:
    found, too_long = said(f"With a grain of {'9' * 5_000} you win.")
    assert len(found) < 100
    assert "a screen has 20" in too_long


def test_a_title_is_known_by_any_case_of_its_letters() -> None:
    light = [TRACKS[0], {**TRACKS[1], "title": "Işık"}]
    found = lints(tracks=light, briefs=[{"seat": "north", "text": "Seven is 7 ışık."}])
    assert "brief north: 7 is said of 'ışık', and nothing asks for it" in found


def test_nothing_is_said_of_a_track_whose_title_is_blank() -> None:
    blank = {"id": "mood", "title": " ", "of": "shared"}
    told = lints(tracks=[*TRACKS, blank], briefs=[{"seat": "north", "text": "It is  7 to 8."}])
    assert told == ["track mood: nothing reads it", "track mood: nothing changes it"]


@pytest.mark.parametrize(
    ("at", "is_told"),
    [(3, False), (4, False), (7, True), ("number.least", False), ("3 + 4", False)],
)
def test_a_mark_of_the_board_by_which_nothing_happens_is_told(at: Any, is_told: bool) -> None:
    marks = [{"at": at, "title": "hunger"}]
    board = {"homes": [{"seat": "north", "number": "north.grain", "marks": marks}]}
    found = lints(contest=FLOORS, numbers=LEAST, board=board)
    told = ["board: 7 is said of 'grain', and nothing asks for it"]
    assert found == (told if is_told else [])
