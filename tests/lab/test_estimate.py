"""Intervals: textbook cases, and how often they hold what they promise."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from itertools import permutations
from random import Random

import pytest

from wargame.lab.stats.estimate import (
    Estimate,
    Ratio,
    correlation,
    errors_either_way,
    mean_of,
    shift,
)
from wargame.lab.stats.estimate import estimate as maybe_estimate
from wargame.objects import plain_data

VALUES = [3, 8, 0, 5, 4, 4, 9, 1]
STUDENT_OF_8 = 2.36467
"""The 97.5 % point of Student's distribution with 7 degrees of freedom."""


def estimate(ratios: list[Ratio], scale: int = 1) -> Estimate:
    found = maybe_estimate(ratios, scale)
    assert found is not None
    return found


def ones(values: Sequence[int]) -> list[Ratio]:
    return [(value, 1) for value in values]


def test_a_mean_has_the_interval_of_the_textbook() -> None:
    found = estimate(ones(VALUES))
    half = STUDENT_OF_8 * statistics.stdev(VALUES) / math.sqrt(len(VALUES))
    assert found.value == pytest.approx(statistics.mean(VALUES))
    assert (found.low, found.high) == pytest.approx(
        (found.value - half, found.value + half), rel=0.001
    )


@pytest.mark.parametrize(
    ("hits", "low", "high"),
    [
        pytest.param(0, 0, 27.75, id="none"),
        pytest.param(9, 59.58, 98.21, id="most"),
        pytest.param(10, 72.25, 100, id="all"),
    ],
)
def test_a_share_of_ten_games_has_about_wilson_s_interval(
    hits: int, low: float, high: float
) -> None:
    """By the spread of the sample, ten games count for nine where they differ."""
    found = estimate(ones([1] * hits + [0] * (10 - hits)), 100)
    assert found.value == 10 * hits
    assert (found.low, found.high) == pytest.approx((low, high), abs=2.5)


def test_events_in_one_game_are_not_counted_as_independent() -> None:
    together = estimate([(4, 4), (0, 4)] * 10, 100)
    apart = estimate([(2, 4)] * 10 + [(1, 4)] * 5 + [(3, 4)] * 5, 100)
    assert together.value == apart.value == 50
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_games_without_anything_to_measure_say_nothing() -> None:
    assert maybe_estimate([(0, 0)] * 5, 100) is None
    assert estimate([(0, 0)] * 5 + ones(VALUES)).value == statistics.mean(VALUES)
    assert estimate([(0, 0)] * 5 + ones(VALUES)).games == len(VALUES)


@pytest.mark.parametrize("step", [1, -1, 10**9 + 1, -(10**9) - 1])
def test_the_same_step_in_every_game_is_beyond_doubt(step: int) -> None:
    before, after = ([(value + more, 3) for value in VALUES] for more in (0, step))
    found = shift(estimate(before), estimate(after))
    assert (found.value, found.low, found.high) == pytest.approx((step / 3,) * 3)
    assert found.low == found.high


@pytest.mark.parametrize(
    "ratios",
    [
        pytest.param([(1, 2), (0, 2), (3, 3)], id="wholes of two sizes"),
        pytest.param([(1, 2), (2, 2), (0, 2), (0, 2)], id="a part of a whole"),
        pytest.param([(1, 2), (0, 2), (3, 2), (1, 1)], id="more than the whole"),
        pytest.param([(1, 2), (0, 2), (-1, 2), (1, 1)], id="less than none"),
        pytest.param([(1, 1), (0, 1), (0, 0), (1, 1)], id="nothing to measure"),
    ],
)
def test_the_order_of_games_tells_nothing(ratios: list[Ratio]) -> None:
    told = estimate(ratios, 100)
    for games in permutations(ratios):
        found = estimate(list(games), 100)
        assert (found.value, found.low, found.high) == pytest.approx(
            (told.value, told.low, told.high)
        )
        assert (found.games, found.whole) == (told.games, told.whole)


def test_the_same_step_on_other_luck_is_not() -> None:
    before, after = estimate(ones(VALUES)), estimate(ones([v + 1 for v in sorted(VALUES)]))
    found = shift(before, after)
    assert found.low < 0 < found.high


def test_a_paired_mean_has_the_interval_of_its_differences() -> None:
    others = [4, 8, 2, 5, 7, 3, 9, 2]
    steps = [after - before for before, after in zip(VALUES, others, strict=True)]
    found = shift(estimate(ones(VALUES)), estimate(ones(others)))
    half = STUDENT_OF_8 * statistics.stdev(steps) / math.sqrt(len(steps))
    mean = statistics.mean(steps)
    assert (found.low, found.high) == pytest.approx((mean - half, mean + half), rel=0.001)


