"""Bars, one below the other or side by side."""

from __future__ import annotations

import math
from collections.abc import Iterator

from wargame.report.drawings.said import LETTER, fitting, told_number
from wargame.report.drawings.scales import (
    END,
    FOOT,
    HEAD,
    LABELS,
    ROW,
    Scale,
    across,
    round_steps,
    upwards,
)
from wargame.report.drawings.shapes import WIDE, Box, Caption, Drawing, Shape, picture
from wargame.table.reports.charts import Bars
from wargame.table.words.gate import width

BAR_HIGH = 150
BAR_WIDE = 72


def bars(chart: Bars) -> Drawing:
    """The picture of bars, side by side where the chart says what they are."""
    told = "; ".join(f"{name} {told_number(value)}" for name, value in chart.bars)
    words = f"{chart.title}, in {chart.unit}: {told}"
    if not chart.across:
        return picture(chart, words, HEAD + FOOT + ROW * len(chart.bars), _lying_bars(chart))
    return picture(chart, words, HEAD + BAR_HIGH + FOOT, _standing_bars(chart))


def _lying_bars(chart: Bars) -> Iterator[Shape]:
    if not chart.bars:
        return
    steps = _steps(chart)
    scale = Scale(0, steps[-1], LABELS, WIDE - END)
    yield from across(scale, steps, HEAD + ROW * len(chart.bars), chart.unit)
    for place, (name, value) in enumerate(chart.bars):
        y = HEAD + ROW * place
        yield Caption(LABELS - 10, y + 15, fitting(name, LABELS - 10), "end")
        told = f"{name} {told_number(value)}"
        yield Box(LABELS, y + 3, scale.at(value) - LABELS, ROW - 6, "bar", told)
        yield Caption(scale.at(value) + 6, y + 15, told_number(value))


def _steps(chart: Bars) -> list[float]:
    """The marks of its scale: no halves where whole things are counted."""
    values = [value for _, value in chart.bars]
    whole = all(float(value).is_integer() for value in values)
    return round_steps(0, max(values), whole=whole)


def _standing_bars(chart: Bars) -> Iterator[Shape]:
    if not chart.bars:
        return
    steps = _steps(chart)
    bottom = HEAD + BAR_HIGH
    up = Scale(0, steps[-1], bottom, HEAD)
    yield from upwards(up, steps, 50, WIDE - 10)
    wide = min(BAR_WIDE, (WIDE - 60) / len(chart.bars))
    every = math.ceil(max(width(name) for name, _ in chart.bars) * LETTER * 1.1 / wide)
    for place, (name, value) in enumerate(chart.bars):
        x, y = 50 + wide * place, up.at(value)
        told = f"{name}: {told_number(value)}"
        yield Box(round(x + 1, 1), y, round(wide - 2, 1), round(bottom - y, 1), "bar", told)
        if place % every == 0:
            yield Caption(round(x + wide / 2, 1), bottom + 14, name, "middle")
    yield Caption(WIDE / 2, bottom + 29, f"{chart.across}; the bars are {chart.unit}", "middle")
