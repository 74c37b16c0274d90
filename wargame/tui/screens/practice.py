"""The table at which a lesson is taken or a puzzle tried: above the board stand aim and advice."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from functools import partial

from textual import events
from textual.app import ComposeResult

from wargame.table.host.practice import Practice
from wargame.table.words.gate import first_lines
from wargame.table.words.rows import ALERT, STRONG, Line, Span, line_text
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.bar import Bar

LINES, ALWAYS = 4, 2
"""Lines above the board: at most, and in any case. Of those between, each is there from the first
text on that needs it, and stays, so that the board does not jump."""


class PracticeScreen(TableScreen):
    """A table with an aim, at which wrong moves may be answered."""

    def __init__(self, practice: Practice) -> None:
        super().__init__(practice.sitting, practice.seat)
        self._practice = practice

    @abstractmethod
    def conclude(self) -> None:
        """It is over: tell what came of it."""

    def compose_body(self) -> ComposeResult:
        first, *rest = super().compose_body()
        yield first
        bars = [Bar(partial(self._line, n), id=f"aim{n}") for n in range(LINES)]
        for bar in bars[ALWAYS:]:
            bar.add_class("-spare")
        yield from bars
        yield from rest

    def _lines(self, cells: int) -> list[Line]:
        """What stands above the board: the aim, and what is said now. The brief has it uncut."""
        practice, room = self._practice, max(1, cells - 1)
        aim = first_lines(practice.aim, room, LINES - 1)
        said = first_lines(practice.said, room, LINES - len(aim))
        role = ALERT if practice.answered else ""
        told = [*((line, STRONG) for line in aim), *((line, role) for line in said)]
        return [(Span(f" {line}", role),) for line, role in told]

    def _line(self, number: int, cells: int) -> Line:
        """One of the lines above the board."""
        lines = self._lines(cells)
        return lines[number] if number < len(lines) else ()

    def _bars(self) -> Iterator[Bar]:
        yield from (self.query_one(f"#aim{n}", Bar) for n in range(LINES))

    def update_scene(self) -> None:
        """Show the present moment, and what is said to it."""
        super().update_scene()
        self._say_now()

    def _say_now(self) -> None:
        for number, bar in enumerate(self._bars()):
            bar.show(partial(self._line, number))
            if line_text(self._line(number, self.size.width)).strip():
                bar.remove_class("-spare")

    def on_resize(self, event: events.Resize) -> None:
        """At another width a text may need more lines, or fewer."""
        super().on_resize(event)
        if self.query("#aim0"):
            for bar in list(self._bars())[ALWAYS:]:
                bar.add_class("-spare")
            self._say_now()

    def take(self, texts: list[str]) -> None:
        """Take what is no wrong move; a wrong one is answered."""
        if self._practice.may(texts[0]):
            super().take(texts)
        self._say_now()

    def action_brief(self) -> None:
        """The page of this seat, below what is practised."""
        self.home.over.show_brief(self.scene, (self._practice.aim, self._practice.said))

    def took(self, text: str) -> None:
        self._practice.took(text)

    def took_back(self) -> None:
        self._practice.took_back()

    def arrive(self) -> None:
        """Go on, or tell what came of it."""
        if self._practice.end():
            self.update_scene()
            self.conclude()
        else:
            super().arrive()
