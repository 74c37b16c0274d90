"""How much work something takes, told without a clock where it is work of Python."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType

from tests.systems import IS_WINDOWS

CLOCK = time.perf_counter if IS_WINDOWS else time.process_time
"""What a process is busy for; the clock of Windows for that moves once in 16 ms."""


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, of Python's and of C, on every machine the same.

    >>> calls(lambda: [abs(n) for n in range(100)]) >= 100
    True
    """
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def ratio(work: Callable[[], object], measure: Callable[[], object], times: int = 5) -> float:
    """How many times as long one takes as another, run by turns, each at its quickest.

    For work that one call of C does; what stands beside it suffers from the machine as much.
    """
    pairs = [(seconds(work), seconds(measure)) for _ in range(times)]
    return min(one for one, _ in pairs) / min(other for _, other in pairs)


def seconds(work: Callable[[], object]) -> float:
    """How long something takes, of the processor's time where that is told."""
    started = CLOCK()
    work()
    return CLOCK() - started
