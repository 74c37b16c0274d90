"""The program's modules as trees, each parsed once in a process: a dozen tests look through all."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def tree_of(path: Path) -> ast.Module:
    """The tree of a module; nobody changes it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All that `ast.walk` comes by in the tree of a module."""
    return tuple(ast.walk(tree_of(path)))
