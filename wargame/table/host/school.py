"""Lessons at a table: which there are, which are learned, and the sitting of one.

Nothing of a lesson is kept but how far somebody is, so it can be left and gone on with.
"""

from __future__ import annotations

from wargame.content.model import Lesson
from wargame.play.drive import PersonAsked, PlayerAsked, turns
from wargame.play.teaching import Teaching
from wargame.players.worker import Worker
from wargame.rules.game import Game
from wargame.store.progress import has_learned_anything
from wargame.table.host.back_room import ENTRY
from wargame.table.host.practice import TaskList
from wargame.table.host.sitting import Sitting
from wargame.table.told.lesson import aim_of, outcome_of, said_of


def is_new(game: Game) -> bool:
    """Whether whoever plays is to be offered this deck's lessons: it has some, and nobody took or
    declined any here."""
    return bool(game.deck.lessons) and not game.loaded.variant and not has_learned_anything()


class School(TaskList[Lesson]):
    """The lessons of a deck, for one person."""

    noun = "lesson"

    @property
    def listed(self) -> list[Lesson]:
        return self.game.deck.lessons

    def is_done(self, task: Lesson) -> bool:
        return task.id in self.progress.learned

    @property
    def trouble(self) -> str:
        """Says that how far somebody is cannot be kept, and why; "" where it can."""
        why = self.progress.trouble.lower()
        return f"How far you are cannot be kept here: {why}." if why else ""

    @property
    def next(self) -> Lesson | None:
        """The lesson to go on with: the one that was left, or the first not learned."""
        left = (one for one in self.listed if one.id == self.progress.at and not self.is_done(one))
        return next(left, super().next)

    def open(self, lesson: Lesson) -> Taught:
        """A lesson to be taken, as far as it had come."""
        taken = list(self.progress.taken) if self.progress.at == lesson.id else []
        if self.progress.at != lesson.id:
            self.progress.at, self.progress.taken = lesson.id, []
            self.progress.keep()
        return Taught(self, Teaching(self.game, lesson), taken)

    def note(self, lesson: Lesson, moves: list[str]) -> None:
        """What has been done in the lesson at hand."""
        self.progress.at, self.progress.taken = lesson.id, moves
        self.progress.keep()

    def begun(self) -> None:
        """Somebody was asked, and need not be asked again."""
        self.progress.keep()

    def forget(self) -> None:
        """Begin with the first lesson again."""
        self.progress.learned, self.progress.at, self.progress.taken = [], "", []
        self.progress.keep()

    def learn(self, lesson: Lesson) -> None:
        """A lesson is done."""
        if not self.is_done(lesson):
            self.progress.learned.append(lesson.id)
        self.progress.at, self.progress.taken = "", []
        self.progress.keep()


class Taught:
    """A lesson that somebody sits in.

    Attributes:
        sitting: Its table; it goes on where it was left.
        answered: What was said to the last move if that was a wrong one, which is not taken
            unless it is made again.
    """

    def __init__(self, school: School, teaching: Teaching, taken: list[str]) -> None:
        self.school, self.teaching = school, teaching
        self.answered = self._refused = ""
        self._taken: list[str] = []
        for move in taken:
            self._repeat(move)
        worker = Worker(school.game.loaded, {}, 0, ENTRY)
        self.sitting = Sitting(teaching.match, worker, unsaved=self._unsaved, is_at_end=self.end)

    def _unsaved(self) -> int:
        """Its moves are written down with how far the learner is, where the disk allows that."""
        return -1 if self.school.progress.trouble else 0

    @property
    def lesson(self) -> Lesson:
        """What is taught."""
        return self.teaching.lesson

    @property
    def seat(self) -> str:
        """Whom the learner plays."""
        return self.lesson.seat

    def may(self, move: str) -> bool:
        """Whether a move is to be taken; one that is wrong is answered instead, the first time."""
        is_meant = move == self._refused
        self.answered = "" if is_meant else self.teaching.answer(move)
        self._refused = move if self.answered else ""
        return not self.answered

    def took(self, move: str) -> None:
        """A move has been taken."""
        self._taken.append(move)
        self.school.note(self.lesson, list(self._taken))

    def took_back(self) -> None:
        """The last move was taken back."""
        self._taken = self._taken[:-1]
        self.school.note(self.lesson, list(self._taken))

    @property
    def aim(self) -> str:
        """Which lesson it is, and what to bring about."""
        return aim_of(self.lesson, self.school.place(self.lesson))

    @property
    def said(self) -> str:
        """What the lesson says now: an answer to a wrong move, the step at hand, or its end."""
        return self.answered or said_of(self.teaching)

    @property
    def outcome(self) -> list[str]:
        """What is said once it is over."""
        return outcome_of(self.teaching, self.next)

    @property
    def next(self) -> Lesson | None:
        """The lesson to go on with: this one until it is done, then the one behind it."""
        return self.school.after(self.lesson) if self.teaching.is_done else self.lesson

    def end(self) -> bool:
        """Whether the lesson is over: its aim reached, or missed."""
        if self.teaching.is_done:
            self.school.learn(self.lesson)
            return True
        if self.teaching.is_missed:
            self.school.note(self.lesson, [])
            return True
        return False

    def _repeat(self, move: str) -> None:
        """Take a move again, up to which everything goes by itself; what no longer fits is left."""
        match = self.teaching.match
        for turn in turns(match):
            if isinstance(turn, PlayerAsked):
                match.take_from_mover(turn.choose())
            elif isinstance(turn, PersonAsked):
                legal = next((one for one in turn.view.legal if one.text == move), None)
                if legal is not None:
                    match.take(legal)
                    self._taken.append(move)
                return
