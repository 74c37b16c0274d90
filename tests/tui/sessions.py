"""Short sessions on a pseudo-terminal, each ended another way: does the program always leave?"""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.tui.terminal import Terminal, plain

WITHIN_S = 2.0
"""Seconds in which whoever asked to leave has left, where a processor is free for it."""
AT_ONCE = 2
"""Sessions that run at the same time."""

ENDS: dict[str, tuple[Callable[[Terminal], None], int]] = {
    "SIGTERM": (lambda one: one.process.send_signal(signal.SIGTERM), 143),
    "SIGHUP": (lambda one: one.process.send_signal(signal.SIGHUP), 129),
    "Ctrl+Q": (lambda one: one.press("\x11"), 0),
    "qd": (lambda one: one.press("qd"), 0),
}
"""A way to ask, and the exit code that it brings; `qd` is pressed on the title."""

BURSTS = (
    "?",
    "??",
    ":",
    "?\x1b",
    "n",
    "d",
    "h",
    "c",
    "\t?",
    "x\r?",
    "a",
    "o",
    "b",
    "r",
    "z?",
    "1\r",
)
"""Keys pressed right before somebody asks to leave: most of them open a screen."""


def patience_s() -> float:
    """The seconds that takes on a machine as busy as this one is now."""
    return WITHIN_S * max(1.5, 2 * os.getloadavg()[0] / (os.cpu_count() or 1))


def session(number: int) -> str:
    """Run one session; gives what was wrong with its end, or nothing."""
    luck = random.Random(number)
    name = list(ENDS)[number % len(ENDS)]
    ask, code = ENDS[name]
    args = [] if name == "qd" else luck.choice([[], ["play", "--seed", str(number)]])
    burst = "" if name == "qd" else luck.choice(BURSTS)
    with tempfile.TemporaryDirectory() as folder, Terminal(*args, folder=Path(folder)) as terminal:
        terminal.wait_for("Enter" if args else "New game", 60)
        terminal.settle(0.1)
        for _ in range(luck.randrange(4) if burst else 0):
            terminal.press(luck.choice(["\r", *BURSTS]))
            terminal.settle(luck.choice([0.02, 0.2]))
        terminal.press(burst)
        time.sleep(luck.random() * luck.choice([0, 0.01, 0.05, 0.1]))
        begin = time.monotonic()
        ask(terminal)
        wrong = _wrong(terminal, code, begin)
        return (
            f"{number}: {name} after {burst!r} in {args or 'the title'}: {wrong}" if wrong else ""
        )


def _wrong(terminal: Terminal, code: int, begin: float) -> str:
    """What is wrong with the end of a session, if anything is."""
    while terminal.process.poll() is None and time.monotonic() < begin + 4 * patience_s():
        terminal.read(0.02)
    seconds, found = time.monotonic() - begin, terminal.process.poll()
    terminal.read(0.1)
    if found is None:
        return f"still there after {seconds:.1f} s: {plain(terminal.drawn)[-300:]!r}"
    if found != code:
        return f"left with {found} instead of {code}"
    if any(sign in plain(terminal.drawn) for sign in ("Something broke", "of ours broke")):
        return "the page about a fault was shown"
    if b"\x1b[?1049l" not in terminal.drawn[-400:] or not terminal.is_cooked:
        return "the terminal was not put in order"
    return f"left after {seconds:.1f} s" if seconds > patience_s() else ""


def run(count: int, first: int = 0) -> list[str]:
    """Run so many sessions; gives what was wrong."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [one for one in pool.map(session, range(first, first + count)) if one]
