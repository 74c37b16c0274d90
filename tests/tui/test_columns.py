"""A column shares its lines out: what matters most grows first, and nothing is cut."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App, ComposeResult

from wargame.table.words.rows import Row, Span, Target
from wargame.tui.widgets.column import ALL, TOLD, Growth, SharedColumn
from wargame.tui.widgets.pane import FRAME, Pane

GROWTH = (("dates", 2), ("names", TOLD), ("works", 3), ("names", ALL))
MOST = {"names": 12, "works": 12, "dates": 12}


def names(_cells: int, lines: int) -> list[Row]:
    """Eight things, in two columns where there is no line for each."""
    things = [Target("thing", str(n)) for n in range(8)]
    pairs = [things[n : n + 2] for n in range(0, 8, 2)] if lines < 8 else [[one] for one in things]
    return [Row(((Span(" ".join(one.id for one in pair)),),), tuple(pair)) for pair in pairs]


def plain(count: int, _cells: int, _lines: int) -> list[Row]:
    return [Row(((Span(str(n)),),), (Target("n", str(n)),)) for n in range(count)]


class Columns(App[None]):
    def compose(self) -> ComposeResult:
        yield SharedColumn(*(Pane(name, id=name) for name in MOST))


async def heights(lines: int, growth: Growth) -> dict[str, int]:
    app = Columns()
    async with app.run_test(size=(30, lines)) as pilot:
        column = app.query_one(SharedColumn)
        for pane in column.query(Pane):
            pane.styles.border = ("round", "white")
            counts = {"works": 5, "dates": 9}
            count = counts.get(pane.id or "")
            pane.show(names if count is None else lambda *at, count=count: plain(count, *at))
        await pilot.pause()
        column.share_out(growth, MOST)
        await pilot.pause()
        return {str(pane.id): pane.outer_size.height - FRAME for pane in column.query(Pane)}


@pytest.mark.parametrize(
    ("lines", "growth", "found"),
    [
        pytest.param(9, GROWTH, (1, 1, 1), id="a line each"),
        pytest.param(10, GROWTH, (1, 1, 2), id="dates come first"),
        pytest.param(13, GROWTH, (4, 1, 2), id="then all that has a name"),
        pytest.param(14, GROWTH, (4, 2, 2), id="works before a line for each name"),
        pytest.param(16, GROWTH, (4, 4, 2), id="no line that would be left blank"),
        pytest.param(19, GROWTH, (8, 3, 2), id="a line for each name"),
        pytest.param(23, GROWTH, (8, 5, 4), id="the rest by turns"),
        pytest.param(19, (("works", ALL), *GROWTH), (4, 5, 4), id="what is asked for before all"),
    ],
)
def test_lines_go_to_what_matters_most(
    lines: int, growth: Growth, found: tuple[int, int, int]
) -> None:
    given = asyncio.run(heights(lines, growth))
    assert tuple(given[name] for name in MOST) == found


async def test_no_frame_is_cut_before_lines_are_shared_out_anew() -> None:
    app = Columns()
    async with app.run_test(size=(30, 23)) as pilot:
        column = app.query_one(SharedColumn)
        for pane in column.query(Pane):
            pane.styles.border = ("round", "white")
            pane.show(lambda *at: plain(9, *at))
        await pilot.pause()
        column.share_out(GROWTH, MOST)
        await pilot.resize_terminal(30, 20)
        await pilot.pause()
        bottoms = [pane.region.bottom for pane in column.query(Pane)]
        assert bottoms[-1] == 20
