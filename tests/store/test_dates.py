"""Dates of what is kept."""

from __future__ import annotations

import time

import pytest

from wargame.store import dates

LAST_SECOND = 253_402_300_799


@pytest.mark.parametrize("error", [OSError(22, "Invalid argument"), OverflowError(), ValueError()])
def test_a_year_that_the_clock_of_a_system_does_not_know_is_told(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(at: float) -> time.struct_time:
        raise error

    monkeypatch.setattr(time, "localtime", unknown)
    assert dates.by_this_clock(LAST_SECOND, "%Y-%m-%d") == "9999-12-31"


def test_a_moment_by_greenwich_is_the_same_everywhere() -> None:
    moments = (0, 1_785_542_400.5, LAST_SECOND)
    told = ["1970-01-01 00:00:00", "2026-08-01 00:00:00", "9999-12-31 23:59:59"]
    assert [dates.by_greenwich(at, "%Y-%m-%d %H:%M:%S") for at in moments] == told
