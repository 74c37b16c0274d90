"""Linear text in 80 columns, or in as many as a terminal has that is narrower."""

from __future__ import annotations

from contextvars import ContextVar

from wargame.table.words.gate import margin, width, wrap

WIDTH, NARROWEST = 80, 24
_COLUMNS: ContextVar[int] = ContextVar("_COLUMNS", default=WIDTH)


def columns() -> int:
    """How many columns linear text takes."""
    return _COLUMNS.get()


def take_columns(there: int) -> None:
    """Write from here on for a terminal that has so many columns, of which 80 are enough."""
    _COLUMNS.set(min(WIDTH, max(NARROWEST, there)))


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """A text as lines that fit in the `columns` there are; its own line breaks stay.

    Args:
        first: What its first line begins with.
        rest: What its other lines begin with; the same, unless said.

    >>> wrapped("one two", "- ", "  ")
    ['- one two']
    """
    rest = first if rest is None else rest
    return list(wrap(text.strip(), columns(), first, rest))


def as_written(line: str) -> list[str]:
    """A line with the blanks that it has; what does not fit goes on under it, and both keep its
    indent.

    >>> as_written("  in 2  judged: Walls")
    ['  in 2  judged: Walls']
    >>> as_written(f"  12  round 1: {'on and ' * 12}on")[0][:15]
    '  12  round 1: '
    """
    if width(line) <= columns():
        return [line]
    first, pad = margin(line, columns()), line[: len(line) - len(line.lstrip())]
    return wrapped(line[len(first) :], first, f"{pad}  ")


def heading(text: str) -> str:
    """A heading that a screen reader reads as words: no boxes, no rules drawn across."""
    return f"== {text} =="


def this_and(more: int) -> str:
    """A span that begins with the round under way, as it is said of terms and of deals in force.

    >>> this_and(4), this_and(0)
    ('this round and 4 more', 'this round alone')
    """
    return f"this round and {more} more" if more else "this round alone"
