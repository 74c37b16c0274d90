"""An after-action review as values: sections of text, lists, tables and charts, set in no type yet.

What a chart shows stands in its table too. Every text in it is as somebody typed it: whoever sets
it in type makes it harmless there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from math import ceil

from wargame.dataclass import dataclass
from wargame.table.reports.blocks import Column, Table, table
from wargame.table.reports.charts import Chart
from wargame.table.words.gate import width


@dataclass(frozen=True, slots=True)
class ProsePiece:
    """A paragraph; a strong one says what matters most."""

    text: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class ListPiece:
    """A list.

    Attributes:
        under: What is told below each row, in smaller type; nothing where it is shorter.
    """

    rows: tuple[str, ...]
    under: tuple[tuple[str, ...], ...] = ()

    @property
    def lines(self) -> list[tuple[str, tuple[str, ...]]]:
        """Each row with what is below it."""
        under = (*self.under, *[()] * (len(self.rows) - len(self.under)))
        return list(zip(self.rows, under, strict=True))


@dataclass(frozen=True, slots=True)
class SubtitlePiece:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class FigurePiece:
    """A chart, with the table that says the same."""

    chart: Chart
    table: Table


Piece = ProsePiece | ListPiece | SubtitlePiece | FigurePiece | Table


@dataclass(frozen=True, slots=True)
class ReviewSection:
    """A part of a review.

    Attributes:
        id: What links name it by.
        of: The game that it is about, where several are told; else "".
    """

    id: str
    title: str
    pieces: tuple[Piece, ...]
    of: str = ""

    @property
    def heading(self) -> str:
        """What stands above it."""
        return f"{self.of}: {self.title}" if self.of else self.title


@dataclass(frozen=True, slots=True)
class ReviewDocument:
    """A review.

    Attributes:
        made_by: The command line that makes it again; "" where it is not told.
        notices: What has to be said before all else.
    """

    title: str
    made_by: str
    sections: tuple[ReviewSection, ...]
    notices: tuple[str, ...] = field(default=())

    @property
    def contents(self) -> list[tuple[str, list[ReviewSection]]]:
        """The sections by the game that they are about, in order: one of several games alone."""
        found: list[tuple[str, list[ReviewSection]]] = []
        for section in self.sections:
            if section.of and found and found[-1][0] == section.of:
                found[-1][1].append(section)
            else:
                found.append((section.of, [section]))
        return found


Rows = Sequence[Sequence[object]]
"""Cells of a table, row by row."""


def grid(titles: str | Sequence[str | Column], rows: Rows, caption: str = "") -> Table:
    """A table of rows under these titles, parted by `|`; a title that ends in `#` is of numbers.

    What a deck or a person has named is no such text, but a column: any sign may stand in it.

    >>> grid("round#|what", [[1, "rain"]]).columns[0].is_number
    True
    >>> [one.title for one in grid(["round#", Column("a|b#")], []).columns]
    ['round', 'a|b#']
    """
    parts = [titles] if isinstance(titles, str) else titles
    return table([column for part in parts for column in _columns(part)], rows, caption)


def _columns(part: str | Column) -> Iterator[Column]:
    if isinstance(part, Column):
        yield part
    else:
        for one in part.split("|"):
            yield Column(one.removesuffix("#"), is_number=one.endswith("#"))


ROOM = 120
"""Signs that stand side by side on a page, about."""
FIRST = 20
"""How many of them a column takes that tells what a row is of. More than two such take no more than
two do: their words can be broken."""
GAP = 1.5
"""What parts a number from the next, in signs."""


def parts(table: Table) -> list[Table]:
    """A table as it fits on paper: where its numbers are too many to stand side by side, several,
    each with what its rows are of.

    >>> wide = grid(["what", *number_columns(map(str, range(50)))], [["rain", *range(50)]], "Rain")
    >>> [(one.title, one.rows[0][:2]) for one in parts(wide)]
    [('Rain: 0 to 24', ('rain', '0')), ('Rain: 25 to 49', ('rain', '25'))]
    """
    first = next((n for n, one in enumerate(table.columns) if one.is_number), 0)
    counted = table.columns[first:]
    if not first or not all(one.is_number for one in counted):
        return [table]
    cells = [
        (*one.title.split(), *(row[place] for row in table.rows))
        for place, one in enumerate(counted, first)
    ]
    taken = sum(max(map(width, column), default=0) + GAP for column in cells)
    count = ceil(taken / (ROOM - FIRST * min(first, 2)))
    each = ceil(len(counted) / count)
    if count == 1:
        return [table]
    starts = range(first, len(table.columns), each)
    return [_part(table, first, range(len(table.columns))[at : at + each]) for at in starts]


def _part(table: Table, first: int, shown: range) -> Table:
    """Some columns of numbers of a table, with all that stand before them."""
    places = (*range(first), *shown)
    columns = tuple(table.columns[place] for place in places)
    rows = tuple(tuple(row[place] for place in places) for row in table.rows)
    named = " to ".join(dict.fromkeys((columns[first].title, columns[-1].title)))
    return Table(columns, rows, f"{table.title}: {named}" if table.title else "")


def number_columns(titles: Iterable[str]) -> list[Column]:
    """Columns of numbers."""
    return [Column(one, is_number=True) for one in titles]
