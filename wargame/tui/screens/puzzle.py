"""Puzzles on screen: the list of them, the table at which one is tried, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from wargame.errors import WargameError
from wargame.table.host.puzzles import Posed, PuzzleBook
from wargame.table.panes.pages import puzzle_rows
from wargame.table.panes.typeset import rows
from wargame.table.told.blocks import Block, Heading, Text
from wargame.table.told.puzzle import came_of_it, difficulty, judging, solution, tried, tries_of
from wargame.table.words.rows import Row
from wargame.tui.background import in_background
from wargame.tui.screens.numbered import NumberedScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.practice import PracticeScreen
from wargame.tui.widgets.pane import Pane

SOLVED = "Enter the next puzzle, a again, s solution, Esc the list"
JUDGING = "What your line comes to is told in a moment; a again, Esc the list"
NOT_SOLVED = "Enter tries again, s solution, n the next puzzle, Esc the list"
LISTED = "Enter opens a puzzle, Esc goes back"
WITH_TRIES = "Behind each: how often moves at random reach it. Enter opens, Esc goes back"


class PuzzlesScreen(NumberedScreen):
    """The puzzles of a deck."""

    about = (
        "Enter opens a puzzle, a number points at one. "
        "The best line of each was found by trying all."
    )

    def __init__(self, book: PuzzleBook) -> None:
        hint = WITH_TRIES if any(map(tries_of, book.listed)) else LISTED
        super().__init__("Puzzles: you move", book, hint)
        self._book = book

    def task_rows(self, cells: int, _lines: int) -> list[Row]:
        book = self._book
        listed = [
            (one.id, one.title, tries_of(one), difficulty(one), book.is_done(one))
            for one in book.listed
        ]
        return puzzle_rows(book.game.deck.title, listed, cells)

    def open_task(self, name: str) -> None:
        self.home.practice.pose(self._book.open(self._book.named(name)))


class PuzzleScreen(PracticeScreen):
    """A table at which a puzzle is tried."""

    def __init__(self, posed: Posed) -> None:
        super().__init__(posed)
        self._posed = posed

    def conclude(self) -> None:
        """What came of the line that was played."""
        self.home.practice.show_judged(self._posed)

    def action_leave(self) -> None:
        """Back to the list."""
        self.home.practice.open_puzzles(self._posed.book)


class JudgedScreen(PageScreen):
    """What came of a try: the line against the best, and why."""

    about = "The chance of your line against the best, where it fell, and what moved the numbers."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "again", "Again"),
        Binding("s", "solution", "Solution"),
        Binding("n", "next", "Next"),
    ]

    def __init__(self, posed: Posed) -> None:
        super().__init__(posed.puzzle.title, self._rows, JUDGING, self._go_on)
        self._is_solved: bool | None = None
        self._posed, self._scene = posed, posed.scene()
        self._told: list[Block] = [*judging(posed.attempt.is_reached)]

    def begin(self) -> None:
        super().begin()
        self.once_drawn(self._judge)

    @work(exclusive=True)
    async def _judge(self) -> None:
        """Try all lines beside the screen, then tell."""
        try:
            found = await in_background(self._posed.judge)
            told = tried(self._scene, self._posed.puzzle, found)
            self._told = [came_of_it(self._posed.attempt.is_reached), *told]
            self._is_solved = found.is_best
        except WargameError as error:
            self._told = [Text(f"The line cannot be judged: {error.first_line}.")]
            self._is_solved = False
        if self.is_made:
            self.query_one("#page", Pane).show(self._make)
            self.say(SOLVED if self._is_solved else NOT_SOLVED)
            self.show_keys()

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        return rows(self._scene, self._told, cells)

    def idle_keys(self) -> Set[str]:
        """Enter that was meant for the last move is not to leave what has yet to be told."""
        return {"choose", "solution"} if self._is_solved is None else frozenset()

    def key_words(self) -> Mapping[str, str]:
        """Whoever has not found the best line tries again, and goes on by a key of its own."""
        return {"choose": "Next" if self._is_solved else "Again"}

    def _go_on(self) -> None:
        if self._is_solved is not None:
            self.action_next() if self._is_solved else self.action_again()

    def action_again(self) -> None:
        """The same puzzle once more, with other luck."""
        self.home.practice.pose(self._posed.book.open(self._posed.puzzle))

    def action_solution(self) -> None:
        """Tell the best line, above what is told, once it is."""
        if self._is_solved is not None and not any(
            isinstance(block, Heading) and block.text == "Solution" for block in self._told
        ):
            found = solution(
                self._posed.puzzle,
                self._scene.titles,
                self._posed.book.answers,
                is_solved=self._is_solved,
            )
            self._told = [Heading("Solution"), *found, *self._told]
            self.query_one("#page", Pane).show(self._make)

    def action_next(self) -> None:
        """The next puzzle that is not solved; the list if all are."""
        book = self._posed.book
        after = book.after(self._posed.puzzle)
        if after is None:
            self.home.practice.open_puzzles(book)
            return
        try:
            posed = book.open(after)
        except WargameError as error:
            self.say(error.first_line)
            return
        self.home.practice.pose(posed)

    def action_close(self) -> None:
        """Back to the list."""
        self.home.practice.open_puzzles(self._posed.book)
