"""What counting lines leaves behind: nothing in code whose lines were all reached."""

from __future__ import annotations

import sys
from types import FunctionType

import pytest

from tests.covered import Burden

TEXT = """\
def halves(numbers):
    for number in numbers:
        if number % 2:
            yield "odd"
        else:
            yield number // 2
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="Python forgets such lines by itself")
def test_a_function_is_asked_only_for_lines_that_were_not_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slipcover = pytest.importorskip("slipcover")
    counter = slipcover.slipcover
    for name in ("findlinestarts", "_get_annotation_only_lines"):
        monkeypatch.setattr(counter, name, getattr(counter, name))
    lines = slipcover.Slipcover(immediate=True)
    burden = Burden(lines)
    own = compile(TEXT, "halves.py", "exec")
    space: dict[str, FunctionType] = {}
    exec(lines.instrument(own), space)
    halves = space["halves"]
    burden.find()

    kind = type(counter.probe.new(lines, "halves.py", 1, 0))

    def asked() -> int:
        return sum(isinstance(one, kind) for one in halves.__code__.co_consts)

    assert asked() == 5
    assert [*halves([4, 6])] == [2, 3]
    burden.lighten()
    assert asked() == 1
    assert [*halves([3, 8])] == ["odd", 4]
    burden.lighten()
    assert halves.__code__ in own.co_consts
    assert [*halves([5])] == ["odd"]
    assert lines.newly_seen["halves.py"] == {1, 2, 3, 4, 6}
