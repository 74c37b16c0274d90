"""Saves to go on with, or to replay: each with how it stands, worked out in the background."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from wargame.errors import WargameError
from wargame.table.host.setup import in_names
from wargame.table.host.shelf import Saved
from wargame.table.panes.pages import notice_rows, saves_rows
from wargame.table.told.glance import GameGlance
from wargame.table.words.rows import Row, Target
from wargame.tui.background import in_background
from wargame.tui.screens.ask import AskScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.question import QuestionScreen
from wargame.tui.widgets.fields import Field
from wargame.tui.widgets.pane import Pane

HINT = "Enter opens, r renames, x deletes, Esc goes back"
OPENING = "Opening …"
NOTHING = {
    "resume": "There is no game to go on with. Begin one from the title screen.",
    "replay": "There is no game to replay yet.",
}


class SavesScreen(PageScreen):
    """A list of saves.

    Args:
        what: `resume` lists games in progress, `replay` all.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rename", "Rename"),
        Binding("x,delete", "delete", "Delete", key_display="x"),
    ]
    about = "Enter opens a game. Below each stand who is to move, the points, and what came last."
    area = "Saves"

    def __init__(self, what: str) -> None:
        title = "Go on with a game" if what == "resume" else "Replay a game"
        super().__init__(title, self._rows, HINT)
        self._what = what
        self._saves: list[Saved] = []
        self._glances: dict[str, GameGlance] = {}

    def begin(self) -> None:
        self._list()
        super().begin()

    def on_screen_resume(self) -> None:
        """Back from a game: nothing is being opened any more."""
        if self._hint == OPENING:
            self.say(HINT)

    def _list(self) -> None:
        saves = self.home.shelf.saves()
        self._saves = [one for one in saves if self._what == "replay" or not one.is_over]
        self._look()

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        return saves_rows(self._saves, self._glances, cells, NOTHING[self._what])

    @work(exclusive=True, group="glances")
    async def _look(self) -> None:
        """Tell of each game how it stands, the one under the cursor first."""
        shelf = self.home.shelf
        while todo := [one.name for one in self._saves if one.name not in self._glances]:
            here = self._here
            name = here if here in todo else todo[0]
            glance = await in_background(partial(shelf.glance, name))
            if not (self.is_attached and self.query(Pane)):  # it is being closed
                return
            self._glances[name] = glance
            self.query_one(Pane).show(self._rows)

    @property
    def is_reading(self) -> bool:
        """Whether some games have not been looked into yet."""
        return any(one.name not in self._glances for one in self._saves)

    @property
    def _here(self) -> str:
        """The save under the cursor, or ""."""
        target = self.query_one(Pane).target
        return target.id if target is not None else ""

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is not None:
            self.say(OPENING)
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
            self.say(error.first_line)

    # --- what becomes of a save --------------------------------------------------------------

    def action_rename(self) -> None:
        """Give the save under the cursor another name."""
        if name := self._here:
            field = Field("name", "New name", "text", name, longest=40, allowed=in_names)
            said = f"The game '{name}' keeps all its moves, and gets another name."
            take = partial(self._rename, name)
            self.app.push_screen(AskScreen(f"Rename {name}", field, "Rename", said, take))

    def _rename(self, old: str, new: str) -> str:
        try:
            if new != old:
                self.home.shelf.rename(old, new)
        except WargameError as error:
            return error.first_line
        self._refill(f"{old} is {new} now." if new != old else "", new)
        return ""

    def action_delete(self) -> None:
        """Remove the save under the cursor, after a question."""
        if name := self._here:
            said = [f"The game '{name}' is removed for good, with all its moves."]
            answer = partial(self._delete, name)
            rows = partial(notice_rows, said)
            self.app.push_screen(QuestionScreen(f"Delete {name}?", rows, answer))

    def _delete(self, name: str, is_yes: bool) -> None:
        self.go_back()
        if not is_yes:
            return
        try:
            self.home.shelf.delete(name)
        except WargameError as error:
            self.say(error.first_line)
            return
        self._refill(f"{name} is gone.", "")

    def _refill(self, said: str, name: str) -> None:
        """List what there is now."""
        self._glances.clear()
        self._list()
        pane = self.query_one(Pane)
        pane.show(self._rows)
        if name:
            pane.point_at(Target("save", name))
        self.say(said)
