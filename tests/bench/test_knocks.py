"""A table is asked one thing after another, alone and in a crowd."""

from __future__ import annotations

import pytest

from tests.bench import knocks

pytestmark = pytest.mark.waits


def test_whoever_sits_there_is_answered_beside_all_who_come(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knocks, "BEGIN_SECONDS", 0.0)
    knocks.main(["0.1"])
    said = capfd.readouterr().out
    assert said.count(" answers, p50 ") == 2
    assert "they came " in said


def test_a_share_is_of_what_took_longest() -> None:
    waits = knocks.Waits([0.001] * 95 + [0.5] * 5)
    assert [waits.share(part) for part in (0.5, 0.94, 0.95, 1)] == [1, 1, 500, 500]
