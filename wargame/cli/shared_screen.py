"""A terminal that several people look at: what is not left on it, and not shown as it is typed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Final

WIPE: Final = "\x1b[H\x1b[2J\x1b[3J"
"""Home, clear the screen, clear the scroll-back."""

ENDS: Final = ("SIGTERM", "SIGHUP")
"""What ends a program without asking it."""


STOPS: Final = "SIGTSTP"
"""What stops a program until somebody goes on with it: Ctrl-Z."""

GOES_ON: Final = "SIGCONT"
"""What a program gets that goes on, also where it was stopped without being told."""


@contextmanager
def wiped_at_a_signal(put_away: Callable[[], None], hide: Callable[[], None]) -> Iterator[None]:
    """Clear the screen before a signal ends or stops the program, or when it goes on after a stop
    that nobody told it of: a hand may stand there.

    Args:
        put_away: Wipes the screen and calls `stop`, when it may.
        hide: Wipes it alone.
    """
    numbers = [getattr(signal, name) for name in ENDS if hasattr(signal, name)]
    before = {number: signal.signal(number, _wipe_and_end) for number in numbers}
    for name, call in ((STOPS, put_away), (GOES_ON, hide)):
        if hasattr(signal, name):
            number = getattr(signal, name)
            before[number] = signal.signal(number, partial(_call, call))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _call(call: Callable[[], None], _number: int, _frame: object) -> None:
    call()


def _wipe_and_end(number: int, _frame: object) -> None:
    with suppress(OSError):  # the terminal may be gone
        os.write(sys.stdout.fileno(), WIPE.encode())
        _show_typing(True)
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


def stop() -> None:
    """Stop, as any job of a shell does, until somebody goes on with it."""
    number = getattr(signal, STOPS)
    was_shown = _show_typing(True)
    heard = {one: signal.signal(one, signal.SIG_DFL) for one in (number, getattr(signal, GOES_ON))}
    signal.raise_signal(number)
    for one, handler in heard.items():
        signal.signal(one, handler)
    _show_typing(was_shown)


@contextmanager
def typed_unseen() -> Iterator[None]:
    """Keep the terminal from showing what is typed, where it can be told to."""
    was_shown = _show_typing(False)
    try:
        yield
    finally:
        _show_typing(was_shown)


def _show_typing(is_shown: bool) -> bool:
    """Have the terminal show what is typed, or not; gives whether it did."""
    if sys.platform == "win32":
        return True
    import termios  # not on every system

    handle = sys.stdin.fileno()
    try:
        settings = termios.tcgetattr(handle)
        was_shown = bool(settings[3] & termios.ECHO)
        settings[3] = settings[3] | termios.ECHO if is_shown else settings[3] & ~termios.ECHO
        termios.tcsetattr(handle, termios.TCSADRAIN, settings)
    except termios.error:  # no terminal any more
        return True
    return was_shown
