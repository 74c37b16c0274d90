"""A form: choices, short texts, ticks and buttons, one to a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from wargame.table.words.gate import fit, typed, width
from wargame.table.words.rows import ALERT, DIM, HEAD, STRONG, Row, Span, Target
from wargame.tui.widgets.drawn import Drawn
from wargame.tui.widgets.pane import Pane

LABEL = 20
"""Cells for the names of fields."""
KEY, ENTRY = 12, 26
"""Cells for the key of an entry, and for its name."""


@dataclass(slots=True)
class Field:
    """One row of a form.

    Attributes:
        kind: `choice`, `text`, `tick`, `button`, `entry` of a list, or `head` for a heading.
        value: The chosen option's id, the text, "yes" for a tick, or the key of an entry.
        options: For a choice: pairs of id and what people read.
        note: Said behind the value, such as why a tick cannot be set.
        longest: For a text: characters that are kept.
        role: The role of a tick's colour.
    """

    name: str
    label: str
    kind: str
    value: str = ""
    options: Sequence[tuple[str, str]] = ()
    note: str = ""
    longest: int = 40
    role: str = ""
    allowed: Callable[[str], bool] = str.isprintable


class Form(Pane):
    """Fields in rows. It tells of every change, and of every button."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Choice before", show=False),
        Binding("right", "turn(1)", "Next choice", key_display="Left Right"),
        Binding("space", "tick", "Tick", key_display="Space"),
        Binding("backspace", "rub", "Rub out", show=False),
    ]

    class Changed(Message):
        """A field has another value."""

        def __init__(self, form: Form, field: Field) -> None:
            super().__init__()
            self.form, self.field = form, field

    class Pressed(Message):
        """A button was pressed."""

        def __init__(self, form: Form, name: str) -> None:
            super().__init__()
            self.form, self.name = form, name

    def __init__(self, label: str, help: str = "", *, id: str) -> None:
        super().__init__(label, help, id=id)
        self.fields: list[Field] = []

    def fill(self, fields: Sequence[Field]) -> None:
        """Show these fields; the cursor stays on the field it was on."""
        self.fields = list(fields)
        self.show(self._rows)

    def value(self, name: str) -> str:
        """The value of a field."""
        return next(field.value for field in self.fields if field.name == name)

    @property
    def field(self) -> Field | None:
        """The field under the cursor."""
        target = self.target
        return next((one for one in self.fields if target and one.name == target.id), None)

    # --- drawing -----------------------------------------------------------------------------

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        return [self._row(field, cells) for field in self.fields]

    def _row(self, field: Field, cells: int) -> Row:
        target = (Target("field", field.name),)
        left, right = ("<", ">") if Drawn.is_ascii else ("‹", "›")
        match field.kind:
            case "head":
                return Row(((Span(fit(field.label, cells), field.role or HEAD),),))
            case "button":
                return Row(((Span(fit(f"[ {field.label} ]", cells), STRONG),),), target)
            case "entry":
                label = fit(f"  {field.label}", max(ENTRY, width(field.label) + 4))
                line = (
                    Span(fit(f"  {field.value}", KEY), DIM),
                    Span(label, STRONG),
                    Span(fit(field.note, max(0, cells - KEY - width(label))), DIM),
                )
                return Row((line,), target)
            case "tick":
                box = "[x] " if field.value else "[-] " if field.note else "[ ] "
                role = DIM if field.note else field.role
                said = f"{box}{field.label}"
                told = f"{said}  ({field.note})" if field.note else said
                said = told if width(told) <= cells else said
                return Row(((Span(fit(said, cells), role),),), target)
            case "choice":
                shown = dict(field.options).get(field.value, field.value)
                said = f"{left} {shown} {right}" if len(field.options) > 1 else f"  {shown}"
            case _:
                said = f"  {field.value}_"
        room = cells - LABEL
        spans = [Span(fit(field.label, LABEL), DIM), Span(fit(said, room))]
        if field.note:
            spans = [spans[0], Span(fit(f"{said}  {field.note}", room), ALERT)]
        return Row((tuple(spans),), target)

    # --- changing ----------------------------------------------------------------------------

    def _set(self, field: Field, value: str) -> None:
        if value != field.value:
            field.value = value
            self.show(self._rows)
            self.post_message(self.Changed(self, field))

    def action_turn(self, way: int) -> None:
        """Another option of a choice."""
        field = self.field
        if field is not None and field.kind == "choice" and field.options:
            names = [name for name, _ in field.options]
            here = names.index(field.value) if field.value in names else 0
            self._set(field, names[(here + way) % len(names)])

    def action_tick(self) -> None:
        """Set or clear a tick; a blank in a text; another option of a choice."""
        field = self.field
        if field is None:
            return
        if field.kind == "tick" and not (field.note and not field.value):
            self._set(field, "" if field.value else "yes")
        elif field.kind == "choice":
            self.action_turn(1)
        elif field.kind == "text":
            self._type(field, " ")

    def action_choose(self) -> None:
        """Press a button, set a tick, or go on to the next field."""
        field = self.field
        if field is None:
            return
        if field.kind in ("button", "entry"):
            self.post_message(self.Pressed(self, field.name))
        elif field.kind == "tick":
            self.action_tick()
        else:
            self.action_move(1)

    def action_rub(self) -> None:
        """Take away the last character of a text."""
        field = self.field
        if field is not None and field.kind == "text":
            self._set(field, field.value[:-1])

    def on_key(self, event: events.Key) -> None:
        field = self.field
        if field is not None and field.kind == "text" and event.is_printable and event.character:
            self._type(field, event.character)
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take in what is pasted: one line, cut to the field's length, controls dropped."""
        field = self.field
        if field is not None and field.kind == "text":
            lines = event.text[: 8 * field.longest].splitlines()
            self._type(field, lines[0] if lines else "")
        event.stop()

    def _type(self, field: Field, text: str) -> None:
        kept = "".join(char for char in typed(text, field.longest) if field.allowed(char))
        self._set(field, typed(f"{field.value}{kept}", field.longest))
