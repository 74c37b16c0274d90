"""Decks whose words are not English: letters of two cells, no blanks, marks above letters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Literal

import pytest

from tests.conftest import ROOT
from tests.foreign import in_wide_letters
from tests.table.test_plain import Sitting, first_human
from wargame.content.library import DeckRef, load_deck
from wargame.rules.game import Game
from wargame.table.reports.blocks import Column, number, table
from wargame.table.reports.typeset import text
from wargame.table.told.queries import QUERIES
from wargame.table.words.gate import as_compared, width

Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")
PRIMER = DeckRef(ROOT / "decks" / "primer")
ASKED = [name for name, row in QUERIES.items() if not row.typed and name != "advise"]


@pytest.fixture(scope="module")
def foreign() -> Game:
    return in_wide_letters(PRIMER)


def test_no_line_takes_more_than_80_cells(foreign: Game) -> None:
    typed = ["1", *ASKED, "help", "?1", "1", "1"]
    lines = Sitting(foreign, typed, first_human(foreign, "greedy"), 5).text.splitlines()
    assert len(lines) > 300
    assert [line for line in lines if width(line) > 80] == []


def test_values_stand_in_one_column_beside_wide_letters(foreign: Game) -> None:
    told = Sitting(foreign, ["tracks"], first_human(foreign, "greedy"), 5).text
    rows = [re.fullmatch(r"  (?P<title>\S+) +(?P<value>\d.*)", line) for line in told.splitlines()]
    places = [width(row.string[: row.start("value")]) for row in filter(None, rows)]
    assert len(places) > 20
    assert {*places} == {38}


def test_a_line_is_filled_before_the_next_begins(foreign: Game) -> None:
    about = Sitting(foreign, [], first_human(foreign, "greedy"), 5).text.splitlines()[1:]
    paragraph = about[: next(n for n, line in enumerate(about) if not line.startswith("緊"))]
    assert paragraph
    assert all(width(line) > 74 for line in paragraph[:-1])


def test_cells_of_a_table_stand_below_its_heads() -> None:
    columns = [Column("what", 4), number("n", 3), Column("why", gap=2)]
    rows = [("芯片管制", 12, "信任"), ("duty", 3, "e\u0301")]
    assert list(text((table(columns, rows),))) == [
        " what       n  why",
        " 芯片管制  12  信任",
        " duty       3  é",
    ]


def retitled(title: str) -> Game:
    """The primer, with another title for its first card and its first two numbers."""
    loaded = load_deck(PRIMER)
    changed = {
        noun: [one.model_copy(update={"title": title}) if one.id == name else one for one in listed]
        for noun, name, listed in (
            ("cards", "back_channel", loaded.written.cards),
            ("tracks", "trust", loaded.written.tracks),
        )
    }
    return Game(replace(loaded, written=loaded.written.model_copy(update=changed)))


@pytest.mark.parametrize("written", FORMS)
@pytest.mark.parametrize("typed", FORMS)
@pytest.mark.parametrize("title", ["Überläufergespräch", "Việc kín"])
def test_a_title_is_known_however_its_marks_are_spelled(
    title: str, written: Form, typed: Form
) -> None:
    game = retitled(unicodedata.normalize(written, title))
    said = unicodedata.normalize(typed, title.upper())
    lines = [f"card {said}", f"why {said}", f"why not {said}", f"?play {said}"]
    told = Sitting(game, lines, first_human(game, "greedy"), 5).text
    assert "There is no" not in told
    assert "No number is called" not in told
    assert f"{title} is 40." in told
    assert "You can: type 'play back_channel'." in told
    assert f"Play {title}.\n" in told


def test_words_typed_in_wide_letters_are_understood(foreign: Game) -> None:
    sitting = Sitting(foreign, ["ｈａｎｄ", "？２", "２"], first_human(foreign, "greedy"), 5)
    assert "I do not know" not in sitting.text
    assert [one.arg for one in sitting.match.log if one.seat == "us"] == ["back_channel"]


def test_whatever_is_compared_is_compared_alike() -> None:
    assert as_compared("STRASSE") == as_compared("Straße") == as_compared("ｓｔｒａßｅ")
    assert as_compared("e\u0301") == as_compared("É")
