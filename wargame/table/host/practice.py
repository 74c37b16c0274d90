"""What is played from a position that was set up: a lesson or a puzzle, as a table sees either."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, Generic, Protocol, TypeVar

from wargame.content.model import Lesson, Puzzle
from wargame.content.typed import whole_number
from wargame.errors import UsageError, nearest, visible
from wargame.rules.game import Game
from wargame.store.progress import Progress, progress_of
from wargame.table.host.sitting import Sitting

Task = TypeVar("Task", bound=Lesson | Puzzle)


class TaskList(ABC, Generic[Task]):
    """The lessons or the puzzles of a deck, for one person.

    Attributes:
        noun: What people call one of them.
        progress: Which are done; written down whenever that changes.
    """

    noun: ClassVar[str]

    def __init__(self, game: Game, progress: Progress | None = None) -> None:
        self.game = game
        self.progress = progress or progress_of(game.deck.id)

    @property
    @abstractmethod
    def listed(self) -> list[Task]:
        """All of them, in order."""

    @abstractmethod
    def is_done(self, task: Task) -> bool:
        """Whether one was done here before."""

    @property
    def next(self) -> Task | None:
        """The one to go on with: the first that is not done."""
        return next((one for one in self.listed if not self.is_done(one)), None)

    def after(self, task: Task) -> Task | None:
        """The first behind one that is not done, or else before it."""
        place = self.listed.index(task)
        order = [*self.listed[place + 1 :], *self.listed[:place]]
        return next((one for one in order if not self.is_done(one)), None)

    def named(self, name: str) -> Task:
        """One by its id, or its number in the list.

        Raises:
            UsageError: There is none.
        """
        known = [one.id for one in self.listed]
        if number := whole_number(name, 1, len(known)):
            return self.listed[number - 1]
        if name in known:
            return self.listed[known.index(name)]
        said = f"{self.game.deck.id} has no {self.noun} '{visible(name[:60])}'."
        raise UsageError(f"{said} {nearest(name, known, limit=20) if known else 'It has none.'}")

    def place(self, task: Task) -> str:
        """Which of how many it is: `3 of 8`."""
        return f"{self.listed.index(task) + 1} of {len(self.listed)}"


class Practice(Protocol):
    """One lesson that is taken, or one puzzle that is tried."""

    @property
    def sitting(self) -> Sitting:
        """Its table; kept nowhere."""

    @property
    def seat(self) -> str:
        """Whom the person plays."""

    @property
    def aim(self) -> str:
        """Which one it is, and what to bring about."""

    @property
    def said(self) -> str:
        """What is said now."""

    @property
    def answered(self) -> str:
        """What was said to the last move if that was not taken, or ""."""

    def may(self, move: str, /) -> bool:
        """Whether a move is to be taken; one that is not is answered."""

    def took(self, move: str, /) -> None:
        """A move has been taken."""

    def took_back(self) -> None:
        """The last move was taken back."""

    def end(self) -> bool:
        """Whether it is over."""
