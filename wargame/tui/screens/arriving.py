"""Before a table that another machine has: what is played there, until its host has opened it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

from textual import work

from wargame.errors import WargameError
from wargame.table.host.at_table import HostAwaited, HostLeft, OnScreen
from wargame.table.panes.pages import notice_rows
from wargame.table.words.rows import Row
from wargame.tui.background import in_background
from wargame.tui.screens.page import PageScreen
from wargame.tui.widgets.pane import Pane

WAITS = "The host has not opened the table yet: wait, or Esc leaves"


class ArrivingScreen(PageScreen):
    """Waits for the first moment of a table.

    Args:
        sitting: The table; nothing has been told of it yet.
        then: Opens it.
    """

    def __init__(self, sitting: OnScreen, then: Callable[[], None]) -> None:
        super().__init__(sitting.game.deck.title, self._rows, WAITS)
        self._sitting, self._open = sitting, then

    def _rows(self, cells: int, lines: int) -> list[Row]:
        sitting = self._sitting
        you = sitting.titles.seats[sitting.people[0]]
        said = [f"You sit down as {you}.", sitting.game.deck.about, sitting.missing]
        return notice_rows([one for one in said if one], cells, lines)

    def begin(self) -> None:
        super().begin()
        self._wait()

    @work(exclusive=True, group="drive")
    async def _wait(self) -> None:
        """Wait for as much as a table shows."""
        try:
            for turn in self._sitting.turns():
                if self._sitting.has_begun or not isinstance(turn, HostAwaited):
                    break
                await in_background(turn.wait)
        except (HostLeft, WargameError):
            self.home.show_gone(self._sitting)
        else:
            self._open()

    def show_kept(self) -> None:
        """Say how the line to the host is."""
        self.say(self._sitting.missing or WAITS)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        """There is nothing to choose before the table is open, and only Esc leaves."""
        message.prevent_default()

    def idle_keys(self) -> Set[str]:
        return {"choose"}

    def key_words(self) -> Mapping[str, str]:
        """There is nothing to go back to."""
        return {"close": "Leave"}

    def action_close(self) -> None:
        """Leave."""
        self.home.leave_table()
