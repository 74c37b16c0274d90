"""Lessons on screen: the list of them, and the table at which one is taken."""

from __future__ import annotations

from wargame.errors import WargameError
from wargame.table.host.school import School, Taught
from wargame.table.panes.pages import lesson_rows
from wargame.table.told.quarter import closes_now
from wargame.table.words.rows import Row, Target
from wargame.tui.screens.numbered import NumberedScreen
from wargame.tui.screens.practice import PracticeScreen
from wargame.tui.widgets.pane import Pane

LISTED = "Enter opens a lesson, Esc goes back"


class LessonsScreen(NumberedScreen):
    """The lessons of a deck; the cursor stands on the one to go on with.

    Args:
        said: What is told first, such as why a lesson could not be opened.
    """

    about = (
        "Enter opens a lesson, a number points at one. "
        "Each takes about a minute and can be left at any time."
    )

    def __init__(self, school: School, said: str = "") -> None:
        super().__init__("Learn to play", self._rows, said or school.trouble or LISTED)
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
        self.home.practice.teach(taught)


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
