"""Numbers round by round, a panel for each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from wargame.report.drawings.said import LETTER, fitting
from wargame.report.drawings.scales import PANEL, PANELS, Scale, round_steps, upwards
from wargame.report.drawings.shapes import WIDE, Caption, Drawing, Shape, Stroke, Trace, picture
from wargame.table.reports.charts import GraphLine, GraphPanel, Graphs
from wargame.table.words.gate import width

LINES = 6
"""Lines of a panel that can be told apart by their dashes."""
KEY = 24
"""Room for what the lines are called."""
LOW = 110
"""How high a panel of numbers is."""


def graphs(chart: Graphs) -> Drawing:
    """The picture of such numbers."""
    told = "; ".join(map(_panel_told, chart.panels))
    rows = math.ceil(len(chart.panels) / PANELS)
    high = rows * (LOW + 58) + (KEY if _named(chart) else 0)
    return picture(chart, f"{chart.title}. {told}", high, _graph_panels(chart))


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
        yield Caption(x + 36, 12, fitting(name, wide - 44))


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
    yield Caption(left + 8, top + 12, fitting(panel.title, wide))
    yield from upwards(up, steps, start, end)
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
    yield from _along(labels, along, bottom + 14, (left, left + wide))


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
