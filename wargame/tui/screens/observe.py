"""Observing: the public table in large type, as a game is played elsewhere."""

from __future__ import annotations

import time
from collections.abc import Set
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.worker import Worker

from wargame.errors import sentence_case
from wargame.table.host.following import LOOK_S, Followed
from wargame.table.panes.observed.page import page_rows_of
from wargame.table.panes.observed.public_table import observed_rows
from wargame.table.words.gate import fitting, width
from wargame.table.words.public import HYPOTHETICAL, SILENCE_S, PublicTable
from wargame.table.words.rows import ALERT, DIM, STRONG, WORSE, Line, Row, Span
from wargame.tui.background import in_background
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.pane import Pane

LOST = "Nothing is heard of the table: was it left, or does its laptop sleep?"


class ObserveScreen(BaseScreen):
    """Shows what everybody may see, and nothing else, until somebody leaves."""

    about = (
        "The public table, for a projector. It follows the game by itself; hands are shown after "
        "the end, and Right turns to the hot wash: facts, causes, transfer. Space stays at this "
        "moment, and follows again. r goes through a game that is over alone, from here, where the "
        "save is at hand. Make the terminal's type larger (often Ctrl and +): the table fits in."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", "Page", key_display="Left Right", priority=True),
        Binding("left", "turn(-1)", "Page before", show=False, priority=True),
        Binding("space", "hold", "Stay here", key_display="Space"),
        Binding("r", "replay", "Go alone"),
        Binding("escape,q", "close", "Leave", key_display="Esc"),
    ]

    def idle_keys(self) -> Set[str]:
        """Nothing is chosen here; the key for the next page tells of both ways."""
        return {"choose", "turn(-1)"}

    def __init__(self, followed: Followed) -> None:
        super().__init__()
        self._followed = followed
        self._heard = time.monotonic()
        self._page = 0
        self._held: PublicTable | None = None
        """The moment that is stayed at, whatever happens meanwhile."""
        self._said = ""
        self._looking: Worker[None] | None = None

    @property
    def _table(self) -> PublicTable:
        return self._held or self._followed.table

    def compose_body(self) -> ComposeResult:
        yield Bar(self._head, id="status")
        yield Pane("Table", self.about, id="observed")
        yield Bar(self._prompt, id="prompt")

    def begin(self) -> None:
        pane = self.query_one(Pane)
        pane.show(self._rows)
        pane.focus()
        self.every(LOOK_S, self._look_again)

    def refocus(self) -> None:
        self.query_one(Pane).focus()

    def _look_again(self) -> None:
        """Look, unless a look is still under way: a slow disk would never be seen to the end."""
        if self._looking is None or self._looking.is_finished:
            self._looking = self._look()

    @work(group="follow")
    async def _look(self) -> None:
        if await in_background(self._followed.catch_up):
            self._heard = time.monotonic()
        if self.is_made:
            self._show(self._said)

    @property
    def _left_s(self) -> int | None:
        """What the clock shows: counted on from when it was last heard of, as long as somebody
        keeps it."""
        clock = self._followed.table.clock
        if clock is None:
            return None
        gone = min(self._silent_s, SILENCE_S) if clock.is_running else 0
        return clock.left_s - gone

    @property
    def _silent_s(self) -> int:
        """Seconds since the table was last heard of."""
        return int(time.monotonic() - self._heard)

    @property
    def _is_lost(self) -> bool:
        """Whether a clock should run, and nobody keeps it."""
        clock = self._followed.table.clock
        return clock is not None and clock.is_running and self._silent_s > SILENCE_S

    def _rows(self, cells: int, lines: int) -> list[Row]:
        pages = self._table.pages
        self._page = min(self._page, len(pages))
        if self._page:
            return page_rows_of(pages[self._page - 1], self.our_app.glyphs, cells, lines)
        return observed_rows(self._table, self._left_s, self.our_app.glyphs, cells, lines)

    def _head(self, cells: int) -> Line:
        table, dot = self._table, f" {self.our_app.glyphs.dot} "
        is_new = not table.is_over and table.phase.casefold() != table.when.casefold()
        parts = [table.when, table.phase if is_new else "", table.turn]
        sign = f" {HYPOTHETICAL} " if table.what_if and not self._page else ""
        said = f" {dot.join(part for part in parts if part)}"
        room = cells - width(sign) - width(said)
        return (
            *((Span(sign, WORSE),) if sign else ()),
            Span(said, STRONG),
            Span(fitting([f"{dot}{table.deck}", ""], room), DIM),
        )

    def _prompt(self, cells: int) -> Line:
        if self._followed.trouble:
            return self.prompted(self._followed.trouble, ALERT)
        shown = "" if self._table.hands else ", and no hand"
        said = self._said or self._where()
        room = cells - width(said) - 2
        seen = fitting([f"  What everybody may see{shown}.", ""], room)
        return (*self.prompted(said, STRONG), Span(seen, DIM))

    def _where(self) -> str:
        """What is shown, and how to go on from it."""
        table = self._table
        if self._page:
            is_last = self._page == len(table.pages)
            on = "the last. Left turns back" if is_last else "Right turns on"
            return f"Page {self._page} of {len(table.pages)}: {on}."
        if self._is_lost:
            return LOST
        if self._held is not None:
            return "Staying at this moment: Space follows again."
        if table.what_if:
            return "Following a hypothetical line, which nobody played."
        if table.is_over:
            game = self._followed.game
            return f"{sentence_case(game)} is over. Right turns to the hot wash."
        if table.pages:
            return "Following the replay. Right turns to the hot wash."
        return f"Following {self._followed.game}."

    def action_turn(self, way: int) -> None:
        """To the next page of the hot wash, or the one before."""
        self._page = max(0, min(self._page + way, len(self._table.pages)))
        self._show()

    def action_hold(self) -> None:
        """Stay at this moment, or follow again."""
        self._held = None if self._held is not None else self._followed.table
        self._show()

    def action_replay(self) -> None:
        """Go through the game alone, from this moment on."""
        sitting = self._followed.own()
        if sitting is None:
            self._show("Whoever has the save can go through it alone, once the game is over.")
            return
        moves = self._table.happened
        self.home.show_replay(sitting, sitting.game.seats[0], ply=moves[-1].ply if moves else -1)

    def _show(self, said: str = "") -> None:
        self._said = said
        for bar, make in (("#status", self._head), ("#prompt", self._prompt)):
            self.query_one(bar, Bar).show(make)
        self.query_one(Pane).show(self._rows)

    def action_close(self) -> None:
        """Leave the program."""
        self.app.run_worker(self.app.run_action("leave_program"))
