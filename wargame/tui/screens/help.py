"""Help: what the focused pane is for, and every key that acts there, read from the bindings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from wargame.table.words.gate import fit, width
from wargame.table.words.glyphs import DISCARDED
from wargame.table.words.rows import DIM, STRONG, Row, Span, blank, head, rows_height, text_row
from wargame.tui.keys import Key
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.pane import Pane

SHORT = 3
"""Cells of keys that stand in columns of their own, which are narrow."""

BELOW = 1
"""Lines of the screen that are not the pane's."""
CLICKS = "Clicks", "one points, two choose"
SIGNS = (
    "!: its owner dislikes it. "
    "Levels: {on} in force, {work} paused, {off} free. "
    "Stages: {on} reached, {work} in work, {off} to come. "
    "{first} and {second}: the seats; {nobody}: neither. "
    "{yes}: can be done; {discarded}: only discarded; {no}: cannot. "
    "x2: it counts twice. now*: somebody named it."
)


class HelpScreen(BaseScreen):
    """Explains one pane of a screen.

    Args:
        label, said: The pane's name, and what it is for.
        keys: The keys that act there.
        around: What the screen around it is for; told where there is room.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "close", "Back", key_display="Esc")
    ]

    def __init__(self, label: str, said: str, keys: Sequence[Key], around: str = "") -> None:
        super().__init__()
        self._label, self._said, self._keys, self._around = label, said, keys, around

    def compose_body(self) -> ComposeResult:
        with Horizontal(classes="columns"):
            yield Pane(f"Help: {self._label}" if self._label else "Help", id="help")

    needs = ("#help",)

    def begin(self) -> None:
        pane = self.query_one(Pane)
        pane.show(self._rows)
        pane.focus()

    def refocus(self) -> None:
        self.query_one(Pane).focus()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.once_drawn(self._fit_in)  # its pane has its width only then

    def _fit_in(self) -> None:
        """A frame as tall as its text, where there are lines left over."""
        for pane in self.query("#help").results(Pane):
            room = self.size.height - BELOW
            tall = pane.tallest(room)
            pane.take(tall if tall < room and not self.has_class("-s") else 0)

    def action_help(self) -> None:
        self.action_close()

    def on_pane_chosen(self) -> None:
        """There is nothing to choose: Enter goes back."""
        self.action_close()

    def key_words(self) -> Mapping[str, str]:
        return {"choose": "Back"}

    def action_close(self) -> None:
        """Back to the table."""
        self.shut()

    def _rows(self, cells: int, lines: int) -> list[Row]:
        glyphs = self.our_app.glyphs
        found = [text_row(self._said, cells), blank()] if self._said else []
        for own, label in ((True, f"Keys in {self._label or 'here'}"), (False, "Keys everywhere")):
            listed = [(one.keys, one.does) for one in self._keys if one.is_own == own]
            if listed:
                letters = [one for one in listed if own or len(one[0]) <= SHORT]
                names = [one for one in listed if one not in letters]
                names += [] if own else [CLICKS]
                both = [*_in_columns(letters, cells), *_in_columns(names, cells)]
                found += [head(label, cells), *both]
        found.append(blank())
        said = SIGNS.format(
            on=glyphs.on,
            work=glyphs.work,
            off=glyphs.off,
            first=glyphs.first,
            second=glyphs.second,
            nobody=glyphs.nobody,
            yes=glyphs.yes,
            no=glyphs.no,
            discarded=DISCARDED,
        )
        found.append(text_row(said, cells, DIM))
        more = [blank(), text_row(self._around, cells)] if self._around else []
        if rows_height([*found, *more]) <= lines:
            return [*found, *more]
        is_long = rows_height(found) > lines
        return [row for row in found if row != blank()] if is_long else found


def _in_columns(listed: list[tuple[str, str]], cells: int) -> list[Row]:
    """Keys and what they do, in as many columns as fit, read from the top of each."""
    for count in range(len(listed), 0, -1):
        tall = -(-len(listed) // count)
        columns = [listed[start : start + tall] for start in range(0, len(listed), tall)]
        sizes = [
            [2 + max(width(one[part]) for one in column) for part in (0, 1)] for column in columns
        ]
        if count == 1 or sum(map(sum, sizes)) <= cells:
            return [Row((_line(columns, sizes, place),)) for place in range(tall)]
    return []


def _line(
    columns: list[list[tuple[str, str]]], sizes: list[list[int]], place: int
) -> tuple[Span, ...]:
    """One line through all columns that reach so far down."""
    return tuple(
        span
        for column, (wide, rest) in zip(columns, sizes, strict=True)
        if place < len(column)
        for span in (
            Span(fit(f" {column[place][0]}", wide), STRONG),
            Span(fit(column[place][1], rest)),
        )
    )
