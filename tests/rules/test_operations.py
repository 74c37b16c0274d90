"""Every operation of expressions, by its row: its bounds, its Python and its words.

A new function is tried by existing.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from tests.rules.tiny import tiny
from wargame.rules import ir
from wargame.rules.asking.describe import Describer
from wargame.rules.emit.code import Code
from wargame.rules.ir import FUNCTION_ROWS, OPERATIONS, Const, Op
from wargame.rules.reading.names import Names, Scope
from wargame.rules.reading.parse import Parser
from wargame.rules.reading.syntax import TextFault

RANGES = [(-3, -1), (-2, 2), (0, 0), (1, 4)]
DIVISORS = [(1, 1), (3, 3)]
"""A divisor is one number, and above 0."""


def spans(op: str) -> list[list[tuple[int, int]]]:
    """What each part of an operation may lie between."""
    count = OPERATIONS[op].parts[0]
    return [DIVISORS if op in ("//", "%") and place else RANGES for place in range(count)]


def part(name: str, low: int, high: int) -> ir.Read:
    return ir.Read(ir.Name(name, "slot", name, low, high))


@pytest.mark.parametrize("op", OPERATIONS)
def test_its_bounds_hold_and_are_reached(op: str) -> None:
    row = OPERATIONS[op]
    for span in product(*spans(op)):
        parts = [part(f"p{n}", low, high) for n, (low, high) in enumerate(span)]
        found = [row.worth(*v) for v in product(*(range(low, high + 1) for low, high in span))]
        low, high = row.bounds(*parts)
        assert low <= min(found), span
        assert high >= max(found), span
        if op != "%":  # of a rest not every one need come up
            assert (low, high) == (min(found), max(found)), span


@pytest.mark.parametrize("op", OPERATIONS)
def test_the_python_of_it_comes_to_the_same(op: str) -> None:
    for values in product(*(sorted({*sum(span, ())}) for span in spans(op))):
        worth = OPERATIONS[op].worth(*values)
        names = [part(f"p{n}", -9, 9) for n in range(len(values))]
        around: dict[str, Any] = {"s": type("S", (), {f"p{n}": v for n, v in enumerate(values)})}
        written = [Const(value) for value in values]
        ways: list[list[ir.Expr]] = [
            [*written],
            [*names],
            [*written[:1], *names[1:]],
            [*names[:1], *written[1:]],
        ]
        for args in map(tuple, ways):
            text = Code().expr(Op(op, args, -99, 99))
            assert eval(text, dict(around)) == worth, text


@pytest.mark.parametrize("function", FUNCTION_ROWS)
def test_a_function_is_put_into_words(function: str) -> None:
    count = FUNCTION_ROWS[function].parts[0]
    values = [
        ir.IfElse(ir.Compare((">",), (Const(1), Const(2))), Const(n + 70), Const(5), 0, 99)
        for n in range(count)
    ]
    said = Describer(tiny().rules.program).expr(Op(function, tuple(values), 0, 99))
    assert all(str(n + 70) in said for n in range(count))
    assert function not in said


@pytest.mark.parametrize("function", FUNCTION_ROWS)
def test_a_function_is_read_with_as_many_parts_as_it_takes(function: str) -> None:
    parser = Parser(Names(("a", "b"), {"parties": ()}), Scope())
    least, most = FUNCTION_ROWS[function].parts

    def called(count: int) -> str:
        return f"{function}({', '.join(map(str, range(count)))})"

    for count in (least, most):
        assert isinstance(parser.expression(called(count)), Op)
    for count in (least - 1, most + 1):
        with pytest.raises(TextFault, match=f"^{function} was given {count} values$") as found:
            parser.expression(called(count))
        assert found.value.remedy == f"Write {FUNCTION_ROWS[function].written}."
