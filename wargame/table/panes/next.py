"""What will happen by itself: a line for each date, or a chart of the rounds ahead.

On the board each date has a line of its own, on which the rounds ahead stand where there is room;
a pane that has grown is one chart of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from wargame.table.told.ahead import Ahead, ahead
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, first_lines, fit, fitting, width, wrap
from wargame.table.words.rows import ALERT, DIM, Line, Row, Span, rows_height

CHART, COLUMN, ROUNDS = 54, 3, 7
"""Cells from which on there is a chart, those of one of its rounds, and how many it has."""
GROWN = 12
"""Lines from which on there is a chart though not all of it fits."""
TITLE = 20
"""Cells of a title beside the chart at least."""
DATED = 44
"""Cells from which on a date stands on a line of the rounds ahead, and has the name of its round
behind it."""
TIGHT, MOST = 6, 3
"""Lines up to which each date has a single one, unless some are left; lines of a date at most."""


def next_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """Dates, the nearest first; in lines, or as a chart with what comes of each behind it."""
    found = ahead(scene)
    if cells >= CHART:
        title = _title_cells(scene, found, cells)
        chart = [_head(cells, title), *(_charted(scene, one, cells, title) for one in found)]
        if lines >= GROWN or rows_height(chart) <= lines:
            return chart
    rows = []
    is_tight = lines <= TIGHT and not scene.is_whole("coming")
    spare = lines - len(found) if is_tight else MOST * len(found)
    digits = max((len(f"{one.wait}") for one in found), default=1)
    for one in found:
        rows.append(_listed(scene, one, cells, 1 + max(0, min(spare, MOST - 1)), digits))
        spare -= len(rows[-1].lines) - 1
    return rows


def _listed(scene: Scene, one: Ahead, cells: int, most: int, digits: int) -> Row:
    """A date in so many lines at most; the rounds to it have so many digits at most."""
    label, line = fit(f"in {one.wait:>{digits}}" if one.wait else one.when, 6), ""
    date = _date(scene, one) if cells >= DATED else ""
    if cells >= DATED:
        line = f"{_line(scene, one, 1)} "
    before = 6 + width(line)
    cells -= width(date)
    mark = f"{scene.signs[one.seat].glyph} " if one.seat in scene.signs else ""
    said = f"{mark}{one.said}"
    fits = len(wrap(said, cells - before)) <= most or most == MOST
    shown = first_lines(said, cells - before, most)
    texts = shown if fits else (_short(one, cells - before),)
    role = scene.role(one.seat)
    first: Line = (Span(f"{label}{line}", DIM if one.wait else ALERT), Span(texts[0], role))
    if date:
        first = (*first, Span(" " * (cells - before - width(texts[0]))), Span(date, DIM))
    rest = tuple((Span(" " * before), Span(text, role)) for text in texts[1:])
    return Row((first, *rest), (one.target,) if one.target else ())


def _short(one: Ahead, cells: int) -> str:
    """A date in one line: of many things their titles alone, or as many as fit and how many more
    there are."""
    said = one.short or one.said
    if width(said) <= cells or not one.parts:
        return clip(said, cells)
    ways = [f"{one.title}: {', '.join(one.parts)}"]
    for count in range(len(one.parts) - 1, 0, -1):
        named, left = f"{one.title}: {', '.join(one.parts[:count])}", len(one.parts) - count
        ways += [f"{named} (c: {left} more)", f"{named} (c: +{left})"]
    return fitting([*ways, clip(said, cells)], cells)


def _line(scene: Scene, one: Ahead, column: int) -> str:
    """The rounds ahead as a line, so many cells for each, with the date on it."""
    glyphs, drawn = scene.glyphs, ""
    for n in range(ROUNDS):
        before = glyphs.full if one.lasts else glyphs.nobody if column == 1 else " "
        after = glyphs.nobody if column == 1 else " "
        drawn += fit(glyphs.on if n == one.wait else before if n < one.wait else after, column)
    return drawn


def _date(scene: Scene, one: Ahead) -> str:
    """What the round of a date is called, such as `2026 Q3`; "" where rounds have no names."""
    labels, number = scene.deck.rounds.labels, scene.view.round + one.wait
    return f" {labels[number - 1]}" if 0 < number <= len(labels) else ""


def _title_cells(scene: Scene, found: Sequence[Ahead], cells: int) -> int:
    """Cells that titles take: all that they need, up to a third."""
    longest = max((width(_title(scene, one)) for one in found), default=0) + 1
    return max(TITLE, min(longest, cells // 3))


def _title(scene: Scene, one: Ahead) -> str:
    mark = f"{scene.signs[one.seat].glyph} " if one.seat in scene.signs else ""
    return f"{mark}{one.title}"


def _head(cells: int, title: int) -> Row:
    labels = "".join(fit(f"+{n}" if n else "now", COLUMN) for n in range(ROUNDS))
    return Row(((Span(fit(f"{'':{title}}{labels}", cells), DIM),),))


def _charted(scene: Scene, one: Ahead, cells: int, title: int) -> Row:
    later = f"+{one.wait} " if one.wait >= ROUNDS else ""
    role, before = scene.role(one.seat), title + COLUMN * ROUNDS + 1
    said, *rest = wrap(f"{later}{one.what}", cells - before)
    line = (
        Span(fit(_title(scene, one), title - 1) + " ", role),
        Span(_line(scene, one, COLUMN), DIM if one.wait else ALERT),
        Span(f" {said}", DIM),
    )
    under = tuple((Span(f"{' ' * before}{text}", DIM),) for text in rest)
    return Row((line, *under), (one.target,) if one.target else ())
