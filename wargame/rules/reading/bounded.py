"""Between which bounds the value of an expression lies, proved from those of its parts."""

from __future__ import annotations

import ast
from collections.abc import Callable

from wargame.rules.ir import LIMIT, Expr, Op
from wargame.rules.reading.syntax import TextFault


def bounded(expr: Expr, node: ast.expr) -> Expr:
    """The expression with its interval; refuses what could leave ±LIMIT."""
    if not isinstance(expr, Op):
        return expr
    lo, hi = interval(expr.op, expr.args)
    if lo < -LIMIT or hi > LIMIT:
        raise TextFault("this number can grow too large", "Use clamp().", node.col_offset)
    return Op(expr.op, expr.args, lo, hi)


def interval(op: str, args: tuple[Expr, ...]) -> tuple[int, int]:
    """Bounds of an operation from the bounds of its operands.

    >>> from wargame.rules.ir import Const
    >>> interval("*", (Const(3), Op("neg", (Const(2),), -2, -2)))
    (-6, -6)
    """
    a = args[0]
    if op == "clamp":
        low, high = args[1], args[2]
        return max(low.lo, min(a.lo, high.lo)), max(low.hi, min(a.hi, high.hi))
    if op in _SIMPLE:
        return _SIMPLE[op](args)
    b = args[1]
    if op == "+":
        return a.lo + b.lo, a.hi + b.hi
    if op == "-":
        return a.lo - b.hi, a.hi - b.lo
    if op == "//":
        return a.lo // b.lo, a.hi // b.lo
    if op == "%":
        return (a.lo, a.hi) if a.lo >= 0 and a.hi < b.lo else (0, b.lo - 1)
    corners = (a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi)
    return min(corners), max(corners)


_SIMPLE: dict[str, Callable[[tuple[Expr, ...]], tuple[int, int]]] = {
    "neg": lambda args: (-args[0].hi, -args[0].lo),
    "abs": lambda args: (
        0 if args[0].lo <= 0 <= args[0].hi else min(abs(args[0].lo), abs(args[0].hi)),
        max(abs(args[0].lo), abs(args[0].hi)),
    ),
    "min": lambda args: (min(a.lo for a in args), min(a.hi for a in args)),
    "max": lambda args: (max(a.lo for a in args), max(a.hi for a in args)),
}
