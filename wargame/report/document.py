"""An after-action review as values: sections of text, lists, tables and charts, set in no type yet.

What a chart shows stands in its table too. Every text in it is as somebody typed it: whoever sets
it in type makes it harmless there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from wargame.dataclass import dataclass
from wargame.table.reports.blocks import Column, Table, table
from wargame.table.reports.charts import Chart


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
    """

    id: str
    title: str
    pieces: tuple[Piece, ...]


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


def number_columns(titles: Iterable[str]) -> list[Column]:
    """Columns of numbers."""
    return [Column(one, is_number=True) for one in titles]
