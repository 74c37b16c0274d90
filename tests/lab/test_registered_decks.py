"""Registered gauges on decks: what was counted by hand, random players, and a foreign deck."""

from __future__ import annotations

from functools import cache

import pytest

from tests.conftest import DECKS
from tests.lab.recorded import history_line, history_roles
from tests.play.anything import new_match
from wargame.content.model import Roles
from wargame.lab.record.build import timeline
from wargame.lab.record.rounds import numbers
from wargame.lab.record.timeline import Timeline
from wargame.lab.registered.counts import Opening, Quantity
from wargame.lab.registered.roles import watched_numbers
from wargame.lab.registered.table import BY_NUMBER, GAUGES
from wargame.lab.registered.trials import RegisteredTrial
from wargame.lab.runs.games import shared_game

SECRET = "00" * 16
Found = dict[tuple[int, str], Quantity]


@cache
def roles_of(deck: str) -> Roles:
    roles = shared_game(DECKS[deck]).deck.roles
    assert roles is not None
    return roles


def counted(line: Timeline, roles: Roles) -> Found:
    return {
        (gauge.number, name): quantity
        for gauge in GAUGES
        if gauge.count
        for name, quantity in gauge.count(line, roles).items()
    }


@cache
def played(deck: str, seed: int) -> Timeline:
    match = new_match(shared_game(DECKS[deck]), seed, secret=SECRET).run()
    return timeline(match.game, match.record, watched_numbers(roles_of(deck)))


# --- history, counted by hand ------------------------------------------------------------------
#
# How: from the dated entries of decks/history/deck.yaml and what the seats did on each in
# tests/history/actions.yaml, with pencil and the levels, items, lists and weights printed in
# measures.yaml, deals.yaml, projects.yaml, injects.yaml and tracks.yaml; before the gauges ran.
#
# 1  Levels in force at the start 0, of 50. Entry 43 (15 April 2025) is the peak: s301 4, list 4A 1,
#    review 1, fentanyl 2, baseline 1, reciprocal 2, entity 3, chips 3, AI chips 2 = 19; metals 4,
#    ban 1, know-how 1, licences 2, matching 4, tranche 1, energy 1, farm 1, base 1, all goods 2
#    = 18; together 37. Entries 81 to 84: s301 4, list 4A 1, review 1, entity 3, chips 2, and 1 of
#    the surcharge, after 24 July 2026 of forced labour = 12; metals 4, know-how 1, licences 1,
#    matching 4, tranche 1, energy 1, base 1, AI chips shunned 2 = 15; together 27. So it stays: 27
#    is 10 from the peak and 27 from the start. Trade is kept at two thirds: no break.
# 2  Yale's average on China, in tenths. Laid on it: lists 10, 5, 25, 38, 22; review 6; fentanyl
#    100, 100; metals and cars 28; reciprocal 210, 565; more sectors 30; Geneva's end 148; surcharge
#    62; forced labour 77; sector duty 5 = 1431. Won: Phase One 11, Geneva 713, fentanyl halved 100,
#    Busan 148 = 972; not the court's 162, nor the surcharge that lapsed. On Japan: 90, 40, 3, 40,
#    44 = 217, of which nothing was given back. China's duty is never below Japan's: 0 of 80.
# 3  The magnet plant, announced in entry 18, is due after 26 more and has 2 to spare, 46: not
#    qualified by 84. The chips act, entry 19, due by 30, has fabs at work in 54. So 0 of 2.
# 4  London (entry 48, 9 entries) gives one chokepoint for licences: entries 48 to 57, ten. Busan
#    (63, 22 entries) suspends the October regime: 63 to 84, twenty-two. Geneva has no inputs.
# 7  List 4A on 13, the 75 billion on 14, Phase One on 15. Reciprocal on 37, everything on 38,
#    Geneva on 44. Soybeans on 45, chokepoints on 46, London on 48. Affiliates on 56, October on
#    58, Busan on 63. Four cycles.
# 11 Phase One 1 of 2, Geneva 2 of 4, London 1 of 2, Busan 3 of 7: 7 of 15.
HISTORY = {
    (1, "leaves"): (1, 1),
    (1, "return"): (0, 1),
    (1, "stays"): (1, 1),
    (1, "break"): (0, 1),
    (2, "rival"): (972, 1431),
    (2, "allies"): (0, 217),
    (2, "below"): (0, 80),
    (3, "stands"): (0, 2),
    (4, "bought"): (10 + 22, 84),
    (4, "half"): (0, 1),
    (7, "counted"): (4, 1),
    (11, "given"): (7, 15),
    (11, "technology for inputs"): (2, 2),
    (11, "technology for else"): (0, 2),
}


