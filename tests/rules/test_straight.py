"""What a compiler is given computes what the deck's module computes."""

from __future__ import annotations

import ast
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.strategies import ROOT
from wargame.content.load import load_deck
from wargame.rules.compiling.straight import CONSTANTS, PLACE, straightened
from wargame.rules.game import Game
from wargame.rules.kernel.packed import packed

WRITTEN = '''
class Rule:
    """A rule."""

    @staticmethod
    def constants(s: State) -> int:
        return (0, 3, -5)[s.at] + (0, 3, -5)[s.at % 2]

    @staticmethod
    def others(s: State) -> int:
        return (0, 0, s.a, s.a, s.b, s.a, 7)[s.at + (1 if s.a > 4 else 0)]

    @staticmethod
    def nested(s: State) -> int:
        return (s.a, (s.b, s.a, 1)[s.at], (s.b, 2, s.a)[s.at])[(0, 2, 1)[s.at]]

    @staticmethod
    def least(s: State) -> int:
        return min(s.a, s.b, s.at, 9) - max(s.a, s.b, s.at) + min(s.a, s.b)

    @staticmethod
    def size(s: State) -> int:
        return abs(s.a - s.b) + abs(s.b - abs(s.at - 1))

    @staticmethod
    def alike(s: State) -> int:
        return (s.a, s.a, s.a)[s.at]
'''


def run(text: str) -> dict[str, Callable[[SimpleNamespace], int]]:
    space: dict[str, Any] = {"packed": packed}
    exec("from __future__ import annotations\n" + text, space)
    rule = space["Rule"]
    return {name: getattr(rule, name) for name in vars(rule) if not name.startswith("__")}


@pytest.mark.parametrize("name", list(run(WRITTEN)))
def test_the_same_numbers_come_out(name: str) -> None:
    plain, straight = run(WRITTEN)[name], run(straightened(WRITTEN))[name]
    for at in range(3):
        for a, b in ((2, 8), (8, 2), (5, 5), (-1, 3)):
            s = SimpleNamespace(at=at, a=a, b=b)
            assert straight(s) == plain(s)


def test_a_list_of_constants_is_made_once() -> None:
    text = straightened(WRITTEN)
    assert text.count("[0, 3, -5]") == 1
    assert "(0, 3, -5)" not in text
    assert text.count(f"{CONSTANTS}_0[") == 2
    assert "(s.a, s.a, s.a)[" in text
    assert "s.a, s.b, s.at" not in text
    assert "abs(" not in text


def test_what_could_be_large_is_computed_with_numbers_of_any_size() -> None:
    text = straightened("v = s.a * s.b * 7 + s.c * (s.a * s.b * 7) // s.b * s.c")
    assert text == "v = s.a * s.b * 7 + int(int(s.c) * int(s.a * s.b * 7) // s.b) * int(s.c)"
    text = straightened("u = s.a * s.b * (v if (v := s.a * s.b) < 9 else 9)")
    assert text == "u = int(s.a * s.b) * int(v if (v := (s.a * s.b)) < 9 else 9)"


def test_numbers_are_of_64_bits() -> None:
    text = straightened("class State:\n    calm: int\n    def twice(self, by: int) -> int: ...\n")
    assert "calm: i64" in text
    assert "def twice(self, by: i64) -> i64" in text
    assert "list[int]" in straightened("def weights(s: State) -> list[int]: ...")


def test_no_deck_has_the_names_that_are_put_in() -> None:
    for deck in ("primer", "kitchen_sink"):
        folder = "decks" if deck == "primer" else "tests/decks"
        text = Game(load_deck(ROOT / folder / deck)).rules.module.text
        names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
        assert not [name for name in names if name.startswith((CONSTANTS, PLACE))]


def test_there_is_nothing_to_straighten_in_nothing() -> None:
    assert straightened("") == ""
