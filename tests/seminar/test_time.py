"""What a review tells of the time of a class: what each round took, and what stood beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from tests.seminar.tables import end, opened, phase, plan_of, play, white
from wargame.play.event import CONTROL, Act, Event
from wargame.play.proceedings import CLOCK, PHASE, control_wrote, told_to
from wargame.report.markdown import markdown
from wargame.report.review import review
from wargame.report.reviewed import ReviewedGame, reviewed
from wargame.report.time_spent import PAUSED
from wargame.seminar.plan import SeatPlan
from wargame.store.save import Save, load
from wargame.store.world import World

MINUTE = 60
PHASES = [
    phase("Brief", "brief"),
    phase("Survey before play", "survey"),
    phase("Play", "play"),
    phase("Tea", "break"),
    phase("Play again", "play"),
]


def is_noted(event: Event, title: str) -> bool:
    return control_wrote(event, PHASE) and event.text.endswith(f"\n{title}")


def timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReviewedGame:
    """The game of table 1, a minute from each of its events to the next."""
    save = load(tmp_path / "tables" / "1.jsonl", World())
    monkeypatch.setattr(Save, "times", [MINUTE * n for n, _ in enumerate(save.events)])
    return reviewed("1", save)


def between(events: Sequence[Event], title: str, other: str) -> int:
    """Seconds from one phase to another."""
    places = [n for n, one in enumerate(events) for t in (title, other) if is_noted(one, t)]
    return MINUTE * (places[1] - places[0])


def test_a_brief_and_a_survey_are_no_time_of_the_first_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten minutes of brief and survey stood in round 1, and a break in the round it fell into."""
    table = opened(tmp_path, plan_of(phases=PHASES))
    cell = white(table)
    cell.do("note They came late.")
    cell.do("next")
    cell.do("note One asked why.")
    cell.do("next")
    play(table, 3)
    cell.do("pause A fire drill")
    cell.do("go")
    cell.do("next")
    cell.do("note They drink tea.")
    cell.do("next")
    play(table, 9)
    end(table, tmp_path)
    game = timed(tmp_path, monkeypatch)
    events = game.match.record.events
    names = [one.title for one in PHASES]
    took = {one: between(events, one, other) for one, other in pairwise(names)}
    beside = game.time.beside
    assert list(beside) == ["Brief", "Survey before play", PAUSED, "Tea"]
    assert {one: beside[one] for one in ("Brief", "Survey before play", "Tea")} == {
        one: took[one] for one in ("Brief", "Survey before play", "Tea")
    }
    assert game.time.rounds.total() + beside.total() == MINUTE * (len(events) - 1)
    told = markdown(review([game]))
    assert "Minutes by round" in told
    assert "Minutes beside the rounds" in told
    assert f"| Brief | {took['Brief'] // MINUTE} |" in told


@pytest.mark.parametrize(
    ("typed", "minutes", "stood", "left"),
    [
        pytest.param("next 4", 40, "Tea", 0, id="a long break"),
        pytest.param("next 4", 900, "", 1, id="a night"),
        pytest.param("pause A fire drill", 40, PAUSED, 0, id="a pause"),
        pytest.param("next 6", 40, "Debrief", 0, id="a debrief before the game is closed"),
        pytest.param("next 3", 40, "", 1, id="nobody played while they could"),
        pytest.param("next 1", 40, "", 1, id="set up long before"),
    ],
)
def test_a_table_that_stands_still_by_plan_or_control_is_not_told_as_left(
    typed: str, minutes: int, stood: str, left: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A break of 40 minutes stood nowhere, and the table was told to have left the game."""
    table = opened(tmp_path, plan_of(phases=[*PHASES, phase("Debrief", "debrief")]))
    cell = white(table)
    play(table, 3)
    cell.do(typed)
    cell.do("note They are back.")
    cell.do("go")
    play(table, 3)
    end(table, tmp_path)
    save = load(tmp_path / "tables" / "1.jsonl", World())
    back = next(n for n, one in enumerate(save.events) if "They are back." in str(one))
    late = MINUTE * minutes
    monkeypatch.setattr(Save, "times", [n + late * (n >= back) for n, _ in enumerate(save.events)])
    time = reviewed("1", save).time
    assert time.breaks == left
    assert (time.beside.total() + time.rounds.total() > late) is (left == 0)
    assert not stood or time.beside[stood] >= late
    told = markdown(review([reviewed("1", save)]))
    assert ("left the game once, for half an hour or more" in told) is bool(left)


@pytest.mark.parametrize("player", ["human", "greedy"])
def test_a_table_that_plays_in_its_brief_is_timed_from_its_first_decision(
    player: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever forgets `next` has played all the same; that of a program tells nothing of people."""
    first, *_ = plan_of().seats
    seats = [SeatPlan(seat=first.seat, player=player), *plan_of().seats[1:]]
    table = opened(tmp_path, plan_of(phases=PHASES, seats=seats))
    white(table).do("note They read.")
    play(table, 0)
    white(table).do("note They still read.")
    play(table, 20)
    end(table, tmp_path)
    game = timed(tmp_path, monkeypatch)
    events, seats_now = game.match.record.events, game.match.record.seats
    begins = next(n for n, one in enumerate(events) if is_noted(one, "Brief"))
    acts = [(n, one.seat) for n, one in enumerate(events) if isinstance(one, Act)]
    first_place = next(n for n, seat in acts if seats_now[seat] == "human")
    assert dict(game.time.beside) == {"Brief": MINUTE * (first_place - begins)}


def test_a_phase_is_written_down_once_for_people_to_read(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of(phases=PHASES))
    white(table).do("next")
    table.close()
    again = opened(tmp_path, plan_of(phases=PHASES))
    white(again).do("next 2")
    events = again.sitting.match.record.events
    noted = [one.text for one in events if control_wrote(one, PHASE)]
    assert noted == ["brief\nBrief", *["survey\nSurvey before play"] * 2]
    told = told_to(CONTROL, again.sitting.match.proceedings, is_over=False)
    assert [one.what for one in told] == [CLOCK, CLOCK]
    again.close()
