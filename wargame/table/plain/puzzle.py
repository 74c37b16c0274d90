"""Puzzles in linear text: the list of them, and one that is played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.errors import visible
from wargame.table.host.puzzles import PuzzleBook
from wargame.table.plain.console import Console, Quit
from wargame.table.plain.practice import PlainPractice
from wargame.table.plain.typeset import lines
from wargame.table.told.puzzle import difficulty, judging, solution, tried, tries_of, tries_read
from wargame.table.told.scene import titles_of
from wargame.table.words.wrap import heading

if TYPE_CHECKING:
    from wargame.content.model import Puzzle

AGAIN = "again, solution, next (or Enter), quit"


def list_puzzles(book: PuzzleBook, console: Console, to_play: str) -> None:
    """Every puzzle, how hard it is, and whether it is solved; and what plays one."""
    console.say(heading(f"Puzzles: {book.game.deck.title}"))
    for number, one in enumerate(book.listed, start=1):
        mark = "solved" if book.is_done(one) else difficulty(one)
        marks = ", ".join(filter(None, (mark, tries_of(one))))
        told = f": {marks}" if marks else ""
        console.say(f"{number:>2}  {one.title} ({one.id}){told}", rest="    ")
    if read := tries_read(book.listed):
        console.say(read)
    console.say(f"{to_play} plays one.")


def show_solution(
    book: PuzzleBook, puzzle: Puzzle, console: Console, *, is_solved: bool = False
) -> None:
    """The best line of a puzzle."""
    titles = titles_of(book.game.deck)
    console.say(heading(puzzle.title))
    console.say(puzzle.aim)
    console.show(lines(titles, solution(puzzle, titles, book.answers, is_solved=is_solved)))


def pose(book: PuzzleBook, puzzle: Puzzle | None, console: Console, seed: int | None) -> None:
    """Puzzle after puzzle, until somebody leaves or no other is left to be solved."""
    try:
        while puzzle is not None:
            puzzle = play(book, puzzle, console, seed)
        others = " other" if book.next is not None else ""
        console.say(f"All{others} puzzles are solved.")
    except Quit:
        console.say("You leave the puzzles.")


def play(book: PuzzleBook, puzzle: Puzzle, console: Console, seed: int | None) -> Puzzle | None:
    """One puzzle to its end; gives the one to go on with.

    Raises:
        Quit: Somebody leaves.
    """
    posed = book.open(puzzle, seed)
    PlainPractice(posed, console).play_out(puzzle.title)
    console.say()
    titles = posed.sitting.titles
    console.show(lines(titles, judging(posed.attempt.is_reached)))
    found = posed.judge()
    console.show(lines(titles, tried(posed.scene(), puzzle, found)))
    return _next(book, puzzle, console, found.is_best)


def _next(book: PuzzleBook, puzzle: Puzzle, console: Console, is_solved: bool) -> Puzzle | None:
    """What to go on with."""
    while True:
        console.say()
        console.say(f"What next? {AGAIN}")
        match (typed := console.read()).casefold():
            case "again" | "a":
                return puzzle
            case "solution" | "s":
                show_solution(book, puzzle, console, is_solved=is_solved)
            case "next" | "n" | "":
                return book.after(puzzle)
            case "q" | "quit" | "exit":
                raise Quit
            case _:
                console.say(f"I do not know '{visible(typed[:60])}'. Type a word of those below.")
