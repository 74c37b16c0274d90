"""G4: every numbered rule of `cases.md` names a test that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest

ROW = re.compile(r"\| (\d+) \| (.+) \| `(test_\w+)\.py::(test_\w+)(?:\[(.+)\])?` \|")
LIST = Path(__file__).with_name("cases.md")


def rows() -> list[tuple[int, str, str, str, str]]:
    """Number, rule, module, test and case of every row."""
    found = [ROW.fullmatch(line) for line in LIST.read_text(encoding="utf-8").splitlines()]
    return [(int(m[1]), m[2], m[3], m[4], m[5] or "") for m in found if m]


def id_of(case: Any) -> str:
    """What pytest calls a row of a table."""
    if isinstance(case, tuple) and hasattr(case, "id") and case.id:
        return str(case.id)
    values = case if isinstance(case, tuple | list) else [case]
    return "-".join(map(str, values))


def cases_of(test: Any) -> set[str]:
    """The cases of a test, whichever way round its tables are put together; none of no test."""
    if test is None:
        return set()
    tables = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    ids = [list(ids_of(mark)) for mark in tables]
    return {"-".join(way) for found in product(*ids) for way in permutations(found)} or {""}


def ids_of(mark: pytest.Mark) -> Iterator[str]:
    yield from map(str, mark.kwargs.get("ids") or map(id_of, mark.args[1]))


def missing(found: list[tuple[int, str, str, str, str]]) -> list[int]:
    """The numbers of rules whose test, or its case, is not there."""
    return [
        number
        for number, _, module, name, case in found
        if case not in cases_of(getattr(import_module(f"tests.rules.{module}"), name, None))
    ]


def test_every_rule_names_a_test_that_is_there() -> None:
    assert missing(rows()) == []


def test_rules_are_numbered_and_said_once() -> None:
    numbers = [number for number, *_ in rows()]
    assert len(numbers) >= 150
    assert numbers == sorted(set(numbers))
    assert len({rule for _, rule, *_ in rows()}) == len(numbers)
    assert LIST.read_text(encoding="utf-8").count("test_") >= len(numbers)


def test_a_lost_test_would_be_noticed() -> None:
    lost = (7, "A rule.", "test_measures", "test_of_nothing", "")
    renamed = (8, "A rule.", "test_measures", "test_a_verb_moves_the_level", "no such case")
    assert missing([lost, renamed]) == [7, 8]
