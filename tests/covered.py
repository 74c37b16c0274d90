"""Counting which lines of the lower rooms the tests reach, where `.ci/run` names a folder for it.

Each worker writes a file of its own; `slipcover --merge` adds them up and holds the floor, which
stands in pyproject.toml with all else that is asked of it. Only the first time a line is reached
costs anything, so all tests are counted. This is imported before anything of the package is.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

FOLDER = os.environ.get("WARGAME_LINES") if "PYTEST_XDIST_WORKER" in os.environ else None


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
        ImportManager(self._lines, FileMatcher(asked["source"])).__enter__()

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Leave the counts of this process."""
        self._file.write_text(json.dumps(self._lines.get_coverage()), encoding="utf-8")


COUNTING = Counting(Path(FOLDER)) if FOLDER else None
