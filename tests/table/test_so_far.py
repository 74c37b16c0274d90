"""How a number went so far: a chart with a scale, both sides' on it, and nothing that is hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.rules.tiny import rule, seats, tiny
from tests.table.drawn import text
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.table.host.sitting import Sitting
from wargame.table.panes.typeset import rows
from wargame.table.plain.typeset import lines
from wargame.table.told.blocks import CourseChart
from wargame.table.told.scene import Scene
from wargame.table.told.so_far import number_so_far
from wargame.table.told.standing import course
from wargame.table.told.things import number

TRACKS: list[dict[str, Any]] = [
    {"id": "calm", "title": "Calm", "of": "shared", "min": -10, "max": 30},
    {"id": "grain", "title": "Grain", "of": "seats", "max": 30, "start": 4},
    {"id": "quiet", "title": "Quiet", "of": "shared", "max": 30, "start": 4},
]
ACCOUNT = rule("account", "north.grain += 3", "south.grain += 1", "shared.calm += 9")


def scene(seat: str = "north", **nouns: Any) -> Scene:
    """The third round of a game in which all but one number move."""
    game = tiny(**{"tracks": TRACKS, "rules": [ACCOUNT], "seats": seats({}, {}), **nouns})
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, traced=True))
    while sitting.round < 3 or sitting.mover not in game.seats:
        for _ in sitting.turns():
            sitting.take("pass")
            break
    sitting.draw_luck()
    return sitting.scene(seat)


def charts(seat: str, name: str) -> list[CourseChart]:
    return [one for one in number_so_far(scene(seat), name) if isinstance(one, CourseChart)]


@pytest.mark.parametrize("seat", ["north", "south"])
@pytest.mark.parametrize("name", ["north.grain", "south.grain"])
def test_both_sides_of_a_kind_stand_on_one_scale(seat: str, name: str) -> None:
    (chart,) = charts(seat, name)
    assert {line.seat: line.values for line in chart.course.lines} == {
        "north": (4, 7, 10, 10),
        "south": (4, 5, 6, 6),
    }


def test_a_shared_number_stands_as_columns_of_nobody_with_a_scale_without_signs() -> None:
    here = scene()
    (chart,) = charts("north", "shared.calm")
    assert [(line.seat, line.values) for line in chart.course.lines] == [("", (0, 9, 18, 18))]
    drawn = text(rows(here, [chart], 40))
    assert here.glyphs.full in drawn
    assert "18" in drawn
    assert "+" not in drawn
    assert all(sign.glyph not in drawn for sign in here.signs.values())
    assert lines(here.titles, [chart]) == ["  - 0, 9, 18, 18."]


def test_nothing_is_drawn_of_what_stands_still() -> None:
    assert charts("north", "shared.quiet") == []


def test_what_a_seat_cannot_know_has_no_line() -> None:
    here = scene()
    hide(here, "south.grain")
    (chart,) = (one for one in number_so_far(here, "north.grain") if isinstance(one, CourseChart))
    assert [line.seat for line in chart.course.lines] == ["north"]
    hide(here, "north.grain")
    assert not list(number_so_far(here, "north.grain"))


def hide(here: Scene, name: str) -> None:
    """Take a number from what a seat knows."""
    hidden = replace(here.by_name[name], is_hidden=True)
    object.__setattr__(here, "by_name", {**here.by_name, name: hidden})


def test_a_number_is_told_with_its_course() -> None:
    here = scene()
    assert any(isinstance(one, CourseChart) for one in number(here, "north.grain"))


EARNED = rule("account", "north.score += 4", "south.score += 1")
CONTEST = {"lead": "shared.calm", "points": {"win": 3, "stand": 1, "fall": 0}}


def test_points_are_drawn_over_the_pace_of_par_as_rounds_close() -> None:
    here = scene(rules=[EARNED], seats=seats({"par": 36}, {}))
    assert here.deck.rounds.max == 12
    (chart,) = (one for one in course(here) if isinstance(one, CourseChart))
    assert [(line.seat, line.values) for line in chart.course.lines] == [("north", (0, 1, 2))]
    assert chart.course.labels == ("Round 1", "Round 2")
    early = replace(here, closes_after=4)  # a class of fewer rounds asks for no more in each
    (chart,) = (one for one in course(early) if isinstance(one, CourseChart))
    assert [line.values for line in chart.course.lines] == [(0, 1, 2)]


def test_points_without_a_par_have_no_pace_and_a_contest_draws_its_lead_alone() -> None:
    assert not [one for one in course(scene()) if isinstance(one, CourseChart)]
    here = scene(seats=seats({"par": 36}, {}), contest=CONTEST)
    charts = [one for one in course(here) if isinstance(one, CourseChart)]
    assert [one.course.unit for one in charts] == ["lead"]


def test_of_a_lesson_that_begins_in_a_later_round_no_lead_is_drawn_from_the_start() -> None:
    game = tiny(tracks=TRACKS, rules=[ACCOUNT], contest=CONTEST)
    start = game.position({"game.round": 3})
    players = {seat: Person() for seat in game.seats}
    sitting = Sitting(Match(game, players, 3, traced=True, start=start))
    while sitting.round < 4 or sitting.mover not in game.seats:
        for _ in sitting.turns():
            sitting.take("pass")
            break
    here = sitting.scene("north")
    assert not [one for one in course(here) if isinstance(one, CourseChart)]
    assert [row for row in rows(here, course(here), 80) if "Calm" in str(row)]
    assert "Calm" in "\n".join(lines(sitting.titles, course(here)))


def test_every_number_is_said_at_the_start_after_each_round_and_now() -> None:
    """The start stood there twice, as if setting up were a round, and what stands where was not
    said."""
    here = scene()
    said = [one.strip() for one in lines(here.titles, course(here))]
    assert "Each number at the start, after each round, and now:" in said
    assert "Grain (North): 4, 7, 10, 10" in said
