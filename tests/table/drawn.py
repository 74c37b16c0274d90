"""What rows say, their colours aside."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.table.words.rows import Row, line_text


def text(rows: Iterable[Row]) -> str:
    """Rows as lines of text."""
    return "\n".join(line_text(line) for row in rows for line in row.lines)
