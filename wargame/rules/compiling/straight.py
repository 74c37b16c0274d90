"""A deck's module as a compiler likes it: the same numbers, as plain as a machine has them.

What stands in the module for its readers, `(0, 3, 5)[s.level[DUTY]]`, makes a tuple of objects each
time where it is compiled. Here lists of constants are made once, a pick from others looks at the
one it wants alone, and the least of several numbers is found two by two, which is inlined. Numbers
of a deck are below 2**20, so they are computed with as numbers of 64 bits, but for products that
could be larger.
"""

from __future__ import annotations

import ast
from itertools import groupby
from typing import Final

from wargame.content.limits import NUMBER_LIMIT

CONSTANTS: Final = "_listed"
PLACE: Final = "_at"
"""Names that no deck has: its own do not begin like this."""

WIDE: Final = 62
"""So many bits are computed with at most."""


def straightened(text: str) -> str:
    """A module's text that computes the same, and faster once it is compiled."""
    tree = ast.parse(text)
    work = _Straighten()
    body = [work.visit(node) for node in tree.body]
    lists = [f"{name}: Final = packed([{values}])" for values, name in work.constants.items()]
    return "\n".join([*lists, ast.unparse(ast.Module(body, []))])


class _Straighten(ast.NodeTransformer):
    """Rewrites expressions.

    Attributes:
        constants: The name of each list of constants.
    """

    def __init__(self) -> None:
        self.constants: dict[str, str] = {}

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """A number that is given."""
        node.annotation = _as_wide(node.annotation)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        """A number of a position."""
        self.generic_visit(node)
        node.annotation = _as_wide(node.annotation) or node.annotation
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """A number that comes back."""
        self.generic_visit(node)
        node.returns = _as_wide(node.returns)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.BinOp:
        """A product, computed with numbers of any size if it could need them."""
        is_large = isinstance(node.op, ast.Mult) and _bits(node) > WIDE
        self.generic_visit(node)
        if is_large:
            node.left = ast.Call(ast.Name("int"), [node.left], [])
            node.right = ast.Call(ast.Name("int"), [node.right], [])
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """A pick from a tuple."""
        self.generic_visit(node)
        if not isinstance(node.value, ast.Tuple) or not isinstance(node.ctx, ast.Load):
            return node
        values = node.value.elts
        if all(_is_constant(value) for value in values):
            name = self.constants.setdefault(
                ", ".join(map(ast.unparse, values)), f"{CONSTANTS}_{len(self.constants)}"
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
        """The least or the greatest of more than two, and how large a number is."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "abs":
            known = ast.Name(PLACE)
            given: list[ast.expr] = [ast.NamedExpr(known, node.args[0])]
            return ast.Call(ast.Name("max"), [*given, ast.UnaryOp(ast.USub(), known)], [])
        if isinstance(node.func, ast.Name) and node.func.id in ("min", "max"):
            while len(node.args) > 2:
                first = ast.Call(node.func, node.args[:2], [])
                node = ast.Call(node.func, [first, *node.args[2:]], [])
        return node


def _as_wide(annotation: ast.expr | None) -> ast.expr | None:
    """A type, in which any number is one of 64 bits."""
    if isinstance(annotation, ast.Name) and annotation.id == "int":
        return ast.Name("i64")
    return annotation


def _bits(node: ast.expr) -> int:
    """How many bits the number that comes out may have: at most `NUMBER_LIMIT` in each place."""
    match node:
        case ast.Constant(int() as value):
            return value.bit_length()
        case ast.BinOp(left, ast.Mult(), right):
            return _bits(left) + _bits(right)
        case ast.BinOp(left, ast.FloorDiv()) | ast.UnaryOp(operand=left):
            return _bits(left)
        case ast.BinOp(left, _, right):
            return max(_bits(left), _bits(right)) + 1
        case ast.IfExp(test, body, other):
            named = [one.value for one in ast.walk(test) if isinstance(one, ast.NamedExpr)]
            return max(map(_bits, (body, other, *named)))
        case ast.Call(ast.Name("min" | "max" | "abs"), args):
            return max(map(_bits, args))
        case _:
            return NUMBER_LIMIT.bit_length()


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
