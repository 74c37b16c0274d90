"""Saves to go on with, or to replay: each with how it stands, worked out in the background."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import events, work
from textual.binding import Binding, BindingType

from wargame.errors import WargameError
from wargame.table.host.listing import Saved
from wargame.table.panes.pages import notice_rows, saves_rows
from wargame.table.told.glance import GameGlance
from wargame.table.words.rows import Row, Target
from wargame.tui.background import in_background
from wargame.tui.screens.ask import AskScreen
from wargame.tui.screens.base import OPENING
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.question import QuestionScreen
from wargame.tui.widgets.fields import name_field
from wargame.tui.widgets.pane import Pane

HINT = "Enter opens, r renames, x deletes, Esc goes back"
READING = "Looking through your games …"
MOMENT_S = 0.1
"""Seconds of reading after which what was read is shown."""
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
        self._unread: Iterator[Saved] = iter(())
        self._is_listed, self._is_looking = False, False
        self._glances: dict[str, GameGlance] = {}

    def begin(self) -> None:
        self._unread = self.our_app.shelf.saves(unfinished=self._what == "resume")
        self._list(_some(self._unread))  # on the spot, so that keys typed ahead find them
        super().begin()
        self._go_on_looking()

    def on_screen_resume(self) -> None:
        """Back from a game: nothing is being opened any more."""
        if self._hint == OPENING:
            self.say(HINT)

    def _list(self, found: list[Saved]) -> None:
        self._is_listed = not found
        self._saves += found

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        nothing = NOTHING[self._what] if self._is_listed else READING
        return saves_rows(self._saves, self._glances, cells, nothing)

    # --- what is read in the background ------------------------------------------------------

    def _go_on_looking(self) -> None:
        """Look for what is not known yet, unless that goes on already."""
        if not self._is_looking and self.is_reading:
            self._is_looking = True
            self._look()

    @work(group="glances")
    async def _look(self) -> None:
        """Tell of each game in sight how it stands, then list more games, until there are none."""
        shelf = self.our_app.shelf
        try:
            while self.is_reading:
                if name := self._not_known:
                    glance = await in_background(partial(shelf.glance, name))
                    self._glances[name] = glance
                else:
                    self._list(await in_background(partial(_some, self._unread)))
                if not (self.is_attached and self.query(Pane)):  # it is being closed
                    return
                self._show()
        finally:
            self._is_looking = False

    @property
    def is_reading(self) -> bool:
        """Whether some games are not listed yet, or in sight and not looked into."""
        return not self._is_listed or bool(self._not_known)

    @property
    def _not_known(self) -> str:
        """A save in sight that has not been looked into, the one under the cursor first, or ""."""
        seen = [one.id for pane in self.query(Pane) for one in (pane.target, *pane.in_sight) if one]
        return next((one for one in seen if one not in self._glances), "")

    def _show(self) -> None:
        pane = self.query_one(Pane)
        pane.show(self._rows)
        if pane.target is None:
            pane.point_first()
        self._go_on_looking()

    def on_pane_pointed(self) -> None:
        """Other games may have come in sight."""
        self._go_on_looking()

    def on_mouse_scroll_down(self) -> None:
        self._go_on_looking()

    def on_mouse_scroll_up(self) -> None:
        self._go_on_looking()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.once_drawn(self._go_on_looking)

    @property
    def _here(self) -> str:
        """The save under the cursor, or ""."""
        target = self.query_one(Pane).target
        return target.id if target is not None else ""

    @property
    def _own(self) -> str:
        """The save under the cursor, or "" if it cannot be changed; then people are told."""
        name = self._here
        try:
            if not name or self.our_app.shelf.is_own(name):
                return name
            self.say(f"{name} came with the program, and stays as it is.")
        except WargameError as error:
            self.say(error.first_line)
        return ""

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is not None:
            self.say(OPENING)
            self.once_drawn(self._open, message.target.id)
        elif not self._is_listed:
            message.prevent_default()  # there may be something to choose in a moment

    def _open(self, name: str) -> None:
        shelf = self.our_app.shelf
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
        if name := self._own:
            field = name_field("New name", name)
            said = f"The game '{name}' keeps all its moves, and gets another name."
            take = partial(self._rename, name)
            self.app.push_screen(AskScreen(f"Rename {name}", field, "Rename", said, take))

    def _rename(self, old: str, new: str) -> str:
        try:
            if new != old:
                self.our_app.shelf.rename(old, new)
        except WargameError as error:
            return error.first_line
        self._saves = [replace(one, name=new) if one.name == old else one for one in self._saves]
        if old in self._glances:
            self._glances[new] = self._glances.pop(old)
        self._show()
        self.query_one(Pane).point_at(Target("save", new))
        self.say(f"{old} is {new} now." if new != old else HINT)
        return ""

    def action_delete(self) -> None:
        """Remove the save under the cursor, after a question."""
        if name := self._own:
            said = [f"The game '{name}' is removed for good, with all its moves."]
            answer = partial(self._delete, name)
            rows = partial(notice_rows, said)
            self.app.push_screen(QuestionScreen(f"Delete {name}?", rows, answer))

    def _delete(self, name: str, is_yes: bool) -> None:
        self.go_back()
        if not is_yes:
            return
        try:
            self.our_app.shelf.delete(name)
        except WargameError as error:
            self.say(error.first_line)
            return
        self._saves = [one for one in self._saves if one.name != name]
        self._glances.pop(name, None)
        self._show()
        self.say(f"{name} is gone.")


def _some(unread: Iterator[Saved]) -> list[Saved]:
    """As many more as are read in a moment; none once there are none."""
    until, found = time.monotonic() + MOMENT_S, []
    for one in unread:
        found.append(one)
        if time.monotonic() > until:
            break
    return found
