"""What rows and lines say, their colours and their width aside."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.table.words.rows import Row, line_text


def text(rows: Iterable[Row]) -> str:
    """Rows as lines of text."""
    return "\n".join(line_text(line) for row in rows for line in row.lines)


def unwrapped(lines: Iterable[str]) -> str:
    """Wrapped lines as one."""
    return " ".join(" ".join(lines).split())
