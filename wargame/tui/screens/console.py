"""The facilitator's console: a passphrase, then command after command, and what came of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from wargame.errors import WargameError
from wargame.table.host.control_room import LEAVE, ControlRoom
from wargame.table.host.sitting import Sitting
from wargame.table.words.gate import fit
from wargame.table.words.public import clock_said
from wargame.table.words.rows import (
    ALERT,
    DIM,
    STRONG,
    Line,
    Row,
    Span,
    row,
    row_as_written,
    text_row,
)
from wargame.table.words.wrap import take_columns
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.fields import Field, TextField
from wargame.tui.widgets.form import FieldLine
from wargame.tui.widgets.pane import Pane

LONGEST = 2_400
"""Characters of a command."""
LINES = 400
"""Lines of answers that are kept."""
SHUT = ["This is the facilitator's. Type the passphrase; Esc goes back to the table."]


class ConsoleScreen(BaseScreen):
    """What the facilitator sees and does. It is left through the curtain, never into a hand.

    Args:
        sitting: A table that has a facilitator.
        control: What they have there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Table", key_display="Esc"),
        Binding("pageup", "page(-1)", "A page up", show=False),
        Binding("pagedown", "page(1)", "A page down", show=False),
    ]
    about = (
        "Type a command and Enter; help lists them, an empty line shows both hands and what is "
        "coming. Page Up and Page Down scroll. Esc, or leave, goes back through the curtain."
    )
    needs = ("TextField",)

    def __init__(self, sitting: Sitting, control: ControlRoom) -> None:
        super().__init__()
        self._sitting, self._control = sitting, control
        self._is_open = False
        self._command = ""
        self._answered: list[str] = []
        """What was asked of the command so far, each with its answer."""
        self._said: list[str] = SHUT

    def compose_body(self) -> ComposeResult:
        yield Bar(self._head, id="status")
        yield FieldLine(Field("line", "Passphrase", "text", longest=LONGEST))
        yield Pane("Console", self.about, id="console")
        yield Bar(self._prompt, id="prompt")

    def begin(self) -> None:
        self._field.password = self._field.is_emptied = True
        self._pane.show(self._rows)
        self.refocus()
        self.every(1, self._tick)

    def key_words(self) -> Mapping[str, str]:
        return {"submit": "Do it"}

    def refocus(self) -> None:
        self._field.focus()

    @property
    def _field(self) -> TextField:
        return self.query_one(TextField)

    @property
    def _pane(self) -> Pane:
        return self.query_one(Pane)

    def _tick(self) -> None:
        self.query_one("#status", Bar).show(self._head)

    def _head(self, _cells: int) -> Line:
        clock = self._control.clock()
        said = f"{clock.label} {clock_said(clock.left_s)}" if clock is not None else ""
        stands = "" if clock is None or clock.is_running else ", stopped"
        return (Span(" Facilitator", STRONG), Span(f"  {said}{stands}", STRONG))

    def _prompt(self, _cells: int) -> Line:
        if self._control.question:
            return self.prompted(self._control.question, ALERT)
        said = "help lists all commands; Esc goes back to the table" if self._is_open else ""
        return self.prompted(said)

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        typed = [row(Span(fit(f"> {self._command}", cells), DIM))] if self._command else []
        answered = [text_row(line, cells, DIM) for line in self._answered]
        return [*typed, *answered, *(row_as_written(line, cells) for line in self._said)]

    def on_input_submitted(self, message: Input.Submitted) -> None:
        text = message.value
        take_columns(self._pane.content_size.width)  # what is told is wrapped but once
        if not self._is_open:
            self._open(text)
        elif text.strip().casefold() == LEAVE and not self._control.question:
            self.action_close()
        else:
            self._order(text)

    def _open(self, text: str) -> None:
        """Open the console, if this is the passphrase."""
        if not self._control.admits(text):
            self._show(["That is not it.", *SHUT])
            return
        self._is_open = True
        self._field.password = False
        self._show(self._control.overview())

    def _order(self, text: str) -> None:
        """Do what was typed, and show what came of it; what asks for more stays in sight."""
        asked = self._control.question
        if not asked:
            self._command, self._answered = text.strip(), []
        try:
            told = self._control.do(text)
        except WargameError as error:
            told = str(error).splitlines()
        if self._control.leaves:
            self.action_close()
            return
        if asked and self._control.question != asked:  # else it is asked again
            self._answered.append(f"{asked} {text.strip()}")
        self._show(told)

    def _show(self, told: list[str]) -> None:
        self._said = told[:LINES]
        if self._is_open:
            label = "Answer" if self._control.question else "Command"
            self.query_one(FieldLine).fill(Field("line", label, "text", longest=LONGEST))
        self._pane.show(self._rows, fresh=True)
        self.show_prompt()
        self._tick()

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self._pane.action_page(way)

    def action_close(self) -> None:
        """Back to the table, through the curtain."""
        if self._control.question:
            self._order("")
            return
        self.home.leave_console(self._sitting)
