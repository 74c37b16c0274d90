"""Where everything in a chart stands. The template makes SVG of it.

All measures are in the units of the picture, `WIDE` across; colours come from the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import assert_never

from wargame.dataclass import dataclass
from wargame.table.reports.charts import (
    Bars,
    Chart,
    Curve,
    Curves,
    Dot,
    Dots,
    GraphLine,
    GraphPanel,
    Graphs,
)
from wargame.table.words.gate import clip, width

WIDE = 760
LABELS = 230
"""Kept at the left for what rows are called."""

END = 90
"""Kept at the right for numbers."""

ROW = 22
HEAD, FOOT = 8, 34
BAR_HIGH = 150
BAR_WIDE = 72
PANEL, PANEL_HIGH, PANELS = 240, 150, 3
TICKS = 5
LETTER = 6.6
"""The width of a letter, about."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Words at a place; `anchor` is SVG's `start`, `middle` or `end`."""

    x: float
    y: float
    words: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line; `kind` is its class on the page."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str = "axis"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, with what is told of it."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot, with what is told of it."""

    x: float
    y: float
    told: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A line through points, as SVG writes them; `kind` is its class on the page."""

    points: str
    kind: str
    told: str


Shape = Caption | Stroke | Box | Spot | Trace


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a chart.

    Attributes:
        told: The same in words.
        is_empty: There is nothing to draw.
    """

    title: str
    told: str
    height: float
    shapes: tuple[tuple[str, Shape], ...]
    width: float = WIDE

    @property
    def is_empty(self) -> bool:
        return not self.shapes


@dataclass(frozen=True, slots=True)
class Scale:
    """Where numbers stand along a line."""

    least: float
    most: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Its place, to a tenth."""
        span = self.most - self.least
        return round(self.start + (value - self.least) / span * (self.end - self.start), 1)


def drawing(chart: Chart) -> Drawing:
    """The picture of a chart.

    >>> drawing(Bars("Ends", "games", (("truce", 3), ("ruin", 1)))).told
    'Ends, in games: truce 3; ruin 1'
    """
    match chart:
        case Dots():
            return _dots(chart)
        case Bars():
            return _bars(chart)
        case Curves():
            return _curves(chart)
        case Graphs():
            return _graphs(chart)
        case _:
            assert_never(chart)


def round_steps(least: float, most: float) -> list[float]:
    """Round numbers that a scale is marked with; the first and the last hold both ends.

    >>> round_steps(-3, 17)
    [-5.0, 0.0, 5.0, 10.0, 15.0, 20.0]
    """
    span = (most - least) or abs(most) or 1
    power = 10.0 ** math.floor(math.log10(span / TICKS))
    step = next(power * one for one in (1, 2, 2.5, 5, 10) if power * one * TICKS >= span * 0.999)
    first, last = math.floor(least / step), math.ceil(most / step)
    return [round(step * place, 10) for place in range(first, last + 1 + (first == last))]


def told_number(value: float) -> str:
    """A number as it is shown: to one place, whole ones without.

    >>> told_number(2.0), told_number(-0.04), told_number(0.25)
    ('2', '0', '0.25')
    """
    if abs(value) < 1 and value and abs(value) >= 0.05:
        return f"{value:.2f}".rstrip("0")
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _told(dot: Dot) -> str:
    value = told_number(dot.value)
    if dot.is_bare:
        return f"{dot.label} {value}"
    return f"{dot.label} {value} ({told_number(dot.low)} to {told_number(dot.high)})"


def _drawing(chart: Chart, told: str, height: float, shapes: Iterator[Shape]) -> Drawing:
    made = tuple((type(shape).__name__.lower(), shape) for shape in shapes)
    return Drawing(chart.title, told, height, made)


def _fitting(words: str, room: float) -> str:
    """As much of some words as fits; whose something is stays, where it stands last.

    >>> _fitting("Need met without the rival (North)", 26 * LETTER), _fitting("龍龍龍", 5 * LETTER)
    ('Need met without… (North)', '龍龍…')
    """
    most = int(room / LETTER)
    stem, sign, whose = words.rpartition(" (")
    if width(words) <= most:
        return words
    end = f"{sign}{whose}" if stem and width(whose) < most // 2 else ""
    return f"{clip(words.removesuffix(end), most - width(end))}{end}"


