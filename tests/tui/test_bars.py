"""Bars: lines across the screen that are made for its width."""

from __future__ import annotations

from textual.app import App, ComposeResult

from wargame.table.words.rows import Line, Span
from wargame.tui.widgets.bar import Bar


class OneBar(App[None]):
    """A screen with one bar."""

    def __init__(self, bar: Bar) -> None:
        super().__init__()
        self._bar = bar

    def compose(self) -> ComposeResult:
        yield self._bar


async def test_a_bar_is_made_for_no_other_width_than_its_own() -> None:
    """What a lesson's board was made for no room stood there until the board had been drawn."""
    made: list[int] = []

    def make(cells: int) -> Line:
        made.append(cells)
        return (Span("aim"),)

    bar = Bar(make, id="bar")
    bar.show(make)
    async with OneBar(bar).run_test(size=(40, 5)) as pilot:
        await pilot.pause()
    assert set(made) == {40}
