"""Charts of a page for a projector: a column for each round."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.table.words.gate import fit, width
from wargame.table.words.glyphs import Glyphs
from wargame.table.words.public import PublicChart
from wargame.table.words.rows import DIM, FIRST, SECOND, STRONG, Line, Row, Span

AROUND = 3
"""Lines of a chart besides its columns: its title, its values and a blank one."""
COLUMNS = (3, 9)
"""Lines of the columns of a chart: at least, and with room to spare."""
CHART_LINES = AROUND + COLUMNS[0]
"""Lines of the smallest chart."""
CHART_CELLS = 38
"""Cells that a chart wants at least."""
LEAST_COLUMN = 2
"""Cells of one of its columns, with the gap behind it, as long as all of them fit."""


def observed_charts(
    charts: Sequence[PublicChart], glyphs: Glyphs, cells: int, room: int
) -> list[Row]:
    """Charts side by side, as many as fit, each with its title and its values."""
    columns = max(len(one.values) for one in charts) * LEAST_COLUMN + 2
    across = max(1, min(3, cells // max(CHART_CELLS, columns)))
    side = cells // across
    least, most = COLUMNS
    high = max(least, min(most, room // -(-len(charts) // across) - AROUND))
    found: list[Row] = []
    for n in range(0, len(charts), across):
        if len(found) + high + AROUND > room:
            break
        drawn = [_chart(one, glyphs, side, high) for one in charts[n : n + across]]
        lines = [tuple(part for one in drawn for part in one[y]) for y in range(high + AROUND)]
        found += [Row((line,)) for line in lines]
    return found


def _chart(chart: PublicChart, glyphs: Glyphs, cells: int, lines: int) -> list[Line]:
    """One number, round by round: columns of so many lines, a line below with its values."""
    role = {0: FIRST, 1: SECOND}.get(chart.owner, STRONG)
    wide = max(1, min(7, (cells - 2) // max(1, len(chart.values))))
    steps = glyphs.steps
    if chart.least < 0 <= chart.most:
        return _around_zero(chart, glyphs, cells, lines, wide)
    span, high = max(1, chart.most - chart.least), lines * len(steps)
    heights = [max(1, (value - chart.least) * high // span) for value in chart.values]
    rows: list[Line] = [(Span(fit(f" {chart.title}", cells), STRONG),)]
    for line in range(lines - 1, -1, -1):
        drawn = ""
        for height in heights:
            part = min(len(steps), max(0, height - line * len(steps)))
            drawn += _column(steps[part - 1] if part else " ", wide)
        rows.append((Span(fit(f" {drawn}", cells), role),))
    return [*rows, (Span(fit(f" {_values(chart, wide)}", cells), DIM),), (Span(" " * cells),)]


def _around_zero(
    chart: PublicChart, glyphs: Glyphs, cells: int, lines: int, wide: int
) -> list[Line]:
    """The same for a number that goes to both sides of 0: columns up and down from there."""
    unit = 1
    while -(-chart.most // unit) - (chart.least // unit) > lines:
        unit += 1
    rows: list[Line] = [(Span(fit(f" {chart.title}", cells), STRONG),)]
    levels = [*range(-(-chart.most // unit), 0, -1), *range(-1, chart.least // unit - 1, -1)]
    for level in levels:
        drawn = ""
        for value in chart.values:
            near = -(-value // unit) if value > 0 else value // unit
            is_full = 0 < level <= near or near <= level < 0
            drawn += _column(glyphs.full if is_full else " ", wide)
        rows.append((Span(fit(f" {drawn}", cells), FIRST if level > 0 else SECOND),))
    rows += [(Span(" " * cells),)] * (lines - len(levels))
    return [*rows, (Span(fit(f" {_values(chart, wide)}", cells), DIM),), (Span(" " * cells),)]


def _column(sign: str, wide: int) -> str:
    """A sign as wide as a column, and the gap behind it, where there is room for one."""
    return fit(sign * max(1, wide - 1), wide)


def _values(chart: PublicChart, wide: int) -> str:
    """The values below their columns: the last one, and as many before it as stand apart."""
    longest = max(map(width, map(str, chart.values)), default=0)
    step = max(1, -(-(longest + 1) // wide))
    last = len(chart.values) - 1
    found = ""
    for place, value in enumerate(chart.values):
        if (last - place) % step == 0:
            found = fit(found, place * wide) + str(value)
    return found
