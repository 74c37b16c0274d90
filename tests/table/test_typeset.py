"""Reports as text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.conftest import ROOT
from wargame.cli.out import wide
from wargame.lab.controls import ControlFound, ControlsObject
from wargame.table.reports.blocks import Column, SectionTitle, listed, number, paragraph, table
from wargame.table.reports.charts import Dots
from wargame.table.reports.controls import charts, lines
from wargame.table.reports.typeset import text
from wargame.table.words.wrap import WIDTH


def test_every_cell_stands_below_the_head_of_its_column() -> None:
    """However long a name, a number or a head is."""
    columns = [Column("what", 4), Column("of", gap=2), number("a long head", 3), number("n", 2)]
    rows = [("a long name", "us", 1, 1_000_000), ("b", "both", 2, 3)]
    head, *told = text((table(columns, rows),))
    assert [head, *told] == [
        " what         of   a long head       n",
        " a long name  us             1 1000000",
        " b            both           2       3",
    ]


def test_a_table_that_is_too_wide_is_told_in_parts_each_with_its_first_column() -> None:
    columns = [Column("what", 4), number("first", 9), number("second", 9), number("third", 9)]
    asked = (table(columns, [("gain", 1, 2, 3)]),)
    assert list(text(asked, 26)) == [
        " what     first    second",
        " gain         1         2",
        "",
        " what     third",
        " gain         3",
    ]
    assert len(list(text(asked))) == 2


def test_long_texts_go_on_below_themselves_where_a_table_is_too_wide() -> None:
    columns = [Column("kind", 4), number("n", 2), Column("never", gap=2)]
    told = list(text((table(columns, [("card", 3, "one of them, " * 3), ("rule", 0, "")]),), 40))
    assert told == [
        " kind  n  never",
        " card  3  one of them, one of them, one",
        "            of them,",
        " rule  0",
    ]


def test_a_table_takes_the_columns_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    for said, taken in (("120", 120), ("40", WIDTH)):
        monkeypatch.setenv("COLUMNS", said)
        assert wide() == taken


@pytest.mark.parametrize("items", [(), ("one",)], ids=["none", "one"])
def test_a_long_sentence_above_a_list_is_broken(items: tuple[str, ...]) -> None:
    told = list(text((listed("Surely worth next to nothing, " * 5, items),)))
    assert max(map(len, told)) <= WIDTH


def test_a_line_or_a_title_that_is_too_long_goes_on_further_in() -> None:
    """Also one that stands as it is written, as long as there is room."""
    words = "  one of them  and another"
    below = table([Column("what", 4)], [("a",)], words * 4)
    told = list(text((paragraph(words, words * 4), SectionTitle(words * 4), below)))
    assert max(map(len, told)) <= WIDTH
    assert told[0] == words
    assert sum(line.startswith("    ") for line in told) == 3


def test_no_figure_with_a_sign_can_read_as_less_than_nothing() -> None:
    """-0.04 to one place is 0.0: a format that writes a sign says `z`, so do all of reports."""
    for path in (ROOT / "wargame" / "table").rglob("*.py"):
        places = r"\d*\.\df" if path.parent.name == "reports" else r"\+\d*\.\df"
        found = re.findall(rf"""[:"'](\+?{places})[}}"']""", path.read_text("utf-8"))
        assert set(found) <= {".0f", ".3f"}, path


def test_a_control_told_while_the_run_goes_on_fits_the_terminal() -> None:
    title = "A partial embargo moves the other capital quickly"
    row = ControlFound(6, title, "rewired 1", "percentage points", 0.0, 2.0, 1.0, 3.0, 0.5, True, 9)
    told = lines(row)
    assert told[0].startswith(f" rewired 1   6 {title}: effect")
    assert told[1].startswith(" " * 17)
    assert max(map(len, told)) <= WIDTH
    assert "p 0.500, met" in " ".join(" ".join(told).split())


def test_controls_are_drawn_claim_by_claim() -> None:
    row = ControlFound(4, "Truces", "random", "points", 10.0, 2.0, 1.0, 3.0, 0.5, False, 9)
    rows = [
        row,
        replace(row, control="blank", effect=None, counting=0),
        replace(row, control="rewired 1", effect=12.0, error=0.0),
        replace(row, claim=5, title="Rivals", effect=None),
    ]
    (drawn,) = charts(ControlsObject("deck", "d", "r", 1, 20, 1, (), rows))
    assert isinstance(drawn, Dots)
    assert (drawn.title, drawn.band) == ("4 Truces", (10.0, 12.0))
    first, second = drawn.dots
    assert (first.label, second.label, second.edges) == ("random", "rewired 1", (12.0, 12.0))
    assert first.edges == pytest.approx((-0.306, 4.306), abs=0.001)  # Student's, of nine games


def test_a_control_that_few_games_tell_has_the_wide_interval_of_few() -> None:
    """Two thirds wider for four games than for many, and none at all for one."""
    few = ControlFound(4, "Truces", "random", "points", 10.0, 2.0, 1.0, 3.0, 0.5, False, 4)
    alone = replace(few, control="blank", error=0.0, counting=1)
    (drawn,) = charts(ControlsObject("deck", "d", "r", 1, 20, 1, (), [few, alone]))
    assert isinstance(drawn, Dots)
    first, second = drawn.dots
    assert first.edges == pytest.approx((-1.18, 5.18), abs=0.01)
    assert second.is_bare
