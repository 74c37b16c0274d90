"""Settings: colours, signs, motion, pace and keys. A change is kept, and acts at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from wargame.table.words.rows import ALERT, DIM, STRONG, Line, Row, Span, blank, head, text_row
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.fields import Field
from wargame.tui.widgets.form import Form
from wargame.tui.widgets.pane import Pane


@dataclass(frozen=True, slots=True)
class Preference:
    """Something to choose, or a key to type.

    Attributes:
        options: For a choice: pairs of id and what people read.
        usual: What an empty text stands for.
    """

    name: str
    label: str
    value: str
    about: str
    options: Sequence[tuple[str, str]] = ()
    usual: str = ""


class SettingsScreen(BaseScreen):
    """Everything that a person may choose about how the program looks and listens.

    Args:
        make: The settings as they are now; those without options are keys.
        choose: Takes a change, and says why it cannot be, or "".
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back", key_display="Esc"),
        Binding("tab", "across", "Pane", key_display="Tab"),
    ]
    about = (
        "Left and Right change a choice, Enter lists all. A key is typed: a character, F5, Ctrl+T. "
        "Whatever is changed is kept, and acts at once."
    )

    def __init__(
        self, make: Callable[[], Sequence[Preference]], choose: Callable[[str, str], str], said: str
    ) -> None:
        super().__init__()
        self._make, self._choose, self._said = make, choose, said

    def compose_body(self) -> ComposeResult:
        yield Bar(lambda _: (Span(" Settings", STRONG),), id="status")
        with Horizontal(classes="columns"):
            yield Form("Settings", self.about, self._fields(), id="setup")
            yield Pane("About", self.about, id="about")
        yield Bar(self._prompt, id="prompt")

    def begin(self) -> None:
        self.query_one(Form).refocus()
        self._tell()

    def refocus(self) -> None:
        self.query_one(Form).refocus()

    def refill(self) -> None:
        """Show the settings as they are now."""
        if self.is_attached:
            self.query_one(Form).fill(self._fields())

    def _fields(self) -> list[Field]:
        made = self._make()
        choices = [
            Field(one.name, one.label, "choice", one.value, one.options)
            for one in made
            if one.options
        ]
        keys = [
            Field(one.name, one.label, "text", one.value, note=one.usual, longest=12)
            for one in made
            if not one.options
        ]
        return [*choices, Field("", "Keys", "head"), *keys]

    def _prompt(self, _cells: int) -> Line:
        if self._said:
            return (Span(self._said, ALERT),)
        said = "Left and Right choose; a key is typed. All is kept at once. Esc back"
        return (Span(f"{self.home.glyphs.cursor} ", STRONG), Span(said, DIM))

    def on_form_changed(self, message: Form.Changed) -> None:
        self._said = self._choose(message.field.name, message.field.value.strip())
        self._tell()

    def on_form_pointed(self) -> None:
        self._tell()

    def _tell(self) -> None:
        self.query_one("#about", Pane).show(self._about_rows, fresh=True)
        self.query_one("#prompt", Bar).show(self._prompt)

    def _about_rows(self, cells: int, _lines: int) -> list[Row]:
        name = self.query_one(Form).field.name
        one = next(one for one in self._make() if one.name == name)
        rows = [head(one.label, cells), blank(), text_row(one.about, cells)]
        if not one.options:
            rows += [blank(), text_row(f"Usually {one.usual}. Empty: as usual.", cells, DIM)]
        return rows

    def action_across(self) -> None:
        """To the other pane."""
        form, pane = self.query_one(Form), self.query_one("#about", Pane)
        pane.focus() if form.has_focus_within else form.refocus()

    def action_close(self) -> None:
        """Back to the screen before."""
        self.shut()
