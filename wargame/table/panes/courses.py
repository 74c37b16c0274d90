"""The course of a game as a chart.

A lead is drawn as columns from the middle line, up for the first seat and down for the second;
points of two seats as a line of signs for each. The cursor goes from round to round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING

from wargame.dataclass import dataclass
from wargame.errors import sentence_case
from wargame.table.told.blocks import LEAD, CourseChart
from wargame.table.told.scene import Scene
from wargame.table.words.gate import fit, width
from wargame.table.words.glyphs import Glyphs
from wargame.table.words.rows import ALERT, DIM, STRONG, Line, Row, Span, Target, line_width

if TYPE_CHECKING:
    from wargame.table.told.account.objects import CourseMark

LEVELS, LOW = 8, 6
"""Steps of the scale at most, and in a narrow pane; there are as many lines, and one for 0."""
NARROW = 90
"""Cells below which a pane is narrow."""
SCALE = 6
"""Cells of a scale, its sign included, unless its numbers are longer."""
FEWEST = 3
"""Cells of a round from which on it is said that more is marked in it."""
WIDEST = 9
"""Cells of a round at most."""
UNITS = (1, 2, 3, 4, 5, 6, 8)


def course_row(
    scene: Scene,
    chart: CourseChart,
    cells: int,
    pad: str = "",
    levels: int = 0,
    widest: int = WIDEST,
) -> Row:
    """The chart: one row of many lines, whose targets are the rounds.

    Args:
        levels: Steps of its scale at most; 0 for what suits the width.
        widest: Cells of a round at most.
    """
    levels = levels or (LOW if cells < NARROW else LEVELS)
    unit = _unit([value for line in _lines(chart) for value in line], levels)
    ends = [0, *(value for line in _lines(chart) for value in line)]
    scale = scale_cells(f"{end + way * unit:+d}" for end, way in ((max(ends), 1), (min(ends), -1)))
    columns = Columns.within(scene, chart, cells - width(pad) - scale, pad, widest, scale)
    return columns.row(columns.plot(unit))


def scale_cells(labels: Iterable[str]) -> int:
    """Cells of a scale with these numbers, none of them cut."""
    return max([SCALE, *(width(one) + 2 for one in labels)])


def _lines(chart: CourseChart) -> Iterator[Sequence[int]]:
    yield from (line.values for line in chart.course.lines)
    if chart.branch is not None:
        yield from (line.values for line in chart.branch.lines)


def units(ones: Sequence[int]) -> Iterator[int]:
    """What a step of a scale may be worth, the finest first: these, ten times as much, and so on.

    >>> from itertools import islice
    >>> list(islice(units([1, 2, 5]), 5))
    [1, 2, 5, 10, 20]
    """
    for power in count():
        yield from (one * 10**power for one in ones)


def _unit(values: Sequence[int], levels: int) -> int:
    """What a step of the scale is worth."""
    span = max(0, *values, 0) - min(0, *values, 0)
    return next(unit for unit in units(UNITS) if span <= levels * unit)


def _step(value: int, unit: int) -> int:
    """The line of the chart on which a value stands."""
    return (2 * value + unit) // (2 * unit) if value >= 0 else -((-2 * value + unit) // (2 * unit))


def _reached(value: int, unit: int) -> int:
    """The last line of the chart that a column from 0 reaches: the nearest to its value, and of
    two the nearer to 0, so that a scale has no more lines than its steps."""
    steps = (2 * abs(value) + unit - 1) // (2 * unit)
    return steps if value >= 0 else -steps


def _is_in_column(top: int, level: int) -> bool:
    """Whether a column from 0 to `top` passes a line; one too low for a step stands on 0."""
    return top == level == 0 or 0 < level <= top or top <= level < 0


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart while it is drawn.

    Attributes:
        rounds: Of each column.
        wide: Cells of a column.
        scale: Cells of the scale before them.
    """

    scene: Scene
    chart: CourseChart
    rounds: Sequence[int]
    wide: int
    pad: str
    scale: int

    @classmethod
    def within(
        cls, scene: Scene, chart: CourseChart, cells: int, pad: str, widest: int, scale: int
    ) -> Columns:
        """The columns of a chart in so many cells without its scale and what stands before it.

        Where there are more rounds than cells, a column stands for some of them, as the last
        left it.
        """
        room, last = max(1, cells), len(chart.course.labels)
        by = -(-last // room)
        rounds = [min(last, number + by - 1) for number in range(1, last + 1, by)]
        wide = max(1, min(widest, room // max(1, len(rounds))))
        return cls(scene, chart, rounds, wide, pad, scale)

    def row(self, plot: Iterable[Line]) -> Row:
        """These lines; below them the numbers of the rounds, which are the targets, and what is
        marked in them."""
        marks = [self.marks()] if self.chart.course.marks else []
        targets = tuple(Target("round", str(number)) for number in self.rounds)
        return Row((*plot, self.numbers(), *marks), targets)

    def plot(self, unit: int) -> Iterator[Line]:
        """The lines of the chart from the top of its scale down.

        Args:
            unit: What a line of the scale is worth.
        """
        steps = [
            _step(value, unit) if line.seat else _reached(value, unit)
            for line in self.chart.course.lines
            for value in line.values
        ]
        branch = self.chart.branch.lines if self.chart.branch else ()
        steps += [_step(value, unit) for line in branch for value in line.values]
        if not steps:
            return
        for level in range(max(0, *steps), min(0, *steps) - 1, -1):
            sign = "+" if self.chart.is_signed and level > 0 else ""
            scale = fit(f"{sign}{level * unit}", self.scale - 2, right=True)
            start = Span(f"{self.pad}{scale} {self.scene.glyphs.axis}", DIM, -1, is_plain=True)
            yield (start, *(self._cell(n, level, unit) for n in range(len(self.rounds))))

    def _cell(self, column: int, level: int, unit: int) -> Span:
        """What stands on one line of the chart in one column."""
        signs, role, tip = "", DIM, ""
        number, glyphs = self.rounds[column], self.scene.glyphs
        for line in self.chart.course.lines:
            value = line.values[number]
            step = _step(value, unit) if line.seat else _reached(value, unit)
            if line.seat and step == level:
                signs += self.scene.signs[line.seat].glyph
                role = self.scene.role(line.seat)
            elif line.seat or not line.values[number] or not _is_in_column(step, level):
                continue
            elif not self.chart.is_signed:
                signs, role = glyphs.full, ""
            else:
                sign = list(self.scene.signs.values())[line.values[number] < 0]
                signs, role = sign.glyph, sign.role
                tip = f" {abs(line.values[number])} " if step == level else ""
        for line in self.chart.branch.lines if self.chart.branch else ():
            if number < len(line.values) and _step(line.values[number], unit) == level:
                signs, role, tip = signs + glyphs.yes, STRONG, ""
        blank = glyphs.rule if level == 0 else " "
        body = max(1, self.wide - 1)
        text = (signs * body)[:body] if signs else blank * body
        if tip and body >= width(tip) + 2:
            text = f"{tip:{signs}^{body}}"
        return Span(text + blank * (self.wide - body), role, column, is_plain=True)

    def numbers(self) -> Line:
        """The numbers of the rounds, as far as they fit."""
        every = 1 if self.wide > len(str(self.rounds[-1])) else 5
        here = [n for n, number in enumerate(self.rounds) if number == self.chart.here]
        signs = [" "] * (self.wide * len(self.rounds))
        for column in (*here, *range(every - 1, len(self.rounds), every)):
            text = str(self.rounds[column])
            start = max(0, self.wide * column - max(0, len(text) - self.wide))
            around = signs[max(0, start - 1) : start + len(text) + 1]
            if not "".join(around).strip():  # no number runs into another
                signs[start : start + len(text)] = text
        line = [self._margin()]
        for column in range(len(self.rounds)):
            text = "".join(signs[self.wide * column : self.wide * (column + 1)])
            line.append(Span(text, STRONG if column in here else DIM, column))
        return (*line, Span("", is_plain=True))  # the cursor ends with the number of its round

    def marks(self) -> Line:
        """Under each round the signs of what is marked in it."""
        line, before = [self._margin()], 0
        for column, number in enumerate(self.rounds):
            now = [one for one in self.chart.course.marks if before < one.round <= number]
            now.sort(key=lambda one: (one.occasion != "choice", one.occasion == "front"))
            text = "".join(mark_sign(self.scene, one) for one in now)
            role = ALERT if any(one.occasion in ("choice", "breach") for one in now) else ""
            if width(text) > self.wide:
                text = f"{text[: self.wide - 1]}…" if self.wide >= FEWEST else text[: self.wide]
            line.append(Span(fit(text, self.wide), role, column, is_plain=True))
            before = number
        return tuple(line)

    def _margin(self) -> Span:
        return Span(f"{self.pad}{' ' * self.scale}", DIM, -1, is_plain=True)


def mark_sign(scene: Scene, mark: CourseMark) -> str:
    """The sign of what is marked on a course."""
    glyphs = scene.glyphs
    match mark.occasion:
        case "front" | "event":
            return glyphs.up if mark.change > 0 else glyphs.down
        case "deal":
            return glyphs.held
        case "breach":
            return glyphs.no
        case "project":
            return glyphs.on
        case "choice":
            return "!"


SCRUBBED = ((50, 8), (34, 5), (0, 3))
"""Steps of the scale in a replay, by the lines of the screen from which on there is room."""


def scrubbed_levels(lines: int) -> int:
    """Steps of the scale in a replay on a screen of so many lines."""
    return next(levels for least, levels in SCRUBBED if lines >= least)


def scrubbed(scene: Scene, chart: CourseChart, ends: str, cells: int, lines: int) -> Row:
    """The course as the scrubber of a replay, below a line that tells what it is of.

    Args:
        ends: How this game and the one it left came out; "" where it left none.
    """
    levels = scrubbed_levels(lines)
    row = course_row(scene, chart, cells - 1, " ", levels, cells)
    first, second = scene.signs.values()
    unit = chart.course.unit
    said = f" {sentence_case(unit)}: "
    who = (Span(f"{first.mark}", first.role), Span(" up, "), Span(second.mark, second.role))
    how = Span(" down" if unit == LEAD else "")
    rest = Span(f"; {ends}" if ends else "", STRONG)
    told: Line = (Span(said, STRONG), *who, how, rest)
    below = Span(f"   {marked(scene.glyphs)}", DIM)
    fits = line_width(told) + width(below.text) <= cells
    return Row(((*told, *([below] if fits else [])), *row.lines), row.targets)


def marked(glyphs: Glyphs) -> str:
    """What the signs under a course stand for."""
    return (
        f"{glyphs.up}{glyphs.down} front won  {glyphs.held} deal  {glyphs.no} broken  "
        f"{glyphs.on} built  ! decided"
    )
