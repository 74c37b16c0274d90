"""Ctrl+Z: the program stops as any job of a shell does, and comes back as it was.

The toolkit's own way stops only one process of the job, for ever where no shell is there to go on
with it, and takes every signal to go on for its own: a second reader of keys is begun then. Where
no shell is there, nothing is done at all: while the terminal is given back, it swallows Ctrl+Q.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress

from textual.app import App, SuspendNotSupported


def can_pause() -> bool:
    """Whether this system knows jobs."""
    return hasattr(signal, "SIGTSTP")


def listen(app: App[int], put_away: Callable[[], object]) -> None:
    """Have an app obey the signals that stop it and go on with it.

    Args:
        put_away: Hides what whoever goes on may not see.
    """
    if app.is_headless or not can_pause():
        return
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread
        loop.add_signal_handler(signal.SIGTSTP, pause, app, put_away)
        loop.add_signal_handler(signal.SIGCONT, draw_anew, app, put_away)


def has_shell() -> bool:
    """Whether somebody is there who could go on with this job: not if it leads its session."""
    return can_pause() and os.getsid(0) != os.getpgrp()


def pause(app: App[int], put_away: Callable[[], object]) -> None:
    """Give the terminal back and stop the job; go on when the shell says so.

    Args:
        put_away: Hides what whoever goes on may not see.
    """
    if app.is_headless or not has_shell():
        return
    put_away()
    with suppress(SuspendNotSupported), app.suspend():
        for number in (signal.SIGTSTP, signal.SIGCONT):
            signal.signal(number, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)
    listen(app, put_away)


def draw_anew(app: App[int], put_away: Callable[[], object]) -> None:
    """Take the terminal again, after somebody else may have used it.

    Args:
        put_away: Hides what whoever goes on may not see.
    """
    put_away()
    with suppress(SuspendNotSupported), app.suspend():
        pass
