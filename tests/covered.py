"""Counting the lines that tests reach, where `--cov` asks for it, as `.ci/run` does.

Only tests of which lines are counted are traced: it makes a test two to three times as long. The
mark `no_cover` of pytest-cov does not spare the others. In a worker of xdist it counts twice over,
and where it stops the one count, the other goes on; and it spares no test what it is set up with.
"""

from __future__ import annotations

from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from coverage import Coverage

ROOT = Path(__file__).resolve().parents[1]

COUNTED = ("content", "play", "rules")
"""The rooms whose own tests have to reach most of their lines."""
LONG = {
    "test_accepted.py",
    "test_bounds.py",
    "test_codes.py",
    "test_compiled.py",
    "test_conformance.py",
    "test_dealer.py",
    "test_deck_mutations.py",
    "test_determinism.py",
    "test_everything.py",
    "test_expressions.py",
    "test_golden_games.py",
    "test_goldens.py",
    "test_hostile_decks.py",
    "test_hostile_rules.py",
    "test_ids.py",
    "test_layers.py",
    "test_leaks.py",
    "test_luck.py",
    "test_match.py",
    "test_mistakes.py",
    "test_position.py",
    "test_roles.py",
    "test_rulings.py",
    "test_starts.py",
    "test_tables.py",
    "test_valid_by_schema.py",
    "test_variants.py",
    "test_verbs.py",
    "test_wording.py",
}
"""Their long ones, left out: others reach nearly all of the lines that these do."""


def is_counted(path: Path) -> bool:
    """Whether what the tests of a file reach is counted."""
    return path.name not in LONG and any(ROOT / "tests" / room in path.parents for room in COUNTED)


class Counting:
    """Lets pytest-cov count from the beginning to the end of each counted test, and else not."""

    def __init__(self, config: pytest.Config) -> None:
        self._count = Coverage.current()
        self._in_worker = hasattr(config, "workerinput")
        if self._in_worker:
            self._stop()
        else:
            _import_rooms()

    def _stop(self) -> None:
        if self._count:
            self._count.stop()

    @pytest.hookimpl(trylast=True)
    def pytest_sessionstart(self) -> None:
        """Wait for a test, after pytest-cov has begun, in a worker for the second time."""
        if self._in_worker:
            self._count = Coverage.current()
        self._stop()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        if not self._count or not is_counted(item.path):
            return (yield)
        with self._count.collect():
            return (yield)


def _import_rooms() -> None:
    """Count once what modules do when they are imported, whoever needs them first."""
    for room in COUNTED:
        for module in walk_packages([str(ROOT / "wargame" / room)], f"wargame.{room}."):
            import_module(module.name)
