"""Running a generated module: the one place where text becomes code."""

from __future__ import annotations

import linecache
from collections.abc import Callable
from copy import copy
from types import CodeType, ModuleType
from typing import Any

Coder = Callable[[str, str], CodeType]
"""Gives the code of a generated module's text, and the name that it goes by."""


def run_text(text: str, name: str, behind: Any = None, coder: Coder | None = None) -> Any:
    """Run a generated module.

    The text comes from `emit` alone: identifiers, numbers and names it has checked.

    Args:
        behind: A module whose names the text may use; it stays as it is.
        coder: Gives the text's code, where somebody keeps it.
    """
    module = ModuleType(name)
    if behind is not None:
        module.__dict__.update(behind.__dict__ | {"__name__": name})
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    code = coder(text, name) if coder else compile(text, name, "exec")
    exec(code, module.__dict__)  # noqa: S102 - our own text, see above
    return module


def run_behind(module: Any, text: str, name: str) -> Any:
    """Run what a ruling adds to a generated module; gives both as one, the module stays as it is.

    What the text makes comes behind the rows of the module's tables, so no number of a row
    changes its meaning.
    """
    both = run_text(text, name, module)
    both.TABLES = copy(module.TABLES)
    for column, rows in both.MORE.items():
        setattr(both.TABLES, column, [*getattr(both.TABLES, column), *rows])
    both.ENGINE = copy(module.ENGINE)
    both.ENGINE.tables = both.TABLES
    return both
