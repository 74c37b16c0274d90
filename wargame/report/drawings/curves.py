"""What becomes of numbers as something is turned, a panel for each."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from wargame.report.drawings.said import fitting, told_dot, told_number
from wargame.report.drawings.scales import PANEL, PANELS, Scale, round_steps, upwards
from wargame.report.drawings.shapes import Caption, Drawing, Shape, Spot, Stroke, picture
from wargame.table.reports.charts import Curve, Curves

PANEL_HIGH = 150


def curves(chart: Curves) -> Drawing:
    """The picture of such numbers."""
    told = ". ".join(
        f"{curve.title}: {'; '.join(map(told_dot, curve.dots))}" for curve in chart.curves
    )
    rows = math.ceil(len(chart.curves) / PANELS)
    return picture(chart, f"{chart.title}. {told}", rows * (PANEL_HIGH + 60), _panels(chart))


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
    yield Caption(left + PANEL / 2, top + 12, fitting(curve.title, PANEL), "middle")
    yield from upwards(up, steps, left + 44, left + PANEL)
    along = Scale(curve.doses[0], curve.doses[-1] or 1, left + 56, left + PANEL - 12)
    if curve.doses[0] == curve.doses[-1]:
        along = Scale(curve.doses[0] - 1, curve.doses[0] + 1, left + 56, left + PANEL - 12)
    places = [(along.at(dose), dot) for dose, dot in zip(curve.doses, curve.dots, strict=True)]
    for (x1, one), (x2, other) in pairwise(places):
        yield Stroke(x1, up.at(one.value), x2, up.at(other.value), "curve")
    for (x, dot), dose in zip(places, curve.doses, strict=True):
        low, high = map(up.at, dot.edges)
        yield Stroke(x, low, x, high, "interval")
        yield Spot(x, up.at(dot.value), told_dot(dot))
        yield Caption(x, bottom + 14, told_number(dose), "middle")
    yield Caption(left + 44 + (PANEL - 44) / 2, bottom + 29, across, "middle")
