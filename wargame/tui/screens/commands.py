"""Everything that can be done now, to be found by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from wargame.table.words.rows import DIM, STRONG, Line, Span
from wargame.tui.commands import Command
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.form import Field, Form


class Finder(Form):
    """A list under a field; what is typed goes into the field, wherever the cursor stands."""

    def on_key(self, event: events.Key) -> None:
        if event.is_printable and event.character:
            self._type(self.fields[0], event.character)
            event.stop()
            event.prevent_default()

    def action_rub(self) -> None:
        """Take away the last character."""
        self._set(self.fields[0], self.fields[0].value[:-1])

    def action_choose(self) -> None:
        """Take what the cursor stands on, or the first that was found."""
        if self.field is self.fields[0] and len(self.fields) > 1:
            self.post_message(self.Pressed(self, self.fields[1].name))
        else:
            super().action_choose()


class CommandsScreen(BaseScreen):
    """Lists commands, and does the one that is chosen.

    Args:
        commands: All there are, in order.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Back", key_display="Esc")]
    about = "Type a few letters of what you want; Up and Down choose, Enter does it."

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands
        self._wanted = ""

    def compose_body(self) -> ComposeResult:
        yield Bar(lambda _: (Span(" What can be done now", STRONG),), id="status")
        yield Finder("Commands", self.about, id="commands")
        yield Bar(self._prompt, id="prompt")

    def on_mount(self) -> None:
        form = self.query_one(Finder)
        form.fill(self._fields())
        form.focus()
        form.point_first()

    def refocus(self) -> None:
        self.query_one(Finder).focus()

    def _prompt(self, _cells: int) -> Line:
        count = len(self._found())
        mark = Span(f"{self.home.glyphs.cursor} ", STRONG)
        return (mark, Span(f"{count} found; letters narrow, Enter does it. Esc back", DIM))

    def _found(self) -> list[tuple[int, Command]]:
        words = self._wanted.casefold().split()
        return [(n, one) for n, one in enumerate(self._commands) if one.matches(words)]

    def _fields(self) -> list[Field]:
        found = [Field("find", "Find", "text", self._wanted)]
        for number, one in self._found():
            found.append(Field(str(number), one.label, "entry", one.key, note=one.about))
        return found

    def on_form_changed(self, message: Form.Changed) -> None:
        self._wanted = message.field.value
        self.query_one(Finder).fill(self._fields())
        self.query_one("#prompt", Bar).show(self._prompt)

    def on_form_pressed(self, message: Form.Pressed) -> None:
        command = self._commands[int(message.name)]
        self.dismiss()
        self.app.call_later(command.do)

    def action_commands(self) -> None:
        self.action_close()

    def action_close(self) -> None:
        """Back; nothing is done."""
        self.dismiss()
