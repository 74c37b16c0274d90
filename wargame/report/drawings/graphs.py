"""Numbers round by round, a panel for each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from wargame.report.drawings.said import LETTER, fitting, on_two_lines
from wargame.report.drawings.scales import PANEL, PANELS, Scale, round_steps, upwards
from wargame.report.drawings.shapes import WIDE, Caption, Drawing, Shape, Stroke, Trace, picture
from wargame.table.reports.charts import GraphLine, GraphPanel, Graphs
from wargame.table.words.gate import width

LINES = 12
"""Lines of a panel that can be told apart; no more are drawn."""
BESIDE = 6
"""Names of lines that stand side by side, at most."""
KEY = 24
"""Room for what so many lines are called."""
TRACED = 44
"""Room for a piece of the line beside its name."""
DOT = 2
"""How far a line reaches to either side of its only point."""
LOW = 110
"""How high a panel of numbers is."""
TITLE = 14
"""Room for one more line of what panels are called."""


def graphs(chart: Graphs) -> Drawing:
    """The picture of such numbers."""
    told = "; ".join(map(_panel_told, chart.panels))
    rows = math.ceil(len(chart.panels) / PANELS)
    high = rows * _panel_high(chart) + _key_high(_named(chart))
    return picture(chart, f"{chart.title}. {told}", high, _graph_panels(chart))


def _named(chart: Graphs) -> tuple[str, ...]:
    """What the lines of a chart are called, where they are called anything."""
    names = dict.fromkeys(line.name for panel in chart.panels for line in panel.lines)
    return tuple(filter(None, names))


def _beside(names: Sequence[str]) -> int:
    """How many names stand side by side, so that none is cut that there is room for."""
    longest = max(map(width, names), default=0) * LETTER
    return max(1, min(len(names), BESIDE, int(WIDE / (longest + TRACED))))


def _key_high(names: Sequence[str]) -> int:
    """How much room the names take; what is not drawn is said in a line of its own."""
    return KEY * (math.ceil(min(len(names), LINES) / _beside(names)) + (len(names) > LINES))


def _key(names: Sequence[str]) -> Iterator[Shape]:
    """How the line of each game or side is drawn, above all panels."""
    beside = _beside(names)
    wide = WIDE / beside
    for number, name in enumerate(names[:LINES]):
        row, column = divmod(number, beside)
        x, y = round(8 + column * wide, 1), row * KEY
        yield Trace(f"{x},{y + 8} {x + 30},{y + 8}", f"trace line{number}", name)
        yield Caption(x + 36, y + 12, fitting(name, wide - TRACED))
    if len(names) > LINES:
        more = f"{len(names) - LINES} more stand in the table alone."
        yield Caption(8, _key_high(names) - KEY + 12, more)


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
        left, above = column * (PANEL + 20), row * _panel_high(chart) + _key_high(names)
        top = above + (_titles(chart) - 1) * TITLE
        yield from _graph_panel(panel, chart.labels, (left, top), _panel_wide(chart))


def _panel_wide(chart: Graphs) -> float:
    return WIDE if len(chart.panels) == 1 else PANEL


def _titles(chart: Graphs) -> int:
    """How many lines the longest title of a panel takes."""
    wide = _panel_wide(chart)
    return max((len(on_two_lines(one.title, wide)) for one in chart.panels), default=1)


def _panel_high(chart: Graphs) -> int:
    """From one row of panels to the next."""
    return LOW + 58 + (_titles(chart) - 1) * TITLE


def _graph_panel(
    panel: GraphPanel, labels: Sequence[str], corner: tuple[float, float], wide: float
) -> Iterator[Shape]:
    left, top = corner
    known = [value for one in panel.lines for value in one.values if value is not None]
    if not known:
        return
    steps = round_steps(min(known), max(known), whole=True)
    bottom, start, end = top + 20 + LOW, left + 40, left + wide - 8
    up = Scale(steps[0], steps[-1], bottom, top + 20)
    along = Scale(0, max(1, len(labels) - 1), start + 4, end - 4)
    for line, words in enumerate(reversed(on_two_lines(panel.title, wide))):
        yield Caption(left + 8, top + 12 - line * TITLE, words)
    yield from upwards(up, steps, start, end)
    marks = [(up.at(at), what) for at, what in panel.marks if steps[0] <= at <= steps[-1]]
    for height, _ in marks:
        yield Stroke(start, height, end, height, "mark")
    traced = [_points(track, along, up) for track in panel.lines[:LINES]]
    for number, (track, places) in enumerate(zip(panel.lines, traced, strict=False)):
        told = f"{panel.title}: {_line_told(track)}"
        yield Trace(_joined(places), f"trace line{number}", told)
    drawn = [point for places in traced for point in places]
    yield from _mark_names(marks, (start + 4, end - 4), (top + 18, bottom), drawn)
    yield from _along(labels, along, bottom + 14, (left, left + wide))


def _points(track: GraphLine, along: Scale, up: Scale) -> list[Point]:
    """Where a line goes through."""
    known = enumerate(track.values)
    return [(along.at(place), up.at(value)) for place, value in known if value is not None]


def _joined(points: Sequence[Point]) -> str:
    """Points as SVG writes them; one alone would not be seen, and is drawn as a dash."""
    if len(points) == 1:
        ((x, y),) = points
        points = [(x - DOT, y), (x + DOT, y)]
    return " ".join(f"{x},{y}" for x, y in points)


def _along(labels: Sequence[str], along: Scale, y: float, edges: Point) -> Iterator[Caption]:
    """What stands below a panel: the last always, and of the others those that it leaves room for.

    Args:
        edges: Where the panel begins and ends: no label stands beyond it.
    """
    if not labels:
        return
    *others, last = labels
    long = width(last) * LETTER
    left, right = edges
    end = min(right, along.at(len(others)) + long / 2)
    step = max(1, math.ceil(len(labels) * 34 / (right - left)))
    for place in range(0, len(others), step):
        half = width(labels[place]) * LETTER / 2
        if along.at(place) + half + LETTER <= end - long:
            yield Caption(along.at(place), y, labels[place], "middle")
    yield Caption(end, y, last, "end")