def _dots(chart: Dots) -> Drawing:
    told = f"{chart.title}, in {chart.unit}: " + "; ".join(map(_told, chart.dots))
    return _drawing(chart, told, HEAD + FOOT + ROW * len(chart.dots), _dot_rows(chart))


def _dot_rows(chart: Dots) -> Iterator[Shape]:
    if not chart.dots:
        return
    edges = [edge for dot in chart.dots for edge in dot.edges]
    steps = round_steps(min(edges + list(chart.band or ())), max(edges + list(chart.band or ())))
    scale = Scale(steps[0], steps[-1], LABELS, WIDE - END)
    bottom = HEAD + ROW * len(chart.dots)
    if chart.band:
        yield from _band(scale, chart.band, bottom)
    yield from _across(scale, steps, bottom, chart.unit)
    for place, dot in enumerate(chart.dots):
        y = HEAD + ROW * (place + 0.5)
        yield Caption(LABELS - 10, y + 4, _fitting(dot.label, LABELS - 10), "end")
        left, right = map(scale.at, dot.edges)
        yield Stroke(left, y, right, y, "interval")
        yield Spot(scale.at(dot.value), y, _told(dot))
        yield Caption(WIDE - END + 10, y + 4, told_number(dot.value))


def _band(scale: Scale, band: tuple[float, float], bottom: float) -> Iterator[Shape]:
    """The part of a scale that is marked, or the one place."""
    left, right = map(scale.at, band)
    if left == right:
        yield Stroke(left, HEAD, left, bottom, "zero")
    else:
        told = f"{told_number(band[0])} to {told_number(band[1])}"
        yield Box(left, HEAD, round(right - left, 1), bottom - HEAD, "band", told)


def _across(scale: Scale, steps: Sequence[float], bottom: float, unit: str) -> Iterator[Shape]:
    """A scale below a picture, with a line up for each of its marks."""
    for step in steps:
        yield Stroke(scale.at(step), HEAD, scale.at(step), bottom, "grid" if step else "zero")
        yield Caption(scale.at(step), bottom + 14, told_number(step), "middle")
    yield Caption((scale.start + scale.end) / 2, bottom + 29, unit, "middle")


def _bars(chart: Bars) -> Drawing:
    told = "; ".join(f"{name} {told_number(value)}" for name, value in chart.bars)
    words = f"{chart.title}, in {chart.unit}: {told}"
    if not chart.across:
        return _drawing(chart, words, HEAD + FOOT + ROW * len(chart.bars), _lying_bars(chart))
    return _drawing(chart, words, HEAD + BAR_HIGH + FOOT, _standing_bars(chart))


def _lying_bars(chart: Bars) -> Iterator[Shape]:
    if not chart.bars:
        return
    steps = round_steps(0, max(value for _, value in chart.bars) or 1)
    scale = Scale(0, steps[-1], LABELS, WIDE - END)
    yield from _across(scale, steps, HEAD + ROW * len(chart.bars), chart.unit)
    for place, (name, value) in enumerate(chart.bars):
        y = HEAD + ROW * place
        yield Caption(LABELS - 10, y + 15, _fitting(name, LABELS - 10), "end")
        told = f"{name} {told_number(value)}"
        yield Box(LABELS, y + 3, scale.at(value) - LABELS, ROW - 6, "bar", told)
        yield Caption(scale.at(value) + 6, y + 15, told_number(value))


