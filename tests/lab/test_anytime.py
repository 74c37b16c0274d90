"""Bounds that hold at all times together, for shares of any spread."""

from __future__ import annotations

import math
import random
from collections import Counter

import pytest

from wargame.lab.stats.anytime import DOUBT, bounds, riches, verdict

LOOKS, RUNS = 60, 60


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([0.0, 1.0], id="a coin"),
        pytest.param([0.0, 0.5, 0.5, 1.0], id="meetings of equals"),
        pytest.param([0.5, 1.0, 1.0, 1.0, 1.0], id="meetings of unequals"),
        pytest.param([0.5], id="always a half"),
    ],
)
def test_whoever_looks_all_the_time_is_hardly_ever_misled(values: list[float]) -> None:
    """Of many runs in which one looks after every value, few ever leave the truth outside."""
    luck, mean = random.Random(1), sum(values) / len(values)
    limit = math.log(2 / DOUBT)
    misled = 0
    for _ in range(RUNS):
        seen: Counter[float] = Counter()
        mirrored: Counter[float] = Counter()
        for _ in range(LOOKS):
            value = luck.choice(values)
            seen[value] += 1
            mirrored[1 - value] += 1
            if riches(seen, mean) > limit or riches(mirrored, 1 - mean) > limit:
                misled += 1
                break
    assert misled <= DOUBT * RUNS


def test_an_interval_for_a_settled_length_would_mislead() -> None:
    """The same looking with 1.96 standard errors: far more than one run in twenty."""
    luck, misled = random.Random(1), 0
    for _ in range(RUNS):
        total = 0
        for count in range(1, LOOKS + 1):
            total += luck.choice((0, 1))
            if count > 8 and abs(total - count / 2) > 1.96 * math.sqrt(count) / 2:
                misled += 1
                break
    assert misled > 3 * DOUBT * RUNS


def test_bounds_hold_the_share_and_narrow() -> None:
    wide, narrow = bounds([1.0, 0.5] * 10), bounds([1.0, 0.5] * 100)
    assert wide[0] < narrow[0] < 0.75 < narrow[1] < wide[1]
    assert bounds([]) == (0.0, 1.0)
    assert bounds([1.0] * 30)[1] == 1.0
    assert bounds([0.0] * 30)[0] == 0.0


def test_bounds_are_the_same_seen_from_the_other_side() -> None:
    low, high = bounds([1.0, 0.5, 0.0, 1.0, 1.0])
    assert bounds([0.0, 0.5, 1.0, 0.0, 0.0]) == pytest.approx((1 - high, 1 - low))


def test_less_spread_says_more() -> None:
    assert bounds([0.5] * 40)[0] > bounds([0.0, 1.0] * 20)[0]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        pytest.param(0.65, 0.9, "met", id="above"),
        pytest.param(0.3, 0.64, "missed", id="below"),
        pytest.param(0.64, 0.66, "open", id="around"),
    ],
)
def test_a_verdict_waits_until_the_goal_is_outside(low: float, high: float, said: str) -> None:
    assert verdict(low, high, 0.65) == said
