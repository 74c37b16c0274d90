"""The curtain: nothing of any hand, until the next seat says that it sits there.

It takes the place of the last seat's screen, so none of that is left in the stack. Two
different keys lift it: the seat's letter, then Enter. Space or a single Enter do nothing.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from wargame.errors import NotSaved
from wargame.table.host.control_room import ControlRoom
from wargame.table.host.live import public_of
from wargame.table.host.sitting import Sitting
from wargame.table.panes.large import large_rows
from wargame.table.panes.observed.public_table import observed_rows
from wargame.table.told.scene import signs
from wargame.table.words.gate import width, wrap
from wargame.table.words.phases import PHASES
from wargame.table.words.rows import ALERT, DIM, STRONG, Row, Span, blank, row
from wargame.table.words.view_models import round_label
from wargame.tui.keys import active
from wargame.tui.screens.ask import AskScreen
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.fields import Field
from wargame.tui.widgets.pane import Pane


class CurtainScreen(BaseScreen):
    """Waits for the seat that is to move.

    Args:
        sitting: The match.
        seat: Who is to sit down.
    """

    place = "at the curtain"
    has_letters = True
    about = "Pass the keyboard on. The seat's letter and then Enter show its hand."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "undo", "Undo", key_display="Backspace", id="give_back"),
        Binding("f9", "console", "Console", key_display="F9", id="console"),
        Binding("escape", "leave", "Leave", key_display="Esc"),
    ]

    def __init__(self, sitting: Sitting, seat: str) -> None:
        super().__init__()
        self._sitting, self._seat = sitting, seat
        self._sign = signs(sitting.game.deck, sitting.glyphs)[seat]
        self._is_ready = self._is_wrong = False
        self._last = sitting.last_mover
        self.set_class(self._control is None, f"-{self._sign.role}")
        self._can_undo = self._last in sitting.people and not sitting.why_no_undo(self._last)

    def compose_body(self) -> ComposeResult:
        yield Pane("The curtain", self.about, id="curtain")

    def begin(self) -> None:
        pane = self.query_one(Pane)
        pane.show(self._rows)
        pane.focus()
        if self._control is not None:
            self.every(1, lambda: self.query_one(Pane).show(self._rows))

    @property
    def _control(self) -> ControlRoom | None:
        return self._sitting.control

    @property
    def _paused(self) -> str:
        return self._control.paused if self._control is not None else ""

    def refocus(self) -> None:
        self.query_one(Pane).focus()

    def _rows(self, cells: int, lines: int) -> list[Row]:
        title = self._sitting.titles.seats[self._seat]
        sign = self._sign
        wrong = "Another key. " if self._is_wrong else ""
        second = "Now press Enter." if self._is_ready else f"{wrong}Press {sign.key}, then Enter."
        said = [
            (f"{sign.mark}  {title}", sign.role),
            ("", ""),
            (f"Pass the keyboard to {title}. Everybody else looks away.", ""),
            *((text, STRONG) for text in [self._exchanged()] if text),
            ("", ""),
            (second, STRONG if self._is_ready else DIM),
            ("", ""),
            ("Backspace gives the last decision back." if self._can_undo else "", DIM),
        ]
        if self._paused:
            notice = self._control.notice if self._control is not None else ""
            said = [(notice, ALERT), ("", ""), ("F9 opens the console.", DIM)]
        drawn = [one for text, role in said for one in _in_the_middle(text, role, cells)]
        if self._control is not None:
            return [*drawn, *self._table(cells, lines - len(drawn))]
        drawn = [*_in_the_middle(self._when(), "", cells), blank(), *self._large(cells), *drawn]
        return [*(blank() for _ in range(max(0, (lines - len(drawn)) // 2))), *drawn]

    def _when(self) -> str:
        """The round and its phase, which everybody may know."""
        view = self._sitting.view(self._seat)
        label = ",".join(round_label(view.deck, view.round).split(",")[:2])  # without the era
        return f"{label} {self._sitting.glyphs.dot} {PHASES[view.phase]}" if view.round else label

    def _exchanged(self) -> str:
        """Who sits there now, as long as nobody has played in a game with the chairs exchanged."""
        who = self._sitting.moved_to(self._seat)
        title = self._sitting.titles.seats[self._seat]
        return f"Chairs are exchanged: {title} is {who}." if who else ""

    def _large(self, cells: int) -> list[Row]:
        """Whose turn it is, in letters that are read across a room."""
        name = self._sitting.titles.seats[self._seat]
        large = large_rows([(name, self._sign.role)], cells, self._sitting.glyphs)
        return [*large, blank()] if large else []

    def _table(self, cells: int, lines: int) -> list[Row]:
        """What everybody may see, below: for the projector of a class."""
        clock = self._control.clock() if self._control is not None else None
        left = clock.left_s if clock is not None else None
        page = self._control.page if self._control is not None else None
        table = replace(public_of(self._sitting), clock=clock, page=page)
        return observed_rows(table, left, self._sitting.glyphs, cells, lines)

    def idle_keys(self) -> Set[str]:
        """What Enter does is said above, once it does something."""
        return {"choose"} if self._can_undo else {"choose", "undo"}

    def has_action(self, action: str) -> bool:
        """Only a class has a facilitator."""
        return action != "console" or self._control is not None

    def on_key(self, event: events.Key) -> None:
        if self.is_too_small or not self.has_begun:
            return
        if self._sign.key in ((event.character or "").lower(), event.key):
            self._is_ready, self._is_wrong = True, False  # with Caps Lock too
        elif event.key != "enter" and event.key not in self._other_keys():
            self._is_ready, self._is_wrong = False, event.is_printable
        self.query_one(Pane).show(self._rows)

    def _other_keys(self) -> Set[str]:
        """Keys that do something else here, and so neither begin nor break the two that reveal."""
        return {one.key for node, one in active(self) if node in (self, self.app)} | {"ctrl+q"}

    def on_pane_chosen(self) -> None:
        if not self._is_ready or self._paused:
            return
        lift = partial(self.home.reveal, self._sitting, self._seat)
        if self._seat not in self._sitting.locks:
            lift()
            return
        title = self._sitting.titles.seats[self._seat]
        said = f"{title} has a passphrase. Whoever has forgotten it leaves, and resumes the game."
        field = Field("words", "Passphrase", "text", is_secret=True)
        self.app.push_screen(AskScreen(title, field, "Sit down", said, self._why_locked, lift))

    def _why_locked(self, words: str) -> str:
        """Why the curtain stays where it is, or ""."""
        return "" if self._sitting.locks[self._seat].opens(words) else "That is not it."

    def action_undo(self) -> None:
        """Give the last decision back to the seat that took it, if nobody has learnt from it."""
        if not self._can_undo:
            return
        hand_over = partial(self.home.hand_over, self._sitting)
        try:
            self._sitting.undo(self._last)
        except NotSaved as error:
            self.home.ask_where(self._sitting, error, hand_over)
        else:
            hand_over()

    def action_console(self) -> None:
        """The facilitator's console."""
        self.home.show_console(self._sitting)

    def action_leave(self) -> None:
        """Home, or out of a class."""
        self.home.leave_table()


def _in_the_middle(text: str, role: str, cells: int) -> list[Row]:
    """A text in as many lines as it takes: names of seats may be long."""
    lines = [text] if width(text) <= cells else wrap(text, cells)
    return [row(Span(" " * ((cells - width(one)) // 2)), Span(one, role)) for one in lines]
