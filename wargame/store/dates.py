"""Dates of what is kept, as people read them, whatever years a system's own clock knows."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Final

_FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)


def by_greenwich(at: float, form: str) -> str:
    """A moment by Greenwich.

    Args:
        at: Seconds since 1970, of the years 1 to 9999.
        form: As for `time.strftime`.

    >>> by_greenwich(253_402_300_799, "%Y-%m-%d %H:%M")
    '9999-12-31 23:59'
    """
    return (_FIRST + timedelta(seconds=at)).strftime(form)


def by_this_clock(at: float, form: str) -> str:
    """A moment by the clock of this machine; by Greenwich if it knows no such year."""
    try:
        return time.strftime(form, time.localtime(at))
    except (OSError, OverflowError, ValueError):
        return by_greenwich(at, form)
