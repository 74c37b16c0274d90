"""Planted decks are told apart by play: an effect through choice is found, none is not found.

The south shuts its weir in one arm of a pair. In one deck that dries the fields of a north that
takes a toll, so it pays to lift the toll; in the other it dries what nobody counts.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lab.judge.planted import DECK
from tests.lab.judge.toy import toy
from wargame.content.library import DeckRef
from wargame.lab.cell_study import CellsStudy
from wargame.lab.judge.benches import Bench, benches
from wargame.lab.judge.cells import NEUTRAL, Cell
from wargame.lab.judge.claim_tests import ClaimTests, examine
from wargame.lab.judge.claims_table import CLAIMS
from wargame.lab.judge.of_rules import RulesRead, read_rules
from wargame.lab.runs.driver import run

PAIRS = 40
CLAIM = CLAIMS[6]
PEOPLE = """\
- {id: farmer, title: Farms, seat: north, weights: {north.grain: 1}}
- {id: fisher, title: Fishes, seat: south, weights: {south.fish: 1}}
"""
MEASURES = """\
- {id: toll, title: Toll, seat: north, max: 1, start: 1, ease: {}, tighten: {cost: {capital: 1}}}
- {id: gate, title: Gate, seat: north, max: 2, tighten: {cost: {capital: 1}}}
- {id: weir, title: Weir, seat: south, max: 2, tighten: {}}
- {id: dam, title: Dam, seat: south, max: 2, tighten: {cost: {capital: 1}}}
- {id: seal, title: Seal, seat: north, max: 1, tighten: {cost: {capital: 1}}}
"""
PRICES = """\
- {id: takings, title: The toll pays, phase: account, do: [north.grain += measure.toll]}
- {id: stench, title: Still water, phase: account, do: [south.fish -= measure.weir]}
"""
THROUGH_CHOICE = DECK["rules.yaml"] + PRICES
NO_EFFECT = THROUGH_CHOICE.replace("north.grain -=", "shared.lean +=")
BASE = {"personas.yaml": PEOPLE, "measures.yaml": MEASURES}


def counts(deck: DeckRef) -> ClaimTests:
    cells = [Cell(over or "deck", "D", over, "blank", 6, PAIRS) for over in ("", "lambda=0")]
    decks = {cell.name: Bench(deck, over=cell.over) for cell in cells}
    found = run(CellsStudy(deck, decks, cells, 3))
    deck_counts, without = (
        {name: [game.counts[f"6.{name}"] for game in games] for name in ("treated", "untreated")}
        for games in found.values()
    )
    return examine(CLAIM, deck_counts, without, "planted", resamples=1000)


@pytest.mark.parametrize(
    ("rules", "is_found"),
    [
        pytest.param(THROUGH_CHOICE, True, id="an effect through choice"),
        pytest.param(NO_EFFECT, False, id="none"),
    ],
)
def test_an_effect_is_found_where_there_is_one(tmp_path: Path, rules: str, is_found: bool) -> None:
    found = counts(toy(tmp_path, {**BASE, "rules.yaml": rules}))
    assert found.effect is not None
    assert (found.p_effect(CLAIM.smallest) < 0.025 / 11) == is_found, found.effect.value
    assert (found.effect.value >= 2 * CLAIM.smallest) == is_found


FARMS_FOR_PRAISE = PEOPLE.replace("{north.grain: 1}", "{north.grain: 1, north.score: 1}")
PRAISE = "- {id: praise, title: Tolls are praised, phase: account, do: [north.score += TOLL]}\n"
PAID = THROUGH_CHOICE + PRAISE.replace("TOLL", "measure.toll")
PAID_ALONE = PAID.replace("north.grain += measure.toll", "north.grain -= measure.toll").replace(
    "north.score += measure.toll", "north.score += 2 * measure.toll"
)
"""A toll that costs grain, so that nobody would take one but for points."""


@pytest.mark.parametrize(
    ("rules", "stays"),
    [
        pytest.param(PAID, True, id="points beside the mechanism"),
        pytest.param(PAID_ALONE, False, id="an effect that hangs on points for the mere level"),
    ],
)
def test_a_neutral_run_tells_what_hangs_on_points_for_levels(
    tmp_path: Path, rules: str, stays: bool
) -> None:
    deck = toy(tmp_path, {**BASE, "personas.yaml": FARMS_FOR_PRAISE, "rules.yaml": rules})
    (read,) = read_rules(deck, [CLAIM.number])
    assert read.found.neutral
    assert not read.found.found
    plain, neutral = (examined(deck, placebo, read) for placebo in ("", NEUTRAL))
    assert is_plain(plain), plain.effect
    assert is_plain(neutral) == stays, neutral.effect


def is_plain(tests: ClaimTests) -> bool:
    """Whether an effect is four standard errors above twice the smallest of interest."""
    effect = tests.effect
    return effect is not None and effect.value - 4 * effect.error > 2 * CLAIM.smallest


def names(placebo: str) -> list[str]:
    return [" ".join(filter(None, ("D", over, placebo, "#6"))) for over in ("deck", "lambda=0")]


def examined(deck: DeckRef, placebo: str, read: RulesRead) -> ClaimTests:
    """The tests of both cells, on the decks that judging would play them on."""
    overs = zip(names(placebo), ("", "lambda=0"), strict=True)
    cells = [Cell(name, "D", over, placebo, CLAIM.number, PAIRS) for name, over in overs]
    paid = {CLAIM.number: read.counts}
    decks = benches(deck, cells, {}, paid)
    found = run(CellsStudy(deck, decks, cells, 3))
    plain, without = (
        {name: [game.counts[f"6.{name}"] for game in games] for name in ("treated", "untreated")}
        for games in found.values()
    )
    return examine(CLAIM, plain, without, "planted", resamples=1000)
