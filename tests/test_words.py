"""One word, one meaning: the house has one class of each of these names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import tree_of

ROOT = Path(__file__).parents[1] / "wargame"

WORDS = {
    "Change": "a number that would move, and why",
    "Choice": "who decides in a dilemma of a deck, and among what",
    "Gauge": "how a claim is read off many games",
    "Marker": "a number on the board",
    "Move": "an event of a match that leads to another position",
    "Option": "what a seat may do with the thing it looks at",
    "Outcome": "one thing that luck may bring",
    "Rule": "what a deck lets happen every round by itself",
    "Write": "what moved a number, as the rules tell it",
}
"""Names that once stood for several things, and the one that each stands for."""


def named(tree: ast.Module) -> Iterator[str]:
    """The classes and types that a module makes."""
    for statement in tree.body:
        match statement:
            case (
                ast.ClassDef(name=name)
                | ast.Assign(targets=[ast.Name(id=name)])
                | ast.AnnAssign(target=ast.Name(id=name))
            ):
                yield name
            case _:
                pass


@pytest.fixture(scope="module")
def homes() -> dict[str, list[str]]:
    """Per name, the modules that make something of that name."""
    found: dict[str, list[str]] = {}
    for path in sorted(ROOT.rglob("*.py")):
        for name in named(tree_of(path)):
            found.setdefault(name, []).append(str(path.relative_to(ROOT)))
    return found


@pytest.mark.parametrize("word", WORDS)
def test_a_word_names_one_thing(homes: dict[str, list[str]], word: str) -> None:
    assert len(homes[word]) == 1, homes[word]
