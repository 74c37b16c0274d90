"""A bar: one line across the screen, such as the status, the prompt or the keys; a banner: some."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from wargame.table.words.gate import width
from wargame.table.words.rows import Line, cut_line, line_width
from wargame.tui.keys import NAMES, as_bound
from wargame.tui.widgets.drawn import Drawn

Make = Callable[[int], Line]
WORD = re.compile(r"\S+")


class Bar(Drawn):
    """One line, made anew for each width.

    Args:
        make: Makes the line for a number of cells.
        keys: Whether a click on a span presses the key that it names first.
    """

    def __init__(self, make: Make | None = None, *, id: str, keys: bool = False) -> None:
        super().__init__(id=id, classes="bar")
        self._make: Make = make or (lambda _: ())
        self._line: Line = ()
        self._is_clickable = keys

    def show(self, make: Make) -> None:
        """Show another line; nothing is painted if it is the same."""
        self._make = make
        line = self._made()
        if line != self._line:
            self._line = line
            self.refresh()

    def redraw(self) -> None:
        """Make the line anew."""
        self._line = self._made()
        self.refresh()

    def _made(self) -> Line:
        """The line; an ellipsis says that it goes on where it is too long for the screen. Nothing
        before the bar has a size: what was made for no room would be painted until it has one."""
        cells = self.size.width
        return cut_line(self._make(cells), cells) if cells else ()

    def on_resize(self) -> None:
        self.redraw()

    def render_line(self, y: int) -> Strip:
        return self.strip(self._line if y == 0 else (), self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Press the key whose name, or whose words, were clicked."""
        if not self._is_clickable:
            return
        for place, span in enumerate(self._line):
            if event.x < line_width(self._line[: place + 1]):
                is_key = span.role != "dim" or not place
                key = span if is_key else self._line[place - 1]
                cell = event.x - line_width(self._line[:place]) if is_key else width(key.text)
                if shown := _key_at(key.text, cell):  # else it is the room behind the last one
                    self.app.simulate_key(_key_of(shown))
                return


def _key_at(shown: str, cell: int) -> str:
    """The key of those that a bar shows for one action at which a click is meant, the last of them
    behind all; "" if it shows none.

    >>> _key_at(" Left Right", 3), _key_at(" Left Right", 7), _key_at(" [ ]", 4), _key_at("  ", 1)
    ('Left', 'Right', ']', '')
    """
    named = list(WORD.finditer(shown))
    return next(
        (one.group() for one in named if cell < one.end()), named[-1].group() if named else ""
    )


def _key_of(shown: str) -> str:
    """The key that a bar shows.

    >>> _key_of("Esc"), _key_of("x"), _key_of("?")
    ('escape', 'x', 'question_mark')
    """
    named = {said: key for key, said in NAMES.items()}
    return named.get(shown, shown.lower()) if len(shown) > 1 else as_bound(shown)


class Banner(Drawn):
    """Some lines across the screen, as many as there are to show; none at rest."""

    class Pressed(Message):
        """It was clicked."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="bar")
        self._make: Callable[[int], Sequence[Line]] = lambda _: ()
        self.display = False

    def show(self, make: Callable[[int], Sequence[Line]] | None) -> None:
        """Show other lines; None for none."""
        self._make = make or (lambda _: ())
        self.display = make is not None
        self.refresh(layout=True)

    def on_click(self) -> None:
        self.post_message(self.Pressed())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are to show."""
        return len(self._make(width))

    def render_line(self, y: int) -> Strip:
        lines = self._make(self.size.width)
        return self.strip(lines[y] if y < len(lines) else (), self.size.width)
