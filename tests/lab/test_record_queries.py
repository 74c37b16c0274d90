"""Queries, due dates and shuffles on timelines made by hand."""

from __future__ import annotations

from collections import Counter

from wargame.lab.record.query import (
    among,
    between,
    given_by,
    is_given,
    is_raise,
    levels_given,
    since,
    where,
)
from wargame.lab.record.rounds import on_time, running
from wargame.lab.record.shuffles import permutation, shuffled, shuffles
from wargame.lab.record.timeline import Bargain, CauseKind, LevelChange, Venture


def change(
    ply: int, when: int, thing: str, to: tuple[int, int, int, int], cause: CauseKind, by: str = ""
) -> LevelChange:
    seat = "us" if thing == "duty" else "china"
    return LevelChange(ply, when, thing, seat, *to, cause, by, "")


CUT = change(5, 2, "ore", (0, 2, 0, 2), "act", "china")
PAUSED = change(9, 3, "duty", (3, 3, 3, 1), "deal")
TAKEN_OFF = change(12, 4, "duty", (3, 2, 1, 1), "act", "us")
BACK = change(20, 6, "duty", (2, 2, 1, 2), "expiry")
EASED = change(22, 6, "duty", (2, 1, 2, 1), "act", "us")
STRUCK = change(30, 8, "duty", (1, 0, 1, 0), "chance")
FORCED = change(31, 8, "ore", (2, 1, 2, 1), "act", "us")
ALL = (CUT, PAUSED, TAKEN_OFF, BACK, EASED, STRUCK, FORCED)


def test_only_what_the_owner_gives_is_given() -> None:
    assert where(ALL, is_given) == (PAUSED, EASED)
    assert where(ALL, is_raise) == (CUT,)
    assert levels_given(ALL) == 3
    assert where(ALL, given_by("china")) == (CUT, PAUSED)


def test_events_are_chosen_by_class_round_and_place() -> None:
    assert where(ALL, among(["ore"]), between(1, 7)) == (CUT,)
    assert where(ALL, since(22)) == (EASED, STRUCK, FORCED)
    assert where(ALL) == ALL


def venture(due: int, *reached: int) -> Venture:
    return Venture(1, 1, "plant", "us", due, 2, reached)


def test_what_falls_due_too_late_is_left_out() -> None:
    late, never, then = venture(5, 2, 8), venture(6, 2), venture(5, 2, 7)
    assert on_time([late, never, then], grace=2, last=8) == (1, 3)
    assert on_time([late, never, then], grace=2, last=7) == (1, 2)
    assert on_time([late, never, then], grace=2, last=6) == (0, 0)


def test_a_deal_runs_from_its_signing_to_the_round_before_its_end() -> None:
    ran_out = Bargain(9, 3, "us", 2, (), ended=6, how="ran out")
    assert list(running(ran_out, 20)) == [3, 4, 5]
    assert list(running(Bargain(9, 3, "us", 2, ()), 4)) == [3, 4]


def test_shuffles_move_rounds_whole_and_kinds_by_themselves() -> None:
    kinds = {"raises": {1: "a", 2: "bb"}, "deals": {1: "c", 9: "d"}}
    found = list(shuffles(kinds, 9, 7, 50))
    assert found == list(shuffles(kinds, 9, 7, 50))
    for one in found:
        assert {kind: sorted(what.values()) for kind, what in one.items()} == {
            "raises": ["a", "bb"],
            "deals": ["c", "d"],
        }
    apart = [one["raises"].keys() & one["deals"].keys() for one in found]
    assert any(apart)
    assert not all(apart)
    assert shuffled(kinds, 9, 1) != shuffled(kinds, 9, 2)


def test_every_round_is_as_likely_to_go_anywhere() -> None:
    places = Counter(permutation(4, seed)[0] for seed in range(2_000))
    assert sorted(places) == [1, 2, 3, 4]
    assert all(430 < count < 570 for count in places.values())
