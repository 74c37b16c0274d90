"""A number that people watch, in a line: value, trend, and what is said at the end."""

from __future__ import annotations

from dataclasses import replace

from wargame.table.panes.tracks import change_spans, sparkline
from wargame.table.told.instruments import Instrument
from wargame.table.told.scene import Scene
from wargame.table.words.gate import fit, pad, width
from wargame.table.words.rows import ALERT, DIM, STRONG, WORSE, Line, Span, line_width

TREND = 8
"""Rounds that a trend goes back."""
SHORT_TREND = 4
"""Rounds that it goes back where words have to stand beside it."""
SHORTEST = 2
"""Rounds below which it is no trend."""
BAR = 10
"""Cells of a bar with its next mark."""
TITLE, FIGURE = 17, 6
"""Cells of a title in the pane, and of a number with its unit; a longer one takes more of them."""
CHANGE = 5
"""Cells of a change, where trends stand below one another."""
ROOMY, WIDE = 46, 64
"""Cells from which on a number has a trend, and from which on a bar too; a store then tells how
much of it goes."""
NUMBERED = 3
"""Spans of a row up to its change; a trend and a bar come behind them."""
TOLD = 4
"""Letters from which on a word may be the last before what is left out."""


def value_line(scene: Scene, one: Instrument, cells: int) -> Line:
    """Title, number, change, trend where there is room for it, and the next mark."""
    marker = one.marker
    sign = scene.signs.get(marker.owner)
    title = f"{sign.glyph if sign else ''}{one.title}"
    unit = "%" if marker.unit == "%" else " wk" if marker.unit == "weeks" else ""
    number = f"{marker.number}{unit}"
    number = pad(number if width(number) <= FIGURE else f" {number}", FIGURE, right=True)
    change = change_spans(scene, marker)[0]
    spans = [
        Span(fit(title, TITLE + FIGURE - width(number)), scene.role(marker.owner)),
        Span(number, alarm(one, STRONG)),
        Span(
            fit(change.text.rstrip(), max(CHANGE * (cells >= ROOMY), width(change.text.rstrip()))),
            change.role,
        ),
    ]
    if cells >= WIDE:
        spans.append(Span(f" {trend(scene, one)}", scene.role(marker.owner)))
        spans.append(Span(f" {bar(scene, one)}", DIM))
    elif cells >= ROOMY:
        spans.append(Span(f" {trend(scene, one, SHORT_TREND)}", scene.role(marker.owner)))
    return tuple(spans)


def alarm(one: Instrument, otherwise: str) -> str:
    """The role of what is told of a number."""
    if one.past is not None and one.past.is_bad and not one.is_near:
        return WORSE
    return ALERT if one.is_alarming else otherwise


def bar(scene: Scene, one: Instrument) -> str:
    """Where a number stands in its range, and where its next mark is."""
    marker, glyphs = one.marker, scene.glyphs
    span = max(1, marker.most - marker.least)
    full = (marker.value - marker.least) * BAR // span
    drawn = list(glyphs.full * full + glyphs.empty * (BAR - full))
    if one.coming is not None:
        place = (one.coming.at - marker.least) * BAR // span
        drawn[max(0, min(place, BAR - 1))] = glyphs.tick
    return "".join(drawn)


def trend(scene: Scene, one: Instrument, rounds: int = TREND) -> str:
    """How a number went of late."""
    values = scene.went(one.marker)[-rounds:]
    return fit(sparkline(values, scene.glyphs.steps), rounds, right=True)


def with_tail(line: Line, said: str, role: str, cells: int, cut: str = "") -> Line:
    """A line with something at its end, for which a chart before it may make room.

    Args:
        cut: What is said where there is no room for all of it.
    """
    lacking = width(said) + 1 - (cells - line_width(line))
    if lacking > 0:
        line = _made_room(line, lacking, is_alarming=role in (ALERT, WORSE))
    left = cells - line_width(line)
    said = cut if cut and width(said) + 1 > left else said
    return (*line, Span(fit(f" {whole_words(said, left - 1)}", left), role)) if left > 3 else line


def _made_room(line: Line, lacking: int, *, is_alarming: bool) -> Line:
    """A line that takes fewer cells, as far as it has a chart.

    What alarms takes all of the chart, and so do other words of one that is level. Of any they take
    the rounds longest ago, and the cells for a change that there has not been.
    """
    place = len(line) - 1 - (line[-1].role == ALERT)  # what binds a chain is no chart
    if place < NUMBERED:
        return line
    before, change, chart, behind = (
        line[: place - 1],
        line[place - 1],
        line[place],
        line[place + 1 :],
    )
    bare = replace(change, text=change.text.rstrip()) if place == NUMBERED else change
    if is_alarming or _is_level(chart):
        is_enough = width(chart.text) >= lacking
        return (*before, change if is_enough else bare, *behind)
    spare = SHORT_TREND - SHORTEST if width(chart.text) == SHORT_TREND + 1 else 0
    blank = width(change.text) - width(bare.text)
    if not 0 < lacking <= spare + blank:
        return line
    gone, rest = min(lacking, spare), max(0, lacking - spare)
    chart = replace(chart, text=f" {chart.text[1 + gone :]}")
    change = replace(change, text=change.text[: len(change.text) - rest])
    return (*before, change, chart, *behind)


def whole_words(said: str, cells: int) -> str:
    """What is said, or as many whole words of it as fit; none that points at one that is left out,
    as the "a" of "at 15 a foothold" does."""
    if width(said) <= cells:
        return said
    words = said.split(" ")
    while words and (width(" ".join(words)) >= cells or _points_on(words[-1])):
        words.pop()
    kept = " ".join(words).rstrip(",;:")
    return f"{kept}…" if kept else ""


def _points_on(word: str) -> bool:
    """Whether a word says too little to be the last before an ellipsis."""
    return word.isalpha() and width(word) < TOLD


def _is_level(chart: Span) -> bool:
    """Whether a chart says no more than that nothing moved; a bar, which is dim, says more."""
    return len(set(chart.text.strip())) == 1 and chart.role != DIM
