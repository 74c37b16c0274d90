"""A screen with a form: what is filled in on one side, what it is about on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from wargame.table.words.rows import ALERT, DIM, STRONG, Line, Row, Span
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.fields import Field, TextField, TickField
from wargame.tui.widgets.form import Form
from wargame.tui.widgets.pane import Pane

LISTING = "Up and Down choose, Enter takes it, Esc closes the list"
"""What the line of the prompt says while a list of choices is open."""


class FormScreen(BaseScreen):
    """Shows a form and a pane beside it; each kind says what stands in them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back", key_display="Esc"),
        Binding("tab", "across", "Pane", key_display="Tab"),
    ]

    sides: ClassVar[tuple[str, str]] = ("Fill in", "About")
    """What the form and the pane are called."""
    hint = ""
    """What the line of the prompt says where nothing is wrong."""

    said = ""

    def title_words(self) -> str:
        """What stands in the top line."""
        return self.sides[0]

    def note_words(self) -> str:
        """What stands behind it."""
        return ""

    def fields(self) -> Sequence[Field]:
        """What is filled in, as it is now."""
        return ()

    def rows(self, cells: int, lines: int) -> list[Row]:
        """What the pane tells."""
        return []

    def prompt_words(self) -> str:
        """The hint, as it is now."""
        return self.hint

    def compose_body(self) -> ComposeResult:
        left, right = self.sides
        yield Bar(self._head, id="status")
        with Horizontal(classes="columns"):
            yield Form(left, self.about, self.fields(), id="setup")
            yield Pane(right, self.about, id="about")
        yield Bar(self._prompt, id="prompt")

    needs: ClassVar[tuple[str, ...]] = ("#setup", "#about")

    def begin(self) -> None:
        self.query_one(Form).refocus()
        self.tell()

    def refocus(self) -> None:
        self.query_one(Form).refocus()

    def key_words(self) -> Mapping[str, str]:
        return {"dismiss": "Close the list"}

    def _head(self, _cells: int) -> Line:
        return (Span(f" {self.title_words()}", STRONG), Span(f"  {self.note_words()}", DIM))

    def _prompt(self, _cells: int) -> Line:
        if self.said:
            return (Span(self.said, ALERT),)
        is_listing = any(form.is_listing for form in self.query(Form).results(Form))
        return self.prompted(LISTING if is_listing else self.prompt_words())

    def changed(self, field: Field) -> None:
        """Take what a field has become."""

    def on_form_changed(self, message: Form.Changed) -> None:
        """Hand on a change of what is still asked for."""
        field = message.form.hear(message.name)
        if field is not None:
            self.changed(field)

    def tell(self) -> None:
        """Show pane and prompt anew."""
        self.query_one("#about", Pane).show(self.rows, fresh=True)
        self.show_prompt()

    def say(self, text: str) -> None:
        """Say in the line of the prompt what is wrong; "" for nothing."""
        self.said = text
        self.show_prompt()

    def on_text_field_full(self, message: TextField.Full) -> None:
        """Say that not all was kept."""
        self.say(f"Only {message.longest:,} characters are kept here; the rest was left out.")

    def on_text_field_left_out(self, message: TextField.LeftOut) -> None:
        """Say what can be typed: a letter that does nothing looks like a screen that hangs."""
        self.say(f"Only {message.takes} can be typed here; the rest was left out.")

    def on_tick_field_refused(self, message: TickField.Refused) -> None:
        """Say why nothing was ticked, which stands beside it among much else."""
        self.say(f"Not now: {message.why}." if message.why else "This one stays as it is.")

    def action_across(self) -> None:
        """To the other pane."""
        form, pane = self.query_one(Form), self.query_one("#about", Pane)
        pane.focus() if form.has_focus_within else form.refocus()

    def on_pane_chosen(self) -> None:
        """Enter where one reads: back to the field that is told of."""
        self.query_one(Form).refocus()

    def action_close(self) -> None:
        """Back to the form from the pane beside it, and from there to the screen before."""
        form = self.query_one(Form)
        self.shut() if form.has_focus_within else form.refocus()