@pytest.fixture(scope="module")
def history() -> Found:
    return counted(history_line(), history_roles())


@pytest.mark.parametrize(("claim", "name"), list(HISTORY))
def test_history_is_counted_as_by_hand(history: Found, claim: int, name: str) -> None:
    assert history[claim, name].ratio == HISTORY[claim, name]


def test_the_peak_and_the_end_of_history_are_those_counted_by_hand(history: Found) -> None:
    told = [(one.round, one.what) for one in history[1, "stays"].behind]
    assert told[:2] == [(0, "levels in force 0 of 50"), (43, "peak of 37")]
    assert told[2:] == [(number, "27") for number in (81, 82, 83, 84)]


def test_cycles_of_history_beat_chance(history: Found) -> None:
    assert history[7, "cycles"].part > 2 * history[7, "cycles"].whole


# --- random players ----------------------------------------------------------------------------


def check(line: Timeline, roles: Roles) -> None:
    """Parts do not exceed their wholes, and what was counted has events.

    Of duties no more falls than stood at the start and rose.
    """
    found, first = counted(line, roles), duties_at_start(line, roles)
    for (claim, name), quantity in found.items():
        if claim != 7:
            most = quantity.whole + first.get((claim, name), 0)
            assert 0 <= quantity.part <= max(1, most), (claim, name)
        assert quantity.behind or not quantity.part, (claim, name)
        assert all(0 <= one.round <= line.rounds for one in quantity.behind)
    assert sum(found[1, name].part for name in ("return", "stays")) <= found[1, "leaves"].part


def duties_at_start(line: Timeline, roles: Roles) -> dict[tuple[int, str], int]:
    """What partners paid before the first round."""
    if roles.duties is None:
        return {}
    partners = {"rival": [roles.duties.rival], "allies": roles.duties.allies}
    return {
        (2, name): sum(numbers(line, duty)[0] for duty in some) for name, some in partners.items()
    }


@pytest.mark.parametrize(
    ("deck", "seed"), [("water_treaty", 1), ("water_treaty", 2), ("primer", 3)]
)
def test_random_games_are_counted(deck: str, seed: int) -> None:
    check(played(deck, seed), roles_of(deck))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 13))
def test_random_games_of_the_flagship_are_counted(seed: int) -> None:
    check(played("entanglement", seed), roles_of("entanglement"))


def test_a_foreign_deck_is_counted_by_its_own_map() -> None:
    """Gates that are lowered in a deal are inputs; the toll and the wells pay for them."""
    lines = [played("water_treaty", seed) for seed in range(1, 6)]
    found = [counted(line, roles_of("water_treaty")) for line in lines]
    assert sum(one[4, "bought"].part for one in found) > 0
    assert all(one[2, "rival"].ratio == (0, 0) for one in found)
    given = sum(one[11, "given"].part for one in found)
    tolls = sum(deal.levels("lower") for line in lines for deal in line.bargains)
    assert given == tolls
    assert given > 0


@pytest.mark.parametrize("deck", ["primer", "water_treaty"])
def test_an_arm_is_counted_in_a_window_of_any_game(deck: str) -> None:
    line, roles = played(deck, 3), roles_of(deck)
    trials = [trial for gauge in GAUGES for _, trial in (("", gauge.trial), *gauge.beside)]
    found = [trial.count(line, roles, Opening(3, 0)) for trial in trials if trial]
    assert len(found) == 9
    assert all(one.part >= 0 for one in found)
    assert any(one.part for one in found)


# --- the trials of a deck ----------------------------------------------------------------------

TRIALS = {
    6: RegisteredTrial("china", ("tighten licensing to 2",), window=2),
    8: RegisteredTrial("china", ("tighten licensing",), ("tighten counter",), window=3),
    9: RegisteredTrial("us", ("fund magnet_plant",), window=5),
    10: RegisteredTrial(
        "us", ("raise compute",), barred=("lower compute",), window=8, untreated_for=8
    ),
}
"""Of the primer, whose measures of the first two claims go up to 3."""


@pytest.mark.parametrize("number", TRIALS)
def test_trials_are_put_together_from_the_map(number: int) -> None:
    deck, trial = shared_game(DECKS["primer"]).deck, BY_NUMBER[number].trial
    assert trial is not None
    assert trial.make(deck, roles_of("primer")) == TRIALS[number]


def test_a_deck_without_the_things_has_no_trial() -> None:
    deck, roles = shared_game(DECKS["water_treaty"]).deck, roles_of("water_treaty")
    possible = {
        gauge.number: gauge.trial.make(deck, roles).is_possible for gauge in GAUGES if gauge.trial
    }
    assert possible == {5: False, 6: True, 8: True, 9: True, 10: False}
