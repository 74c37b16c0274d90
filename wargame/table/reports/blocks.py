"""What a report is made of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from wargame.dataclass import dataclass
from wargame.lab.stats.estimate import Mean
from wargame.objects import plain_data
from wargame.rules.amounts import counted


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text.

    Attributes:
        first: What stands before it, as `  ` or ` 3 `.
        rest: What stands before its further lines if it is too long; None if it is told as it is
            written, and then as far in as it stands and two more.
        label: What the line is about, as `counted`; "" if its text says so.
    """

    text: str
    first: str = ""
    rest: str | None = None
    label: str = ""

    @property
    def told(self) -> str:
        """The label and the text."""
        return f"{self.label}: {self.text}" if self.label else self.text

    @property
    def depth(self) -> int:
        """How much further in it stands than what it belongs to, for pages that lose spaces."""
        return 0 if self.first.strip() else max(0, len(self.first) // 2 - 1)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SectionTitle:
    """What the blocks below it are about."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        width: Of its cells, at least.
        gap: Blanks before it.
        is_number: Its cells end below one another.
    """

    title: str = ""
    width: int = 0
    gap: int = 1
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells.

    Attributes:
        columns: Where none has a title the table has no head.
        title: A sentence above it, or "".
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""

    @property
    def is_headed(self) -> bool:
        """Whether any column has a title."""
        return any(column.title for column in self.columns)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A sentence that ends in a colon, and what it names, each by itself."""

    title: str
    items: tuple[Line, ...]


Block = SectionTitle | Paragraph | Table | ItemList
Report = tuple[Block, ...]
"""Blocks with a blank line between them."""


def paragraph(*lines: str | Line) -> Paragraph:
    """A paragraph of these lines."""
    return Paragraph(tuple(line if isinstance(line, Line) else Line(line) for line in lines))


def listed(title: str, items: Iterable[str | Line]) -> Block:
    """What is so, one below the other; in a line that nothing is.

    >>> listed("Never met", ()).lines[0].text
    'Never met: none.'
    """
    found = tuple(item if isinstance(item, Line) else Line(item) for item in items)
    return ItemList(f"{title}:", found) if found else paragraph(Line(f"{title}: none.", "", ""))


def drawn_from(players: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    """Who sat in each seat of measured games, in a line each."""
    for seat, names in players.items():
        yield Line(f"{seat} is drawn from: {', '.join(names)}", "", "  ")


def table(columns: Iterable[Column], rows: Iterable[Iterable[object]], title: str = "") -> Table:
    """A table of these cells, as text."""
    return Table(tuple(columns), tuple(tuple(map(str, row)) for row in rows), title)


def label(title: str, width: int) -> Column:
    """The first column of a table: what each row is about."""
    return Column(title, width, gap=2)


def number(title: str, width: int, gap: int = 1) -> Column:
    """A column of numbers."""
    return Column(title, width, gap, is_number=True)


def span(low: float, high: float, form: str = "z.1f") -> str:
    """From where to where an interval goes, so far as that can be told.

    >>> span(1, 2.25), span(0, 2, "+z.1f"), span(-math.inf, math.inf), span(2, 2)
    ('1.0 to 2.2', '+0.0 to +2.0', 'no interval', 'all alike')
    """
    if math.isinf(low) or math.isinf(high):
        return "no interval"
    if low == high:
        return "all alike"
    return f"{low:{form}} to {high:{form}}"


UNTOLD = (
    "no interval: one alone, or fewer than six that all agree; all alike: six or more that do."
    " That of a mean knows nothing of what is rare and large and did not come, such as another"
    " winner: over few games it is too narrow."
)
"""What stands in the place of an interval that cannot be told, and which tells too much."""


def brackets(over: str, more: str = "") -> Line:
    """What stands in brackets behind a number: a 95 % interval, and by which method.

    Args:
        over: What one draw is, such as `games`.
        more: What else is said of it.
    """
    told = f"In brackets: the 95 % interval over {over}, Wilson's of a share, else Student's."
    return Line(f"{told} {UNTOLD} {more}".rstrip(), "", "")


def within(value: float, low: float, high: float, form: str = "+z.1f") -> str:
    """A figure with its interval.

    >>> within(1, 0, 2), within(1, -math.inf, math.inf, ".0f")
    ('+1.0 (+0.0 to +2.0)', '1 (no interval)')
    """
    return f"{value:{form}} ({span(low, high, form)})"


def figure(mean: Mean | None, form: str, scale: int = 1) -> str:
    """A mean with its interval; a dot for none."""
    if mean is None:
        return "·"
    return within(scale * mean.mean, scale * mean.low, scale * mean.high, form)


def points(mean: Mean | None) -> str:
    """Points with their interval; a dot for none."""
    return figure(mean, "+z.1f")


def percent(mean: Mean | None, places: int = 0) -> str:
    """A share in percent with its interval; a dot for none."""
    return figure(mean, f"z.{places}f", 100)


def middle_detectable(values: Iterable[float | None]) -> str:
    """How large a true difference must be to be told from none, in the middle row; "" for none.

    >>> middle_detectable([3.0, None, 9.0, 4.0])
    'Detectable: in the middle row 4.0 points are told from none nine times in ten.'
    >>> middle_detectable([3.0, math.inf])[-55:]
    ' nine times in ten; 1 row that cannot tell is left out.'
    """
    rows = [value for value in values if value is not None]
    known = [value for value in rows if math.isfinite(value)]
    if not known:
        return ""
    mute = len(rows) - len(known)
    left = f"; {counted(mute, 'row')} that cannot tell {'is' if mute == 1 else 'are'} left out"
    return (
        f"Detectable: in the middle row {median(known):z.1f} points are told from none nine times"
        f" in ten{left * bool(mute)}."
    )


def cell(value: float | None) -> object:
    """A number for a file of tables; empty if there is none, or it has no end."""
    return "" if value is None or math.isinf(value) else round(value, 3)


def csv_of(objects: Iterable[object], **more: object) -> Iterator[Sequence[object]]:
    """A head of keys, then a row for each of some objects alike, with what all have in common."""
    for place, one in enumerate(objects):
        told = {**plain_data(one), **more}
        if place == 0:
            yield list(told)
        yield list(told.values())


def headline(deck: str, variant: str, games: int, seed: int, each: str = "") -> str:
    """The first line of a report on so many games.

    Args:
        each: Of what there are so many each, if not of the whole run.

    >>> headline("harbour", "short", 100, 7), headline("harbour", "", 1, 7, "a row")
    ('harbour:short, 100 games, seed 7', 'harbour, 1 game a row, seed 7')
    """
    games_told = f"{counted(games, 'game')} {each}".rstrip()
    return f"{deck}{':' + variant if variant else ''}, {games_told}, seed {seed}"
