"""Puzzles at a table: which there are, which are solved, and the sitting of one."""

from __future__ import annotations

from wargame.content.model import Puzzle
from wargame.lab.authors.solver import Solver
from wargame.play.seeds import new_seed
from wargame.play.teaching import Attempt, Exercise
from wargame.players.worker import Worker
from wargame.rules.game import Game
from wargame.store.progress import Progress
from wargame.table.host.back_room import ENTRY
from wargame.table.host.practice import TaskList
from wargame.table.host.sitting import Sitting
from wargame.table.told.puzzle import JudgedTry, aim_of, answers_of, rival_of
from wargame.table.told.scene import Scene


class PuzzleBook(TaskList[Puzzle]):
    """The puzzles of a deck, for one person; a variant has none."""

    noun = "puzzle"

    def __init__(self, game: Game, progress: Progress | None = None) -> None:
        super().__init__(game, progress)
        self._solvers: dict[str, Solver] = {}

    @property
    def listed(self) -> list[Puzzle]:
        return [] if self.game.loaded.variant else self.game.deck.puzzles

    def is_done(self, task: Puzzle) -> bool:
        return task.id in self.progress.solved

    @property
    def answers(self) -> dict[str, str]:
        """What people read for the answers to questions of the deck."""
        return answers_of(self.game.rules.program)

    def open(self, puzzle: Puzzle, seed: int | None = None) -> Posed:
        """A puzzle to be tried, with luck of its own unless a seed is given."""
        exercise = Exercise(self.game, puzzle)
        return Posed(self, puzzle, Attempt(exercise, new_seed() if seed is None else seed))

    def solver(self, puzzle: Puzzle) -> Solver:
        """What tries the lines of a puzzle; it remembers those of tries before."""
        if puzzle.id not in self._solvers:
            self._solvers = {puzzle.id: Solver(self.game, puzzle)}
        return self._solvers[puzzle.id]

    def solved(self, puzzle: Puzzle) -> None:
        """A line as good as any was played."""
        if not self.is_done(puzzle):
            self.progress.solved.append(puzzle.id)
            self.progress.keep()


class Posed:
    """A puzzle that somebody sits at.

    Attributes:
        sitting: Its table; kept nowhere.
        answered: Always "": no move of a puzzle is answered before the end.
    """

    answered = ""

    def __init__(self, book: PuzzleBook, puzzle: Puzzle, attempt: Attempt) -> None:
        self.book, self.puzzle, self.attempt = book, puzzle, attempt
        worker = Worker(book.game.loaded, {}, 0, ENTRY)
        self.sitting = Sitting(attempt.match, worker, is_at_end=self.end)

    @property
    def seat(self) -> str:
        """Whom the person plays."""
        return self.puzzle.seat

    @property
    def aim(self) -> str:
        """Which puzzle it is, and what to bring about."""
        return aim_of(self.puzzle, self.book.place(self.puzzle))

    @property
    def said(self) -> str:
        """What the rival will do."""
        return rival_of(self.puzzle, self.sitting.titles, self.book.answers)

    def may(self, _move: str) -> bool:
        """Whether a move is to be taken: each is."""
        return True

    def took(self, _move: str) -> None:
        """A move has been taken, which is kept nowhere."""

    def took_back(self) -> None:
        """The last move was taken back."""

    def end(self) -> bool:
        """Whether its rounds are over."""
        return self.attempt.is_judged

    def scene(self) -> Scene:
        """What its seat saw where it was judged."""
        return self.sitting.scene(self.seat)

    def judge(self) -> JudgedTry:
        """What the line that was played comes to; takes as long as trying all lines."""
        solver = self.book.solver(self.puzzle)
        chance, stops = solver.played(self.attempt.match.course.typed or [])
        found = JudgedTry(chance, solver.chance, tuple(stops))
        if found.is_best:
            self.book.solved(self.puzzle)
        return found
