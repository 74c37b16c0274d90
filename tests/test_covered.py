"""Where lines are counted, other tests must not be slowed down by it."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.covered import is_counted


def test_a_test_that_is_not_counted_is_not_traced() -> None:
    assert not is_counted(Path(__file__))
    assert not type(sys.gettrace()).__module__.startswith("coverage")
