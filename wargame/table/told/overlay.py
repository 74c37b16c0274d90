"""Two numbers of one's choice on one chart, each read on a scale of its own where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wargame.errors import UsageError
from wargame.table.told.blocks import Block, DrawnNumber, Heading, Overlay
from wargame.table.told.lookup import find_numbers
from wargame.table.told.scene import Scene
from wargame.table.words.view_models import Marker

SIDES = ("left", "right")
"""The axes of a chart, as they are called."""


def drawable(scene: Scene) -> list[Marker]:
    """The numbers that a chart can show: those that somebody knows and that count something."""
    return [row for row in scene.listed if not (row.is_hidden or row.holder)]


def so_far(scene: Scene) -> dict[str, list[int]]:
    """Each of these numbers at the start of the first round, after each, and now."""
    rounds = scene.played
    known = {row.name: scene.went(row) for row in drawable(scene)}
    return {name: values[-rounds - 1 :] for name, values in known.items() if len(values) > rounds}


def asked_axes(scene: Scene, asked: str) -> tuple[str, str]:
    """The numbers that were typed: one, or two with a comma between them.

    Of one that both sides have, both are meant.

    Raises:
        UsageError: There is no such number, nobody may know it, or there are more than two.
    """
    names = asked.split(",")
    if len(names) > len(SIDES):
        raise UsageError("Two numbers fit on a chart: type them with a comma between.")
    found = [find_numbers(scene, name) for name in names]
    left, right = found[0][0], found[1][0] if len(found) > 1 else ""
    if len(found) == 1 and len(found[0]) == len(SIDES):
        left, right = found[0]
    for name in filter(None, (left, right)):
        if name not in {row.name for row in drawable(scene)}:
            raise UsageError(f"{scene.titles.number(name)}: there is nothing of it to draw.")
    return left, right


def axis_choices(
    scene: Scene, side: str, known: Mapping[str, Sequence[int]]
) -> Iterator[tuple[str, str, str]]:
    """What can stand on an axis: its name, how it is called, and how it went."""
    on = scene.axes[SIDES.index(side)]
    if any(scene.axes):
        yield "", "nothing", "this axis stands for nothing any more"
    for name, values in known.items():
        if len(values) > 1:
            here = ", now on this axis" if name == on else ""
            went = f"{values[0]} at first, {values[-1]} now ({min(values)} to {max(values)})"
            yield name, scene.label(name), f"{went}{here}"


def overlay(
    scene: Scene, axes: tuple[str, str], values: Mapping[str, Sequence[int]]
) -> Overlay | None:
    """The chart of what was chosen; None where nothing was, or there is nothing to draw of it.

    Args:
        values: Of each number that may be shown, its value at the start and after every round.
    """
    from wargame.table.told.account.course import round_labels  # noqa: PLC0415 - once it is asked
    from wargame.table.told.account.objects import GameCourse  # noqa: PLC0415 - so too

    chosen = [name for name in dict.fromkeys(axes) if len(values.get(name, ())) > 1]
    if not chosen:
        return None
    rounds = len(values[chosen[0]]) - 1
    labels = round_labels(scene.deck, rounds)
    drawn = [_axis(scene, name, values[name]) for name in chosen]
    return Overlay(drawn, GameCourse("", labels, ()), min(scene.view.round, rounds))


def _axis(scene: Scene, name: str, values: Sequence[int]) -> DrawnNumber:
    row = scene.by_name[name]
    return DrawnNumber(name, scene.label(name), row.unit, (row.least, row.most), values)


def overlaid(scene: Scene, axes: tuple[str, str]) -> Iterator[Block]:
    """The chart of what was chosen, with what stands on which axis."""
    chart = overlay(scene, axes, so_far(scene))
    if chart is None:
        return
    yield Heading(" and ".join(one.title for one in chart.axes))
    yield chart
