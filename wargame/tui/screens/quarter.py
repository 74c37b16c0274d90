"""Cards over the table, closed by Enter: a round that is over, headlines that are revealed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from wargame.table.panes.quarter import quarter_rows
from wargame.table.panes.typeset import rows
from wargame.table.told.happened import opened
from wargame.table.told.quarter import closed_round
from wargame.table.told.scene import Scene
from wargame.table.words.rows import Row
from wargame.table.words.view_models import round_over
from wargame.tui.held import READ_S
from wargame.tui.screens.page import PageScreen
from wargame.tui.widgets.pane import Pane

CLOSED = "Enter goes on; m tells every change"
OPENED = "Enter goes on; Esc tells the largest alone"
"""What keys do on the card of a round that is over: what it has brought, or every change."""


class CardScreen(PageScreen):
    """A card, closed by Enter or by itself. The table stays in sight above it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "hold", show=False, priority=True)]
    lies_over = True
    _is_kept = False
    """Whether it waits for Enter in any case."""
    _is_unread = True
    """Whether it lies there only just now: an Enter that comes so soon was meant for what is
    beneath."""

    def begin(self) -> None:
        self.query_one("#page", Pane).opens_at_top = True  # with the lead, and what the rival did
        super().begin()
        self.once_drawn(self.after, READ_S, self._was_read)
        if self.our_app.card_s:
            self.after(self.our_app.card_s, self._close_by_itself)

    def _was_read(self) -> None:
        self._is_unread = False
        self.show_keys()  # Enter is one of them from now on

    def has_action(self, action: str) -> bool:
        """Enter closes nothing that has not been seen, nor where it is held down."""
        return action != "hold" or self._is_unread or self.our_app.is_held

    def action_hold(self) -> None:
        """Leave the card where it is."""

    def _close_by_itself(self) -> None:
        if self.is_current and not self._is_kept:
            self.action_close()

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is not None:  # a page closes by itself where there is nothing to choose
            self.action_close()


class HeadlinesScreen(CardScreen):
    """The headlines of a round, a column each side, with what each of them did."""

    about = "What both sides had committed in secret, and what it did. Enter closes it."

    def __init__(self, scene: Scene) -> None:
        def made(cells: int, _lines: int) -> list[Row]:
            return rows(scene, opened(scene, scene.news), cells)

        super().__init__("Headlines", made, "Enter goes on")


class QuarterScreen(CardScreen):
    """What a round has brought.

    Args:
        scene: The moment it is shown to a seat.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("m", "more", "Every change")]
    about = "What the round has brought both sides. Enter closes it; m tells all or less."

    def __init__(self, scene: Scene) -> None:
        over = round_over(scene.deck, closed_round(scene.view), scene.closes_after)
        super().__init__(over, self._rows, CLOSED)
        self._scene = scene

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        return quarter_rows(self._scene, cells, tells_all=self._is_kept)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        self._is_kept = False  # whatever it tells, Enter closes it, as the classes above go on to

    def action_close(self) -> None:
        """From every change to the largest alone; from there to the table."""
        if self._is_kept:
            self.action_more()
        else:
            super().action_close()

    def action_more(self) -> None:
        """Every change of the account, or the largest alone."""
        self._is_kept = not self._is_kept
        self.say(OPENED if self._is_kept else CLOSED)
        pane = self.query_one("#page", Pane)
        pane.show(self._rows, fresh=True)
        if self._is_kept:
            pane.begin_at("number")
