"""Where everything in a chart stands. The template makes SVG of it.

All measures are in the units of the picture, `WIDE` across; colours come from the page.
"""

from __future__ import annotations

from typing import assert_never

from wargame.report.drawings.bars import bars
from wargame.report.drawings.curves import curves
from wargame.report.drawings.dots import dots
from wargame.report.drawings.graphs import graphs
from wargame.report.drawings.shapes import Drawing
from wargame.table.reports.charts import Bars, Chart, Curves, Dots, Graphs


def drawing(chart: Chart) -> Drawing:
    """The picture of a chart.

    >>> drawing(Bars("Ends", "games", (("truce", 3), ("ruin", 1)))).told
    'Ends, in games: truce 3; ruin 1'
    """
    match chart:
        case Dots():
            return dots(chart)
        case Bars():
            return bars(chart)
        case Curves():
            return curves(chart)
        case Graphs():
            return graphs(chart)
        case _:
            assert_never(chart)
