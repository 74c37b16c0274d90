"""Leaving: whoever asks is obeyed within two seconds, with the exit code asked for.

The screens are asked to close in order. A watchdog on a thread of its own ends the process where
they do not: a fault on the way out, a screen that hangs, a disk or a terminal that takes nothing.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable

SIGNALS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129, "SIGQUIT": 131}
"""Signals that end the program, and what it then leaves with; a system may lack one."""

GRACE_S = 0.4
"""How long keys typed before Ctrl+Q have, before leaving does not wait for them any more."""

PATIENCE_S = 1.5
"""How long the screens may take to close before the process ends without them."""

LAST_WORK_S = 0.2
"""How long the games may then take to be kept, and the terminal to be put in order."""

IN_ORDER = (
    b"\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[?2026l\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Undoes whatever the toolkit may have switched on in a terminal."""


class Leaving:
    """The wish to leave, from wherever it comes.

    Attributes:
        code: What the program leaves with; None as long as nobody has asked. The first one counts.
        restore: Puts the terminal back to how it was when the signals were taken.
    """

    def __init__(self) -> None:
        self.code: int | None = None
        self._asked: queue.SimpleQueue[tuple[int, float]] = queue.SimpleQueue()
        self._is_expected = False
        self._tell: Callable[[int], None] = lambda _: None
        self.restore: Callable[[], None] = lambda: None

    def ask(self, code: int, since: float | None = None) -> None:
        """Ask to leave. It may be called from anywhere, handlers of signals among them.

        Args:
            since: When somebody wished it, if not now; by the monotonic clock.
        """
        if self.code is None:
            self.code = code
            self._asked.put((code, time.monotonic() if since is None else since))

    def expect(self) -> None:
        """The screens are about to ask by themselves; if they do not, ask in their place."""
        if self._is_expected:
            return
        self._is_expected = True
        timer = threading.Timer(GRACE_S, self.ask, (0, time.monotonic()))
        timer.daemon = True
        timer.start()

    def heed(self, tell: Callable[[int], None]) -> None:
        """Have something called, on the watchdog's thread, when somebody asks."""
        self._tell = tell

    def guard(self, save: Callable[[], None], say: Callable[[], None]) -> None:
        """Take the signals, and see to it from now on that whoever asks to leave does.

        Args:
            save: Keeps what there is to keep.
            say: Tells, once it is kept and the terminal as it was, where to find it.
        """
        self.restore = _restorer()
        last = save, self.restore, say
        watch = threading.Thread(target=self._watch, args=last, name="wargame-leaving", daemon=True)
        watch.start()
        for name, code in SIGNALS.items():
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_, code=code: self.ask(code))

    def finish(self) -> int | None:
        """The exit code, if somebody asked for one; no later signal changes it any more.

        Python takes its own handlers back before the process is at its end.
        """
        for name in SIGNALS if self.code is not None else ():
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)
        return self.code

    def _watch(
        self, save: Callable[[], None], restore: Callable[[], None], say: Callable[[], None]
    ) -> None:
        """Wait until somebody asks; tell the screens; end the process if it is still there."""
        code, since = self._asked.get()
        with contextlib.suppress(Exception):
            self._tell(code)
        time.sleep(max(LAST_WORK_S, since + PATIENCE_S - time.monotonic()))
        is_kept = _is_done(save)
        if _is_done(restore) and is_kept:
            with contextlib.redirect_stderr(sys.__stderr__):  # the screens' own shows nothing
                _is_done(say)
        os._exit(code)


def _is_done(work: Callable[[], None]) -> bool:
    """Do the last work there is time for. False if it took too long."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(LAST_WORK_S)
    return not thread.is_alive()


def _restorer() -> Callable[[], None]:
    """What puts the terminal back to how it is now."""
    try:
        import termios  # noqa: PLC0415 - not on every system

        stdin = sys.__stdin__.fileno() if sys.__stdin__ is not None else -1
        modes = termios.tcgetattr(stdin)
    except (ImportError, OSError, ValueError):
        return lambda: None
    except termios.error:
        return lambda: None

    def restore() -> None:
        # In the background, to change a terminal would stop the whole program.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        with contextlib.suppress(termios.error):
            termios.tcsetattr(stdin, termios.TCSANOW, modes)
        with contextlib.suppress(OSError):
            os.write(2, IN_ORDER)

    return restore
