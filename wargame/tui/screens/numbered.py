"""The lessons or the puzzles of a deck: digits point at one, and Enter opens it."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual.binding import Binding, BindingType

from wargame.errors import WargameError
from wargame.table.host.puzzles import PuzzleBook
from wargame.table.host.school import School
from wargame.table.words.rows import Row, Target
from wargame.tui.screens.page import PageScreen
from wargame.tui.widgets.pane import Pane


class NumberedScreen(PageScreen):
    """Lines with numbers; the cursor stands on the one to go on with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"line({n})", "A line by its number", show=False) for n in range(10))
    ]

    _typed = 0
    """The digits so far of the line that is pointed at; nothing, once the cursor has left it."""

    def __init__(self, title: str, tasks: School | PuzzleBook, hint: str) -> None:
        super().__init__(title, self.task_rows, hint)
        self._tasks = tasks

    @abstractmethod
    def task_rows(self, cells: int, _lines: int) -> list[Row]:
        """The lines."""

    @abstractmethod
    def open_task(self, name: str) -> None:
        """Sit down at the one by this id.

        Raises:
            WargameError: It cannot be opened.
        """

    def begin(self) -> None:
        super().begin()
        after = self._tasks.next
        if after is not None:
            self.query_one("#page", Pane).point_at(Target(self._tasks.noun, after.id))

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is None:
            return
        try:
            self.open_task(message.target.id)
        except WargameError as error:
            self.say(error.first_line)

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
