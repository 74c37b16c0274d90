"""A program on a pseudo-terminal: keys in, bytes out, signals, sizes."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from tests.conftest import LONG_S, own_in
from tests.systems import IS_WINDOWS
from wargame.store.cache import CACHE_VARIABLE
from wargame.store.own import FOLDER_VARIABLE

if not IS_WINDOWS:
    import fcntl
    import pty
    import termios

ROOT = Path(__file__).resolve().parents[2]
ESCAPES = re.compile(r"\x1b(\[[0-9;?<>=]*\$?[a-zA-Z]|\][^\x07]*\x07|[()][A-Z0-9]|.)")
LATE = 16
"""Pieces that are read after the time, if they are there: a program that draws on and on ends."""
STARVED = 5
"""How many times as long as usual something may take where others have the processors."""

T = TypeVar("T")


SHELL = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    from wargame.cli import main
    main()
status = os.waitpid(child, os.WUNTRACED)[1]
while os.WIFSTOPPED(status):
    os.tcsetpgrp(0, os.getpgrp())
    print("STOPPED", os.system("stty -a | grep -q ' icanon'"), flush=True)
    input()
    os.tcsetpgrp(0, child)
    os.killpg(child, signal.SIGCONT)
    status = os.waitpid(child, os.WUNTRACED)[1]
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""What a shell does with a job: it says when that stops, and goes on with it after Enter."""


