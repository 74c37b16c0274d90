"""Puzzles in linear text: the list of them, and one that is played."""

from __future__ import annotations

from wargame.content.model import Puzzle
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.rules.view import SeatState
from wargame.table.host.puzzles import Posed, PuzzleBook
from wargame.table.plain.console import Console, Quit, TakenBack
from wargame.table.plain.desk import Desk
from wargame.table.plain.typeset import lines
from wargame.table.told.puzzle import difficulty, lines_of, solution, tried
from wargame.table.told.scene import titles_of
from wargame.table.told.standing import cards
from wargame.table.words.wrap import heading

AGAIN = "again, solution, next (or Enter), quit"


def list_puzzles(book: PuzzleBook, console: Console) -> None:
    """Every puzzle, how hard it is, and whether it is solved."""
    console.say(heading(f"Puzzles: {book.game.deck.title}"))
    for number, one in enumerate(book.puzzles, start=1):
        mark = "solved" if book.is_solved(one) else difficulty(one)
        console.say(f"{number:>2}  {one.title} ({one.id}): {mark}, {lines_of(one)}", rest="    ")
    console.say(f"wargame puzzle {book.game.deck.id} NUMBER --plain plays one.")


def show_solution(book: PuzzleBook, puzzle: Puzzle, console: Console) -> None:
    """The best line of a puzzle."""
    titles = titles_of(book.game.deck)
    console.say(heading(puzzle.title))
    console.say(puzzle.aim)
    console.show(lines(titles, solution(puzzle, titles)))


def pose(book: PuzzleBook, puzzle: Puzzle | None, console: Console, seed: int | None) -> None:
    """Puzzle after puzzle, until somebody leaves or all are solved."""
    try:
        while puzzle is not None:
            puzzle = PlainPuzzle(book.open(puzzle, seed), console).play()
        console.say("All puzzles are solved.")
    except Quit:
        console.say("You leave the puzzles.")


class PlainPuzzle:
    """One puzzle, played at the keyboard."""

    def __init__(self, posed: Posed, console: Console) -> None:
        self.posed, self.console, self.sitting = posed, console, posed.sitting

    def play(self) -> Puzzle | None:
        """To its end; gives the puzzle to go on with.

        Raises:
            Quit: Somebody leaves.
        """
        posed, console = self.posed, self.console
        console.say()
        console.say(heading(posed.puzzle.title))
        console.say(posed.aim)
        console.say(posed.said)
        try:
            self._drive()
        finally:
            self.sitting.close()
        console.say()
        scene = self.sitting.scene(posed.seat)
        console.show(lines(self.sitting.titles, tried(scene, posed.puzzle, posed.judge())))
        return self._next()

    def _drive(self) -> None:
        for turn in self.sitting.turns():
            if self.posed.end():
                return
            match turn:
                case PersonAsked(view):
                    self._decide(view)
                case PlayerAsked():
                    self.sitting.take(turn.choose())
                case _:
                    pass

    def _decide(self, view: SeatState) -> None:
        console, scene = self.console, self.sitting.scene(view.seat)
        console.say()
        console.show(lines(self.sitting.titles, cards(scene)))
        try:
            self.sitting.take(Desk(scene, self.sitting, console, []).decide())
        except TakenBack:
            return

    def _next(self) -> Puzzle | None:
        """What to go on with."""
        book, puzzle, console = self.posed.book, self.posed.puzzle, self.console
        while True:
            console.say()
            console.say(f"What next? {AGAIN}")
            match console.read():
                case "again" | "a":
                    return puzzle
                case "solution" | "s":
                    show_solution(book, puzzle, console)
                case "next" | "n" | "":
                    return book.after(puzzle)
                case "quit" | "q":
                    raise Quit
                case _:
                    pass
