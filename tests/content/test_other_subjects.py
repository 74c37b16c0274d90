"""Two decks of other subjects, written from the manual alone, use every word of the language.

Left out are the words of studies: what a claim counts, and which track stands for what in it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.content.test_kitchen_sink import NAMES, NOUNS, OPERATORS, nouns_in
from wargame.content import model
from wargame.content.load import load_deck
from wargame.rules.lint.check import find_faults
from wargame.rules.reading.syntax import FUNCTIONS

FOLDERS = [Path(__file__).parents[1] / "decks" / name for name in ("hospital_merger", "moon_race")]
TEXT = "\n".join(
    path.read_text(encoding="utf-8") for folder in FOLDERS for path in sorted(folder.glob("*.yaml"))
)
OF_STUDIES = (
    model.Beside,
    model.Claim,
    model.Concepts,
    model.DutiesPaid,
    model.Gauge,
    model.Odd,
    model.PartOf,
    model.Roles,
    model.SideA,
    model.SideB,
    model.Trial,
)
SET_ELSEWHERE = {model.Contest: {"table"}, model.Dial: {"eighths"}, model.Rule: {"removed"}}
"""What stands behind the colon of a deck's name, and in no file."""

THEIRS = {
    "lantern.": "brook.",
    "deal.open_lane": "deal.shared_ward",
    "deal.press_first.left": "deal.shared_ward.left",
    "card.casks.used": "card.tanker.used",
    "{glare}": "{draw_in}",
}
"""Names that the kitchen sinks give, and what stands for them here."""


@pytest.fixture(scope="module")
def written() -> dict[type, set[str]]:
    """The fields that the decks and their variants write out, by noun; sources once for all."""
    found: dict[type, set[str]] = {}
    for folder in FOLDERS:
        loaded = load_deck(folder)
        variants = [load_deck(folder, one.id).written for one in loaded.written.variants]
        for deck in (loaded.written, *variants):
            for noun in nouns_in(deck):
                found.setdefault(type(noun), set()).update(noun.model_fields_set)
                if isinstance(noun, model.Sourced):
                    found.setdefault(model.Sourced, set()).update(noun.model_fields_set)
    return found


@pytest.mark.parametrize(
    "noun", [noun for noun in NOUNS if noun not in OF_STUDIES], ids=lambda noun: noun.__name__
)
def test_they_write_every_field(noun: type[model.Noun], written: dict[type, set[str]]) -> None:
    asked = set(noun.model_fields) - SET_ELSEWHERE.get(noun, set())
    known = written.get(noun, set())
    if issubclass(noun, model.Sourced):
        known = known | (written[model.Sourced] & set(model.Sourced.model_fields))
    assert noun in written
    assert asked - known == set()


@pytest.mark.parametrize("function", FUNCTIONS)
def test_they_call_every_function(function: str) -> None:
    assert re.search(rf"\b{function}\(", TEXT)


@pytest.mark.parametrize("word", [*NAMES, *OPERATORS])
def test_they_write_every_kind_of_name_and_operator(word: str) -> None:
    assert THEIRS.get(word, word) in TEXT


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_they_pass_the_check_without_faults_and_without_advice(folder: Path) -> None:
    assert [str(one) for one in find_faults(load_deck(folder))] == []
