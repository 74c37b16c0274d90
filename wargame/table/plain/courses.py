"""The course of a game, and where its points came from, in words: a line for each round or source.

A chart is of no use to a pipe or a screen reader, so what it shows is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from wargame.rules.amounts import with_unit
from wargame.table.told.account.objects import CourseLine, CourseMark, GameCourse, Waterfall
from wargame.table.told.blocks import LEAD, CourseChart, DrawnNumber, Falls, Overlay
from wargame.table.words.gate import stopped
from wargame.table.words.titles import Titles
from wargame.table.words.winning import ahead_by
from wargame.table.words.wrap import wrapped


def in_words(titles: Titles, block: CourseChart | Overlay | Falls, pad: str) -> list[str]:
    """What a chart or a waterfall shows."""
    if isinstance(block, Overlay):
        return overlay_lines(titles, block, pad)
    if isinstance(block, Falls):
        return fall_lines(titles, block.fall, pad)
    return (course_lines if block.is_signed else value_lines)(titles, block, pad)


def course_lines(titles: Titles, chart: CourseChart, pad: str) -> list[str]:
    """How each round left the lead or the points, and what is marked in it."""
    course = chart.course
    found: list[str] = []
    for number, label in enumerate(course.labels, 1):
        said = [_at(titles, course, line, number) for line in course.lines]
        if chart.branch is not None:
            said += [f"in the branch {one}" for one in _branch(titles, chart.branch, number)]
        marks = [_mark(titles, one) for one in course.marks if one.round == number]
        told = "; ".join([*said, *marks])
        here = " (here)" if number == chart.here else ""
        found += wrapped(
            stopped(f"- {label}{here}: {told or 'nothing is marked'}"), pad, f"{pad}  "
        )
    return found


def value_lines(titles: Titles, chart: CourseChart, pad: str) -> list[str]:
    """What each round left of a number, a line for each side."""
    found: list[str] = []
    for line in chart.course.lines:
        whose = f"{titles.seats[line.seat]}: " if line.seat else ""
        said = stopped(f"- {whose}{', '.join(map(str, line.values))}")
        found += wrapped(said, pad, f"{pad}  ")
    return found


def overlay_lines(titles: Titles, chart: Overlay, pad: str) -> list[str]:
    """What each round left of the numbers of somebody's choice, and what is marked in it."""
    found: list[str] = []
    course = chart.course
    for number, label in enumerate(course.labels, 1):
        said = [
            f"{titles.number(one.name)} {_said(titles, one, one.values[number])}"
            for one in chart.axes
        ]
        said += [_mark(titles, one) for one in course.marks if one.round == number]
        here = " (here)" if number == chart.here else ""
        found += wrapped(stopped(f"- {label}{here}: {'; '.join(said)}"), pad, f"{pad}  ")
    return found


def _said(titles: Titles, axis: DrawnNumber, value: int) -> str:
    return with_unit(value, axis.unit) if axis.unit else titles.value(axis.name, value)


def _at(titles: Titles, course: GameCourse, line: CourseLine, number: int) -> str:
    value = line.values[number]
    if not line.seat:
        return ahead_by(value, titles.seats) if course.unit == LEAD else f"{value:+d}"
    return f"{titles.seats[line.seat]} {value:+d}"


def _mark(titles: Titles, mark: CourseMark) -> str:
    by = f", {abs(mark.change)} for {titles.seats[mark.seat]}" if mark.change else ""
    return f"{mark.title}{by}"


def _branch(titles: Titles, branch: GameCourse, number: int) -> Iterator[str]:
    for line in branch.lines:
        if number < len(line.values):
            yield _at(titles, branch, line, number)


def fall_lines(titles: Titles, fall: Waterfall, pad: str) -> list[str]:
    """Each source with what it brought, and to whom, after what was there at the start."""
    found: list[str] = []
    if fall.start:
        at_start = str(fall.start) if fall.seat else ahead_by(fall.start, titles.seats)
        found += wrapped(stopped(f"- At the start: {at_start}"), pad, f"{pad}  ")
    for one in fall.sources:
        is_one = fall.seat or not one.change  # of nobody, what came and went
        whose = "" if is_one else f", for {list(titles.seats.values())[one.change < 0]}"
        change = f"{one.change:+d}" if fall.seat else str(abs(one.change))
        found += wrapped(stopped(f"- {one.title}: {change}{whose}"), pad, f"{pad}  ")
    return found
