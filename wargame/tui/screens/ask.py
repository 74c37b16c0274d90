"""A question that is answered by a line of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from wargame.table.words.rows import Row, text_row
from wargame.tui.screens.forms import FormScreen
from wargame.tui.widgets.fields import Field
from wargame.tui.widgets.form import Form


class AskScreen(FormScreen):
    """Asks for a text.

    Args:
        title: Said in the top line.
        field: What is typed into.
        does: What the button does, in a word.
        said: What is asked, in a sentence or two.
        take: Takes the text, and says what is wrong with it, or "".
        then: Called once it is taken and this screen is gone.
    """

    hint = "Type, then Enter. Esc back"
    about = "Type, then Enter, or press the button. Esc goes back."

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
        self._take, self._then = take, then

    def title_words(self) -> str:
        return self._title

    def fields(self) -> list[Field]:
        return [replace(self._field, is_answer=True), Field("do", self._does, "button")]

    def rows(self, cells: int, _lines: int) -> list[Row]:
        return [text_row(self._asked, cells)]

    def changed(self, _field: Field) -> None:
        self.say("")

    def key_words(self) -> Mapping[str, str]:
        return dict.fromkeys(("submit", "press"), self._does)

    def on_form_pressed(self) -> None:
        form = self.query_one(Form)
        why = self._take(form[self._field.name].value)
        if why:
            self._ask_again(form)
            self.say(why)
        elif self.shut() and self._then is not None:
            self.app.call_later(self._then)

    def _ask_again(self, form: Form) -> None:
        """Back to the text; of one that nobody can see nothing is left to go on from."""
        if self._field.is_secret:
            form.fill([replace(form[self._field.name], value=""), *form.fields[1:]])
        form.point_at(self._field.name)
