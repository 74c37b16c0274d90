"""Saves to go on with, or to replay."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.errors import WargameError
from wargame.table.host.shelf import Saved
from wargame.table.panes.pages import saves_rows
from wargame.table.words.rows import Row
from wargame.tui.screens.page import PageScreen
from wargame.tui.widgets.pane import Pane

NOTHING = {
    "resume": "There is no game to go on with. Begin one from the title screen.",
    "replay": "There is no game to replay yet.",
}


class SavesScreen(PageScreen):
    """A list of saves.

    Args:
        saves: The latest first.
        what: `resume` lists games in progress, `replay` all.
    """

    about = "Enter opens a game."

    def __init__(self, saves: Sequence[Saved], what: str) -> None:
        title = "Go on with a game" if what == "resume" else "Replay a game"
        super().__init__(title, self._rows, "Enter opens, Esc goes back")
        self._saves = [one for one in saves if what == "replay" or not one.is_over]
        self._what = what

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        return saves_rows(self._saves, cells, NOTHING[self._what])

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is not None:
            self.say("Opening …")
            self.call_after_refresh(self._open, message.target.id)

    def _open(self, name: str) -> None:
        shelf = self.home.shelf
        try:
            if self._what == "resume":
                self.home.sit_down(shelf.resume(name))
            else:
                sitting = shelf.watch(name)
                self.home.show_replay(sitting, (sitting.people or sitting.game.seats)[0])
        except WargameError as error:
            self.say(str(error).splitlines()[0])
