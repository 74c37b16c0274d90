"""The panes of a board by the names of their answers.

An answer is set in type as it is, unless its pane lays it out in a way of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from wargame.table.panes.fronts import front_rows
from wargame.table.panes.hand import hand_rows
from wargame.table.panes.instruments import board_rows
from wargame.table.panes.next import next_rows
from wargame.table.panes.overlays import choice_row, overlay_rows
from wargame.table.panes.rival import rival_rows
from wargame.table.panes.standing import measure_rows, project_rows
from wargame.table.panes.tracks import common_rows, seat_rows
from wargame.table.panes.typeset import rows
from wargame.table.told.blocks import Passage
from wargame.table.told.happened import log
from wargame.table.told.overlay import overlay, so_far
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene
from wargame.table.told.standing import course
from wargame.table.words.rows import Row, blank

Maker = Callable[[Scene, int, int], list[Row]]
"""Rows for a scene, so many cells and so many lines."""

ROOMY = 16
"""Lines of a pane from which on the log tells what each entry changed."""


def log_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """Everything the seat has seen; what changed is told where there is room."""
    blocks = log(scene)
    if lines < ROOMY:
        blocks = (replace(one, blocks=()) if isinstance(one, Passage) else one for one in blocks)
    return rows(scene, blocks, cells)


def tracks_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """What the deck says people watch; all numbers of the seats where it says nothing."""
    if scene.deck.board is None or scene.is_whole("tracks"):
        return seat_rows(scene, cells, lines)
    return board_rows(scene, cells, lines)


def course_rows(scene: Scene, cells: int, _lines: int) -> list[Row]:
    """The chart of what somebody has chosen, then how everything went."""
    known = so_far(scene)
    chart = overlay(scene, scene.axes, known)
    found = rows(scene, course(scene), cells)
    if chart is not None:
        return [*overlay_rows(scene, chart, cells), blank(), *found]
    is_any = any(len(values) > 1 for values in known.values())
    return [choice_row(cells), *found] if is_any else found


def _or_said(name: str, own: Maker, scene: Scene, cells: int, lines: int) -> list[Row]:
    """A layout of its own; where nothing is laid out, why there is nothing."""
    return own(scene, cells, lines) or _set(name, scene, cells, lines)


OWN: Mapping[str, Maker] = {
    "hand": hand_rows,
    "tracks": tracks_rows,
    "common": common_rows,
    "fronts": front_rows,
    "measures": partial(_or_said, "measures", measure_rows),
    "projects": partial(_or_said, "projects", project_rows),
    "coming": next_rows,
    "log": log_rows,
    "course": course_rows,
    "rival": rival_rows,
}
"""Panes with a layout of their own."""


def maker(name: str) -> Maker:
    """What makes the rows of a pane."""
    return OWN.get(name) or partial(_set, name)


def _set(name: str, scene: Scene, cells: int, _lines: int) -> list[Row]:
    return rows(scene, QUERIES[name].make(scene, ""), cells)
