"""A deck's module as a compiler likes it: the same numbers, without tuples made to be read once.

What stands in the module for its readers, `(0, 3, 5)[s.level[DUTY]]`, makes a tuple of objects each
time where it is compiled. Here lists of constants are made once, a pick from others looks at the
one it wants alone, and the least of several numbers is found two by two, which is inlined.
"""

from __future__ import annotations

import ast
from itertools import groupby
from typing import Final

CONSTANTS: Final = "_listed"
PLACE: Final = "_at"
"""Names that no deck has: its own do not begin like this."""


def straightened(text: str) -> str:
    """A module's text that computes the same, and faster once it is compiled."""
    tree = ast.parse(text)
    work = _Straighten()
    body = [work.visit(node) for node in tree.body]
    lists = [
        f"{name}: Final[tuple[int, ...]] = {values}" for values, name in work.constants.items()
    ]
    return "\n".join([*lists, ast.unparse(ast.Module(body, []))])


class _Straighten(ast.NodeTransformer):
    """Rewrites expressions.

    Attributes:
        constants: The name of each list of constants.
    """

    def __init__(self) -> None:
        self.constants: dict[str, str] = {}

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """A pick from a tuple."""
        self.generic_visit(node)
        if not isinstance(node.value, ast.Tuple) or not isinstance(node.ctx, ast.Load):
            return node
        values = node.value.elts
        if all(_is_constant(value) for value in values):
            name = self.constants.setdefault(
                ast.unparse(node.value), f"{CONSTANTS}_{len(self.constants)}"
            )
            return ast.Subscript(ast.Name(name), node.slice)
        spans: list[tuple[int, ast.expr]] = []
        for _, some in groupby(values, ast.unparse):
            same = list(some)
            spans.append((len(same) + (spans[-1][0] if spans else 0), same[0]))
        if len(spans) == 1:
            return node
        return _picked(spans, ast.NamedExpr(ast.Name(PLACE), node.slice))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """The least or the greatest of more than two."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in ("min", "max"):
            while len(node.args) > 2:
                first = ast.Call(node.func, node.args[:2], [])
                node = ast.Call(node.func, [first, *node.args[2:]], [])
        return node


def _is_constant(value: ast.expr) -> bool:
    if isinstance(value, ast.UnaryOp):
        return isinstance(value.op, ast.USub) and _is_constant(value.operand)
    return isinstance(value, ast.Constant)


def _picked(spans: list[tuple[int, ast.expr]], place: ast.expr) -> ast.expr:
    """The value of the span that a place lies in, halving what is left at each look.

    Args:
        spans: Where each ends, and its value.
    """
    if len(spans) == 1:
        return spans[0][1]
    half = len(spans) // 2
    test = ast.Compare(place, [ast.Lt()], [ast.Constant(spans[half - 1][0])])
    known = ast.Name(PLACE)
    return ast.IfExp(test, _picked(spans[:half], known), _picked(spans[half:], known))
