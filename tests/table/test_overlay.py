"""Two numbers of one's choice on one chart: their scales, what tells them apart, nothing hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.rules.tiny import rule, seats, tiny
from tests.table.drawn import text
from tests.table.test_so_far import hide
from wargame.errors import UsageError
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.table.host.rewind import Rewind
from wargame.table.host.sitting import Sitting
from wargame.table.panes.layout import maker
from wargame.table.panes.overlays import choice_row, overlay_row, overlay_scrubbed, scale_of
from wargame.table.plain.typeset import lines
from wargame.table.told.blocks import Overlay
from wargame.table.told.overlay import asked_axes, axis_choices, overlay, so_far
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene
from wargame.table.words.glyphs import ASCII
from wargame.table.words.rows import line_text

TRACKS: list[dict[str, Any]] = [
    {"id": "calm", "title": "Calm", "of": "shared", "max": 100, "unit": "%", "start": 10},
    {"id": "grain", "title": "Grain", "of": "seats", "max": 30, "start": 4},
    {"id": "chair", "title": "Chair", "of": "shared", "kind": "seat"},
]
ACCOUNT = rule("account", "north.grain += 3", "south.grain += 1", "shared.calm += 40")
BOTH = ("shared.calm", "north.grain")


def table(rounds: int = 3) -> Sitting:
    game = tiny(tracks=TRACKS, rules=[ACCOUNT], seats=seats({}, {}), rounds={"max": rounds})
    return Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, traced=True))


def go(sitting: Sitting, until: int = 3) -> Sitting:
    """On to a round; past the last, to the end."""
    for _ in sitting.turns():
        if sitting.round >= until and sitting.mover in sitting.game.seats:
            break
        sitting.take("pass")
    sitting.draw_luck()
    return sitting


def scene(seat: str = "north", axes: tuple[str, str] = BOTH) -> Scene:
    return replace(go(table()).scene(seat), axes=axes)


def charted(here: Scene) -> Overlay:
    chart = overlay(here, here.axes, so_far(here))
    assert chart is not None
    return chart


def drawn(here: Scene, cells: int = 60) -> list[str]:
    return text(maker("course")(here, cells, 40)).splitlines()


def test_two_numbers_that_count_otherwise_have_a_scale_each() -> None:
    first, *chart = drawn(scene())[:9]
    assert first == "● Calm, %: left axis   ○ NO Grain: right axis"
    plot = [line for line in chart if "┤" in line]
    left = [int(line.split("┤")[0]) for line in plot if line.split("┤")[0].strip()]
    right = [int(line.rsplit("│", 1)[1]) for line in plot if line.rsplit("│", 1)[1].strip()]
    assert left == [100, 80, 60, 40, 20, 0]
    assert right == [10, 9, 8, 7, 6, 5, 4]
    assert [sum(sign in line for line in plot) for sign in "●○◐"] == [1, 1, 1]


def test_two_numbers_of_one_kind_have_one_scale_on_the_left() -> None:
    here = scene(axes=("north.grain", "south.grain"))
    assert charted(here).has_one_scale
    first, *chart = drawn(here)[:8]
    assert first == "● NO Grain: left axis   ○ SO Grain: left axis"
    assert not any("│" in line for line in chart)


def test_where_both_stand_on_one_line_there_is_a_third_sign() -> None:
    here = scene(axes=("north.grain", "south.grain"))
    first = charted(here)
    same = replace(first, axes=[first.axes[0], replace(first.axes[1], values=first.axes[0].values)])
    said = text([overlay_row(here, same, 60)])
    assert "◐" in said
    assert "●" not in said


@pytest.mark.parametrize("cells", [30, 60, 120])
def test_a_plain_terminal_gets_ascii_and_no_line_is_too_long(cells: int) -> None:
    said = drawn(replace(scene(), glyphs=ASCII), cells)
    assert all(line.isascii() and len(line) <= cells for line in said)


@pytest.mark.parametrize(
    ("values", "steps", "wanted"),
    [
        pytest.param([40, 55, 62], 6, (40, 5, 5), id="by fives"),
        pytest.param([7, 7], 6, (7, 1, 0), id="what stands still has a line"),
        pytest.param([-23, 400], 6, (-100, 100, 5), id="by hundreds, from below 0"),
    ],
)
def test_a_scale_is_as_fine_as_its_lines_allow(
    values: list[int], steps: int, wanted: tuple[int, int, int]
) -> None:
    found = scale_of(values, steps)
    assert (found.base, found.unit, found.steps) == wanted
    assert all(0 <= found.line(value) <= found.steps for value in values)


def test_plain_text_tells_both_numbers_of_every_round() -> None:
    here = scene()
    said = lines(here.titles, QUERIES["course"].make(here, "calm, my.grain"))
    assert said == [
        "Calm and NO Grain",
        "  - Round 1: Calm 50 %; Grain (North) 7.",
        "  - Round 2: Calm 90 %; Grain (North) 10.",
        "  - Round 3 (here): Calm 90 %; Grain (North) 10.",
    ]


def test_of_a_number_that_both_sides_have_both_are_meant() -> None:
    assert asked_axes(scene("south"), "grain") == ("south.grain", "north.grain")
    assert asked_axes(scene(), "calm") == ("shared.calm", "")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        pytest.param("calm, grain, chair", "Two numbers fit", id="three"),
        pytest.param("clam", "No number is called 'clam'", id="no such number"),
        pytest.param("chair", "nothing of it to draw", id="whom it holds is no number"),
    ],
)
def test_what_cannot_be_drawn_is_refused(asked: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        asked_axes(scene(), asked)


def test_what_a_seat_cannot_know_can_neither_be_chosen_nor_drawn() -> None:
    here = scene(axes=("south.grain", ""))
    secret = replace(here.by_name["south.grain"], is_hidden=True)
    object.__setattr__(
        here, "markers", [secret if r.name == secret.name else r for r in here.markers]
    )
    hide(here, "south.grain")
    assert "south.grain" not in [name for name, _, _ in axis_choices(here, "left", so_far(here))]
    assert overlay(here, here.axes, so_far(here)) is None
    assert not any("SO Grain" in line for line in drawn(here))
    with pytest.raises(UsageError, match="nothing of it to draw"):
        asked_axes(here, "their.grain")


def test_a_replay_draws_the_whole_game_with_every_round_to_be_clicked() -> None:
    sitting = go(table(), 99)
    assert sitting.is_over
    rewind = Rewind(sitting)
    rewind.to_round(2)
    here = replace(rewind.scene("north"), axes=BOTH)
    chart = rewind.overlay(here)
    assert chart is not None
    assert chart.here == 2
    assert [list(one.values) for one in chart.axes] == [[10, 50, 90, 100], [4, 7, 10, 13]]
    row = overlay_scrubbed(here, chart, 80, 24)
    assert [one.id for one in row.targets] == ["1", "2", "3", "left", "right"]
    assert rewind.overlay(replace(here, axes=("", ""))) is None


@pytest.mark.parametrize("cells", [32, 38, 78])
def test_how_numbers_are_chosen_is_told_whole(cells: int) -> None:
    (line,) = choice_row(cells).lines
    said = line_text(line)
    assert "> " in said
    assert "…" not in said
    assert len(said) <= cells
