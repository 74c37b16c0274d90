"""Lessons on screen: the list of them, and the table at which one is taken, or a puzzle tried."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.app import ComposeResult

from wargame.errors import WargameError
from wargame.table.host.puzzles import Posed
from wargame.table.host.school import School, Taught
from wargame.table.panes.pages import lesson_rows
from wargame.table.told.quarter import closes_now
from wargame.table.words.gate import clip, wrap
from wargame.table.words.rows import ALERT, STRONG, Line, Row, Span, Target
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.pane import Pane

LINES = 3
"""Lines above the board: the aim, and what is said now."""


LISTED = "Enter opens a lesson, Esc goes back"


class LessonsScreen(PageScreen):
    """The lessons of a deck; the cursor stands on the one to go on with.

    Args:
        said: What is told first, such as why a lesson could not be opened.
    """

    about = "Enter opens a lesson. Each takes about a minute and can be left at any time."

    def __init__(self, school: School, said: str = "") -> None:
        super().__init__("Learn to play", self._rows, said or LISTED)
        self._school = school

    def begin(self) -> None:
        super().begin()
        after = self._school.next
        if after is not None:
            self.query_one("#page", Pane).point_at(Target("lesson", after.id))

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        school, after = self._school, self._school.next
        listed = [
            (one.id, one.title, one.aim, school.is_learned(one), one is after)
            for one in school.lessons
        ]
        return lesson_rows(school.game.deck.title, listed, cells)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is None:
            return
        try:
            taught = self._school.open(self._school.named(message.target.id))
        except WargameError as error:
            self.say(error.first_line)
            return
        self.home.teach(taught)


class LessonScreen(TableScreen):
    """A table at which a lesson is taken, or a puzzle tried: above the board stand the aim and
    what is said."""

    def __init__(self, taught: Taught | Posed) -> None:
        super().__init__(taught.sitting, taught.seat)
        self._taught = taught
        self._is_ended = False
        """Whether the lesson is over, and only what the round has brought is still looked at."""

    def compose_body(self) -> ComposeResult:
        first, *rest = super().compose_body()
        yield first
        yield from (Bar(partial(self._line, n), id=f"lesson{n}") for n in range(LINES))
        yield from rest

    def _line(self, number: int, cells: int) -> Line:
        """One of the lines above the board."""
        taught = self._taught
        if number == 0:
            return (Span(clip(f" {taught.aim}", cells), STRONG),)
        said = wrap(taught.said, max(1, cells - 2))
        role = ALERT if taught.answered else ""
        return (Span(f" {said[number - 1]}" if number <= len(said) else "", role),)

    def _bars(self) -> Iterator[Bar]:
        yield from (self.query_one(f"#lesson{n}", Bar) for n in range(LINES))

    def update_scene(self) -> None:
        """Show the present moment, and what the lesson says to it."""
        super().update_scene()
        self._say_lesson()

    def _say_lesson(self) -> None:
        for number, bar in enumerate(self._bars()):
            bar.show(partial(self._line, number))

    def take(self, texts: list[str]) -> None:
        """Take what is no wrong move; a wrong one is answered."""
        if self._taught.may(texts[0]):
            super().take(texts)
        self._say_lesson()

    def took(self, text: str) -> None:
        self._taught.took(text)

    def action_undo(self) -> None:
        """Take back the last decision, in the lesson too."""
        ply = self.scene.view.ply
        super().action_undo()
        if self.scene.view.ply < ply:
            self._taught.took_back()

    def arrive(self) -> None:
        """Go on, or tell what came of it; what the round has brought is told before that."""
        if not self._taught.end():
            super().arrive()
            return
        self.update_scene()
        closed = closes_now(self.scene)
        if isinstance(self._taught, Taught) and closed > self._told_round:
            self._told_round = closed
            self._is_ended = True
            self.home.show_quarter(self.scene)
        else:
            self._conclude()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self._is_ended:
            self._conclude()

    def _conclude(self) -> None:
        """What came of the lesson, or of the line of a puzzle."""
        if isinstance(self._taught, Taught):
            self.home.show_learned(self._taught)
        else:
            self.home.show_judged(self._taught)

    def action_leave(self) -> None:
        """Back to the list; a lesson is gone on with where it was left."""
        if isinstance(self._taught, Taught):
            self.home.open_school(self._taught.school)
        else:
            self.home.open_puzzles(self._taught.book)
