"""The debrief: how it ended, where it turned, and what to talk about."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from wargame.table.host.sitting import Sitting
from wargame.table.panes.pages import page_rows
from wargame.table.words.rows import Row
from wargame.tui.screens.page import PageScreen
from wargame.tui.widgets.pane import Pane


class DebriefScreen(PageScreen):
    """Shown after the end; from here the whole game can be replayed with everything open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "replay", "Replay"),
        Binding("t", "title", "Title"),
    ]
    about = "Enter on a turning point replays from that round. r replays the game with all hands."

    def __init__(self, sitting: Sitting, seat: str) -> None:
        super().__init__("After the game", self._rows, "r replays the game, t goes to the title")
        self._sitting, self._seat = sitting, seat

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        return page_rows(self._sitting.scene(self._seat), "debrief", cells)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is not None and message.target.kind == "round":
            self.home.show_replay(self._sitting, self._seat, int(message.target.id))
        else:
            self.action_replay()

    def action_replay(self) -> None:
        """Step through the game, everything open."""
        self.home.show_replay(self._sitting, self._seat)

    def action_title(self) -> None:
        """To the title screen."""
        self.home.go_home()
