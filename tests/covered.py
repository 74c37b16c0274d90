"""Counting which lines of the lower rooms the tests reach, where `.ci/run` names a folder for it.

Each worker writes a file of its own; `slipcover --merge` adds them up and holds the floor, which
stands in pyproject.toml with all else that is asked of it. Only the first time a line is reached
costs anything, so all tests are counted. This is imported before anything of the package is.

Before Python 3.12 a line that was reached still costs a jump each time, a tenth of what tests of
the rules take; so functions get their own code back, but for lines that were not reached yet.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

FOLDER = os.environ.pop("WARGAME_LINES", None) if "PYTEST_XDIST_WORKER" in os.environ else None
"""Where a worker leaves its counts. What its tests start is not told, and counts nothing."""

SELDOM = 256
"""After so many tests functions get their code back, and sooner after the first ones."""


class Counting:
    """Counts from now on, and writes what was counted when all tests are over."""

    def __init__(self, folder: Path) -> None:
        from slipcover import FileMatcher, ImportManager, Slipcover  # noqa: PLC0415 - if asked for
        from slipcover.config import read_config  # noqa: PLC0415 - as above

        asked = read_config()
        self._file = folder / f"{os.getpid()}.json"
        self._lines = Slipcover(
            immediate=True, source=asked["source"], exclude_also=asked["exclude-also"]
        )
        self._burden = Burden(self._lines) if sys.version_info < (3, 12) else None
        self._tests = 0
        ImportManager(self._lines, FileMatcher(asked["source"])).__enter__()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_finish(self) -> None:
        """Find the functions before they are taken out of what is searched for garbage."""
        if self._burden:
            self._burden.find()

    def pytest_runtest_logfinish(self) -> None:
        """Now and then, have what was reached go on as if nobody counted."""
        self._tests += 1
        is_early = self._tests < SELDOM and self._tests.bit_count() == 1
        if self._burden and (is_early or self._tests % SELDOM == 0):
            self._burden.lighten()

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Leave the counts of this process."""
        self._file.write_text(json.dumps(self._lines.get_coverage()), encoding="utf-8")


class Burden:
    """What functions carry that are counted: of each, its own code and the lines asked for."""

    def __init__(self, lines: Any) -> None:
        from slipcover import slipcover  # noqa: PLC0415 - if asked for

        self._lines, self._instrument = lines, lines.instrument
        self._own: dict[int, tuple[CodeType, CodeType, frozenset[int]]] = {}
        self._functions: list[FunctionType] = []
        lines.instrument = self._burdened
        annotated = vars(slipcover)["_get_annotation_only_lines"]
        vars(slipcover)["_get_annotation_only_lines"] = once_each(annotated)
        self._starts, slipcover.findlinestarts = slipcover.findlinestarts, self._unreached

    def _reached(self, code: CodeType) -> Collection[int]:
        found: Collection[int] = self._lines.newly_seen.get(code.co_filename, ())
        return found

    def _unreached(self, code: CodeType) -> Iterator[tuple[int, int]]:
        """Where lines begin that were not reached yet."""
        reached = self._reached(code)
        return (start for start in self._starts(code) if start[1] not in reached)

    def _burdened(self, code: CodeType, parent: CodeType | None = None) -> CodeType:
        """The code with a call at each line that was not reached; without any, the code itself."""
        left = frozenset(self._lines.lines_from_code(code))
        made: CodeType = self._instrument(code, parent) if left or not parent else code
        if made is not code:
            self._own[id(made)] = made, code, left
        return made

    def find(self) -> None:
        """Remember the functions that there are."""
        self._functions = self._found()

    def _found(self) -> list[FunctionType]:
        return [
            one
            for one in gc.get_objects()
            if type(one) is FunctionType and id(one.__code__) in self._own
        ]

    def lighten(self) -> None:
        """Ask no function any more for lines that were reached."""
        lighter: dict[int, CodeType] = {}
        for function in (*self._functions, *self._found()):
            key = id(function.__code__)
            if key in self._own and key not in lighter:
                lighter[key] = self._lighter(*self._own[key])
            function.__code__ = lighter.get(key, function.__code__)
        self._functions = [one for one in self._functions if id(one.__code__) in self._own]

    def _lighter(self, made: CodeType, code: CodeType, left: frozenset[int]) -> CodeType:
        return made if left.isdisjoint(self._reached(code)) else self._burdened(code, code)


def once_each(find: Callable[[CodeType], frozenset[int]]) -> Callable[[CodeType], frozenset[int]]:
    """The same, each code gone through once: it is asked for again in all that it stands in."""
    known: dict[int, tuple[CodeType, frozenset[int]]] = {}

    def found(code: CodeType) -> frozenset[int]:
        if id(code) not in known:
            known[id(code)] = code, find(code)
        return known[id(code)][1]

    return found


COUNTING = Counting(Path(FOLDER)) if FOLDER else None
