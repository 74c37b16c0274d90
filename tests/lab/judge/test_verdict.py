"""Which verdict fits: a table of what is known, and simulated claims whose truth is known."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

import pytest

from wargame.lab.judge.bootstrap import Between, Resampled, resampled
from wargame.lab.judge.cells import cells_of
from wargame.lab.judge.claim_tests import ClaimTests, LevelTest, composition, examine
from wargame.lab.judge.claims_table import CLAIMS, Level
from wargame.lab.judge.doses import dose_shape, is_reversed
from wargame.lab.judge.judging import EQUAL_GIFTS, SWAPPED_ARMS, OfRules, rule
from wargame.lab.judge.stored import ListedFile, Store, file_of
from wargame.lab.judge.sums import Weighted
from wargame.lab.judge.verdict import ControlRow, Evidence, JudgedWord, verdict_on
from wargame.lab.stats.estimate import Ratio

ROW = CLAIMS[3]
"""Percent that stand: up by 10 points without the mechanism, 3 to 50 % with it."""


def sure(value: float, error: float = 1.0) -> Resampled:
    """A value whose resamples lie around it as they should."""
    steps = [(place - 500) / 200 for place in range(1001)]
    return Resampled(value, error, 100, steps, Between())


def in_family(effect: float = 30, level: float = 20) -> ClaimTests:
    levels = (LevelTest(ROW.levels[0], sure(level)),)
    return ClaimTests(sure(effect), levels, False, None, None)


PLAIN = Evidence(ROW, {"S": in_family(), "D": in_family()}, frozenset(), (), (), False, False)
BAD = ControlRow("random", False, "met")
EMPTY = LevelTest(ROW.levels[0], None)


@pytest.mark.parametrize(
    ("evidence", "p", "word", "why"),
    [
        pytest.param(PLAIN, 0.001, "holds", "p 0.001", id="all in order"),
        pytest.param(
            replace(PLAIN, by_definition=("writes: rule x",)),
            0.001,
            "by definition",
            "writes: rule x",
            id="by definition comes first",
        ),
        pytest.param(
            replace(PLAIN, is_met_blank=True),
            0.001,
            "needs no cards",
            "effects removed",
            id="blank",
        ),
        pytest.param(PLAIN, 0.03, "not shown", "p 0.03", id="Holm does not reject"),
        pytest.param(
            replace(PLAIN, controls=(BAD,)), 0.001, "not shown", "random: met", id="control"
        ),
        pytest.param(replace(PLAIN, is_reversed=True), 0.001, "not shown", "reversed", id="doses"),
        pytest.param(
            replace(PLAIN, families={"S": in_family(), "D": in_family(effect=2)}),
            0.9,
            "fails",
            "D: effect 2.00",
            id="an effect below the smallest in one family",
        ),
        pytest.param(
            replace(PLAIN, families={"S": in_family(), "D": in_family(effect=9)}),
            0.9,
            "not shown",
            "p 0.9",
            id="an effect that may be large enough",
        ),
        pytest.param(
            replace(PLAIN, families={"S": in_family(level=70), "D": in_family()}),
            0.9,
            "fails",
            "S: level 70.00",
            id="a level outside its band",
        ),
        pytest.param(
            replace(PLAIN, families={"S": in_family(level=51)}),
            0.9,
            "not shown",
            "p 0.9",
            id="an edge",
        ),
        pytest.param(
            replace(PLAIN, families={"S": in_family(level=70)}, uninformative=frozenset([0])),
            0.001,
            "holds",
            "",
            id="a band that a control meets decides nothing",
        ),
        pytest.param(
            replace(PLAIN, families={"S": ClaimTests(None, (), False, None, None)}),
            1.0,
            "not shown",
            "nothing to count",
            id="nothing to count",
        ),
        pytest.param(
            replace(PLAIN, families={"S": replace(in_family(), levels=(EMPTY,))}),
            0.001,
            "not shown",
            "nothing to count",
            id="nothing to count at a level",
        ),
    ],
)
def test_the_first_verdict_that_fits(
    evidence: Evidence, p: float, word: JudgedWord, why: str
) -> None:
    found = verdict_on(evidence, p, 0.025)
    assert found.word == word
    assert why in found.reason


@pytest.mark.parametrize(
    ("low", "high", "inside"),
    [(3, 50, [4, 10, 49]), (None, 10, [-5, 0, 3, 4]), (0, None, [3, 4, 10, 49, 50, 99])],
)
def test_a_value_is_where_a_level_asks_for_it_between_its_edges(
    low: float | None, high: float | None, inside: list[float]
) -> None:
    one = LevelTest(Level(low, high), None)
    assert [value for value in (-5, 0, 3, 4, 10, 49, 50, 99) if one.has(value)] == inside


@pytest.mark.parametrize(("seen", "word"), [(20.0, "not shown"), (60.0, "holds")])
def test_a_claim_whose_matter_hardly_occurs_is_not_shown(seen: float, word: str) -> None:
    row = CLAIMS[1]
    levels = tuple(LevelTest(level, sure(5)) for level in row.levels)
    known = ClaimTests(sure(40), levels, False, None, seen)
    evidence = Evidence(row, {"D": known}, frozenset(), (), (), False, False)
    assert verdict_on(evidence, 0.001, 0.025).word == word


def test_the_p_of_a_claim_is_the_largest_of_all_its_tests() -> None:
    known = replace(PLAIN, families={"S": in_family(), "D": in_family(effect=11.0)})
    assert known.p() == in_family(effect=11.0).p_effect(10)
    known = replace(PLAIN, families={"S": in_family(level=49.5), "D": in_family()})
    assert known.p() == known.families["S"].levels[0].p() > 0.2
    assert replace(known, uninformative=frozenset([0])).p() < 0.01


# --- controls of one claim alone ------------------------------------------------------------------


class Made(Store):
    """The deck brings each quantity in so many of ten games, any other cell in half of them."""

    def __init__(self, tenths: Mapping[str, int]) -> None:
        self.tenths = tenths
        cells, _ = cells_of([])
        listed = {cell.name: ListedFile(cell.name, file_of(0), 40, "0" * 64) for cell in cells}
        self.files = listed

    def counts(
        self, cell: str, number: int, names: Iterable[str], most: int | None = None
    ) -> dict[str, list[Ratio]]:
        is_deck = re.fullmatch(r"[DS] deck( #\d+)?", cell) is not None
        counted = {name: self.tenths[name] if is_deck else 5 for name in names}
        return {one: [(int(n % 10 < counted[one]), 1) for n in range(40)] for one in counted}

    def players(self, cell: str) -> list[str]:
        return ["a against b"] * 40

    def says(self, cell: str, number: int, names: Iterable[str]) -> bool:
        return False


@pytest.mark.parametrize(
    ("tenths", "is_met"),
    [
        pytest.param({"input": 9, "other": 1}, False, id="as claimed"),
        pytest.param({"input": 1, "other": 9}, True, id="the other way round"),
    ],
)
def test_a_claim_of_one_arm_must_fail_for_the_other(
    tenths: Mapping[str, int], is_met: bool
) -> None:
    _, needed = cells_of([])
    (row,) = rule(Made(tenths), {8: needed[8]}, {8: OfRules()}, 1, resamples=199)
    (control,) = [one for one in row.controls if one.name == f"must fail: {SWAPPED_ARMS}"]
    assert (control.is_passed, control.told) == (not is_met, "met" if is_met else "not met")


@pytest.mark.parametrize("forces_gifts", [False, True])
def test_gifts_that_rules_force_are_met_where_they_must_fail(forces_gifts: bool) -> None:
    _, needed = cells_of([])
    rules = {11: OfRules(forces_gifts=forces_gifts)}
    (row,) = rule(Made({"given": 5}), {11: needed[11]}, rules, 1, resamples=99)
    (control,) = [one for one in row.controls if one.name == f"must fail: {EQUAL_GIFTS}"]
    assert control.is_passed is not forces_gifts


# --- simulated claims ----------------------------------------------------------------------------


def shares(share: float, luck: random.Random, games: int = 150) -> list[Ratio]:
    return [(int(luck.random() < share), 1) for _ in range(games)]


@pytest.mark.parametrize(
    ("without", "word"),
    [
        pytest.param(0.60, "holds", id="four times the smallest effect"),
        pytest.param(0.20, "fails", id="no effect"),
        pytest.param(0.30, "not shown", id="just the smallest"),
    ],
)
def test_a_simulated_claim_is_told_by_its_truth(without: float, word: str) -> None:
    luck = random.Random(3)
    games = 700
    deck = {"stands": shares(0.2, luck, games)}
    ablated = {"stands": shares(without, luck, games)}
    known = examine(ROW, deck, ablated, "D", resamples=500)
    evidence = Evidence(ROW, {"D": known}, frozenset(), (), (), False, False)
    assert verdict_on(evidence, 11 * evidence.p(), 0.025).word == word


def test_a_trial_is_tested_by_the_difference_of_its_differences() -> None:
    row, luck = CLAIMS[6], random.Random(5)
    deck = {"treated": shares(0.8, luck), "untreated": shares(0.3, luck)}
    ablated = {"treated": shares(0.4, luck), "untreated": shares(0.3, luck)}
    known = examine(row, deck, ablated, "D", resamples=400)
    mean = {
        (cell, arm): 100 * sum(part for part, _ in ratios) / 150
        for cell, counts in (("deck", deck), ("ablated", ablated))
        for arm, ratios in counts.items()
    }
    effect = mean["deck", "treated"] - mean["deck", "untreated"]
    without = mean["ablated", "treated"] - mean["ablated", "untreated"]
    assert known.effect is not None
    assert known.effect.value == pytest.approx(effect - without)
    assert known.levels[0].found is not None
    assert known.levels[0].found.value == pytest.approx(effect)


def test_an_ablation_that_halves_a_denominator_is_a_matter_of_composition() -> None:
    deck = {"stands": [(1, 4), (0, 4), (2, 4)]}
    ablated = {"stands": [(1, 2), (1, 4), (0, 0)]}
    assert composition(ROW.gauge, deck, ablated)
    assert not composition(ROW.gauge, deck, deck)
    known = examine(ROW, deck, ablated, "D", resamples=50)
    assert known.is_composed
    assert known.both is not None
    assert known.both.seeds == 2
    assert known.both.value == pytest.approx(100 * (2 / 6 - 1 / 8))


@pytest.mark.parametrize(
    ("means", "shape", "backwards"),
    [
        pytest.param((0, 5, 10, 15), "monotone", False, id="monotone"),
        pytest.param((0, 0, 10, 10), "threshold", False, id="threshold"),
        pytest.param((0, 10, 0, 10), "not monotone", False, id="up and down"),
        pytest.param((0, 0, 0, 0), "not monotone", False, id="flat"),
        pytest.param((10, 5, 0, 0), "not monotone", True, id="reversed"),
    ],
)
def test_a_dose_response_has_a_shape(means: tuple[int, ...], shape: str, backwards: bool) -> None:
    luck = random.Random(1)
    doses = [[(mean + luck.randrange(-2, 3), 1) for _ in range(60)] for mean in means]

    def step(low: list[Ratio], high: list[Ratio]) -> Resampled:
        found = resampled([Weighted(1, high), Weighted(-1, low)], Between(), "step", 200)
        assert found is not None
        return found

    steps = [step(low, high) for low, high in pairwise(doses)]
    assert dose_shape(steps) == shape
    assert is_reversed(step(doses[0], doses[-1])) == backwards
