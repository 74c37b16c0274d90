"""How tall the rows of a pane would be, without their frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wargame.table.words.rows import Row, Target, rows_height

TALLEST = 500
"""Lines that a pane is offered when it may be as tall as it likes."""

RowMaker = Callable[[int, int], Sequence[Row]]
"""Makes the rows of a pane for a width and a height in cells."""


class Heights:
    """Makes rows for some room, to see how much of it they take; once for each."""

    def __init__(self, make: RowMaker) -> None:
        self.make = make
        self._measured: dict[tuple[int, int], tuple[int, frozenset[Target]]] = {}

    def lines(self, width: int, most: int = TALLEST) -> int:
        """The lines of the rows, made for so many."""
        return self._measure(width, most)[0]

    def fewest(self, width: int, most: int) -> int:
        """The fewest lines in which the rows stand for all that they would in so many."""
        lines, told = self._measure(width, most)
        lines = min(lines, most)
        while lines > 1:
            fewer, still_told = self._measure(width, lines - 1)
            if fewer >= lines or not told <= still_told:
                break
            lines = fewer
        return max(1, lines)

    def _measure(self, width: int, most: int) -> tuple[int, frozenset[Target]]:
        """The lines of the rows, made for so many, and all that they stand for."""
        key = width, most
        if key not in self._measured:
            rows = self.make(width, most) if width > 0 else ()
            told = frozenset(target for row in rows for target in row.targets)
            self._measured[key] = rows_height(rows), told
        return self._measured[key]