class Terminal:
    """Runs `wargame ARGS` (or Python code) on a terminal of its own.

    Everything that it draws is kept in `drawn`, as bytes.
    """

    def __init__(
        self,
        *args: str,
        code: str = "from wargame.cli import main; main()",
        folder: Path,
        size: tuple[int, int] = (80, 24),
        env: dict[str, str] | None = None,
    ) -> None:
        if IS_WINDOWS:
            pytest.skip("such terminals are of other systems")
        self.master, slave = pty.openpty()
        self.resize(*size, tell=False)
        self.started = time.monotonic()
        self.drawn = b""
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *args],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            start_new_session=True,
            # A new terminal hangs up on what runs there, also where the tests run by `nohup`.
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(folder),
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "COLORTERM": "truecolor",
                "PYTHONPATH": str(ROOT),
                "WARGAME_SAVES": str(folder),
                FOLDER_VARIABLE: str(own_in(folder)),
                # What is kept of decks is what any program of the tests has kept.
                **{name: text for name, text in os.environ.items() if name == CACHE_VARIABLE},
                **(env or {}),
            },
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)

    @property
    def is_cooked(self) -> bool:
        """Whether it gives lines and echoes them, as before a program changed it."""
        flags = termios.tcgetattr(self.master)[3]
        return bool(flags & termios.ICANON and flags & termios.ECHO)

    def resize(self, width: int, height: int, tell: bool = True) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        if tell:
            self.process.send_signal(signal.SIGWINCH)

    def read(self, seconds: float) -> bytes:
        """What is drawn within some time.

        What has been drawn by then is read however late we come to it: on a busy machine the time
        may be over before the first look.
        """
        end, found, late = time.monotonic() + seconds, b"", 0
        while late < LATE:
            left = end - time.monotonic()
            late += left <= 0
            if not select.select([self.master], [], [], max(0, left))[0]:
                break
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            if not data:
                break
            found += data
            self.drawn += data
        return found

    def read_some(self, seconds: float) -> bytes:
        """The next piece that is drawn, or nothing."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        data = os.read(self.master, 65536)
        self.drawn += data
        return data

    def wait_for(self, text: str, seconds: float = LONG_S) -> float:
        """Read until a text has been drawn; gives the seconds since the start.

        What the program waits for a processor does not count, up to `STARVED` times as long.
        """
        begin, start, watch = len(self.drawn), time.monotonic(), Watch(self)
        while (past := time.monotonic() - start) < seconds or (
            past < STARVED * seconds and watch.seconds < seconds
        ):
            has_ended = self.process.poll() is not None
            self.read(0.005)
            if text in plain(self.drawn[max(0, begin - 200) :]):
                return time.monotonic() - self.started
            if has_ended:
                break
        raise AssertionError(f"{text!r} was not drawn; last: {plain(self.drawn)[-1500:]}")

    def settle(self, quiet: float = 0.3, most: float = LONG_S) -> bytes:
        """Read until nothing has been drawn for a while, and nothing is about to be."""
        found, end = b"", time.monotonic() + most
        while time.monotonic() < end:
            data = self.read(quiet)
            if not data and self.is_at_rest:
                break
            found += data
        return found

    @property
    def is_at_rest(self) -> bool:
        """Whether all its threads wait for something, where the system tells.

        On a busy machine silence alone says little. Whoever waits for a disk is about to go on.
        """
        for _ in range(5):
            states = self._of_threads("stat", lambda text: text.rpartition(")")[2][1])
            if {"R", "D"} & {*states}:
                return False
            time.sleep(0.01)
        return True

    @property
    def queued_s(self) -> float:
        """Seconds that its threads were ready to run without a processor, where it is told."""
        return sum(self._of_threads("schedstat", _queued_ns)) / 1e9

    def _of_threads(self, name: str, read: Callable[[str], T]) -> list[T]:
        """What the system tells of each of its threads."""
        found = []
        for place in Path(f"/proc/{self.process.pid}/task").glob(f"*/{name}"):
            with suppress(OSError, IndexError):  # that thread has ended
                found.append(read(place.read_text(encoding="utf-8", errors="replace")))
        return found

    def give(self, seconds: float) -> None:
        """Read until the program has had so much time, whoever else wants the processors."""
        watch, end = Watch(self), time.monotonic() + LONG_S
        while watch.seconds < seconds and time.monotonic() < end:
            self.read(0.02)

    def ends_within(self, seconds: float, *, is_read: bool = True) -> bool:
        """Whether it has ended after so much time, whoever else wants the processors.

        Args:
            is_read: Whether somebody reads what it draws meanwhile.
        """
        watch, end = Watch(self), time.monotonic() + LONG_S
        while self.process.poll() is None and time.monotonic() < end and watch.seconds < seconds:
            self.read(0.02) if is_read else time.sleep(0.02)
        return self.process.poll() is not None

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def vanish(self) -> None:
        """End the terminal under the program, without a word."""
        os.close(self.master)
        self.master = os.open(os.devnull, os.O_RDWR)

    def leave(self, seconds: float = LONG_S) -> int:
        """Wait for the end; gives the exit code. What a failing test shows are the last words."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.05)
        self.read(0.2)
        print(self.drawn.rpartition(b"\x1b[?1049l")[2].decode(errors="replace"))  # noqa: T201 - shown where a test fails
        return self.process.wait(timeout=1)


class Watch:
    """Takes the time of a program from now on, but for what it waits for a processor.

    Whoever looks may wait for one too, and sees late that a program has ended.
    """

    def __init__(self, terminal: Terminal) -> None:
        self._terminal, self._begin = terminal, time.monotonic()
        self._before = self._queued = terminal.queued_s
        self._ours = _own_queued_s()

    @property
    def seconds(self) -> float:
        """What has passed; to be asked often, since nothing is told of a program that has ended."""
        self._queued = max(self._queued, self._terminal.queued_s)
        queued = self._queued - self._before + _own_queued_s() - self._ours
        return time.monotonic() - self._begin - queued


def _queued_ns(text: str) -> int:
    return int(text.split()[1])


def _own_queued_s() -> float:
    """Seconds that this thread was ready to run without a processor, where the system tells."""
    with suppress(OSError, IndexError):
        return _queued_ns(Path("/proc/thread-self/schedstat").read_text(encoding="utf-8")) / 1e9
    return 0.0


def plain(drawn: bytes) -> str:
    """What was drawn without the codes that place and colour it."""
    return ESCAPES.sub("", drawn.decode(errors="replace"))
