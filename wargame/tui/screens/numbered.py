"""A list whose lines are numbered: digits point at one, and Enter opens it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from wargame.tui.screens.page import PageScreen
from wargame.tui.widgets.pane import Pane


class NumberedScreen(PageScreen):
    """Lines with numbers, each of them something that can be opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"line({n})", "A line by its number", show=False) for n in range(10))
    ]

    _typed = 0
    """The digits so far of the line that is pointed at; nothing, once the cursor has left it."""

    def action_line(self, digit: int) -> None:
        """The cursor to a line by its number, also one of two digits; there is none of others."""
        pane = self.query_one("#page", Pane)
        targets = [target for row in pane.rows for target in row.targets]
        if self._typed and pane.target not in targets[self._typed - 1 : self._typed]:
            self._typed = 0
        longer = 10 * self._typed + digit
        self._typed = longer if longer <= len(targets) else digit
        if 0 < self._typed <= len(targets):
            pane.point_at(targets[self._typed - 1])
