"""What became of a deck at every point of a sweep."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from wargame.lab.authors.examples import NOBODY
from wargame.lab.points import height
from wargame.lab.runs.question import LESS_PAR, MATCH_POINTS
from wargame.lab.sweep import ScreenedFactor, Sweep, SweptPoint
from wargame.lab.sweep_numbers import SweptChange, SweptNumber
from wargame.table.reports.blocks import (
    UNTOLD,
    Column,
    Line,
    Report,
    Table,
    cell,
    drawn_from,
    headline,
    label,
    number,
    paragraph,
    span,
    table,
    within,
)
from wargame.table.reports.charts import Chart, Curve, Curves, Dot, Dots
from wargame.table.reports.programs import programs

BAR = 24
"""Characters of the longest bar."""

WHOLE = 100.0
"""Bars of percentages are parts of this, so that those of one number compare with another's."""

NOTHING = "-"

POINTS = {
    LESS_PAR: "Points of {}, less par",
    MATCH_POINTS: "Match points of {}, 1000 each, and lead",
}

SCREENED = (
    "size: the mean of effects without their sign, with half of its 95 % interval over {}, by"
    " Student (- where too few agree to tell one); luck of few games alone makes it larger than 0."
    " mean: the same with their sign. spread: their standard deviation, how unlike the effect is"
    " elsewhere."
)


def report(found: Sweep) -> Report:
    """The points, and then each number over all of them, as bars below one another; those that are
    the same everywhere in a line each."""
    varied = [f"{name} is varied: {', '.join(values)}" for name, values in found.varied.items()]
    asked = headline(found.deck, found.variant, found.games, found.seed, "at each point")
    return (
        paragraph(asked, *drawn_from(found.players), *varied),
        _points(found),
        *(() if found.trajectories else _by_number(found)),
        *_changes(found),
        *_screened(found),
        *((paragraph(*_screening(found)),) if found.trajectories else ()),
        paragraph(*(Line(note, "", "") for note in _notes(found))),
        *programs(found),
    )


def _notes(found: Sweep) -> Iterator[str]:
    yield (
        "Values with 95 % intervals over games, each point on the same luck; nothing is judged."
        f" {UNTOLD}"
    )
    if any(point.changes for point in found.points):
        yield (
            "Whether two points differ is told by the change between them, game by game: intervals"
            " of values may overlap where that of the change is clear of 0. Of twenty changes where"
            " nothing differs one is so by luck."
        )


def _screening(found: Sweep) -> Iterator[Line]:
    """What the columns are, and which numbers have no table."""
    yield Line(SCREENED.format(f"{found.trajectories:,} trajectories"), "", "")
    shown = set(map(_key, found.screened))
    left = [
        (title(one), all(point.numbers[place].value is not None for point in found.points))
        for place, one in enumerate(found.points[0].numbers)
        if _key(one) not in shown
    ]
    for head, is_known in (("Alike at all points", True), ("Nothing to measure at some", False)):
        named = [name for name, known in left if known == is_known]
        if named:
            yield Line(f"{head}: {'; '.join(named)}.", "", "")


def _points(found: Sweep) -> Table:
    """What is set at each point, with the points of every seat, or its wins."""
    is_match = any(one.kind == "win" for one in found.points[0].numbers)
    kind = "win" if is_match else "points"
    seats = [one.name for one in found.points[0].numbers if one.kind == kind]
    columns = [
        number("point", 5),
        label(" set", 30),
        number("games", 6),
        *(number(seat, 8) for seat in seats),
    ]
    rows = [
        (
            place,
            f" {_set(point.set)}",
            point.games,
            *(_told(one.value) for one in point.numbers if one.kind == kind),
        )
        for place, point in enumerate(found.points, 1)
    ]
    wins = "Wins of each seat in % of decided games, and of nobody in % of all:"
    return table(columns, rows, wins if is_match else "Points less par, by seat:")


def _set(values: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in values.items())


def _by_number(found: Sweep) -> Iterator[Table]:
    """Each number that is not the same at every point, and then those that are."""
    moving = _moving(found)
    yield from (_multiple(found, place) for place in moving)
    rows = [
        (title(one), _told(one.value), _interval(one))
        for place, one in enumerate(found.points[0].numbers)
        if place not in moving
    ]
    if rows:
        columns = [label("", 48), number("", 8), Column("", 18, gap=2)]
        yield table(
            columns, rows, f"The same at {'every' if len(found.points) > 1 else 'the'} point:"
        )


def _moving(found: Sweep) -> list[int]:
    """The places of the numbers that are not the same at every point."""
    numbers = zip(*(point.numbers for point in found.points), strict=True)
    return [place for place, of_it in enumerate(numbers) if len(set(of_it)) > 1]


def _multiple(found: Sweep, place: int) -> Table:
    """One number over all points."""
    numbers = [point.numbers[place] for point in found.points]
    columns = [label("", 30), number("", 8), Column("", 18, gap=2), Column("", gap=2)]
    whole = WHOLE if numbers[0].unit == "%" else 0.0
    bars = _bars([one.value for one in numbers], whole)
    rows = [
        (_set(point.set), _told(one.value), _interval(one), bar)
        for point, one, bar in zip(found.points, numbers, bars, strict=True)
    ]
    return table(columns, rows, f"{title(numbers[0])}:")


