"""Puzzles at a table: which there are, which are solved, and the sitting of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.content.typed import whole_number
from wargame.errors import UsageError, nearest, visible
from wargame.lab.authors.solver import Solver
from wargame.play.seeds import new_seed
from wargame.play.teaching import Attempt, Exercise
from wargame.players.worker import Worker
from wargame.rules.game import Game
from wargame.store.progress import Progress, progress_of
from wargame.table.host.back_room import ENTRY
from wargame.table.host.sitting import Sitting
from wargame.table.told.puzzle import JudgedTry, aim_of, answers_of, rival_of
from wargame.table.told.scene import Scene

if TYPE_CHECKING:
    from wargame.content.model import Puzzle


class PuzzleBook:
    """The puzzles of a deck, for one person.

    Attributes:
        progress: Which are solved; written down whenever that changes.
    """

    def __init__(self, game: Game, progress: Progress | None = None) -> None:
        self.game = game
        self.progress = progress or progress_of(game.deck.id)
        self._solvers: dict[str, Solver] = {}

    @property
    def puzzles(self) -> list[Puzzle]:
        """All puzzles, in order; a variant has none."""
        return [] if self.game.loaded.variant else self.game.deck.puzzles

    def is_solved(self, puzzle: Puzzle) -> bool:
        """Whether somebody has played a line here that is as good as any."""
        return puzzle.id in self.progress.solved

    @property
    def next(self) -> Puzzle | None:
        """The first that is not solved."""
        return next((one for one in self.puzzles if not self.is_solved(one)), None)

    def after(self, puzzle: Puzzle) -> Puzzle | None:
        """The first unsolved one behind a puzzle, or else before it."""
        place = self.puzzles.index(puzzle)
        order = [*self.puzzles[place + 1 :], *self.puzzles[:place]]
        return next((one for one in order if not self.is_solved(one)), None)

    def named(self, name: str) -> Puzzle:
        """A puzzle by its id, or its number in the list.

        Raises:
            UsageError: There is none.
        """
        known = [one.id for one in self.puzzles]
        if number := whole_number(name, 1, len(known)):
            return self.puzzles[number - 1]
        if name in known:
            return self.puzzles[known.index(name)]
        said = f"{self.game.deck.id} has no puzzle '{visible(name[:60])}'."
        raise UsageError(f"{said} {nearest(name, known, limit=20) if known else 'It has none.'}")

    @property
    def answers(self) -> dict[str, str]:
        """What people read for the answers to questions of the deck."""
        return answers_of(self.game.rules.program)

    def place(self, puzzle: Puzzle) -> str:
        """Which of how many it is: `3 of 12`."""
        return f"{self.puzzles.index(puzzle) + 1} of {len(self.puzzles)}"

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
        if not self.is_solved(puzzle):
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
