"""Help: what the focused pane is for, and every key that acts there, read from the bindings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from wargame.table.words.gate import fit
from wargame.table.words.rows import DIM, STRONG, Row, Span, blank, head, text_row
from wargame.tui.keys import Key
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.pane import Pane

COLUMN = 36
"""Cells of a key with what it does."""

SIGNS = (
    "A change carries an arrow and a sign; `!` says that its owner dislikes it. "
    "A measure's levels: {on} in force, {work} on the books but suspended, {off} free. "
    "A project's stages: {on} reached, {work} in work, {off} to come. "
    "{first} and {second} are the two seats. {yes} can be done now, {no} cannot."
)


class HelpScreen(BaseScreen):
    """Explains one pane of a screen.

    Args:
        label, said: The pane's name, and what it is for.
        keys: The keys that act there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "close", "Back", key_display="Esc")
    ]

    def __init__(self, label: str, said: str, keys: Sequence[Key]) -> None:
        super().__init__()
        self._label, self._said, self._keys = label, said, keys

    def compose_body(self) -> ComposeResult:
        yield Pane("Help", id="help")

    def begin(self) -> None:
        pane = self.query_one(Pane)
        pane.show(self._rows)
        pane.focus()

    def action_help(self) -> None:
        self.action_close()

    def action_close(self) -> None:
        """Back to the table."""
        self.shut()

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        glyphs = self.home.glyphs
        found = [head(self._label, cells)] if self._label else []
        found += [text_row(self._said, cells), blank()] if self._said else []
        for own, label in ((True, f"Keys in {self._label or 'here'}"), (False, "Keys everywhere")):
            rows = [(one.keys, one.does) for one in self._keys if one.is_own == own]
            if rows:
                found.append(head(label, cells))
            found += _in_columns(rows, cells)
        found.append(blank())
        said = SIGNS.format(
            on=glyphs.on,
            work=glyphs.work,
            off=glyphs.off,
            first=glyphs.first,
            second=glyphs.second,
            yes=glyphs.yes,
            no=glyphs.no,
        )
        found.append(text_row(said, cells, DIM))
        return found


def _in_columns(rows: list[tuple[str, str]], cells: int) -> list[Row]:
    """Keys and what they do, as many side by side as there is room for."""
    count = max(1, cells // COLUMN)
    size = cells // count
    return [
        Row(
            (
                tuple(
                    span
                    for keys, does in rows[start : start + count]
                    for span in (Span(fit(f"  {keys}", 17), STRONG), Span(fit(does, size - 17)))
                ),
            )
        )
        for start in range(0, len(rows), count)
    ]
