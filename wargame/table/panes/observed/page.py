"""A page of the hot wash for a projector: facts, charts, then questions."""

from __future__ import annotations

from wargame.table.panes.observed.charts import CHART_LINES, observed_charts
from wargame.table.words.glyphs import Glyphs
from wargame.table.words.public import PublicPage
from wargame.table.words.rows import DIM, STRONG, Row, blank, head, rows_height, text_row


def page_rows_of(page: PublicPage, glyphs: Glyphs, cells: int, lines: int) -> list[Row]:
    """A page of the hot wash in so many cells and lines: facts, charts, then questions."""
    rows = [head(page.title, cells), blank()]
    rows += [text_row(line, cells, first=" ", rest=" ") for line in page.lines]
    asked = [text_row(f"? {one}", cells, STRONG, " ", " ") for one in page.questions]
    below = [line for one in asked for line in (blank(), one)]
    rows += _besides(page, cells, lines - rows_height((*rows, *below)))
    room = lines - sum(len(one.lines) for one in (*rows, *below)) - 1
    if page.charts and room > CHART_LINES:
        rows.append(blank())
        rows += observed_charts(page.charts, glyphs, cells, room)
    return [*rows, *below]


def _besides(page: PublicPage, cells: int, lines: int) -> list[Row]:
    """What is told besides, as much of it as there is room for; then how much more there is."""
    rows = [text_row(line, cells, DIM, " ", " ") for line in page.besides]
    if rows_height(rows) <= lines:
        return rows
    shown = 0
    while rows_height(rows[: shown + 1]) < lines:  # the last line says what is left out
        shown += 1
    left = text_row(f"{len(rows) - shown} more.", cells, DIM, " ", " ")
    return [*rows[:shown], left] if shown else []
