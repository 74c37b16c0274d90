"""The rows that judge are the registration's own, number by number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import wargame.lab
from wargame.content.library import DeckRef
from wargame.lab.judge.bootstrap import Between
from wargame.lab.judge.claim_tests import beside
from wargame.lab.judge.claims_table import CELL_SEEDS, CLAIMS, ROWS, Combination, Level, Registered
from wargame.lab.judge.in_words import in_words, roles_in_words
from wargame.lab.registered.wording import ARMS, NOTHING_BEHIND, QUANTITIES
from wargame.lab.runs.games import shared_game

TEXT = (Path(wargame.lab.__file__).parent / "registered/registration.md").read_text("utf-8")
SECTIONS = {
    int(number): body
    for number, body in re.findall(
        r"^\*\*(\d+)\. (.*?)(?=^\*\*\d+\. |^## )", TEXT, re.MULTILINE | re.DOTALL
    )
}
OFF = re.compile(r"\*Off\.\* (.*?): (?:the )?(effect falls|down|up), SEI ([\d.]+) (\w+)")
DOSE = re.compile(r"\*Dose\* (.*?)\.\s")
PLAIN = {"0": 0.0, "½": 0.5, "1": 1.0, "2": 2.0}


def rows() -> list[object]:
    return [pytest.param(row, id=str(row.number)) for row in ROWS]


def test_there_are_eleven() -> None:
    assert sorted(SECTIONS) == sorted(CLAIMS) == list(range(1, 12))


@pytest.mark.parametrize("row", rows())
def test_ablation_direction_and_smallest_effect_are_as_registered(row: Registered) -> None:
    found = OFF.search(SECTIONS[row.number])
    assert found is not None
    dials, way, smallest, unit = found.groups()
    assert tuple(re.findall(r"[λχρτφκδ]", dials)) == row.off
    assert "0" in dials
    assert {"effect falls": "down"}.get(way, way) == row.moves
    assert row.is_trial or way != "effect falls"
    assert (float(smallest), unit.rstrip("s")) == (row.smallest, row.unit.rstrip("s"))


@pytest.mark.parametrize("row", rows())
def test_doses_are_as_registered(row: Registered) -> None:
    found = DOSE.search(SECTIONS[row.number])
    assert (found is not None) == bool(row.doses)
    if found and "=" in found.group(1):
        doses = tuple(PLAIN[one] for one in re.findall(r"[012½]", found.group(1)))
        assert doses == row.doses


@pytest.mark.parametrize("row", rows())
def test_a_trial_is_a_trial(row: Registered) -> None:
    gauge = re.search(r"\*Gauge\.\* Trial", SECTIONS[row.number])
    assert (gauge is not None) == row.is_trial


@pytest.mark.parametrize("row", rows())
def test_a_number_counts_whole_quantities_and_ends_where_it_must(row: Registered) -> None:
    """A share of a game, or one less another; what can be more than all has no end."""
    signs = [tuple(sign for sign, _ in one) for one in (row.gauge, *map(of_level, row.levels))]
    assert set(signs) <= {(1,), (1, -1)}
    assert row.scale == (100 if row.unit == "points" else 1)
    least = 0 if len(row.gauge) == 1 else -100
    is_share = (
        row.scale == 100 and row.number != 2
    )  # of which a game may have more falls than rises
    assert row.ends == (Between(least, 100) if is_share else Between())


def of_level(level: Level) -> Combination:
    return level.of or ((1, ""),)


LEVELS = {
    1: ("Return above each other class, and break below 10 %", [(0, None), (0, None), (None, 10)]),
    2: ("Gap above 0", [(0, None)]),
    3: ("3 to 50 %", [(3, 50)]),
    4: ("Direction only", []),
    5: (
        "80 to 100 %, and no more than 10 points under the untreated arm",
        [(80, None), (None, 10)],
    ),
    6: ("Above 0", [(0, None)]),
    7: ("Above 0", [(0, None)]),
    8: ("Above 0", [(0, None)]),
    9: ("Above 0", [(0, None)]),
    10: ("Above 0", [(0, None)]),
    11: ("40 to 60 %", [(40, 60)]),
}
"""What each claim's level says, and the tests that it makes. A share is never above 100 %."""


@pytest.mark.parametrize("row", rows())
def test_levels_are_as_registered(row: Registered) -> None:
    words, edges = LEVELS[row.number]
    assert f"*Level.* {words}" in SECTIONS[row.number]
    assert [(level.low, level.high) for level in row.levels] == edges


