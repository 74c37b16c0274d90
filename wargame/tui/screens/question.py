"""A question that only `y` answers with yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

from wargame.tui.home import Rows
from wargame.tui.screens.page import PageScreen


class QuestionScreen(PageScreen):
    """Asks something; Enter says no.

    Args:
        title: Said in the top line.
        make: Makes the rows.
        answer: Told whether the answer is yes; it opens what comes next.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "agree", "Yes")]
    about = "y says yes, Enter says no."

    def __init__(self, title: str, make: Rows, answer: Callable[[bool], None]) -> None:
        super().__init__(title, make, "y says yes, Enter says no", lambda: self._say_once(False))
        self._answer = answer
        self._is_seen = self._is_answered = False

    def begin(self) -> None:
        super().begin()
        self.once_drawn(self._was_seen)

    def _was_seen(self) -> None:
        self._is_seen = True

    def key_words(self) -> Mapping[str, str]:
        """Enter is an answer too."""
        return {"choose": "No"}

    def action_agree(self) -> None:
        """Say yes."""
        if self._is_seen:  # and not by a key that was meant for the screen before
            self._say_once(True)

    def _say_once(self, is_yes: bool) -> None:
        if not self._is_answered:
            self._is_answered = True
            self._answer(is_yes)