def _changes(found: Sweep) -> Iterator[Table]:
    """How far each number that moves lies from the same at the point that all are compared with."""
    rows = [
        ("" if later else title(here.numbers[place]), _set(here.set), told)
        for place in _moving(found)
        for later, (here, told) in enumerate(_changes_of(found, place))
    ]
    if rows:
        columns = [label("", 0), Column("", gap=2), Column("", gap=2)]
        yield table(columns, rows, f"Changes from {_set(found.against)}, on the same luck:")


def _changes_of(found: Sweep, place: int) -> Iterator[tuple[SweptPoint, str]]:
    key = _key(found.points[0].numbers[place])
    for point in found.points:
        for one in point.changes:
            if _key(one) == key:
                yield point, within(one.change, one.low, one.high)


def _key(one: SweptNumber | SweptChange | ScreenedFactor) -> tuple[str, int, str]:
    return one.kind, one.claim, one.name


def _screened(found: Sweep) -> Iterator[Table]:
    """What moves each number, the most first: a screening alone."""
    for shown, of_it in _screened_by_number(found):
        columns = [
            label("moved by", 30),
            number("size", 8),
            number("± (95 %)", 10),
            number("mean", 10),
            number("spread", 10),
        ]
        rows = [
            (one.factor, *map(_told, (one.size, one.reach, one.mean, one.spread)))
            for one in of_it
            if one.size
        ]
        if len(rows) < len(of_it):
            rows.append(("all others", _told(0.0), "", "", ""))
        head = f"{title(shown)}: effects of a move over the whole range"
        yield table(columns, rows, head)


def _screened_by_number(found: Sweep) -> Iterator[tuple[SweptNumber, list[ScreenedFactor]]]:
    """Each number that was screened, with what moves it."""
    numbers = {_key(one): one for one in found.points[0].numbers}
    for key, of_it in groupby(found.screened, _key):
        yield numbers[key], list(of_it)


def title(one: SweptNumber) -> str:
    """What a number is, in words."""
    if one.kind == "points":
        return POINTS[one.unit].format(one.name)
    unit = f" ({one.unit})" if one.unit else ""
    decided = "" if one.name == NOBODY else ", of decided games"
    what = {"win": f"{one.name} wins{decided}", "ending": f"Ending {one.name}"}
    return what.get(one.kind, f"Claim {one.claim}, {one.name}") + unit


def _bars(values: Sequence[float | None], whole: float) -> Iterator[str]:
    """A bar for each value, from the least of them and 0 to the most, or to the whole."""
    there = [value for value in values if value is not None]
    low, high = min([0.0, *there]), max([whole, *there])
    for value in values:
        share = 0.0 if value is None or high == low else (value - low) / (high - low)
        yield "#" * round(BAR * share)


def _told(value: float | None) -> str:
    return NOTHING if value is None or math.isinf(value) else f"{value:z.1f}"


def _interval(one: SweptNumber) -> str:
    if one.low is None or one.high is None:
        return NOTHING
    return span(one.low, one.high)


def charts(found: Sweep) -> tuple[Chart, ...]:
    """Of each number that is not the same at every point a curve where one name is varied, what
    moves it after a screening, else its values below one another."""
    if found.trajectories:
        return tuple(
            Dots(head, "mean size of the effect of a move over the whole range (95 %)", dots)
            for head, dots in _sizes(found)
        )
    places = _moving(found)
    if not places:
        return ()
    if len(found.varied) == 1:
        (name,) = found.varied
        curves = tuple(filter(None, (_curve(found, name, place) for place in places)))
        return (Curves(f"By {name}", name, curves),)
    return tuple(
        Dots(title(found.points[0].numbers[place]), "", tuple(_dots(found, place)))
        for place in places
    )


def _sizes(found: Sweep) -> Iterator[tuple[str, tuple[Dot, ...]]]:
    """Of each number how much every name or group moves it."""
    for shown, of_it in _screened_by_number(found):
        yield (
            title(shown),
            tuple(
                [
                    Dot(one.factor, one.size, max(0.0, one.size - one.reach), one.size + one.reach)
                    for one in of_it
                ]
            ),
        )


def _dots(found: Sweep, place: int) -> Iterator[Dot]:
    for point in found.points:
        one = point.numbers[place]
        if one.value is not None and one.low is not None and one.high is not None:
            yield Dot(_set(point.set), one.value, one.low, one.high)


def _curve(found: Sweep, name: str, place: int) -> Curve | None:
    dots = tuple(_dots(found, place))
    if len(dots) < len(found.points):
        return None
    ordered = sorted(
        zip([height(point.set[name]) for point in found.points], dots, strict=True),
        key=lambda pair: pair[0],
    )
    doses, shown = zip(*ordered, strict=True)
    return Curve(title(found.points[0].numbers[place]), doses, shown)


def csv_rows(found: Sweep) -> Iterator[Sequence[object]]:
    """A row for each number at each point, below the names of the columns."""
    names = list(found.varied)
    head = ["variant", "kind", "claim", "name", "unit", "games", "value", "low", "high"]
    yield [*names, *head, "change", "change_low", "change_high"]
    for point in found.points:
        changes = {_key(one): (one.change, one.low, one.high) for one in point.changes}
        for one in point.numbers:
            figures = (one.value, one.low, one.high, *changes.get(_key(one), (None, None, None)))
            told = [cell(value) for value in figures]
            yield [
                *(point.set[name] for name in names),
                point.variant,
                one.kind,
                one.claim or "",
                one.name,
                one.unit,
                one.games,
                *told,
            ]
