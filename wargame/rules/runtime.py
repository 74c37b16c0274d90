"""Running a generated module: the one place where text becomes code."""

from __future__ import annotations

import linecache
from copy import copy
from types import ModuleType
from typing import Any


def run_text(text: str, name: str, behind: Any = None) -> Any:
    """Run a generated module.

    The text comes from `emit` alone: identifiers, numbers and names it has checked.

    Args:
        behind: A module whose names the text may use; it stays as it is.
    """
    module = ModuleType(name)
    if behind is not None:
        module.__dict__.update(behind.__dict__ | {"__name__": name})
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    exec(compile(text, name, "exec"), module.__dict__)  # noqa: S102 - our own text, see above
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
