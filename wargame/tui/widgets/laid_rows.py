"""Rows laid out line by line, as whoever moves a cursor over them has to know them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from wargame.dataclass import dataclass
from wargame.table.words.rows import Line, Row, Target, line_text


@dataclass(frozen=True, slots=True)
class LaidRows:
    """Rows, and the lines that they fill.

    Attributes:
        lines: Each with the number of its row.
        starts: The line at which each row begins.
    """

    rows: Sequence[Row] = ()
    lines: Sequence[tuple[Line, int]] = ()
    starts: Sequence[int] = ()

    def next(self, start: int, way: int, otherwise: int) -> int:
        """The next row in some direction on which a cursor can stand."""
        place = start + way
        while 0 <= place < len(self.rows):
            if self.rows[place].targets:
                return place
            place += way
        return otherwise

    @property
    def first(self) -> int:
        """The first row on which a cursor can stand; -1 if there is none."""
        return self.next(-1, 1, -1)

    @property
    def last(self) -> int:
        """The last of them."""
        return self.next(len(self.rows), -1, -1)

    def find(self, target: Target) -> tuple[int, int] | None:
        """The row of a target, and its place there; None where it is not."""
        for number, row in enumerate(self.rows):
            if target in row.targets:
                return number, row.targets.index(target)
        return None

    def about(self, targets: Collection[Target]) -> list[int]:
        """The rows about some things."""
        return [n for n, row in enumerate(self.rows) if any(one in targets for one in row.targets)]

    def target(self, at: int, column: int) -> Target | None:
        """What a row is about, at a place of it or the last before that."""
        targets = self.rows[at].targets if 0 <= at < len(self.rows) else ()
        return targets[min(column, len(targets) - 1)] if targets else None

    def extent(self, at: int) -> tuple[int, int]:
        """The first line of a row, and the one behind its last."""
        start = self.starts[at]
        return start, start + max(1, len(self.rows[at].lines))

    def begun(self, top: int, bottom: int) -> list[int]:
        """The rows that begin in some lines."""
        return [n for n, start in enumerate(self.starts) if top <= start < bottom]

    def same(self, row: Row) -> int:
        """The row that says the same; -1 where none does, or more than one."""
        said = [line_text(line) for line in row.lines]
        found = [
            n for n, one in enumerate(self.rows) if [line_text(line) for line in one.lines] == said
        ]
        return found[0] if len(found) == 1 else -1

    def line_of(self, heading: str) -> int:
        """The line of this text; -1 if there is none."""
        texts = (line_text(line).strip() for line, _ in self.lines)
        return next((place for place, text in enumerate(texts) if text == heading), -1)


def laid(rows: Sequence[Row]) -> LaidRows:
    """Lay out rows, one below the other."""
    lines: list[tuple[Line, int]] = []
    starts: list[int] = []
    for number, row in enumerate(rows):
        starts.append(len(lines))
        lines += [(line, number) for line in row.lines]
    return LaidRows(rows, lines, starts)
