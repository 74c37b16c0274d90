"""The app: which screen comes next, and leaving the terminal as it was found."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from wargame.table.glyphs import ASCII, UNICODE, Glyphs, wants_ascii
from wargame.table.scene import Scene
from wargame.table.sitting import Sitting
from wargame.tui.palette import DARK, THEMES
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.drawn import Drawn

SIGNALS = {signal.SIGTERM: 143, signal.SIGHUP: 129}
"""Signals that end the program, and what it then leaves with."""

First = Callable[["WargameApp"], None]


class WargameApp(App[int]):
    """Shows screens, one after the other.

    Args:
        first: Opens the first screen.
        is_ascii: Draw with ASCII alone; asked of the environment unless said.
    """

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar = ["look.tcss", "screens/board.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave_program", "Quit", show=False, priority=True),
        Binding("f3", "next_theme", "Colours", show=False),
    ]

    def __init__(self, first: First, *, is_ascii: bool | None = None) -> None:
        super().__init__()
        self._first = first
        is_plain = wants_ascii(os.environ) if is_ascii is None else is_ascii
        self.glyphs: Glyphs = ASCII if is_plain else UNICODE
        Drawn.is_ascii = is_plain

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK

    def on_mount(self) -> None:
        if Drawn.is_ascii:
            self.add_class("-ascii")
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self._listen()
        self._first(self)

    def _listen(self) -> None:
        """Leave in order when the terminal is closed or somebody ends the program."""
        loop = asyncio.get_running_loop()
        for number, code in SIGNALS.items():
            try:
                loop.add_signal_handler(number, self._leave, code)
            except (NotImplementedError, RuntimeError, ValueError):
                return  # not the main thread, or a system without signals

    def _leave(self, code: int) -> None:
        self.exit(code, return_code=code)

    def action_leave_program(self) -> None:
        """Leave. Nothing is lost where the game is kept."""
        self._leave(0)

    def action_next_theme(self) -> None:
        """Dark or light."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    # --- from screen to screen ---------------------------------------------------------------

    def sit_down(self, sitting: Sitting) -> None:
        """Open the table for whoever is first to choose, or to watch."""
        sitting.glyphs = self.glyphs
        self.push_screen(TableScreen(sitting, (sitting.people or sitting.game.seats)[0]))

    def hand_over(self, sitting: Sitting) -> None:
        """Draw the curtain before the next seat's screen is made."""
        raise NotImplementedError

    def show_debrief(self, sitting: Sitting, seat: str) -> None:
        """How it ended, and why."""

    def show_brief(self, scene: Scene) -> None:
        """The page that a seat reads before play."""

    def open_offer(self, table: TableScreen) -> None:
        """The form for a package."""

    def go_home(self) -> None:
        """To the title screen."""
        self._leave(0)


HERE = Path(__file__).parent