@pytest.mark.parametrize(
    ("count", "point"),
    [
        (2, 12.7062),
        (3, 4.3027),
        (4, 3.1824),
        (5, 2.7764),
        (6, 2.5706),
        (11, 2.2281),
        (31, 2.0423),
        (101, 1.984),
    ],
)
def test_few_games_tell_their_spread_badly(count: int, point: float) -> None:
    """The table of Student's distribution that every textbook has."""
    assert errors_either_way(count) == pytest.approx(point, rel=0.002)


@pytest.mark.parametrize(
    ("count", "beyond", "point", "off"),
    [
        (2, 0.001, 318.30884, 1e-7),
        (3, 0.001, 22.327125, 1e-7),
        (6, 0.025, 2.5705818, 1e-4),
        (6, 0.001, 5.8934295, 4e-3),
        (11, 0.025, 2.2281389, 3e-5),
        (11, 0.00125, 4.0045304, 1.2e-4),
        (21, 0.025, 2.0859634, 3e-5),
        (21, 0.001, 3.5518083, 6e-6),
        (41, 0.001, 3.3068777, 3e-7),
    ],
)
def test_student_s_points_are_near_those_that_others_compute(
    count: int, beyond: float, point: float, off: float
) -> None:
    """By `scipy.stats.t.ppf(1 - beyond, count - 1)`; 1.96 for 1.959964 is 2e-5 off."""
    assert errors_either_way(count, beyond) == pytest.approx(point, rel=off)


def test_where_all_games_agree_on_a_part_it_is_known_better_than_by_one_draw_each() -> None:
    """Of two seats that take turns each plays first in half of all rounds, in every game."""
    turns = estimate([(3, 6)] * 12, 100)
    assert (turns.low, turns.high) == pytest.approx((38.7, 61.3), abs=0.1)
    never, once = estimate([(0, 6)] * 12, 100), estimate([(3, 6)], 100)
    assert never.high == pytest.approx(24.2, abs=0.1)
    assert (once.low, once.high) == pytest.approx((5.5, 94.5), abs=0.1)


def test_one_game_has_no_interval() -> None:
    """However many others there were that had nothing to measure."""
    for ratios in ([(7, 1)], [(0, 0)] * 19 + [(7, 1)]):
        found = estimate(ratios)
        assert (found.value, found.low, found.high) == (7, -math.inf, math.inf)
        moved = shift(found, estimate([(9, 1)]))
        assert (moved.low, moved.high) == (-math.inf, math.inf)
    assert plain_data(mean_of([(7, 1)])) == {"mean": 7.0, "low": None, "high": None}


def test_games_without_anything_to_measure_make_nothing_surer() -> None:
    alone, among = estimate(ones(VALUES)), estimate([(0, 0)] * 30 + ones(VALUES))
    assert (among.low, among.high) == pytest.approx((alone.low, alone.high))
    hits = [[(int(n % every > 0), 1) for n in range(20)] for every in (2, 4)]
    few = shift(*(estimate(games, 100) for games in hits))
    many = shift(*(estimate([(0, 0)] * 30 + games, 100) for games in hits))
    assert (many.low, many.high) == pytest.approx((few.low, few.high))


def test_a_change_is_no_surer_than_what_fewer_games_tell() -> None:
    before, after = estimate([(0, 0)] * 7 + [(4, 1)]), estimate(ones(VALUES))
    assert (shift(before, after).low, shift(after, before).high) == (-math.inf, math.inf)


def test_a_change_the_other_way_round_is_as_sure() -> None:
    rare, half = (estimate([(n % every == 0, 1) for n in range(120)], 100) for every in (20, 2))
    rise, fall = shift(rare, half), shift(half, rare)
    assert (rise.low, rise.high) == pytest.approx((-fall.high, -fall.low))


def wilson_s(share: float, draws: int) -> tuple[float, float]:
    """Where a share lies just as many of its errors off: the roots of (share - x)^2 = z^2 x (1 - x)
    / draws."""
    square = 1.96**2 / draws
    middle, half = share + square / 2, math.sqrt(square * (share * (1 - share) + square / 4))
    return (middle - half) / (1 + square), (middle + half) / (1 + square)


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "is_low"),
    [
        pytest.param(2, 60, 20, 38, False, id="they go against one another"),
        pytest.param(100, 5, 1, 14, True, id="most in both"),
        pytest.param(1, 19, 3, 97, True, id="few in either"),
    ],
)
def test_a_change_of_shares_is_put_together_from_theirs(
    both: int, first: int, second: int, neither: int, is_low: bool
) -> None:
    """Zou and Donner, "Construction of confidence limits about effect measures: a general
    approach", Statistics in Medicine 27 (2008), from the four counts of pairs; one draw less than
    there are pairs, since each spread is that of a sample. The other end is put no nearer."""
    pairs = both * [(1, 1)] + first * [(1, 0)] + second * [(0, 1)] + neither * [(0, 0)]
    found = shift(*(estimate(ones(side), 100) for side in zip(*pairs, strict=True)))
    count = len(pairs)
    one, other = (both + first) / count, (both + second) / count
    (low, high), (other_low, other_high) = wilson_s(one, count - 1), wilson_s(other, count - 1)
    tie = (both * neither - first * second) / count**2
    tie /= math.sqrt(one * (1 - one) * other * (1 - other))

    def reach(a: float, b: float) -> float:
        return math.sqrt(a * a - 2 * tie * a * b + b * b)

    ends = (
        100 * (other - one - reach(other - other_low, high - one)),
        100 * (other - one + reach(other_high - other, one - low)),
    )
    if is_low:
        assert found.low == pytest.approx(ends[0])
        assert found.high > ends[1]
    else:
        assert found.high == pytest.approx(ends[1])
        assert found.low < ends[0]


