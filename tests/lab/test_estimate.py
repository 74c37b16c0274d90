"""Intervals: textbook cases, and how often they hold what they promise."""

from __future__ import annotations

import math
import statistics
from random import Random

import pytest

from wargame.lab.stats.estimate import Estimate, Ratio, shift
from wargame.lab.stats.estimate import estimate as maybe_estimate

VALUES = [3, 8, 0, 5, 4, 4, 9, 1]


def estimate(ratios: list[Ratio], scale: int = 1) -> Estimate:
    found = maybe_estimate(ratios, scale)
    assert found is not None
    return found


def ones(values: list[int]) -> list[Ratio]:
    return [(value, 1) for value in values]


def test_a_mean_has_the_interval_of_the_textbook() -> None:
    found = estimate(ones(VALUES))
    half = 1.96 * statistics.stdev(VALUES) / math.sqrt(len(VALUES))
    assert found.value == pytest.approx(statistics.mean(VALUES))
    assert (found.low, found.high) == pytest.approx((found.value - half, found.value + half))


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


def test_the_same_step_in_every_game_is_beyond_doubt() -> None:
    before, after = estimate(ones(VALUES)), estimate(ones([value + 1 for value in VALUES]))
    found = shift(before, after)
    assert (found.value, found.low, found.high) == pytest.approx((1, 1, 1))


def test_the_same_step_on_other_luck_is_not() -> None:
    before, after = estimate(ones(VALUES)), estimate(ones([v + 1 for v in sorted(VALUES)]))
    found = shift(before, after)
    assert found.low < 0 < found.high


def test_a_paired_mean_has_the_interval_of_its_differences() -> None:
    others = [4, 8, 2, 5, 7, 3, 9, 2]
    steps = [after - before for before, after in zip(VALUES, others, strict=True)]
    found = shift(estimate(ones(VALUES)), estimate(ones(others)))
    half = 1.96 * statistics.stdev(steps) / math.sqrt(len(steps))
    mean = statistics.mean(steps)
    assert (found.low, found.high) == pytest.approx((mean - half, mean + half))


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
