"""`wargame/README.md`, the house on one page, says what is so; what it promises is held here."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import wargame
from tests.sources import tree_of
from wargame import errors
from wargame.content.fields import INERT_NOUNS
from wargame.content.model.deck import Deck
from wargame.content.paths import SINGULAR

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "wargame"
PAGE = (HOUSE / "README.md").read_text(encoding="utf-8")
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][
    "importlinter"
]["contracts"]

Row = list[str]


def table(section: str) -> list[Row]:
    """The rows of the table of a section of the page, without its head."""
    text = re.split(rf"^## {section}$", PAGE, flags=re.MULTILINE)[1].partition("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def quoted(text: str) -> list[str]:
    """What stands in backquotes."""
    return re.findall(r"`([^`]+)`", text)


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the program, by its path in the house."""
    return {path.relative_to(HOUSE).as_posix(): tree_of(path) for path in HOUSE.rglob("*.py")}


def classes() -> Iterator[tuple[str, str]]:
    """Every public class, with its module."""
    for place, tree in sorted(modules().items()):
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, place


# --- rooms ---------------------------------------------------------------------------------------


def rooms() -> dict[str, list[str]]:
    """The rooms that the page draws, the lowest first, with their sub-rooms."""
    return {quoted(room)[0]: quoted(inner) for room, _, inner in table("Rooms")}


def layers(container: str) -> list[set[str]]:
    """The layers of a contract, the lowest first."""
    (found,) = (one for one in CONTRACTS if one.get("containers") == [container])
    return [set(re.findall(r"\w+", layer)) for layer in reversed(found["layers"])]


def inside(place: Path) -> set[str]:
    """The packages and modules in a folder."""
    folders = {path.parent.name for path in place.glob("*/__init__.py")}
    return folders | {path.stem for path in place.glob("*.py")} - {"__init__", "__main__"}


def test_the_page_draws_every_room_and_sub_room() -> None:
    assert set(rooms()) == inside(HOUSE)
    for room, drawn in rooms().items():
        folders = {path.parent.name for path in (HOUSE / room).glob("*/__init__.py")}
        assert set(drawn) == folders, room


@pytest.mark.parametrize("container", ["wargame", "wargame.table", "wargame.content"])
def test_rooms_are_drawn_in_the_order_of_their_contract(container: str) -> None:
    room = container.partition(".")[2]
    drawn = rooms()[room] if room else list(rooms())
    heights = {name: n for n, layer in enumerate(layers(container)) for name in layer}
    assert [heights[name] for name in drawn] == sorted(heights[name] for name in drawn)


# --- what is named is there ----------------------------------------------------------------------


def test_every_path_on_the_page_exists() -> None:
    paths = [text.partition("::")[0] for text in quoted(PAGE) if "/" in text]
    assert len(paths) > 100
    missing = [path for path in paths if not ((HOUSE / path).exists() or (ROOT / path).exists())]
    assert missing == []


def test_every_test_on_the_page_exists() -> None:
    named = [text.partition("::") for text in quoted(PAGE) if "::" in text]
    missing = [
        f"{path}::{name}"
        for path, _, name in named
        if name not in {getattr(node, "name", "") for node in tree_of(ROOT / path).body}
    ]
    assert missing == []


def test_every_contract_on_the_page_exists() -> None:
    named = re.findall(r'contract "([^"]+)"', PAGE)
    assert len(named) > 2
    assert set(named) <= {one["name"] for one in CONTRACTS}


def test_every_rule_is_held_by_something() -> None:
    rows = table("Rules of the house")
    assert [rule for rule, held in rows if "::" not in held and "contract" not in held] == []


# --- words ---------------------------------------------------------------------------------------

PLAIN_WORDS = """
    Ablation Action Advice Bar Budget Chart Code Column Command Describer Effects Ends Engine
    Estimate Fault Faults Field Figures Findings Form Game Greedy Header Item Key Ladder Likely
    Line Mark Marks Match Meter Mismatch Module Names Option Pane Paragraph Parent Parser Player
    Playout Position Preview Question Reader Reason Record Refusal Refused Row Saved Scale Search
    Shift Span Step Stream Table Tables Verb
"""
"""Names of one word that say what they are: words of policy games, game trees and programming."""

