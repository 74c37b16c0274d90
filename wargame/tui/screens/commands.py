"""Everything that can be done now, to be found by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from wargame.table.words.gate import as_compared, clip, fit, width, wrap
from wargame.table.words.rows import DIM, STRONG, Line, Row, Span, Target, rows_height
from wargame.tui.commands import ListEntry
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.fields import Field, TextField
from wargame.tui.widgets.form import FieldLine
from wargame.tui.widgets.pane import Pane

KEY, ENTRY = 12, 30
"""Cells for the key of a command, where any has one, and for its name."""
LEAST_TOLD = 16
"""Cells of what a command does, at least."""


class CommandsScreen(BaseScreen):
    """Lists commands, and does the one that is chosen.

    Args:
        commands: All there are, in order.
        title: What they are for, where they are no commands of the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Move", key_display="Up Down"),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
        Binding("pagedown", "page(1)", "A page down", show=False),
        Binding("escape", "close", "Back", key_display="Esc"),
    ]
    about = "Type a few letters of what you want; Up and Down choose, Enter does it."
    needs = ("TextField",)

    def __init__(self, commands: Sequence[ListEntry], title: str = "") -> None:
        super().__init__()
        self._title = title or "What can be done now"
        self._label = "Choices" if title else "Commands"
        self._commands = commands
        self._found = list(commands)

    def compose_body(self) -> ComposeResult:
        yield Bar(lambda _: (Span(f" {self._title}", STRONG),), id="status")
        yield FieldLine(Field("find", "Find", "text"))
        yield Pane(self._label, self.about, id="commands")
        yield Bar(self._prompt, id="prompt")

    @property
    def _pane(self) -> Pane:
        return self.query_one(Pane)

    def begin(self) -> None:
        self._pane.lead()
        self._list()
        self.refocus()

    def key_words(self) -> Mapping[str, str]:
        return {"submit": "Do it"}

    def refocus(self) -> None:
        self.query_one(TextField).focus()

    def _prompt(self, _cells: int) -> Line:
        can = sum(not one.reason for one in self._found)
        later = len(self._found) - can
        rest = f", {later} more not now" if later else ""
        return self.prompted(f"{can} found{rest}; letters narrow, Enter does it. Esc back")

    def idle_keys(self) -> Set[str]:
        """The key for up tells of both ways; pages are in help."""
        return {"move(1)", "page(-1)", "page(1)"}

    def _list(self) -> None:
        """Show what was found, the cursor on the first of it."""
        self._pane.show(self._rows, fresh=True)
        self._pane.point_first()
        self.show_prompt()

    def _rows(self, cells: int, lines: int) -> list[Row]:
        key = KEY if any(one.key for one in self._commands) else 0
        found = list(enumerate(self._found))
        whole = [command_row(number, one, cells, key) for number, one in found]
        if rows_height(whole) <= lines:
            return whole
        return [command_row(number, one, cells, key, is_brief=True) for number, one in found]

    def on_input_changed(self, message: Input.Changed) -> None:
        words = as_compared(message.value).split()
        found = [one for one in self._commands if one.matches(words)]
        self._found = sorted(found, key=lambda one: one.rank(words)) if words else found
        self._list()

    def on_input_submitted(self) -> None:
        self._choose(self._pane.target)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        self._choose(message.target)

    def _choose(self, target: Target | None) -> None:
        if target is not None and self.shut():
            self.app.call_later(self._found[int(target.id)].do)

    def action_move(self, way: int) -> None:
        """To the next one, or the one before."""
        self._pane.action_move(way)

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self._pane.action_page(way)

    def action_commands(self) -> None:
        self.action_close()

    def action_close(self) -> None:
        """Back; nothing is done."""
        self.shut()


def command_row(
    number: int, command: ListEntry, cells: int, key: int, *, is_brief: bool = False
) -> Row:
    """The lines of a command: its key, where it belongs and what it does, more about it.

    What cannot be done now is dim, says why, and cannot be chosen.

    Args:
        key: Cells for its key.
        is_brief: It has one line for what it does; why it cannot be done is told in full.
    """
    name = fit(f"  {command.name}", max(ENTRY, width(command.name) + 4))
    start = key + width(name)
    room = max(LEAST_TOLD, cells - start)
    if command.reason or not is_brief:
        first, *rest = wrap(command.reason or command.about, room)
    else:
        first, rest = clip(command.about, room), []
    role = DIM if command.reason else STRONG
    head = (Span(fit(f"  {command.key}" if key else "", key), DIM), Span(name, role))
    below = ((Span(f"{'':{start}}{one}", DIM),) for one in rest)
    target = () if command.reason else (Target("command", str(number)),)
    return Row(((*head, Span(first, DIM)), *below), target)
