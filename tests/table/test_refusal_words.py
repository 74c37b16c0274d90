"""What people at a table are told when the rules say no."""

from __future__ import annotations

import pytest

from tests.rules.refused import CASES, Case, full
from wargame.errors import UsageError
from wargame.rules.refusal import PATTERNS, Reason, Refused
from wargame.table.told.options import reason
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.refusals import TITLED, short, titled

TITLES = titles_of(full().game.deck)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why.kind)
def test_a_refusal_is_told_in_titles(case: Case) -> None:
    assert titled(case.refusal().why, TITLES) == (case.titled or case.said)


def test_every_kind_can_be_told_in_titles() -> None:
    assert TITLED.keys() <= PATTERNS.keys()
    for kind in PATTERNS:
        assert titled(Reason(kind), TITLES)


def test_two_numbers_behind_a_reason_are_told_apart() -> None:
    values = (("north.grain", "Grain", 1), ("south.grain", "Grain (South)", 2))
    why = Reason("clause_failed", said="Grain is over Grain (South)", values=values)
    assert titled(why, TITLES) == (
        "it works only if Grain is over Grain (South), and Grain is 1, Grain (South) is 2"
    )


def test_a_screen_tells_the_reason_alone() -> None:
    table = full({"measure.wall": 3})
    scene = Scene(table.game.redact(table.state, "north"), TITLES)
    assert reason(scene, "tighten wall") == "Wall is at its highest level, 3."
    assert reason(scene, "pass") == ""


def test_whoever_sees_what_is_legal_is_not_told_again() -> None:
    refusal = CASES[3].refusal()
    assert short(Refused(refusal)) == refusal.sentence
    assert "Legal" not in short(Refused(refusal))
    assert short(UsageError("Type a number.")) == "Type a number."