PLAIN = set(PLAIN_WORDS.split())

SETS = (
    "content/model/",
    "rules/ir/",
    "table/told/blocks.py",
    "table/reports/charts.py",
    "report/drawings/shapes.py",
    "play/event.py",
    "lab/record/timeline.py",
)
"""Closed sets of classes that are explained together where they stand."""


def glossary() -> dict[str, str]:
    return {quoted(name)[0]: quoted(place)[0] for name, place, _ in table("Words of the house")}


def test_every_word_of_the_glossary_is_where_it_says() -> None:
    known = {*classes(), *((Path(place).stem, place) for place in modules())}
    assert [item for item in glossary().items() if item not in known] == []
    assert len(glossary()) == len(table("Words of the house"))


def test_a_homely_name_that_many_use_is_explained() -> None:
    """A name of one word that three other modules use is in the glossary, or says what it is."""
    used = {place: set(_names_in(tree)) for place, tree in modules().items()}
    homely = {
        name
        for name, place in classes()
        if re.fullmatch("[A-Z][a-z]+", name) and not place.startswith(SETS)
        if sum(name in names for other, names in used.items() if other != place) >= 3
    }
    assert homely - PLAIN - glossary().keys() == set()
    assert PLAIN - {name for name, _ in classes()} == set()
    assert PLAIN & glossary().keys() == set()


def _names_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(names=names):
                yield from (one.name for one in names)
            case ast.Attribute(attr=name):
                yield name
            case _:
                pass


def test_no_two_classes_have_one_name() -> None:
    names = [name for name, _ in classes()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


# --- rules of the house that no other test holds -------------------------------------------------

OTHER_SEAT = re.compile(
    r"\b1 - [a-z_.]*(seat|number|actor|place|who|me|own|first)\b|\^ 1\b"
    r"|\.(hand|pile|known)[01]\b"
)


def test_one_module_works_out_another_seat() -> None:
    places = [
        path.relative_to(HOUSE).as_posix()
        for path in sorted(HOUSE.rglob("*.py"))
        if OTHER_SEAT.search(path.read_text(encoding="utf-8"))
    ]
    assert places == ["rules/kernel/seats.py"]


def test_no_reader_of_decks_is_the_heir_of_another() -> None:
    reading = {
        place: tree
        for place, tree in modules().items()
        if place.startswith(("rules/reading/", "rules/lint/"))
    }
    found = {
        node.name: [base.id for base in node.bases if isinstance(base, ast.Name)]
        for tree in reading.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    assert [name for name, bases in found.items() if found.keys() & set(bases)] == []


def test_every_noun_of_a_deck_is_read() -> None:
    reading = "".join(
        path.read_text(encoding="utf-8") for path in (HOUSE / "rules/reading").glob("*.py")
    )
    acting = Deck.model_fields.keys() - set(INERT_NOUNS) - {"id", "title", "version"}
    assert [name for name in sorted(acting) if not re.search(rf"deck\.{name}\b", reading)] == []
    lists = {name for name, field in Deck.model_fields.items() if "list[" in str(field.annotation)}
    assert lists - SINGULAR.keys() - {"debrief"} == set()


def test_every_error_is_drawn_and_public() -> None:
    ours = {
        name
        for name, one in inspect.getmembers(errors, inspect.isclass)
        if issubclass(one, errors.WargameError)
    }
    assert set(re.findall(r"[A-Z]\w+", _drawing(errors.__doc__ or ""))) == ours
    assert ours <= set(wargame.__all__)


def _drawing(text: str) -> str:
    """The first word of each line of the drawing in a docstring."""
    return "\n".join(line[:32].rpartition("── ")[2].split()[0] for line in _drawn_lines(text))


def _drawn_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("    ")]


def test_the_newest_change_is_of_this_version() -> None:
    changes = (HOUSE / "CHANGES.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## ([\d.]+)", changes, re.MULTILINE)
    assert versions[0] == wargame.__version__
    assert len(set(versions)) == len(versions)
