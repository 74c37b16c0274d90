"""A table's clock in a small file of its own, so that a table that was killed goes on at the same
prompt."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from wargame.content.places import read_bounded
from wargame.errors import RecordError
from wargame.seminar.clock import PhaseClock
from wargame.seminar.plan import SeminarPlan
from wargame.store.whole import put_whole

CLOCK_BYTES = 1_000
"""No file of a clock comes near it."""


def keep_clock(clock: PhaseClock, place: Path) -> None:
    """Write down what a clock shows.

    Raises:
        OSError: The disk does not take it.
    """
    data = {"place": clock.place, "left": int(clock.left), "played": int(clock.played)}
    put_whole(place, json.dumps(data).encode())


def clock_of(plan: SeminarPlan, place: Path) -> PhaseClock:
    """The clock as it stood when a table was left, or at the start of the session."""
    clock = PhaseClock(plan.phases)
    with suppress(RecordError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        data = json.loads(read_bounded(place, CLOCK_BYTES, "clock"))
        number, left, played = (int(data[key]) for key in ("place", "left", "played"))
        if 0 <= number < len(plan.phases):
            clock = replace(clock, place=number, left=float(left), played=float(played))
    return clock
