"""Decks whose words are not English: letters of two cells, no blanks, marks above letters."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.foreign import in_wide_letters
from tests.table.test_plain import Sitting, first_human
from wargame.content.library import DeckRef
from wargame.rules.game import Game
from wargame.table.reports.blocks import Column, number, table
from wargame.table.reports.typeset import text
from wargame.table.told.queries import QUERIES
from wargame.table.words.gate import width

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
