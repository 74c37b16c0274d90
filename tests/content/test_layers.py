"""Faults of all layers in one run: YAML, shape, rules, variants, examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.copies import Edit, copy_of, faults_in
from wargame.errors import Fault
from wargame.lab.authors.checking import checked

FIELD: Edit = ("cards.yaml", "worth: ", "wroth: ")
NAME: Edit = ("rules.yaml", "measure.", "measure.q")
YAML: Edit = ("deals.yaml", "kind: pause", "kind: : pause")
WORD: Edit = ("projects.yaml", "rounds: ", "ronuds: ")


def spoilt(tmp_path: Path, *edits: Edit) -> list[Fault]:
    """The faults of the small deck after some slips of the pen."""
    return faults_in(copy_of("primer", tmp_path, *edits))


@pytest.mark.parametrize(
    ("edits", "codes"),
    [
        pytest.param([FIELD, NAME], ["S02", "N01"], id="a field, and a name elsewhere"),
        pytest.param([YAML, FIELD, NAME], ["S02", "F48", "N01"], id="YAML too"),
        pytest.param([YAML, WORD], ["F48", "S02"], id="YAML and a field of another file"),
        pytest.param(
            [("deck.yaml", "version: ", "vresion: "), NAME], ["S02", "N01"], id="the head"
        ),
        pytest.param(
            [("tracks.yaml", "- id: tension", "- ib: tension"), NAME],
            ["S01", "S02", "N01"],
            id="what is missing elsewhere for that reason is not told",
        ),
        pytest.param(
            [("endings.yaml", "when: ", "whne: "), NAME],
            ["S02", "N01"],
            id="nor what an ending without its condition would be",
        ),
        pytest.param([("seats.yaml", "id: us", "ib: us"), NAME], ["S01", "S02"], id="no seats"),
    ],
)
def test_a_fault_hides_no_other(edits: list[Edit], codes: list[str], tmp_path: Path) -> None:
    assert sorted(fault.code for fault in spoilt(tmp_path, *edits)) == sorted(codes)


def test_a_fault_of_a_variant_names_it_and_its_limits(tmp_path: Path) -> None:
    edit = ("variants.yaml", "- id: ", "- {id: tiny, title: T, set: {rounds.max: 2}}\n- id: ")
    (fault,) = [fault for fault in spoilt(tmp_path, edit) if fault.code == "R35"]
    assert "variant tiny, " in str(fault)
    assert "It plays 2 rounds: let it set " in fault.remedy
    assert "'reviews." in fault.remedy
    assert "'docket.stakes'" in fault.remedy
    (row,) = checked("primer", [fault]).faults
    assert row.variant == "tiny"


def test_a_fault_of_several_variants_is_told_once_with_all_of_them(tmp_path: Path) -> None:
    one = "{id: %s, title: T, set: {rules.wear_and_tear.do: [shared.nothing += 1]}}"
    rule = "- {id: wear_and_tear, title: W, phase: world, do: [shared.trust += 1]}\n- id: "
    two = "- " + one % "aa" + "\n- " + one % "bb" + "\n- id: "
    found = spoilt(tmp_path, ("rules.yaml", "- id: ", rule), ("variants.yaml", "- id: ", two))
    assert {fault.code for fault in found} <= {"N01", "N02"}
    assert "nothing" in found[0].what


def test_a_fault_of_a_file_and_one_of_a_variant_are_told_together(tmp_path: Path) -> None:
    edit = ("variants.yaml", "- id: ", "- {id: tiny, title: T, remove: [cards.nobody]}\n- id: ")
    found = spoilt(tmp_path, edit, FIELD)
    assert [fault.code for fault in found] == ["S02", "V03"]
    assert found[1].item == "variant tiny"
