"""What a pane shows: rows of lines of spans, each span with the role that colours it.

Pure values, laid out for a width in cells. A screen turns roles into colours; whatever a role
tells is told by a sign or a word too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wargame.dataclass import dataclass
from wargame.table.words.gate import admit, clip, margin, width, wrap

PLAIN, DIM, STRONG = "", "dim", "strong"
FIRST, SECOND = "first", "second"
BETTER, WORSE, ALERT = "better", "worse", "alert"
HEAD = "head"
"""The roles. `first` and `second` are the two seats."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a row is about: a `card`, `measure`, `project`, `deal`, `number`, `option` …

    Attributes:
        id: Which one; for an option the action's words, for a number its name.
    """

    kind: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Some text in one role.

    Attributes:
        cell: The target of its row that it belongs to.
        is_plain: The cursor is not drawn on it, so that a chart stays to be read.
    """

    text: str
    role: str = PLAIN
    cell: int = 0
    is_plain: bool = False


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in a pane: its lines, and what it is about.

    Attributes:
        targets: What the cursor can stand on; none for a row that is only read.
    """

    lines: tuple[Line, ...]
    targets: tuple[Target, ...] = ()


def row(*spans: Span, target: Target | None = None) -> Row:
    """A row of one line."""
    return Row((spans,), (target,) if target else ())


def text_row(text: str, cells: int, role: str = PLAIN, first: str = "", rest: str = "") -> Row:
    """A row of wrapped text without a target."""
    return Row(tuple((Span(line, role),) for line in wrap(text, cells, first, rest)))


def row_as_written(line: str, cells: int, role: str = PLAIN) -> Row:
    """A line with the blanks that it has; what does not fit goes on under it, and both keep its
    indent."""
    if width(line) <= cells:
        return Row(((Span(line, role),),))
    first, pad = margin(line, cells), line[: len(line) - len(line.lstrip())]
    return text_row(line[len(first) :], cells, role, first=first, rest=f"{pad}  ")


def blank() -> Row:
    """An empty line."""
    return Row(((),))


def head(text: str, cells: int) -> Row:
    """A heading inside a pane."""
    return text_row(text, cells, HEAD)


def rows_height(rows: Iterable[Row]) -> int:
    """The lines that rows take."""
    return sum(len(row.lines) for row in rows)


def line_text(line: Iterable[Span]) -> str:
    """What a line says."""
    return "".join(span.text for span in line)


def line_width(line: Iterable[Span]) -> int:
    """The cells of a line."""
    return sum(width(span.text) for span in line)


def cut_line(line: Iterable[Span], cells: int) -> Line:
    """As much of a line as fits, each part in its own colour; an ellipsis says that it goes on."""
    spans = tuple(line)
    kept: list[Span] = []
    for place, span in enumerate(spans):
        if line_width(spans[place:]) <= cells:
            return (*kept, *spans[place:])
        text = clip(span.text, cells)
        kept.append(replace(span, text=text))
        if text != admit(span.text):
            break
        cells -= width(text)
    return tuple(kept)