def _standing_bars(chart: Bars) -> Iterator[Shape]:
    if not chart.bars:
        return
    steps = round_steps(0, max(value for _, value in chart.bars) or 1)
    bottom = HEAD + BAR_HIGH
    up = Scale(0, steps[-1], bottom, HEAD)
    yield from _upwards(up, steps, 50, WIDE - 10)
    wide = min(BAR_WIDE, (WIDE - 60) / len(chart.bars))
    every = math.ceil(max(width(name) for name, _ in chart.bars) * LETTER * 1.1 / wide)
    for place, (name, value) in enumerate(chart.bars):
        x, y = 50 + wide * place, up.at(value)
        told = f"{name}: {told_number(value)}"
        yield Box(round(x + 1, 1), y, round(wide - 2, 1), round(bottom - y, 1), "bar", told)
        if place % every == 0:
            yield Caption(round(x + wide / 2, 1), bottom + 14, name, "middle")
    yield Caption(WIDE / 2, bottom + 29, f"{chart.across}; the bars are {chart.unit}", "middle")


def _upwards(up: Scale, steps: Sequence[float], left: float, right: float) -> Iterator[Shape]:
    """A scale at the left of a picture, with a line across for each of its marks."""
    for step in steps:
        yield Stroke(left, up.at(step), right, up.at(step), "grid" if step else "zero")
        yield Caption(left - 6, up.at(step) + 4, told_number(step), "end")


def _curves(chart: Curves) -> Drawing:
    told = ". ".join(
        f"{curve.title}: {'; '.join(map(_told, curve.dots))}" for curve in chart.curves
    )
    rows = math.ceil(len(chart.curves) / PANELS)
    return _drawing(chart, f"{chart.title}. {told}", rows * (PANEL_HIGH + 60), _panels(chart))


def _panels(chart: Curves) -> Iterator[Shape]:
    for place, curve in enumerate(chart.curves):
        row, column = divmod(place, PANELS)
        left, top = column * (PANEL + 20), row * (PANEL_HIGH + 60)
        yield from _panel(curve, chart.across, left, top)


def _panel(curve: Curve, across: str, left: float, top: float) -> Iterator[Shape]:
    edges = [edge for dot in curve.dots for edge in dot.edges]
    steps = round_steps(min(edges), max(edges))
    bottom = top + 20 + PANEL_HIGH
    up = Scale(steps[0], steps[-1], bottom, top + 20)
    yield Caption(left + PANEL / 2, top + 12, _fitting(curve.title, PANEL), "middle")
    yield from _upwards(up, steps, left + 44, left + PANEL)
    along = Scale(curve.doses[0], curve.doses[-1] or 1, left + 56, left + PANEL - 12)
    if curve.doses[0] == curve.doses[-1]:
        along = Scale(curve.doses[0] - 1, curve.doses[0] + 1, left + 56, left + PANEL - 12)
    places = [(along.at(dose), dot) for dose, dot in zip(curve.doses, curve.dots, strict=True)]
    for (x1, one), (x2, other) in pairwise(places):
        yield Stroke(x1, up.at(one.value), x2, up.at(other.value), "curve")
    for (x, dot), dose in zip(places, curve.doses, strict=True):
        low, high = map(up.at, dot.edges)
        yield Stroke(x, low, x, high, "interval")
        yield Spot(x, up.at(dot.value), _told(dot))
        yield Caption(x, bottom + 14, told_number(dose), "middle")
    yield Caption(left + 44 + (PANEL - 44) / 2, bottom + 29, across, "middle")


# --- numbers round by round ----------------------------------------------------------------

LINES = 6
"""Lines of a panel that can be told apart by their dashes."""

KEY = 24
"""Room for what the lines are called."""

LOW = 110
"""How high a panel of numbers is."""


def _graphs(chart: Graphs) -> Drawing:
    told = "; ".join(map(_panel_told, chart.panels))
    rows = math.ceil(len(chart.panels) / PANELS)
    high = rows * (LOW + 58) + (KEY if _named(chart) else 0)
    return _drawing(chart, f"{chart.title}. {told}", high, _graph_panels(chart))


def _named(chart: Graphs) -> tuple[str, ...]:
    """What the lines of a chart are called, where they are called anything."""
    names = dict.fromkeys(line.name for panel in chart.panels for line in panel.lines)
    return tuple(filter(None, names))


