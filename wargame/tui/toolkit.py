"""What of the toolkit is used that it does not promise to keep: its private names, all here.

Each stands beside the reason why the public way does not serve, and has a test of its own in
`tests/tui/test_toolkit.py`, which fails when a release of the toolkit changes it. No other
module of the room may use a private name of the toolkit; a test reads them all.
"""

from __future__ import annotations

from typing import Literal

from textual.app import App
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from wargame.tui.leaving import Leaving


def write_frame(widget: Widget, edge: Literal["title", "subtitle"], text: str) -> None:
    """Write into the frame of a widget exactly what is given; paint that edge, if it changes.

    The public `border_title` and `border_subtitle` read `[MIN]` as markup, so that it vanishes,
    and repaint the whole widget: with each step of a cursor, tens of kilobytes over a slow line.
    """
    name = f"_border_{edge}"
    old: Content | None = getattr(widget, name)
    if text == (old.plain if old else ""):
        return
    setattr(widget, name, Content(text) if text else None)
    line = -1 if edge == "title" else widget.size.height
    widget.refresh(Region(-1, line, widget.size.width + 2, 1))


class CarefulApp(App[int]):
    """An app that ends in order when something of ours breaks, and says nothing itself.

    Once somebody has asked to leave, nothing that breaks on the way changes that.

    The toolkit has no public place for this: it prints a traceback with the values of all local
    variables, and those may be somebody's hand. In tests, which run without a terminal, the
    error is raised as ever.

    Args:
        leaving: Knows whether somebody has asked to leave.

    Attributes:
        failure: What broke first, or None.
    """

    def __init__(self, leaving: Leaving | None = None) -> None:
        super().__init__()
        self.leaving = leaving or Leaving()
        self.failure: Exception | None = None

    def _handle_exception(self, error: Exception) -> None:
        if self.is_headless:
            super()._handle_exception(error)
            return
        if self.leaving.code is None:
            self.failure = self.failure or error
        self.exit(return_code=1)
