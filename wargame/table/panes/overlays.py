"""Two numbers on one chart: the first read on the left axis, the second on the right.

Where they count the same, they have one scale, on the left. Signs tell them apart; where both
stand on one line there is a third.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wargame.dataclass import dataclass
from wargame.table.panes.courses import (
    LEVELS,
    LOW,
    NARROW,
    WIDEST,
    Columns,
    scale_cells,
    scrubbed_levels,
    units,
)
from wargame.table.told.blocks import CourseChart, DrawnNumber, Overlay
from wargame.table.told.overlay import SIDES
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, fit, fitting, width
from wargame.table.words.rows import DIM, STRONG, Line, Row, Span, Target

UNITS = (1, 2, 5)
ANOTHER = "> draws another beside it"
GAP = 3
"""Cells between what stands on the left axis and what stands on the right."""


CHOOSE = ("< draws a number of your choice, > another beside it", "< draws a number, > a second")
"""How numbers are chosen for a chart, in full and in short."""


@dataclass(frozen=True, slots=True)
class LineScale:
    """A scale.

    Attributes:
        base: What its lowest line is worth.
        unit: What a line is worth.
        steps: Lines above the lowest.
    """

    base: int
    unit: int
    steps: int

    def line(self, value: int) -> int:
        """The line on which a value stands, from the lowest."""
        return (2 * (value - self.base) + self.unit) // (2 * self.unit)


def scale_of(values: Sequence[int], steps: int) -> LineScale:
    """The finest scale with at most so many steps on which all of these stand.

    >>> scale_of([40, 55, 62], 6)
    LineScale(base=40, unit=5, steps=5)
    >>> scale_of([3, 3], 6)
    LineScale(base=3, unit=1, steps=0)
    """
    low, high = min(values), max(values)
    bases = ((unit, low // unit * unit) for unit in units(UNITS))
    scales = (LineScale(base, unit, -(-(high - base) // unit)) for unit, base in bases)
    return next(scale for scale in scales if scale.steps <= steps)


def choice_row(cells: int) -> Row:
    """What tells how numbers are chosen for the chart, to be clicked too."""
    said = fitting(CHOOSE, cells)
    return Row(((Span(clip(said, cells), DIM),),), (Target("axis", SIDES[0]),))


def overlay_rows(scene: Scene, chart: Overlay, cells: int, pad: str = "") -> list[Row]:
    """What stands on which axis, then the chart, whose targets are the rounds."""
    return [legend(scene, chart, cells, pad), overlay_row(scene, chart, cells, pad)]


def sign(scene: Scene, place: int) -> str:
    """The sign of what stands on the left axis, or on the right."""
    return (scene.glyphs.on, scene.glyphs.off)[place]


def legend(scene: Scene, chart: Overlay, cells: int, pad: str) -> Row:
    """What stands on which axis, each to be clicked for another; in a line where they fit."""
    said = []
    for place, one in enumerate(chart.axes):
        axis = "left" if chart.has_one_scale else SIDES[place]
        unit = f", {one.unit}" if one.unit else ""
        said.append(f"{sign(scene, place)} {one.title}{unit}: {axis} axis")
    said += [ANOTHER] * (len(SIDES) - len(said))
    targets = tuple(Target("axis", side) for side in SIDES)
    spans = [
        Span(text, DIM if text == ANOTHER else (STRONG, "")[n], n) for n, text in enumerate(said)
    ]
    start, between = Span(pad, cell=-1), Span(" " * GAP, cell=-1)
    if width(pad) + sum(map(width, said)) + GAP <= cells:
        line = [one for span in spans for one in (span, between)]
        return Row(((start, *line[:-1]),), targets)
    room = cells - width(pad)
    return Row(tuple((start, replace(one, text=clip(one.text, room))) for one in spans), targets)


def overlay_row(
    scene: Scene, chart: Overlay, cells: int, pad: str = "", levels: int = 0, widest: int = WIDEST
) -> Row:
    """The chart: one row of many lines, whose targets are the rounds.

    Args:
        levels: Steps of its scales at most; 0 for what suits the width.
        widest: Cells of a round at most.
    """
    steps = levels or (LOW if cells < NARROW else LEVELS)
    scale = scale_cells(
        _label(one, level) for one in _scales(chart, steps) for level in range(one.steps + 1)
    )
    margin = scale if chart.has_one_scale else 2 * scale
    course = CourseChart(chart.course, chart.here)
    courses = Columns.within(scene, course, cells - margin - width(pad), pad, widest, scale)
    return courses.row(_plot(chart, courses, steps))


def _plot(chart: Overlay, columns: Columns, steps: int) -> Iterator[Line]:
    """The lines of the chart from the top of its scales down."""
    scales = _scales(chart, steps)
    glyphs = columns.scene.glyphs
    for level in range(max(one.steps for one in scales), -1, -1):
        left = fit(_label(scales[0], level), columns.scale - 2, right=True)
        start = Span(f"{columns.pad}{left} {glyphs.axis}", DIM, -1, is_plain=True)
        cells = [_cell(chart.axes, scales, columns, n, level) for n in range(len(columns.rounds))]
        if chart.has_one_scale:
            yield (start, *cells)
        else:
            right = fit(f"{glyphs.tick} {_label(scales[1], level)}", columns.scale)
            yield (start, *cells, Span(right, DIM, -1, is_plain=True))


def _scales(chart: Overlay, steps: int) -> list[LineScale]:
    """The scale of each number; one for all where they count the same."""
    if chart.has_one_scale:
        return [scale_of([value for one in chart.axes for value in one.values], steps)] * 2
    return [scale_of(one.values, steps) for one in chart.axes]


def _label(scale: LineScale, level: int) -> str:
    """What a line of a scale is worth; nothing above its top."""
    return str(scale.base + level * scale.unit) if level <= scale.steps else ""


def _cell(
    axes: Sequence[DrawnNumber],
    scales: Sequence[LineScale],
    columns: Columns,
    column: int,
    level: int,
) -> Span:
    """What stands on one line of the chart in one column."""
    number, scene = columns.rounds[column], columns.scene
    here = [n for n, one in enumerate(axes) if scales[n].line(one.values[number]) == level]
    text = scene.glyphs.work if len(here) == len(SIDES) else sign(scene, here[0]) if here else " "
    body = max(1, columns.wide - 1)
    role = STRONG if 0 in here else ""
    return Span(fit(text * body, columns.wide), role, column, is_plain=True)


def overlay_scrubbed(scene: Scene, chart: Overlay, cells: int, lines: int) -> Row:
    """The chart as the scrubber of a replay, below a line that tells what stands on which axis."""
    row = overlay_row(scene, chart, cells - 1, " ", scrubbed_levels(lines), cells)
    said = legend(scene, chart, 10 * cells, " ")
    places = len(row.targets)
    line = [
        replace(span, cell=places + span.cell) if span.cell >= 0 else span for span in said.lines[0]
    ]
    return Row((tuple(line), *row.lines), (*row.targets, *said.targets))