def _key(names: Sequence[str]) -> Iterator[Shape]:
    """How the line of each game or side is drawn, above all panels."""
    wide = WIDE / max(1, min(len(names), LINES))
    for number, name in enumerate(names[:LINES]):
        x = round(8 + number * wide, 1)
        yield Trace(f"{x},8 {x + 30},8", f"trace line{number}", name)
        yield Caption(x + 36, 12, _fitting(name, wide - 44))


def _panel_told(panel: GraphPanel) -> str:
    """From where to where each line goes."""
    return f"{panel.title}: " + ", ".join(filter(None, map(_line_told, panel.lines)))


Point = tuple[float, float]


def _mark_names(
    marks: Sequence[tuple[float, str]], ends: Point, within: Point, drawn: Sequence[Point]
) -> Iterator[Caption]:
    """The names of marks beside their lines, each at the end where least is drawn.

    Args:
        marks: How high each stands, and its name.
        ends: Where their lines begin and end.
        within: The top and the bottom of the panel: beyond them stand its title and its axis.
    """
    named: list[Point] = []
    top, bottom = within

    def faults(way: Caption) -> tuple[int, int]:
        is_out = not top < way.y - 10 < way.y < bottom
        return is_out + _hidden_by(way, named), _hidden_by(way, drawn)

    for height, what in marks:
        sides = list(zip(ends, ("start", "end"), strict=True))
        ways = [Caption(x, y, what, at) for y in (height - 3, height + 12) for x, at in sides]
        name = min(ways, key=faults)
        named.append((name.x, name.y - 4))
        yield name


def _hidden_by(name: Caption, points: Sequence[Point]) -> int:
    """How many points lie behind a name."""
    long = width(name.words) * LETTER
    left = name.x - long if name.anchor == "end" else name.x
    return sum(left <= x <= left + long and -6 <= name.y - y <= 12 for x, y in points)


def _line_told(track: GraphLine) -> str:
    known = [value for value in track.values if value is not None]
    whose = f"{track.name} " if track.name else ""
    return f"{whose}{known[0]} to {known[-1]}" if known else ""


def _graph_panels(chart: Graphs) -> Iterator[Shape]:
    names = _named(chart)
    yield from _key(names)
    for place, panel in enumerate(chart.panels):
        row, column = divmod(place, PANELS)
        top = row * (LOW + 58) + (KEY if names else 0)
        wide = WIDE if len(chart.panels) == 1 else PANEL
        yield from _graph_panel(panel, chart.labels, (column * (PANEL + 20), top), wide)


def _graph_panel(
    panel: GraphPanel, labels: Sequence[str], corner: tuple[float, float], wide: float
) -> Iterator[Shape]:
    left, top = corner
    known = [value for one in panel.lines for value in one.values if value is not None]
    if not known:
        return
    steps = round_steps(min(known), max(known))
    bottom, start, end = top + 20 + LOW, left + 40, left + wide - 8
    up = Scale(steps[0], steps[-1], bottom, top + 20)
    along = Scale(0, max(1, len(labels) - 1), start + 4, end - 4)
    yield Caption(left + 8, top + 12, _fitting(panel.title, wide))
    yield from _upwards(up, steps, start, end)
    marks = [(up.at(at), what) for at, what in panel.marks if steps[0] <= at <= steps[-1]]
    for height, _ in marks:
        yield Stroke(start, height, end, height, "mark")
    for number, track in enumerate(panel.lines):
        places = [
            f"{along.at(place)},{up.at(value)}"
            for place, value in enumerate(track.values)
            if value is not None
        ]
        kind = f"trace line{number % LINES}"
        yield Trace(" ".join(places), kind, f"{panel.title}: {_line_told(track)}")
    drawn = [
        (along.at(place), up.at(value))
        for one in panel.lines
        for place, value in enumerate(one.values)
        if value is not None
    ]
    yield from _mark_names(marks, (start + 4, end - 4), (top + 18, bottom), drawn)
    shown = range(0, len(labels), max(1, math.ceil(len(labels) * 34 / wide)))
    for place in shown:
        yield Caption(along.at(place), bottom + 14, labels[place], "middle")
