"""A page of text, or a list to choose from: one pane, a title line, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from wargame.table.words.rows import DIM, STRONG, Line, Row, Span
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.pane import Pane


class PageScreen(BaseScreen):
    """Shows rows, and goes back.

    Args:
        title: Said in the top line.
        make: Makes the rows.
        hint: Said in the prompt line.
        then: Called when the page is left by Enter; leaving by Esc goes back only.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Back", key_display="Esc")
    ]

    lies_over = False
    """Whether it lies over another screen, so that its frame alone says its title."""

    def __init__(
        self,
        title: str,
        make: Callable[[int, int], list[Row]],
        hint: str = "",
        then: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._title, self._make, self._hint, self._then = title, make, hint, then

    def compose_body(self) -> ComposeResult:
        yield Bar(self._head, id="status")
        yield Pane(self._title, self.about, id="page", is_alone=not self.lies_over)
        yield Bar(self._prompt, id="prompt")

    def begin(self) -> None:
        pane = self.query_one("#page", Pane)
        pane.show(self._make)
        pane.focus()
        pane.point_first()

    def refocus(self) -> None:
        self.query_one("#page", Pane).focus()

    def idle_keys(self) -> Set[str]:
        """On a page of text there is nothing to choose; what Enter does, the prompt says."""
        return {"choose"} if type(self) is PageScreen else frozenset()

    def _head(self, _cells: int) -> Line:
        return (Span(f" {self._title}", STRONG),)

    def _prompt(self, _cells: int) -> Line:
        return (
            Span(f"{self.home.glyphs.cursor} ", STRONG),
            Span(self._hint or "Esc goes back", DIM),
        )

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is None and self._then is not None:
            self._then()
        elif message.target is None:
            self.action_close()

    def say(self, text: str) -> None:
        """Say something in the prompt line."""
        self._hint = text
        self.query_one("#prompt", Bar).show(self._prompt)

    def action_close(self) -> None:
        """Back to the screen before."""
        self.home.back()
