"""Between which bounds the value of an expression lies, proved from those of its parts."""

from __future__ import annotations

import ast

from wargame.rules.ir import LIMIT, OPERATIONS, Expr, Op
from wargame.rules.reading.syntax import TextFault


def bounded(op: str, args: tuple[Expr, ...], node: ast.expr) -> Op:
    """An operation with its interval; refuses what could leave ±LIMIT.

    >>> from wargame.rules.ir import Const
    >>> found = bounded("*", (Const(3), bounded("neg", (Const(2),), ast.Pass())), ast.Pass())
    >>> found.lo, found.hi
    (-6, -6)
    """
    lo, hi = OPERATIONS[op].bounds(*args)
    if lo < -LIMIT or hi > LIMIT:
        raise TextFault("this number can grow too large", "Use clamp().", node.col_offset)
    return Op(op, args, lo, hi)
