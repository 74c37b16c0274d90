"""Functions in rows are called straight where rules are compiled, and come to the same."""

from __future__ import annotations

import ast
from types import SimpleNamespace
from typing import Any

import pytest

from tests.strategies import ROOT
from wargame.content.load import load_deck
from wargame.rules.compiling.direct import CALLED, directed
from wargame.rules.compiling.joined import joined_text
from wargame.rules.game import Game

KERNEL = """
Test = Callable[[Any], bool]
Segment = Callable[[Any, int], None]

def never(s: BaseState) -> bool:
    return False

def count(rows: list[int]) -> bool:
    return True

class Row:
    open: Test
    do: Segment | None = None
    opens: list[Test]
    busy: Callable[[list[int]], bool] = count

def made(k: int) -> Segment:
    def run(s: BaseState, o: int) -> None:
        s.calm += k * o
    return run

def is_open(row: Row, s: BaseState) -> bool:
    opens, first = row.opens, row.open
    return row.open(s) or opens[0](s) or first(s) or row.busy([])

def push(row: Row, s: BaseState, do: Segment | None) -> None:
    if do is not None:
        do(s, 2)
"""

DECK = """
class Card:
    @staticmethod
    def open(s: State) -> bool:
        return s.calm > 3

    @staticmethod
    def do(s: State, o: int) -> None:
        s.calm += o

CARD = SimpleNamespace(open=Card.open, do=Card.do, opens=[never], busy=count)
MANY = [made(3), Card.do]
"""


def joined() -> tuple[str, dict[str, Any]]:
    kernel, deck = ast.parse(KERNEL), ast.parse(DECK)
    directed(kernel, deck)
    text = ast.unparse(ast.Module([*kernel.body, *deck.body], []))
    space: dict[str, Any] = {"SimpleNamespace": SimpleNamespace, "final": lambda kind: kind}
    space |= {"cast": lambda _, value: value, "State": SimpleNamespace}
    exec("from __future__ import annotations\n" + text, space)
    return text, space


def test_what_stands_in_a_row_is_called_by_its_number() -> None:
    text, space = joined()
    card, s = space["CARD"], SimpleNamespace(calm=1)
    assert f"row.open.{CALLED}(s) or opens[0].{CALLED}(s) or first.{CALLED}(s)" in text
    assert f"do.{CALLED}(s, 2)" in text
    space["push"](card, s, card.do)
    assert s.calm == 3
    assert not card.open(s)
    space["push"](card, s, card.do)
    assert card.open(s)
    assert space["is_open"](card, s)


def test_a_function_that_is_made_at_run_time_is_called_too() -> None:
    _, space = joined()
    s = SimpleNamespace(calm=1)
    for do in space["MANY"]:
        space["push"](None, s, do)
    assert s.calm == 1 + 3 * 2 + 2


def test_functions_of_other_kinds_stay_as_they_are() -> None:
    text, _ = joined()
    assert "row.busy([])" in text
    assert "busy=count" in text


@pytest.mark.parametrize("deck", ["decks/primer", "tests/decks/kitchen_sink"])
def test_no_row_of_a_deck_keeps_a_bare_function(deck: str) -> None:
    text = joined_text(Game(load_deck(ROOT / deck)).rules.module.text)
    tree = ast.parse(text)
    rows = {f"{name}Row" for name in ("Card", "Stage", "Project", "Seat", "Verb", "Inject")}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in rows:
            for given in node.keywords:
                assert not isinstance(given.value, ast.Attribute), ast.unparse(node)
