"""Measures: levels on the books, levels in force, pauses and ages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, card, tiny

WALL = {
    "id": "wall",
    "title": "Wall",
    "seat": "north",
    "max": 3,
    "start": 2,
    "tighten": {"cost": {"capital": 2}, "needs": "shared.calm > -5", "do": ["shared.calm -= 1"]},
    "ease": {"do": ["shared.calm += 1"]},
    "pause": {"rounds": 2},
    "lift": {"cost": {"grain": 1}, "do": ["shared.calm += 3"]},
}
BOOM = {"id": "boom", "title": "Boom", "seat": "south", "max": 1}


def table(given: dict[str, Any] | None = None, **more: Any) -> Table:
    return Table(tiny(measures=[WALL, BOOM], **more), given or {})


@pytest.mark.parametrize(
    ("verb", "level", "after", "calm"),
    [
        pytest.param("tighten", 2, 3, -1, id="tighten: one level up"),
        pytest.param("tighten", 0, 1, -1, id="tighten from nothing"),
        pytest.param("ease", 2, 1, 1, id="ease: one level down"),
        pytest.param("ease", 1, 0, 1, id="ease to nothing"),
        pytest.param("lift", 3, 0, 3, id="lift: off the books"),
        pytest.param("pause", 2, 2, 0, id="pause: the books stay"),
    ],
)
def test_a_verb_moves_the_level(verb: str, level: int, after: int, calm: int) -> None:
    played = table({"measure.wall": level}).do(f"{verb} wall")
    assert played["measure.wall"] == after
    assert played["measure.wall.in_force"] == (0 if verb == "pause" else after)
    assert played["shared.calm"] == calm


@pytest.mark.parametrize(
    ("given", "open_verbs"),
    [
        pytest.param({}, "tighten ease pause lift", id="in the middle: all four"),
        pytest.param({"measure.wall": 3}, "ease pause lift", id="at the top: no tighten"),
        pytest.param({"measure.wall": 0}, "tighten", id="at 0: tighten alone"),
        pytest.param({"north.capital": 1}, "ease pause lift", id="too poor to tighten"),
        pytest.param({"north.grain": 0}, "tighten ease pause", id="too poor to lift"),
        pytest.param({"shared.calm": -5}, "ease pause lift", id="a need that fails"),
        pytest.param({"turn": "south"}, "", id="the rival's measure: none"),
    ],
)
def test_which_verbs_are_open(given: dict[str, Any], open_verbs: str) -> None:
    legal = table(given).legal
    assert legal == ["pass", *(f"{verb} wall" for verb in open_verbs.split())]


def test_verbs_that_a_measure_lacks_are_never_open() -> None:
    assert table({"turn": "south", "measure.boom": 1}).legal == ["pass"]


@pytest.mark.parametrize(
    ("given", "text", "why"),
    [
        pytest.param({"measure.wall": 3}, "tighten wall", "at its highest level, 3", id="top"),
        pytest.param({"measure.wall": 0}, "ease wall", "'wall' is at level 0", id="bottom"),
        pytest.param(
            {"north.capital": 1},
            "tighten wall",
            "it costs 2 capital, and north.capital is 1",
            id="price",
        ),
        pytest.param(
            {"shared.calm": -5},
            "tighten wall",
            "it needs shared.calm > -5, and shared.calm is -5",
            id="need",
        ),
        pytest.param({}, "tighten boom", "'boom' is not yours", id="the rival's"),
        pytest.param({"turn": "south"}, "tighten boom", "'boom' has no 'tighten'", id="no verb"),
        pytest.param({}, "tighten wal", "Did you mean 'wall'?", id="a slip"),
    ],
)
def test_a_refusal_says_why(given: dict[str, Any], text: str, why: str) -> None:
    assert why in table(given).refusal(text)


def test_what_is_paid() -> None:
    played = table().do("tighten wall")
    assert (played["north.capital"], played["north.grain"]) == (3, 4)
    assert table().do("lift wall")["north.grain"] == 3


# --- pauses --------------------------------------------------------------------------------


def test_a_pause_ends_after_its_full_rounds() -> None:
    paused = table().do("pause wall")
    in_force = []
    for _ in range(4):
        in_force.append((paused["measure.wall.in_force"], paused["measure.wall.paused"]))
        paused.rounds(1)
    assert in_force == [(0, 2), (0, 2), (0, 2), (2, 0)]  # this round and two whole ones


def test_a_pause_cannot_be_paused_again() -> None:
    paused = table().do("pause wall", "pass")
    assert "pause wall" not in paused.legal
    assert "'wall' is paused already" in paused.refusal("pause wall")


def test_tighten_ends_ones_own_pause() -> None:
    played = table().do("pause wall", "pass", "tighten wall")
    assert (played["measure.wall"], played["measure.wall.in_force"]) == (3, 3)
    assert "pause wall" in played.do("pass").legal
    assert played.rounds(3)["measure.wall.in_force"] == 3


@pytest.mark.parametrize(
    ("verb", "level", "after_the_pause"),
    [
        pytest.param("ease", 1, 1, id="ease takes a level off the books only"),
        pytest.param("lift", 0, 0, id="lift leaves nothing to come back"),
    ],
)
def test_easing_during_a_pause(verb: str, level: int, after_the_pause: int) -> None:
    played = table().do("pause wall", "pass", f"{verb} wall")
    assert (played["measure.wall"], played["measure.wall.in_force"]) == (level, 0)
    assert played.rounds(3)["measure.wall.in_force"] == after_the_pause


def test_a_shorter_pause_does_not_cut_a_longer_one_short() -> None:
    cards = [
        card("long", {"pause": "wall", "rounds": 4}),
        card("short", {"pause": "wall", "rounds": 1}),
    ]
    played = table({"hand.north": ["long", "short"]}, cards=cards)
    played.do("play long", "pass", "play short")
    assert [played.rounds(1)["measure.wall.in_force"] for _ in range(4)] == [0, 0, 0, 2]


def test_a_card_may_pause_a_measure_of_either_seat() -> None:
    quiet = card("quiet", {"pause": "wall", "rounds": 1}, seat="south")
    played = table({"turn": "south", "hand.south": ["quiet"]}, cards=[quiet]).do("play quiet")
    assert played["measure.wall.in_force"] == 0
    assert [played.rounds(1)["measure.wall.in_force"] for _ in range(2)] == [0, 2]


# --- ages ----------------------------------------------------------------------------------


def test_a_measure_in_force_ages_by_one_and_recovers_by_two() -> None:
    played = table()
    ages = []
    for text in ("pass", "pass", "pass", "pass", "pause wall", "pass", "pass", "pass"):
        if text in played.legal:
            played.do(text)
        while played.seat != "north" or len(played.legal) == 0:
            played.do("pass")
        ages.append(played["measure.wall.age"])
    assert ages == [1, 2, 3, 4, 2, 0, 1, 2]


@pytest.mark.parametrize(
    ("level", "age", "after"),
    [
        pytest.param(1, 0, 1, id="in force: one older"),
        pytest.param(1, 100, 100, id="never over 100"),
        pytest.param(0, 5, 3, id="not in force: two younger"),
        pytest.param(0, 1, 0, id="never under 0"),
    ],
)
def test_one_round_changes_an_age(level: int, age: int, after: int) -> None:
    played = table({"measure.wall": level, "measure.wall.age": age}).rounds(1)
    assert played["measure.wall.age"] == after


# --- levels written by effects -------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "after", "wanted"),
    [
        pytest.param("measure.wall += 1", 3, 3, id="up"),
        pytest.param("measure.wall += 5", 3, 7, id="no higher than the top"),
        pytest.param("measure.wall -= 5", 0, -3, id="no lower than 0"),
        pytest.param("measure.wall = 1", 1, 1, id="set"),
        pytest.param("measure.wall += 1 if shared.calm > 5 else 0", 2, 2, id="by a choice"),
    ],
)
def test_effects_write_levels(line: str, after: int, wanted: int) -> None:
    played = table({"hand.north": ["act"]}, cards=[card("act", line)]).do("play act")
    assert played["measure.wall"] == played["measure.wall.in_force"] == after
    write = next(write for write in played.writes if write.name == "measure.wall")
    assert (write.old, write.wanted, write.new) == (2, wanted, after)


def test_a_level_written_during_a_pause_stays_suspended() -> None:
    act = card("act", "measure.wall += 1")
    played = table({"hand.north": ["act"]}, cards=[act]).do("pause wall", "pass", "play act")
    assert (played["measure.wall"], played["measure.wall.in_force"]) == (3, 0)
    assert played.rounds(2)["measure.wall.in_force"] == 3


def test_measures_start_in_force() -> None:
    assert Table(tiny(measures=[WALL], turn=BASE["turn"]))["measure.wall.in_force"] == 2
