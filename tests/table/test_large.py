"""Large type: whose turn it is, and who has won."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.conftest import open_deck, play_on, sit
from wargame.table.panes.large import large_rows
from wargame.table.panes.pages import debrief_rows
from wargame.table.told.scene import Scene
from wargame.table.words.big import big
from wargame.table.words.glyphs import ASCII, UNICODE, Glyphs
from wargame.table.words.rows import ALERT, FIRST, SECOND, Row, line_text, line_width


def text_of(rows: list[Row]) -> list[str]:
    return [line_text(line).strip() for row in rows for line in row.lines]


def large(text: str) -> list[str]:
    return [line.strip() for line in big(text, is_ascii=False)]


@pytest.fixture(name="over", scope="module")
def a_game_that_is_over() -> Scene:
    sitting = sit(open_deck("primer"), 5, "random", "random")
    play_on(sitting, 10_000)
    return sitting.scene("us")


def ended(scene: Scene, winner: str, said: str) -> Scene:
    assert scene.account is not None
    verdict = replace(scene.account.verdict, winner=winner, said=said)
    return replace(scene, account=replace(scene.account, verdict=verdict))


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("cells", [30, 31, 44, 80, 200])
def test_large_type_stands_whole_in_the_middle_or_not_at_all(cells: int, glyphs: Glyphs) -> None:
    found = large_rows([("War", FIRST), ("game", SECOND)], cells, glyphs)
    assert bool(found) == (cells >= 31)
    drawn = [line_text(row.lines[0]) for row in found]
    widths = {line_width(row.lines[0]) for row in found}
    if drawn:
        left = min(len(line) - len(line.lstrip()) for line in drawn)
        assert len(widths) == 1
        assert 0 <= cells - max(widths) - left <= 1
        assert all({span.role for span in row.lines[0]} == {FIRST, SECOND} for row in found)


@pytest.mark.parametrize("name", ["Österreich", "日本", "Nord & Süd"])
def test_a_name_with_a_letter_that_has_no_large_shape_is_not_drawn_with_gaps(name: str) -> None:
    assert large_rows([(name, "")], 200, UNICODE) == []


@pytest.mark.parametrize(
    ("winner", "cells", "told", "role"),
    [
        pytest.param("us", 78, ["UNITED STATES WINS"], FIRST, id="in a line"),
        pytest.param("us", 58, ["UNITED STATES", "WINS"], FIRST, id="in two"),
        pytest.param("china", 58, ["CHINA WINS"], SECOND, id="the other side"),
        pytest.param("", 58, ["NOBODY WINS"], ALERT, id="nobody"),
        pytest.param("us", 40, [], "", id="no room"),
    ],
)
def test_the_end_begins_with_who_won(
    over: Scene, winner: str, cells: int, told: list[str], role: str
) -> None:
    found = debrief_rows(ended(over, winner, "Somebody wins."), "first", cells, 40)
    drawn = [line for text in told for line in [*large(text), ""]]
    assert text_of(found)[: len(drawn) + 1] == [*drawn, "The end"]
    shown = {span.role for row in found[: len(drawn)] for span in row.lines[0] if span.text.strip()}
    assert shown == ({role} if told else set())


@pytest.mark.parametrize(
    ("said", "half", "lines", "first"),
    [
        pytest.param("", "", 40, "The end", id="at a table that names no winner"),
        pytest.param("China wins.", "", 15, "The end", id="where it would take the page"),
        pytest.param("China wins.", "second", 40, "Where the lead", id="in the second column"),
    ],
)
def test_nobody_is_named_in_large_type(
    over: Scene, said: str, half: str, lines: int, first: str
) -> None:
    found = debrief_rows(ended(over, "china", said), half, 78, lines)
    assert text_of(found)[0].startswith(first)
