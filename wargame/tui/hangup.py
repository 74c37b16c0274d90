"""A terminal that vanishes without a word.

A closed window sends SIGHUP, but not every broken connection does. What is left then is an
input that is always at its end, and a program that reads it for ever at full speed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

CHECK_S = 2.0
"""How often somebody looks whether the terminal is still there."""

HUNG_UP = 129
"""The exit code, the same as after SIGHUP."""


def is_gone() -> bool:
    """Whether the terminal that this program reads from is gone."""
    try:
        import termios  # noqa: PLC0415 - not on every system
    except ImportError:
        return False
    stream = sys.__stdin__
    if stream is None:
        return False
    try:
        termios.tcgetattr(stream.fileno())
    except (termios.error, OSError, ValueError):
        return True
    return False


def leave_if_gone(save: Callable[[], None]) -> None:
    """Keep what there is to keep and end at once: there is no terminal left to put in order."""
    if is_gone():
        save()
        os._exit(HUNG_UP)
