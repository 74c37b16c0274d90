"""A page of text, or a list to choose from: one pane, a title line, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from contextlib import nullcontext
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from wargame.table.panes.pages import READABLE, column, spread
from wargame.table.words.rows import STRONG, Line, Row, Span, rows_height
from wargame.tui.background import in_background
from wargame.tui.keys import NO_WORDS
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.pane import FRAME, Pane

READ_ON = "Down and PageDown read on"
"""Said of a text that is longer than the screen."""
AROUND = 7
"""Lines of a large screen that are not the page's: bars, margins, frame."""


class PageScreen(BaseScreen):
    """Shows rows, and goes back.

    Args:
        title: Said in the top line.
        make: Makes the rows.
        hint: Said in the prompt line.
        then: Called when the page is left by Enter; leaving by Esc goes back only.
        fill: Finds out what it is to show, beside the screen; then its rows are made anew.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Back", key_display="Esc")
    ]

    needs: ClassVar[tuple[str, ...]] = ("#page",)
    lies_over = False
    """Whether it lies over another screen, so that its frame alone says its title."""

    @property
    def stays(self) -> bool:
        """Whether it shows the same rows as long as it is open, so that it can be fitted to
        them."""
        return type(self) is PageScreen

    def __init__(
        self,
        title: str,
        make: Callable[[int, int], list[Row]],
        hint: str = "",
        then: Callable[[], None] | None = None,
        fill: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._title, self._make, self._hint, self._then = title, make, hint, then
        self._fill = fill

    def compose_body(self) -> ComposeResult:
        yield Bar(self._head, id="status")
        with Horizontal(classes="columns") if not self.lies_over else nullcontext():
            yield Pane(self._title, self.about, id="page", is_alone=not self.lies_over)
        yield Bar(self._prompt, id="prompt")

    def begin(self) -> None:
        self._show_rows()
        if self._fill is not None:
            self._find_out(self._fill)

    def _show_rows(self) -> None:
        self._open_out()
        pane = self.query_one("#page", Pane)
        pane.show(self._laid_out)
        pane.focus()
        pane.point_first()

    @work(group="fill")
    async def _find_out(self, fill: Callable[[], None]) -> None:
        await in_background(fill)
        if self.is_made:
            self._show_rows()
            self.once_drawn(self.show_prompt)

    def _laid_out(self, cells: int, lines: int) -> list[Row]:
        """The rows: where it is opened out, in two columns."""
        if not self.has_class("-spread"):
            return self._make(cells, lines)
        return spread(self._make(column(cells), lines), cells, lines)

    def _open_out(self) -> None:
        """Take the whole width for a text that does not fit on the screen in one column, where
        there is room for two; stand in the middle with one that leaves lines over."""
        room = self.size.height - AROUND
        found = self._make(READABLE, room) if self._is_read() else []
        tall = rows_height(found)
        is_text = not any(row.targets for row in found)
        self.set_class(is_text and tall > room and self.has_class("-l"), "-spread")
        for pane in self.query("#page").results(Pane):  # none where a screen is only half made
            pane.take(tall + FRAME if 0 < tall < room else 0)

    def _is_read(self) -> bool:
        """Whether its rows stay as they are, on a screen wider than the smallest."""
        return self.stays and not self.has_class("-s")

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self.is_attached:
            self._open_out()
            self.once_drawn(self.show_prompt)  # whether all of it fits is known by then

    def refocus(self) -> None:
        for pane in self.query("#page").results(Pane):  # none where somebody leaves meanwhile
            pane.focus()

    def idle_keys(self) -> Set[str]:
        """On a page of text there is nothing to choose: Enter goes back there, as Esc does."""
        is_text = type(self) is PageScreen and self._then is None
        return {"choose"} if is_text else frozenset()

    def key_words(self) -> Mapping[str, str]:
        """A page that leads on says so."""
        return {"choose": "Go on"} if self._then is not None or self.lies_over else NO_WORDS

    def _head(self, _cells: int) -> Line:
        return (Span(f" {self._title}", STRONG),)

    def _prompt(self, _cells: int) -> Line:
        said = self._hint or "Esc goes back"
        pages = self.query("#page").results(Pane) if type(self) is PageScreen else ()
        is_long = any(pane.is_long_text for pane in pages)
        return self.prompted(f"{READ_ON}; {said}" if is_long else said)

    def on_click(self, event: events.Click) -> None:
        """A click on the line that names Enter does what Enter does; so does one on a text."""
        if not (type(self) is PageScreen or self.lies_over):
            return
        pane = self.query_one("#page", Pane)
        is_text = not any(row.targets for row in pane.rows)
        if event.widget is self.query_one("#prompt") or (is_text and event.widget is pane):
            pane.action_choose()

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is None and self._then is not None:
            self._then()
        elif message.target is None:
            self.action_close()

    def say(self, text: str) -> None:
        """Say something in the prompt line."""
        self._hint = text
        for bar in self.query("#prompt").results(Bar):  # none where somebody leaves meanwhile
            bar.show(self._prompt)

    def action_close(self) -> None:
        """Back to the screen before."""
        self.go_back()
