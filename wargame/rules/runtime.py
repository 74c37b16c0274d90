"""Running a generated module: the one place where text becomes code."""

from __future__ import annotations

import linecache
from types import ModuleType
from typing import Any


def run_text(text: str, name: str) -> Any:
    """Run a generated module.

    The text comes from `emit` alone: identifiers, numbers and names it has checked.
    """
    module = ModuleType(name)
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    exec(compile(text, name, "exec"), module.__dict__)  # noqa: S102 - our own text, see above
    return module
