"""A question that is answered by a line of text."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from wargame.table.words.rows import ALERT, DIM, STRONG, Line, Row, Span, text_row
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.fields import Field
from wargame.tui.widgets.form import Form
from wargame.tui.widgets.pane import Pane


class AskScreen(BaseScreen):
    """Asks for a text.

    Args:
        title: Said in the top line.
        field: What is typed into.
        does: What the button does, in a word.
        said: What is asked, in a sentence or two.
        take: Takes the text, and says what is wrong with it, or "".
        then: Called once it is taken and this screen is gone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Back", key_display="Esc")]
    about = "Type, then Enter; Enter on the button does it. Esc goes back."

    def __init__(
        self,
        title: str,
        field: Field,
        does: str,
        said: str,
        take: Callable[[str], str],
        then: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._title, self._field, self._does, self._asked = title, field, does, said
        self._take, self._then, self._said = take, then, ""

    def compose_body(self) -> ComposeResult:
        yield Bar(lambda _: (Span(f" {self._title}", STRONG),), id="status")
        with Horizontal(classes="columns"):
            button = Field("do", self._does, "button")
            yield Form(self._title, self.about, [self._field, button], id="setup")
            yield Pane("About", self._asked, id="about")
        yield Bar(self._prompt, id="prompt")

    def begin(self) -> None:
        self.query_one("#about", Pane).show(self._rows)
        self.query_one(Form).refocus()

    def refocus(self) -> None:
        self.query_one(Form).refocus()

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        return [text_row(self._asked, cells)]

    def _prompt(self, _cells: int) -> Line:
        if self._said:
            return (Span(self._said, ALERT),)
        return (
            Span(f"{self.home.glyphs.cursor} ", STRONG),
            Span("Type, then Enter. Esc back", DIM),
        )

    def on_form_changed(self) -> None:
        self._say("")

    def on_form_pressed(self) -> None:
        why = self._take(self.query_one(Form)[self._field.name].value)
        if why:
            self._say(why)
        elif self.shut() and self._then is not None:
            self.app.call_later(self._then)

    def _say(self, text: str) -> None:
        self._said = text
        self.query_one("#prompt", Bar).show(self._prompt)

    def action_close(self) -> None:
        """Back; nothing is done."""
        self.shut()
