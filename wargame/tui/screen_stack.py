"""The stack of screens, as whoever decides what comes next knows it: the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from wargame.content.library import DeckLibrary
from wargame.table.words.glyphs import Glyphs
from wargame.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from wargame.table.host.shelf import Shelf


class ScreenStack(Protocol):
    """The app, as far as it takes to get from screen to screen."""

    glyphs: Glyphs
    library: DeckLibrary

    @property
    def shelf(self) -> Shelf:
        """Where games are kept."""

    @property
    def is_still(self) -> bool:
        """Whether nothing is to move by itself."""

    @property
    def is_held(self) -> bool:
        """Whether what was pressed last was Enter, held down."""

    @property
    def card_s(self) -> float:
        """Seconds for which the card of a round stays; 0 until somebody closes it."""

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