def test_no_change_of_shares_goes_beyond_all() -> None:
    none, all_ = (estimate([(hit, 1)] * 3, 100) for hit in (0, 1))
    assert (shift(none, all_).high, shift(all_, none).low) == (100, -100)


def test_fewer_than_six_games_that_agree_tell_nothing_of_their_spread() -> None:
    """Of five games all agree once in 16 times where each is as likely as not to be otherwise."""
    fall = [[(value + more, 7) for value in VALUES[:5]] for more in (0, -(10**12))]
    for found in (
        estimate(ones([3] * 5)),
        shift(estimate(ones(VALUES[:5])), estimate(ones([value + 1 for value in VALUES[:5]]))),
        shift(*map(estimate, fall)),
    ):
        assert (found.low, found.high) == (-math.inf, math.inf)
    six = estimate(ones([3] * 6))
    assert (six.low, six.high) == (3, 3)


def test_three_games_tell_of_nothing_that_it_goes_with_another() -> None:
    assert correlation([1, 2, 3], [1, 3, 2]) is None


def test_games_on_one_line_tell_nothing_of_how_far_others_lie_off() -> None:
    found = correlation([1, 2, 1, 2], [5, 7, 5, 7])
    assert found
    assert (round(found.mean, 6), found.low, found.high) == (1, -math.inf, math.inf)


def test_that_no_game_differs_does_not_tell_that_none_would() -> None:
    """Of twenty pairs alike more than one in ten more may be otherwise; of none is it sure."""
    half = estimate([(n % 2, 1) for n in range(20)], 100)
    found = shift(half, half)
    assert (found.value, found.low, found.high) == pytest.approx((0, -13.683, 13.683), abs=0.01)


def test_no_share_that_is_more_than_all_can_be_detected() -> None:
    """Three pairs would tell a change of 119 percentage points nine times in ten."""
    one, two = (estimate([(n < hits, 1) for n in range(3)], 100) for hits in (1, 2))
    assert shift(one, two).detectable == math.inf
    halves = estimate([(n % 2, 1) for n in range(40)], 100)
    assert 5 < shift(halves, halves).detectable < 20


@pytest.mark.parametrize(("count", "part"), [(8, 0.3), (20, 0.05), (60, 0.1)])
def test_a_change_of_few_games_is_told_no_surer_than_it_is(count: int, part: float) -> None:
    """Where few games differ, and all to one side, nineteen intervals in twenty hold the truth."""
    rng, rounds, held = Random(5), 300, 0
    for _ in range(rounds):
        games = [rng.random() < 0.5 for _ in range(count)]
        later = [one or rng.random() < part for one in games]
        moved = shift(estimate(ones(games), 100), estimate(ones(later), 100))
        held += moved.low <= 50 * part <= moved.high
    assert held / rounds >= 0.93


@pytest.mark.parametrize("count", [2, 3, 5])
def test_of_few_games_too_nineteen_intervals_in_twenty_hold_the_truth(count: int) -> None:
    rng, rounds, held = Random(5), 400, 0
    for _ in range(rounds):
        found = estimate(ones([round(rng.gauss(500, 100)) for _ in range(count)]))
        held += found.low <= 500 <= found.high
    assert 0.92 <= held / rounds <= 0.98


@pytest.mark.parametrize("share", [0.03, 0.5, 0.9])
def test_nineteen_intervals_in_twenty_hold_the_truth(share: float) -> None:
    """Shares of games, of events that cluster, and paired changes, of 60 games each."""
    rng, rounds = Random(5), 400
    held = dict.fromkeys(("games", "events", "change"), 0)
    for _ in range(rounds):
        luck = [rng.random() for _ in range(60)]
        games = [int(number < share) for number in luck]
        events = [(4 * one, 4) if rng.random() < 0.5 else (one, 1) for one in games]
        later = [one if rng.random() < 0.7 else int(rng.random() < 0.4) for one in games]
        before, after = estimate(ones(games), 100), estimate(ones(later), 100)
        many, moved = estimate(events, 100), shift(before, after)
        held["games"] += before.low <= 100 * share <= before.high
        held["events"] += many.low <= 100 * share <= many.high
        held["change"] += moved.low <= 30 * (0.4 - share) <= moved.high
    assert all(0.92 <= count / rounds <= 0.995 for count in held.values()), held