@pytest.mark.parametrize("row", rows())
def test_controls_of_a_claim_alone_are_in_its_section(row: Registered) -> None:
    assert ("*Must fail*" in SECTIONS[row.number]) == bool(row.must_fail)
    for words in row.must_fail:
        assert words in SECTIONS[row.number]


def test_claim_one_asks_for_games_that_leave_the_start() -> None:
    assert "If under 30 % of games leave the start: not shown." in SECTIONS[1]
    assert CLAIMS[1].occurs == ("leaves", 30)


def test_cells_have_the_registered_sizes() -> None:
    (sizes,) = re.findall(r"\*\*Sample sizes\.\*\* (Per cell .*?)\. From", TEXT)
    assert sizes == (
        "Per cell 2,000 seeds for D and U, 400 for S, 200 for each rewired deck, 1,000 blank, "
        "500 per other dose and swapped deck"
    )
    assert "*Must fail* adds to them (500 seeds, D)" in TEXT
    assert CELL_SEEDS == {
        "D": 2000,
        "U": 2000,
        "S": 400,
        "rewired": 200,
        "blank": 1000,
        "dose": 500,
        "swapped": 500,
        "must fail": 500,
    }


def test_what_is_registered_can_be_read_without_the_code(decks: dict[str, DeckRef]) -> None:
    rows = in_words(shared_game(decks["primer"]).deck)
    assert [row.claim for row in rows] == list(CLAIMS)
    for row in rows:
        claim = CLAIMS[row.claim]
        unit = "percentage points" if claim.scale == 100 else claim.unit
        assert f" by more than {claim.smallest:g} {unit} without" in row.expected[0]
        assert len(row.expected) == 1 + len(claim.levels)
        assert bool(row.needed) == bool(claim.occurs)
        assert f"{claim.smallest:g} {unit}" in row.refuted
        assert row.counted
        assert row.over
        assert bool(row.unshown) == bool(claim.must_fail)
        assert bool(row.arms) == ("pairs" in row.often) == claim.is_trial
    assert [row.claim for row in rows if row.is_missing] == [8, 9]
    assert "from the election on: λ, what licensing takes" in rows[4].against
    assert rows[2].number == "projects that stand, in percent"
    assert rows[2].expected[1] == "the number is between 3 and 50 %"
    assert rows[5].number == "relief after the cut less relief without it, in percentage points"
    assert rows[0].expected[1].startswith("games that come back less games that neither")
    assert rows[8].beside[0].startswith("9b: pairs with a ban on technology raised within four")
    assert rows[8].beside[1].startswith("9c: mining abroad without environmental cost (not counted")
    assert rows[6].beside == ()
    assert in_words(shared_game(decks["calibration"]).deck) == ()


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=lambda claim: str(claim.number))
def test_no_name_that_programs_alone_use_is_left_unsaid(
    claim: Registered, decks: dict[str, DeckRef]
) -> None:
    """Every quantity, arm and control of a claim has words; none of a name is on the page."""
    names = {name for _, name in claim.gauge}
    names |= {name for level in claim.levels for _, name in level.of}
    names |= {claim.occurs[0]} if claim.occurs else set()
    assert names <= QUANTITIES[claim.number].keys()
    assert (claim.number in ARMS) == claim.is_trial
    assert set(claim.must_fail) <= NOTHING_BEHIND.keys()
    row = in_words(shared_game(decks["primer"]).deck)[claim.number - 1]
    told = f"{row.number} {' '.join(row.expected)} {row.needed} {row.refuted} {row.unshown}"
    assert not re.search(
        r"'|\bU\b|B\.other|\b(un)?treated\b", told.replace("A's", "").replace("B's", "")
    )


def test_whoever_reads_a_and_b_is_told_who_they_are(decks: dict[str, DeckRef]) -> None:
    a, b = roles_in_words(shared_game(decks["primer"]).deck)
    assert a.startswith("A is United States: duties (Emergency duty); limits on technology (")
    assert b.startswith("B is China: limits on inputs (")
    assert roles_in_words(shared_game(decks["calibration"]).deck) == ()


def test_an_effect_says_in_how_many_games_there_was_something_to_count() -> None:
    """That of the cell with the fewest: a share of nothing is not a share of 0."""
    deck, off = [(1, 1), (0, 2), (0, 0), (1, 1)], [(1, 1), (0, 0), (0, 0), (0, 1)]
    found = beside(CLAIMS[3], {"stands": deck}, {"stands": off})
    assert (found.seeds, found.counting) == (4, 2)
