"""Lessons on screen: the list of them, and the table at which one is taken."""

from __future__ import annotations

from wargame.table.host.school import School, Taught
from wargame.table.panes.pages import lesson_rows
from wargame.table.told.quarter import closes_now
from wargame.table.words.rows import Row
from wargame.tui.screens.numbered import NumberedScreen
from wargame.tui.screens.practice import PracticeScreen

LISTED = "Enter opens a lesson, Esc goes back"


class LessonsScreen(NumberedScreen):
    """The lessons of a deck.

    Args:
        said: What is told first, such as why a lesson could not be opened.
    """

    about = (
        "Enter opens a lesson, a number points at one. "
        "Each takes about a minute and can be left at any time."
    )

    def __init__(self, school: School, said: str = "") -> None:
        super().__init__("Learn to play", school, said or school.trouble or LISTED)
        self._school = school

    def task_rows(self, cells: int, _lines: int) -> list[Row]:
        school, after = self._school, self._school.next
        listed = [
            (one.id, one.title, one.aim, school.is_done(one), one is after) for one in school.listed
        ]
        return lesson_rows(school.game.deck.title, listed, cells)

    def open_task(self, name: str) -> None:
        self.home.practice.teach(self._school.open(self._school.named(name)))


class LessonScreen(PracticeScreen):
    """A table at which a lesson is taken."""

    def __init__(self, taught: Taught) -> None:
        super().__init__(taught)
        self._taught = taught
        self._is_ended = False
        """Whether the lesson is over, and only what the round has brought is still looked at."""

    def conclude(self) -> None:
        """Tell what came of the lesson; what the round has brought is told before that."""
        closed = closes_now(self.scene)
        if closed > self._told_round:
            self._told_round = closed
            self._is_ended = True
            self.home.over.show_quarter(self.scene)
        else:
            self.home.practice.show_learned(self._taught)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self._is_ended:
            self.home.practice.show_learned(self._taught)

    def action_leave(self) -> None:
        """Back to the list; the lesson is gone on with where it was left."""
        self.home.practice.open_school(self._taught.school)
