"""The end of a game that another machine has: who won and why, how it went, what it came from."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from wargame.table.host.at_table import AFTER_THE_END, OnScreen
from wargame.table.panes.pages import debrief_rows, notice_rows
from wargame.table.words.luck import SHARED_LUCK, luck_told
from wargame.table.words.rows import Row
from wargame.tui.screens.page import PageScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.pane import Pane

HINT = f"{AFTER_THE_END} Esc leaves the table"


class EndedScreen(PageScreen):
    """What came of a game, in one column or two.

    Args:
        sitting: The table; only what a scene holds is asked of it.
        seat: Whose scene.
        hint: Said in the prompt line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "across", "Pane", key_display="Tab")
    ]
    place = "after the game"
    about = "What came of the game, and of what. The arrows and Page Down read on; Esc leaves."
    needs = ("#page", "#beside")

    def __init__(self, sitting: OnScreen, seat: str, hint: str = HINT) -> None:
        super().__init__("After the game", self._rows, hint)
        self._table, self._seat = sitting, seat

    def compose_body(self) -> ComposeResult:
        yield Bar(self._head, id="status")
        with Horizontal(classes="columns"):
            yield Pane(self._title, self.about, id="page", is_alone=True)
            yield Pane(self._title, self.about, id="beside", is_alone=True)
        yield Bar(self._prompt, id="prompt")

    def begin(self) -> None:
        self.query_one("#page", Pane).opens_at_top = True  # with who won and why
        super().begin()
        self.query_one("#beside", Pane).show(self._second_rows)

    def _rows(self, cells: int, lines: int) -> list[Row]:
        is_small = self.has_class("-s")
        half = "" if is_small else "first"
        found = debrief_rows(self._table.scene(self._seat), half, cells, lines)
        return [*found, *self.rows_below(cells, lines)] if is_small else found

    def _second_rows(self, cells: int, lines: int) -> list[Row]:
        found = debrief_rows(self._table.scene(self._seat), "second", cells, lines)
        return [*found, *self.rows_below(cells, lines)]

    def rows_below(self, cells: int, lines: int) -> list[Row]:
        """What is told last: what luck hung on, which cannot be looked up here."""
        luck = luck_told(self._table.seed, self._table.secret)
        return notice_rows([SHARED_LUCK if self._table.is_shut() else luck], cells, lines)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        """Nothing here leads any further, nor away: that is for Esc."""
        message.prevent_default()

    def idle_keys(self) -> Set[str]:
        return {"choose"}

    def key_words(self) -> Mapping[str, str]:
        """There is nothing to go back to."""
        return {"close": "Leave"}

    def action_across(self) -> None:
        """To the other column."""
        page, beside = self.query_one("#page", Pane), self.query_one("#beside", Pane)
        (beside if page.has_focus else page).focus()

    def has_action(self, action: str) -> bool:
        """Only a wide screen has two columns."""
        return action != "across" or not self.has_class("-s")
