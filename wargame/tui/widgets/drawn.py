"""Lines of spans as strips: the one place where text goes to the terminal."""

from __future__ import annotations

from collections.abc import Collection

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget

from wargame.table.words.gate import admit, ascii_only, width
from wargame.table.words.rows import Line, Span
from wargame.tui.toolkit import part_style

CURSOR = "drawn--cursor"
LIT = Style(bold=True, underline=True)
"""How rows are lit: the same in every theme, and without colours."""


class AsciiOnly(LineFilter):
    """For terminals that have nothing but ASCII: of whatever is drawn, also by the toolkit."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(ascii_only(text), style, control) for text, style, control in segments]


class Drawn(Widget):
    """A widget that draws spans. Whatever it draws passes the gate, whoever wrote it."""

    _of_roles: dict[str, Style] | None = None
    """How roles look until the style sheets are looked at again, as for another theme."""

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._of_roles = None

    def strip(
        self, line: Line, cells: int, cursor: int | None = None, lit: Collection[int] = ()
    ) -> Strip:
        """A line in exactly `cells` cells; the cursor reaches to the end of the line it stands on.

        Args:
            cursor: The cell of the row on which the cursor stands; None for no cursor.
            lit: The cells of the row that are lit.
        """
        segments: list[Segment] = []
        used = 0
        for span in line:
            text = admit(span.text)
            style = self.style_of(CURSOR if _is_at(span, cursor) else span.role)
            if span.cell in lit or -1 - span.cell in lit:
                style += LIT
            segments.append(Segment(text, style))
            used += width(text)
        reaches = bool(line) and _is_at(line[-1], cursor)
        tail = self.style_of(CURSOR if reaches else "")
        return Strip(segments, used).adjust_cell_length(cells, tail).simplify()

    def style_of(self, role: str) -> Style:
        """The style of a role, with the ground beneath it: of the part `drawn--ROLE`.

        It is looked up when it is first drawn. As component classes of the toolkit, all roles of
        all panes would be matched with all rules whenever anything on the screen changes its class.
        """
        if self._of_roles is None:
            self._of_roles = {}
        if role not in self._of_roles:
            name = role if role == CURSOR else f"drawn--{role}"
            self._of_roles[role] = part_style(self, name) if role else self.rich_style
        return self._of_roles[role]


def _is_at(span: Span, cursor: int | None) -> bool:
    return cursor is not None and not span.is_plain and span.cell in (cursor, -1 - cursor)
