"""What a picture is made of."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.dataclass import dataclass
from wargame.table.reports.charts import Chart

WIDE = 760


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


def picture(chart: Chart, told: str, height: float, shapes: Iterator[Shape]) -> Drawing:
    """A drawing of shapes, each with the name of its kind, as the template asks for it."""
    made = tuple((type(shape).__name__.lower(), shape) for shape in shapes)
    return Drawing(chart.title, told, height, made)
