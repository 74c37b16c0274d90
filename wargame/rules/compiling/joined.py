"""Kernel and deck as one text, for a compiler.

The modules of the kernel build on one another and use nothing but the standard library, so
they can be put one behind the other, with a deck's generated module last. Compiled as one
module the same text runs several times as fast; as plain Python it gives the same hashes.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module

from wargame.rules import kernel
from wargame.rules.compiling.direct import directed
from wargame.rules.compiling.straight import straightened
from wargame.rules.kernel import packed

HEADER = '''"""The rules of one deck and the machine that runs them, joined into one module."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, final

from librt.vecs import vec
from mypy_extensions import i64

'''


def joined_text(deck_module: str) -> str:
    """One self-contained module from the kernel and a generated module's text.

    Args:
        deck_module: `Game.text`.
    """
    bodies = [_body(_source(name)) for name in kernel.MODULES]
    machine, deck = ast.parse("\n\n".join(bodies)), ast.parse(straightened(_body(deck_module)))
    if deck.body:
        directed(machine, deck)
    return HEADER + ast.unparse(ast.Module([*machine.body, *deck.body], [])) + "\n"


def _source(name: str) -> str:
    """A module of the kernel as a compiler is given it."""
    if name == "packed":
        return packed.COMPILED
    return inspect.getsource(import_module(f"{kernel.__name__}.{name}"))


def _body(source: str) -> str:
    """A module's text without its docstring and its imports."""
    lines = source.splitlines()
    for first, last in _left_out(ast.parse(source)):
        lines[first - 1 : last] = [""] * (last - first + 1)
    return "\n".join(lines).strip("\n")


def _left_out(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """First and last line of what a joined module has once, at its top."""
    for place, node in enumerate(tree.body):
        is_doc = place == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_doc or isinstance(node, ast.Import | ast.ImportFrom):
            yield node.lineno, node.end_lineno or node.lineno
