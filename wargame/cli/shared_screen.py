"""A terminal that several people look at: what is not left on it, and not shown as it is typed.

And what is said last by a program that a signal ends.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Final

WIPE: Final = "\x1b[H\x1b[2J\x1b[3J"
"""Home, clear the screen, clear the scroll-back."""

ENDS: Final = ("SIGTERM", "SIGHUP", "SIGQUIT")
"""What ends a program without asking it; the last by Ctrl-\\ too."""


STOPS: Final = "SIGTSTP"
"""What stops a program until somebody goes on with it: Ctrl-Z."""

GOES_ON: Final = "SIGCONT"
"""What a program gets that goes on, also where it was stopped without being told."""


@contextmanager
def said_at_the_end(last: Callable[[], Sequence[str]]) -> Iterator[None]:
    """Say something before a signal ends the program, to a person or to a pipe.

    Args:
        last: The lines.
    """
    with _heard(dict.fromkeys(ENDS, partial(_say_and_end, last))):
        yield


@contextmanager
def wiped_at_a_signal(
    put_away: Callable[[], None], hide: Callable[[], None], last: Callable[[], Sequence[str]]
) -> Iterator[None]:
    """Clear the screen before a signal ends or stops the program, or when it goes on after a stop
    that nobody told it of: a hand may stand there.

    Args:
        put_away: Wipes the screen and calls `stop`, when it may.
        hide: Wipes it alone.
        last: The lines that are said before it ends.
    """
    ends = dict.fromkeys(ENDS, partial(_wipe_and_end, last))
    stops = {STOPS: partial(_call, put_away), GOES_ON: partial(_call, hide)}
    with _heard({**ends, **stops}):
        yield


Heard = Callable[[int, object], None]
"""What is called at a signal."""


@contextmanager
def _heard(calls: Mapping[str, Heard]) -> Iterator[None]:
    """Hear signals; not those that the system lacks, or that whoever started us would not hear."""
    numbers = {getattr(signal, name): call for name, call in calls.items() if hasattr(signal, name)}
    before = {number: signal.getsignal(number) for number in numbers}
    for number, call in numbers.items():
        if before[number] is not signal.SIG_IGN:
            signal.signal(number, call)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _call(call: Callable[[], None], _number: int, _frame: object) -> None:
    call()


def _wipe_and_end(last: Callable[[], Sequence[str]], number: int, _frame: object) -> None:
    with suppress(OSError):  # the terminal may be gone
        os.write(sys.stdout.fileno(), WIPE.encode())
        _show_typing(True)
    _say_and_end(last, number, _frame)


def _say_and_end(last: Callable[[], Sequence[str]], number: int, _frame: object) -> None:
    """Say it if it is taken at once, past whatever is being written; then end by the signal."""
    text = "".join(f"{line}\n" for line in last())
    with suppress(OSError, ValueError):  # a pipe that nobody reads, a terminal that is gone
        handle = sys.stdout.fileno()
        if text and (sys.platform == "win32" or select.select([], [handle], [], 0)[1]):
            os.write(handle, f"\n{text}".encode(sys.stdout.encoding, "nearest"))
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
def asked_again(ask: Callable[[], None]) -> Iterator[None]:
    """Ask once more where the program goes on after a stop, unless somebody hears of that already:
    the shell has written behind the question.

    Args:
        ask: Writes it; nothing else may be writing meanwhile.
    """
    is_ours = threading.current_thread() is threading.main_thread()
    with _heard(_unheard({GOES_ON: partial(_call, ask)}) if is_ours else {}):
        yield


@contextmanager
def typed_unseen() -> Iterator[None]:
    """Keep the terminal from showing what is typed, where it can be told to: also where the program
    was stopped meanwhile, for a shell has the terminal show it again."""
    was_shown = _show_typing(False)
    try:
        with _heard(_unheard({GOES_ON: _hide_typing, **dict.fromkeys(ENDS, _show_and_end)})):
            yield
    finally:
        _show_typing(was_shown)


def _unheard(calls: Mapping[str, Heard]) -> dict[str, Heard]:
    """Those of the signals that nobody hears yet."""

    def is_free(name: str) -> bool:
        number = getattr(signal, name, None)
        return number is not None and signal.getsignal(number) is signal.SIG_DFL

    return {name: call for name, call in calls.items() if is_free(name)}


def _hide_typing(_number: int, _frame: object) -> None:
    _show_typing(False)


def _show_and_end(number: int, _frame: object) -> None:
    """End by a signal, with a terminal that shows again what is typed."""
    _show_typing(True)
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


def typed_ahead() -> bool:
    """Whether a whole line has been typed at the terminal that nobody has read."""
    if sys.platform == "win32":
        return False
    with suppress(OSError, ValueError):  # a terminal that is gone
        return bool(select.select([sys.stdin], [], [], 0)[0])
    return False


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
