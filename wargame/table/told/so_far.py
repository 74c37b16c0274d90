"""How numbers went so far, as charts with a scale."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping, Sequence

from wargame.table.told.blocks import Block, CourseChart, Heading
from wargame.table.told.quarter import closed_round
from wargame.table.told.scene import Scene


def number_so_far(scene: Scene, name: str) -> Iterator[Block]:
    """How a number went, round by round; where each side has one, both on the same scale.

    Nothing is told of what has not moved, or of what the seat does not know.
    """
    known = {}
    for whose, one in _abreast(scene, name).items():
        values = scene.went(scene.by_name[one])
        if len(values) > scene.played > 0:
            known[whose] = values
    if any(len(set(values)) > 1 for values in known.values()):
        marks = ", ".join(scene.mark(seat) for seat in known if seat)
        yield Heading("From the start to now", legend=marks)
        unit = scene.titles.numbers[name]
        yield chart_so_far(scene, unit, known, scene.played, is_signed=False)


def points_so_far(scene: Scene) -> Iterator[Block]:
    """The points of each seat over what par asks for by then, after every round that has closed.

    What is counted at the end of the game alone is not among them. Nothing is told where a lead
    decides, where no seat has a par, or of a board whose earlier rounds were not seen.
    """
    closed = closed_round(scene.view)
    if not closed or scene.view.match_end is not None:
        return
    known = {}
    for seat in scene.deck.seats:
        row = scene.by_name[f"{seat.id}.score"]
        points = scene.went(row)[-scene.played - 1 :]
        if seat.par and not row.is_hidden and len(points) > closed:
            rounds = scene.rounds_of_par(seat.id)
            paces = [seat.par * number // rounds for number in range(closed + 1)]
            known[seat.id] = list(map(operator.sub, points, paces))
    if known:
        yield Heading("Points over the pace of par", legend=", ".join(map(scene.mark, known)))
        yield chart_so_far(scene, "points over the pace of par", known, closed)


def chart_so_far(
    scene: Scene,
    unit: str,
    known: Mapping[str, Sequence[int]],
    number: int,
    *,
    is_signed: bool = True,
) -> CourseChart:
    """Numbers at the start of the first round and after each.

    Args:
        unit: What they are.
        known: By whose they are, "" for nobody's; only the last of each are taken.
        number: The last round; where it is under way, their last values are those of now.
        is_signed: Whether what is above 0 has a plus.
    """
    from wargame.table.told.account.course import round_labels  # noqa: PLC0415 - small screens
    from wargame.table.told.account.objects import CourseLine, GameCourse  # noqa: PLC0415 - so too

    lines = tuple(CourseLine(seat, tuple(values[-number - 1 :])) for seat, values in known.items())
    course = GameCourse(unit, round_labels(scene.deck, number), lines)
    return CourseChart(course, number, is_signed=is_signed)


def _abreast(scene: Scene, name: str) -> dict[str, str]:
    """A number, and the other side's of the same kind, by side; of what stands for its home too."""
    owner, _, kind = name.partition(".")
    plan = scene.deck.board
    names = {home.seat: home.number for home in plan.homes} if plan is not None else {}
    if name not in names.values():
        names = {seat: f"{seat}.{kind}" for seat in scene.signs}
    if owner not in scene.signs:
        names = {"": name}
    return {whose: one for whose, one in names.items() if not _is_closed(scene, one)}


def _is_closed(scene: Scene, name: str) -> bool:
    """Whether there is no such number on the board, or none that this seat knows."""
    marker = scene.by_name.get(name)
    return marker is None or marker.is_hidden or bool(marker.holder)
