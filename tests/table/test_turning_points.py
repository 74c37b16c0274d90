"""Where a game turned."""

from __future__ import annotations

from dataclasses import replace

from wargame.play.log import Entry
from wargame.rules.actions import Write
from wargame.rules.ir import Site
from wargame.rules.verbs import PASS
from wargame.table.told.turning_points import turning_points


def entry(number: int, *moves: tuple[str, int, int, str]) -> Entry:
    writes = tuple(
        Write(
            number,
            number,
            Site(0, "rule", "x", title, (), ""),
            number,
            name,
            wanted=new,
            old=old,
            new=new,
        )
        for name, old, new, title in moves
    )
    return Entry(number, number, "plays", "north", "north", PASS, "", "", writes)


LOG = [
    entry(1, ("trust", 50, 40, "Insult"), ("trust", 40, 45, "Apology")),
    entry(2, ("trust", 45, 15, "Breach"), ("oil", 5, 9, "Discovery")),
    entry(3, ("oil", 9, 9, "Nothing")),
]
RANGES = {"trust": 100, "oil": 10, "calm": 10}


def test_swings_are_weighed_by_the_range_of_their_number() -> None:
    assert [(turn.name, turn.round) for turn in turning_points(LOG, RANGES)] == [
        ("oil", 2),
        ("trust", 2),
    ]


def test_a_swing_is_told_with_both_ends_and_its_largest_cause() -> None:
    turn = turning_points(LOG, {"trust": 100})[0]
    assert (turn.old, turn.new, turn.cause) == (45, 15, "Breach")
    first = turning_points(LOG[:1], {"trust": 100})[0]
    assert (first.old, first.new, first.cause) == (50, 45, "Insult")


def test_causes_that_moved_it_alike_are_named_together() -> None:
    log = [entry(1, ("oil", 5, 3, "Fire"), ("oil", 3, 1, "Strike"), ("oil", 1, 0, "Leak"))]
    assert turning_points(log, RANGES)[0].cause == "Fire and Strike"


def test_a_swing_is_of_the_round_in_which_it_came() -> None:
    """The last act of a round closes with what comes as the next one begins."""
    first = entry(1, ("oil", 5, 4, "Pump"))
    (late,) = entry(2, ("oil", 4, 0, "Fire")).writes
    turn = turning_points([replace(first, writes=(*first.writes, late))], RANGES)[0]
    assert (turn.round, turn.old, turn.new) == (2, 4, 0)


def test_a_number_that_stood_still_is_no_turn() -> None:
    assert turning_points(LOG[2:], RANGES) == []


def test_the_largest_of_many_causes_is_not_said_to_have_moved_most_of_it() -> None:
    """It read "mostly by" of what had moved 10 of 27."""
    small = [("trust", 90 - n, 89 - n, f"Slight {n}") for n in range(4)]
    for fall, is_most in ((3, False), (9, True)):
        log = [entry(1, ("trust", 90 + fall, 90, "Insult"), *small)]
        (turn,) = turning_points(log, RANGES)
        assert (turn.cause, turn.is_most) == ("Insult", is_most)
