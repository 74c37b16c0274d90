"""Which screen comes next where somebody practises: lessons and puzzles."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from wargame.errors import WargameError
from wargame.rules.amounts import counted
from wargame.tui.notices import notice, question
from wargame.tui.screen_stack import ScreenStack

if TYPE_CHECKING:
    from wargame.table.host.at_table import OnScreen
    from wargame.table.host.puzzles import Posed, PuzzleBook
    from wargame.table.host.school import School, Taught


class PracticeNavigator:
    """Goes from lesson to lesson and from puzzle to puzzle.

    Args:
        take_place: Sits down at a table, or leaves the last one for none.
    """

    def __init__(self, app: ScreenStack, take_place: Callable[[OnScreen | None], None]) -> None:
        self._app, self._take_place = app, take_place

    def open_school(self, school: School, name: str = "") -> None:
        """The lessons of a deck, or one of them."""
        from wargame.tui.screens.lesson import LessonsScreen

        said = ""
        if name:
            try:
                taught = school.open(school.named(name))
            except WargameError as error:
                said = error.first_line
            else:
                self.teach(taught)
                return
        self._take_place(None)
        self._app.put_alone(LessonsScreen(school, said))

    def teach(self, taught: Taught) -> None:
        """The table of a lesson."""
        from wargame.tui.screens.lesson import LessonScreen

        self._take_place(taught.sitting)
        self._app.put_alone(LessonScreen(taught))

    def show_learned(self, taught: Taught) -> None:
        """What came of a lesson; then the next one, or the list of all."""
        after = taught.next
        then = partial(self.open_school, taught.school, after.id if after else "")
        title = "Learned" if taught.teaching.is_done else "Once more"
        self._app.put_alone(notice(title, taught.outcome, then, "Enter goes on, Esc leaves"))

    def open_puzzles(self, book: PuzzleBook) -> None:
        """The puzzles of a deck."""
        from wargame.tui.screens.puzzle import PuzzlesScreen

        self._take_place(None)
        self._app.put_alone(PuzzlesScreen(book))

    def pose(self, posed: Posed) -> None:
        """The table of a puzzle."""
        from wargame.tui.screens.puzzle import PuzzleScreen

        self._take_place(posed.sitting)
        self._app.put_alone(PuzzleScreen(posed))

    def show_judged(self, posed: Posed) -> None:
        """What came of a try at a puzzle."""
        from wargame.tui.screens.puzzle import JudgedScreen

        self._app.put_alone(JudgedScreen(posed))

    def offer_school(self, school: School, then: Callable[[], None]) -> None:
        """Ask somebody new whether they want lessons first."""

        def answer(is_yes: bool) -> None:
            school.begun()
            if is_yes:
                self.open_school(school)
            else:
                then()

        count = len(school.listed)
        teach = "teaches this game" if count == 1 else "teach this game, one idea each"
        said = [
            f"New here? {counted(count, 'lesson')} of about a minute {teach}.",
            "You can leave at any time and go on later, by t on the title screen.",
            "y begins the lessons; Enter begins the game.",
        ]
        self._app.put_alone(question("Learn first?", said, answer))
