"""The statistics of the judge: textbook numbers, exact cases, and how often they err."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

import pytest

from wargame.errors import UsageError
from wargame.lab.judge.bootstrap import Between, Interval, Resampled, resampled
from wargame.lab.judge.holm import adjusted, alpha_of
from wargame.lab.judge.sums import Sums, Weighted
from wargame.lab.stats.estimate import Ratio

FREE = Between()
SHARE = Between(0, 100)
MICE = (52, 104, 146, 10, 51, 30, 40, 27, 46)
"""Survival in days of untreated mice: Efron and Tibshirani 1993, table 2.1."""


def ones(values: Sequence[int]) -> list[Ratio]:
    return [(value, 1) for value in values]


def found(*parts: tuple[int, Sequence[Ratio]], ends: Between = FREE, count: int = 400) -> Resampled:
    one = resampled([Weighted(weight, ratios) for weight, ratios in parts], ends, "x", count)
    assert one is not None
    return one


def test_the_interval_of_the_mice_is_that_of_the_book() -> None:
    """90 %, bootstrap-t: 35.82 to 116.74 with 1,000 resamples (section 12.5)."""
    span = found((1, ones(MICE)), count=4000).interval(0.90)
    assert span.low == pytest.approx(35.82, abs=1.5)
    assert span.high == pytest.approx(116.74, abs=6)


def test_of_several_ratios_the_one_with_fewest_seeds_says_how_many_count() -> None:
    every, few = [(1, 2)] * 5, [(1, 2), (0, 2), (0, 0), (0, 0), (0, 0)]
    assert Sums([Weighted(1, every), Weighted(-1, few)]).counting == 2


def test_a_mean_has_the_error_of_the_book() -> None:
    one = found((1, ones(MICE)))
    mean = sum(MICE) / 9
    assert one.value == pytest.approx(mean)
    assert one.error == pytest.approx(math.sqrt(sum((x - mean) ** 2 for x in MICE) / 8 / 9))


def test_a_ratio_has_the_error_of_its_residuals() -> None:
    """The ratio estimator: y - r x over the mean of x (Cochran 1977, 6.3)."""
    rows = [(3, 4), (1, 6), (0, 0), (5, 5), (2, 7), (-1, 3)]
    one = found((1, rows))
    ratio = 10 / 25
    left = [part - ratio * whole for part, whole in rows]
    assert one.value == pytest.approx(ratio)
    assert one.error == pytest.approx(math.sqrt(sum(x * x for x in left) / 5 / 6) / (25 / 6))


def test_denominators_stand_beside_a_difference_of_ratios() -> None:
    """Games with nothing to count are told apart from those that were played."""
    one = found((1, [(3, 4), (0, 0), (1, 6)]), (-1, [(1, 2), (1, 3), (0, 0)]))
    assert (one.seeds, one.played, one.wholes) == (2, 3, (10, 5))
    agreeing = found((1, [(1, 2), (0, 0), (2, 4)]))
    assert (agreeing.error, agreeing.seeds, agreeing.played, agreeing.wholes) == (0, 2, 3, (6,))


def test_a_paired_difference_has_the_error_of_its_differences() -> None:
    before, after = (1, 5, 2, 8, 3), (2, 7, 2, 11, 3)
    one = found((1, ones(after)), (-1, ones(before)))
    alone = found((1, ones([b - a for a, b in zip(before, after, strict=True)])))
    assert (one.value, one.error) == pytest.approx((alone.value, alone.error))
    assert one.p_above(0) == pytest.approx(alone.p_above(0))


def test_a_difference_of_differences_is_one_quantity_over_the_same_seeds() -> None:
    arms = [(9, 7, 8, 6), (1, 2, 1, 1), (5, 5, 4, 2), (1, 0, 2, 1)]
    signs = (1, -1, -1, 1)
    one = found(*zip(signs, map(ones, arms), strict=True))
    alone = [sum(s * x for s, x in zip(signs, row, strict=True)) for row in zip(*arms, strict=True)]
    other = found((1, ones(alone)))
    assert (one.value, one.error) == pytest.approx((other.value, other.error))


def test_the_same_question_has_the_same_digits_again() -> None:
    assert found((1, ones(MICE))).p_above(40) == found((1, ones(MICE))).p_above(40)


def test_p_and_interval_say_the_same() -> None:
    one = found((1, ones(MICE)), count=1999)
    span = one.interval(0.95)
    assert one.p_above(span.low - 0.001) == 0.025 < one.p_above(span.low + 0.001)
    assert one.p_below(span.high + 0.001) == 0.025 < one.p_below(span.high - 0.001)


@pytest.mark.parametrize(
    ("games", "threshold", "p"),
    [
        pytest.param(10, 50, 0.5**10, id="all of ten, fair coin"),
        pytest.param(3, 90, 0.9**3, id="all of three"),
        pytest.param(5, 100, 1.0, id="no better than all"),
    ],
)
def test_where_all_games_agree_a_share_is_tested_exactly(
    games: int, threshold: float, p: float
) -> None:
    one = found((100, ones([1] * games)), ends=SHARE)
    assert one.p_above(threshold) == pytest.approx(p)
    none = found((100, ones([0] * games)), ends=SHARE)
    assert none.p_below(100 - threshold) == pytest.approx(p)


def test_games_that_count_nothing_are_no_witnesses_where_the_others_agree() -> None:
    """One game in ten that has something to count is one game, whatever it says."""
    idle = [(0, 0)] * 9
    one = found((100, [(1, 1), *idle]), ends=SHARE)
    assert one.p_above(50) == pytest.approx(0.5)
    both = found((100, [(1, 1), *idle]), (-100, [*idle, (0, 1)]), ends=Between(-100, 100))
    assert both.p_above(10) == pytest.approx(110 / 200)
    assert one.interval(0.90).low == pytest.approx(5)


def test_none_of_a_hundred_is_at_most_three_in_a_hundred() -> None:
    """The rule of three: 95 % one-sided, so both sides of 90 %."""
    span = found((100, ones([0] * 100)), ends=SHARE).interval(0.90)
    assert span.low == 0
    assert span.high == pytest.approx(100 * (1 - 0.05**0.01))
    assert span.high == pytest.approx(3, abs=0.05)


def test_where_games_agree_and_have_no_ends_the_median_is_tested() -> None:
    one = found((1, ones([4] * 12)))
    assert one.p_above(3) == pytest.approx(0.5**12)
    assert one.p_above(4) == 1
    assert one.p_below(5) == pytest.approx(0.5**12)


@pytest.mark.parametrize(
    ("games", "share", "is_told"),
    [
        pytest.param(1, 0.95, False, id="one game tells nothing"),
        pytest.param(5, 0.95, False, id="five of 95 %: a 32nd is too much"),
        pytest.param(6, 0.95, True, id="six of 95 %: a 64th"),
        pytest.param(8, 0.995, False, id="eight of 99.5 %"),
        pytest.param(9, 0.995, True, id="nine of 99.5 %"),
    ],
)
def test_where_games_agree_and_have_no_ends_the_interval_says_what_the_test_says(
    games: int, share: float, is_told: bool
) -> None:
    one = found((1, ones([4] * games)))
    span, reach = one.interval(share), 0 if is_told else math.inf
    assert (one.p_above(3) <= (1 - share) / 2) is is_told
    assert (span.low, span.high) == (4 - reach, 4 + reach)
    half = found((1, ones([4] * games)), ends=Between(low=0)).interval(share)
    assert 0 < half.low < 4
    assert half.high == 4 + reach


def test_each_resample_is_measured_by_its_own_error() -> None:
    """Three games of 0 and one of 4: mean 1, error 1, and 0.9 errors above 0.1.

    A resample with two 4s has mean 2 and error 1.155, so it lies 0.87 off; one with three lies 2
    off; one of four 4s has no error and lies infinitely far. So 13 of 256 reach 0.9. By one common
    error two 4s would lie 1 off, and 67 would.
    """
    one = found((1, ones([0, 0, 0, 4])), count=4000)
    assert one.p_above(0.1) == pytest.approx(13 / 256, abs=0.012)


def test_resamples_without_error_lie_infinitely_far_off_and_ties_count() -> None:
    """Games of 0 and of 2: a quarter of resamples each all 0, all 2; half as it is, 0 off."""
    one = found((1, ones([0, 2])), count=4000)
    assert one.p_above(-50) == pytest.approx(1 / 4, abs=0.03)
    assert one.p_below(50) == pytest.approx(1 / 4, abs=0.03)
    assert one.p_above(1) == pytest.approx(3 / 4, abs=0.03)


def test_near_an_end_p_is_no_smaller_than_the_share_of_resamples_that_leave_the_few_out() -> None:
    """Two of forty: (38/40) to the 40, an eighth, however far the threshold lies."""
    one = found((100, ones([1] * 38 + [0] * 2)), ends=SHARE, count=4000)
    assert one.value - 20 * one.error > 10
    assert one.p_above(10) == pytest.approx((38 / 40) ** 40, abs=0.02)
    assert one.p_below(96) > 0.3


def test_a_resample_that_says_nothing_speaks_against_either_side() -> None:
    """Two of four games count, one of them 1: a sixteenth of resamples holds neither.

    (3/4)^4 hold no 1; with or without a 0, they speak against any value above.
    """
    one = found((1, [(1, 1), (0, 1), (0, 0), (0, 0)]), ends=Between(0, 1), count=4000)
    assert one.silent == pytest.approx(4000 / 16, rel=0.2)
    assert one.p_below(0.99) == pytest.approx((3 / 4) ** 4, abs=0.02)
    assert one.p_above(0.01) == pytest.approx((3 / 4) ** 4, abs=0.02)
    assert one.interval(0.95) == Interval(0, 1)


def test_agreement_is_seen_in_exact_numbers() -> None:
    thirds = [(1, 3), (2, 6), (7, 21), (0, 0)]
    assert Sums([Weighted(100, thirds)]).agrees()
    assert not Sums([Weighted(100, [*thirds, (1, 10**6)])]).agrees()


@pytest.mark.parametrize("ratios", [[(1, 3), (2, 6), (7, 21)], [(1, 3)] * 100])
def test_what_is_left_of_summing_up_is_no_error(ratios: list[Ratio]) -> None:
    """A resample whose games agree lies infinitely far off, and not by what rounding leaves."""
    sums = Sums([Weighted(100, ratios)])
    moment = sums.moment(sums.total)
    assert moment is not None
    assert moment.error == 0


def test_games_without_anything_to_count_say_nothing() -> None:
    assert resampled([Weighted(1, [(0, 0)] * 4)], FREE, "x", 10) is None


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        pytest.param([[(1, 1)], [(1, 1), (0, 1)]], "the same seeds", id="two lengths"),
        pytest.param([[]], "one at least", id="none"),
        pytest.param([[(2**40, 1), (0, 1)]], "too large", id="large"),
    ],
)
def test_what_cannot_be_resampled_is_refused(parts: list[list[Ratio]], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        Sums([Weighted(1, ratios) for ratios in parts])


def test_holm_steps_down_as_in_his_paper() -> None:
    """At 5 % of three p-values .01, .03, .04 the first alone is rejected; Bonferroni too."""
    assert adjusted({1: 0.01, 2: 0.04, 3: 0.03}) == pytest.approx({1: 0.03, 3: 0.06, 2: 0.06})
    assert adjusted({1: 0.02, 2: 0.02, 3: 0.024})[3] == pytest.approx(0.06)
    assert adjusted({1: 0.9, 2: 0.8}) == {1: 1.0, 2: 1.0}


def test_each_later_version_has_half_the_error() -> None:
    assert [alpha_of(version) for version in (1, 2, 3)] == [0.025, 0.0125, 0.00625]


# --- how often it errs ---------------------------------------------------------------------------

Draw = Callable[[random.Random], Ratio]
ERR = 0.05


def rejected(make: Sequence[tuple[int, Draw]], threshold: float, tries: int, seeds: int) -> float:
    """In which share of simulated experiments the effect is called larger than a threshold."""
    luck = random.Random(7)
    times = 0
    for number in range(tries):
        columns = [(weight, [draw(luck) for _ in range(seeds)]) for weight, draw in make]
        parts = [Weighted(weight, ratios) for weight, ratios in columns]
        one = resampled(parts, FREE, str(number), 199)
        times += one is not None and one.p_above(threshold) <= ERR
    return times / tries


def coin(share: float) -> Draw:
    return lambda luck: (int(luck.random() < share), 1)


def heavy(luck: random.Random) -> Ratio:
    """A ratio whose truth is a half, of wholes that differ much."""
    whole = int(luck.expovariate(0.2))
    return sum(luck.random() < 0.5 for _ in range(whole)), whole


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "truth"),
    [
        pytest.param([(100, coin(0.7))], 70, id="a share"),
        pytest.param([(100, coin(0.6)), (-100, coin(0.5))], 10, id="two shares"),
        pytest.param([(100, heavy)], 50, id="a ratio"),
        pytest.param([(1, lambda r: (int(r.expovariate(0.01)), 1))], 99.5, id="a skewed mean"),
    ],
)
def test_at_the_edge_it_errs_about_as_often_as_it_may(
    make: list[tuple[int, Draw]], truth: float
) -> None:
    assert 0.02 <= rejected(make, truth, 400, 80) <= 0.09


@pytest.mark.slow
def test_an_effect_well_over_the_edge_is_found() -> None:
    assert rejected([(100, coin(0.7)), (-100, coin(0.3))], 10, 200, 80) > 0.9


@pytest.mark.slow
def test_an_effect_of_none_is_not_found() -> None:
    assert rejected([(100, coin(0.5)), (-100, coin(0.5))], 10, 200, 80) < 0.02


@pytest.mark.parametrize("silent", [0, 7, 30])
@pytest.mark.parametrize("share", [0.95, 0.8])
def test_an_interval_holds_what_no_test_rejects(share: float, silent: int) -> None:
    """Resamples that say nothing speak against every test, and so for every value."""
    luck, tail = random.Random(1), (1 - share) / 2
    steps = sorted(luck.gauss(0, 1) for _ in range(999 - silent))
    found = Resampled(5.0, 2.0, 40, steps, Between(), silent)
    span, step = found.interval(share), 1e-9
    if silent > tail * 1000:
        assert (span.low, span.high) == (-math.inf, math.inf)
        return
    assert found.p_above(span.low - step) <= tail < found.p_above(span.low + step)
    assert found.p_below(span.high + step) <= tail < found.p_below(span.high - step)


def test_of_fewer_resamples_than_a_test_could_reject_by_nothing_is_told() -> None:
    """Thirty can show a p of 1/31 at least, and never one of a fortieth."""
    found = Resampled(5.0, 2.0, 40, sorted(random.Random(1).gauss(0, 1) for _ in range(30)), FREE)
    assert found.p_above(-100) == pytest.approx(1 / 31)
    assert found.interval(0.95) == Interval(-math.inf, math.inf)
    assert found.interval(0.9).low > -math.inf
