"""The stack of screens, as whoever decides what comes next knows it: the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from wargame.content.library import DeckLibrary
from wargame.tui.home import ScreenApp
from wargame.tui.screens.base import BaseScreen


class ScreenStack(ScreenApp, Protocol):
    """The app, as far as it takes to get from screen to screen."""

    library: DeckLibrary

    def close_shelf(self) -> None:
        """Finish all writing."""

    def tell_kept(self) -> None:
        """From any thread: have screens show whether all is kept, or a line there."""

    def put(self, screen: BaseScreen) -> None:
        """Show a screen over this one, unless it is of its kind."""

    def put_alone(self, screen: BaseScreen) -> None:
        """Show a screen in place of all others."""

    def take_off(self) -> bool:
        """Show the screen beneath this one; False if there is none."""

    def when_it_stands(self, act: Callable[[], None]) -> None:
        """Do something once the next screen stands."""

    def action_settings(self) -> None:
        """Colours, signs, motion, pace and keys."""

    def action_leave_program(self) -> None:
        """Leave."""
