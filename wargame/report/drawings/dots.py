"""Numbers with their intervals, one below the other."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.report.drawings.said import fitting, told_dot, told_number
from wargame.report.drawings.scales import END, FOOT, HEAD, LABELS, ROW, Scale, across, round_steps
from wargame.report.drawings.shapes import WIDE, Box, Caption, Drawing, Shape, Spot, Stroke, picture
from wargame.table.reports.charts import Dots


def dots(chart: Dots) -> Drawing:
    """The picture of such numbers."""
    told = f"{chart.title}, in {chart.unit}: " + "; ".join(map(told_dot, chart.dots))
    return picture(chart, told, HEAD + FOOT + ROW * len(chart.dots), _dot_rows(chart))


def _dot_rows(chart: Dots) -> Iterator[Shape]:
    if not chart.dots:
        return
    edges = [edge for dot in chart.dots for edge in dot.edges]
    steps = round_steps(min(edges + list(chart.band or ())), max(edges + list(chart.band or ())))
    scale = Scale(steps[0], steps[-1], LABELS, WIDE - END)
    bottom = HEAD + ROW * len(chart.dots)
    if chart.band:
        yield from _band(scale, chart.band, bottom)
    yield from across(scale, steps, bottom, chart.unit)
    for place, dot in enumerate(chart.dots):
        y = HEAD + ROW * (place + 0.5)
        yield Caption(LABELS - 10, y + 4, fitting(dot.label, LABELS - 10), "end")
        left, right = map(scale.at, dot.edges)
        yield Stroke(left, y, right, y, "interval")
        yield Spot(scale.at(dot.value), y, told_dot(dot))
        yield Caption(WIDE - END + 10, y + 4, told_number(dot.value))


def _band(scale: Scale, band: tuple[float, float], bottom: float) -> Iterator[Shape]:
    """The part of a scale that is marked, or the one place."""
    left, right = map(scale.at, band)
    if left == right:
        yield Stroke(left, HEAD, left, bottom, "zero")
    else:
        told = f"{told_number(band[0])} to {told_number(band[1])}"
        yield Box(left, HEAD, round(right - left, 1), bottom - HEAD, "band", told)
