"""A form: fields one below another, in a frame. Keys alone do everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Checkbox, Input, Select, Static

from wargame.table.words.gate import admit
from wargame.tui.widgets.fields import CONTROLS, ChoiceField, Field, TextField
from wargame.tui.widgets.frame import frame


class FieldLine(Horizontal):
    """A line of a form: what a field is called, and the control in which it is changed."""

    def __init__(self, field: Field) -> None:
        super().__init__(classes=f"field -{field.kind}")
        self.field = field
        self.label = Static(Content(admit(field.label)), classes=f"label -{field.role or 'dim'}")
        self.control = CONTROLS[field.kind](field) if field.kind in CONTROLS else None
        self._heard = field.value

    def compose(self) -> ComposeResult:
        if self.field.kind not in ("tick", "button"):  # those say themselves what they are
            yield self.label
        if self.control is not None:
            yield self.control

    def hear(self) -> Field:
        """The field as it is now, which the screen knows from here on."""
        self._heard = self.field.value
        return self.field

    def fill(self, field: Field) -> None:
        """Ask for something else. What was changed in this field since the screen last heard of it
        stays, if it still can be: that is on its way, and the screen names the value before it."""
        if field.name == self.field.name and field.value == self._heard and self._can_stay(field):
            field = replace(field, value=self.field.value)
        else:
            self._heard = field.value
        old, self.field = self.field, field
        if field.label != old.label:
            self.label.update(Content(admit(field.label)))
        if self.control is not None:
            with self.prevent(Input.Changed, Select.Changed, Checkbox.Changed):
                self.control.fill(field, old)

    def _can_stay(self, field: Field) -> bool:
        """Whether the field as it will be can have the value that it has."""
        return field.kind != "choice" or self.field.value in dict(field.options)


class Form(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Fields of which one has the focus. It tells of every change, and of every button.

    Its keys have priority, so that the focus has moved before the next key is read: on a slow
    line several come at once, and what is typed after Down belongs into the field below.

    Args:
        label: What the frame says.
        help: What `?` tells about the form.
        fields: What is asked for.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, priority=True),
        Binding("down,j", "move(1)", "Down", show=False, priority=True),
        Binding("pageup", "page(-1)", "A page up", show=False, priority=True),
        Binding("pagedown", "page(1)", "A page down", show=False, priority=True),
        Binding("home", "edge(0)", "To the top", show=False, priority=True),
        Binding("end", "edge(-1)", "To the bottom", show=False, priority=True),
        Binding("enter", "next", "Next field", key_display="Enter", priority=True),
    ]

    class Changed(Message):
        """A field has another value."""

        def __init__(self, form: Form, name: str) -> None:
            super().__init__()
            self.form, self.name = form, name

    class Pressed(Message):
        """A button was pressed."""

    class Pointed(Message):
        """The focus has come to a field."""

    class LookedAt(Message):
        """A choice is looked at in a list, and not taken yet."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def __init__(self, label: str, help: str, fields: Sequence[Field], *, id: str) -> None:
        super().__init__(id=id, classes="form")
        self.label, self.about = label, help
        self._lines = [FieldLine(field) for field in fields]
        self._at = 0
        self._is_rebuilt = True

    def compose(self) -> ComposeResult:
        yield from self._lines

    def fill(self, fields: Sequence[Field]) -> None:
        """Ask for something else; the focus stays where it is."""
        if [field.kind for field in fields] == [line.field.kind for line in self._lines]:
            for line, field in zip(self._lines, fields, strict=True):
                line.fill(field)
        else:
            self._lines = [FieldLine(field) for field in fields]
            self._at = min(self._at, len(self._stops) - 1)
            self._is_rebuilt = False
            self.call_next(self._rebuild)

    async def _rebuild(self) -> None:
        await self.recompose()
        self._is_rebuilt = True
        self.refocus()

    def hear(self, name: str) -> Field | None:
        """A field that has changed, as it is now: somebody may have typed on since. None if it is
        asked for no more."""
        return next((line.hear() for line in self._lines if line.field.name == name), None)

    @property
    def fields(self) -> list[Field]:
        """What is asked for, as it is now."""
        return [line.field for line in self._lines]

    def __getitem__(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    @property
    def field(self) -> Field:
        """The field that has the focus, or had it last."""
        return self._stops[self._at].field

    @property
    def is_listing(self) -> bool:
        """Whether a list of choices is open."""
        control = self._stops[self._at].control
        return isinstance(control, ChoiceField) and control.expanded

    @property
    def _stops(self) -> list[FieldLine]:
        """The lines that can have the focus."""
        return [line for line in self._lines if line.control is not None]

    # --- what changes ------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        self._take(event, event.control, event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._tell(self.Pressed())

    def on_select_changed(self, event: Select.Changed) -> None:
        self._take(event, event.control, event.value)

    def on_checkbox_changed(self, event: Checkbox.Changed) -> None:
        self._take(event, event.control, event.value)

    def on_choice_field_looked_at(self, event: ChoiceField.LookedAt) -> None:
        event.stop()
        self._tell(self.LookedAt(event.value))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self._tell(self.Pressed())

    def _take(self, event: Message, control: Input | Select[Any] | Checkbox, said: object) -> None:
        """Keep what a control says, and tell of it if it is new; not what it said before something
        else was asked for in its line."""
        event.stop()
        line = next((one for one in self._stops if one.control is control), None)
        value = said if isinstance(said, str) else "yes" if said else ""
        if line is not None and said == control.value and value != line.field.value:
            line.field = replace(line.field, value=value)
            self._tell(self.Changed(self, line.field.name))

    def _tell(self, message: Message) -> None:
        """Send a message up, past the keys that wait here: they were pressed later."""
        assert self.parent is not None
        self.parent.post_message(message)

    # --- from field to field -----------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key is the form's: a text keeps those that move its cursor and an Enter that
        answers, a list all."""
        if self.is_listing or (action == "next" and self.field.is_answer):
            return False
        control = self._stops[self._at].control
        return action != ("edge" if isinstance(control, TextField) else "next")

    def refocus(self) -> None:
        """Give the focus to the field that had it last, unless one has it, or its list."""
        if not self.has_focus_within:
            self._go(self._at)

    def point_at(self, name: str) -> None:
        """Give the focus to a field."""
        self._go([line.field.name for line in self._stops].index(name))

    def _go(self, place: int) -> None:
        stops = self._stops
        self._at = max(0, min(place, len(stops) - 1))
        if not self._is_rebuilt:
            return  # what is asked for now has yet to be drawn, and gets the focus then
        control = stops[self._at].control
        assert control is not None
        self.screen.set_focus(control, scroll_visible=False)  # at once, for the next key
        if self._at == 0:
            self.scroll_home(animate=False)  # with the heading above the first field
        else:
            self.scroll_to_widget(control, animate=False)

    def action_move(self, way: int) -> None:
        """To the field below, or above; from the first one up to the last, and back."""
        self._go((self._at + way) % len(self._stops))

    def action_next(self) -> None:
        """To the field below: a text is done."""
        self._go(self._at + 1)

    def action_page(self, way: int) -> None:
        """As many fields on as there are lines."""
        self._go(self._at + way * max(1, self.size.height - 1))

    def action_edge(self, end: int) -> None:
        """To the first field, or the last."""
        self._go(end % len(self._stops))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        for place, line in enumerate(self._stops):
            if line.control in event.widget.ancestors_with_self and place != self._at:
                self._at = place
        self.post_message(self.Pointed())
        self._frame()

    def on_descendant_blur(self) -> None:
        self._frame()

    # --- its frame ---------------------------------------------------------------------------

    def on_mount(self) -> None:
        self._frame()

    def on_resize(self) -> None:
        self._frame()

    def watch_virtual_size(self) -> None:
        self._frame()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._frame()

    def _frame(self) -> None:
        frame(self, self.label, round(self.scroll_y), self.virtual_size.height)
