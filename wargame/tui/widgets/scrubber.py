"""A scrubber: a chart of some lines, on which a click goes to what stands there."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.message import Message
from textual.strip import Strip

from wargame.table.words.rows import Line, Row, Target, line_width
from wargame.tui.widgets.drawn import Drawn

Make = Callable[[int, int], Row | None]
"""Makes the chart for so many cells of a screen of so many lines; None where there is none."""


class Scrubber(Drawn):
    """A row of several lines, as tall as they are; nothing where there is nothing to draw."""

    class Picked(Message):
        """Something on the chart was clicked."""

        def __init__(self, target: Target) -> None:
            super().__init__()
            self.target = target

    def __init__(self, make: Make, *, id: str) -> None:
        super().__init__(id=id)
        self._make = make
        self._row: Row | None = None
        self.display = False

    def show(self) -> None:
        """Draw the chart anew; nothing is painted if it is the same."""
        row = self._make(self.size.width or self.app.size.width, self.app.size.height)
        if row != self._row:
            self._row = row
            self.display = row is not None
            self.styles.height = len(row.lines) if row else 0
            self.refresh()

    def on_resize(self) -> None:
        self.show()

    def render_line(self, y: int) -> Strip:
        lines = self._row.lines if self._row else ()
        return self.strip(lines[y] if y < len(lines) else (), self.size.width)

    def on_click(self, event: events.Click) -> None:
        row = self._row
        if row is None or not 0 <= event.y < len(row.lines):
            return
        target = _target_at(row, row.lines[event.y], event.x)
        if target is not None:
            self.post_message(self.Picked(target))


def _target_at(row: Row, line: Line, x: int) -> Target | None:
    """What stands at a cell of a line."""
    for place, span in enumerate(line):
        if x < line_width(line[: place + 1]):
            return row.targets[span.cell] if 0 <= span.cell < len(row.targets) else None
    return None
