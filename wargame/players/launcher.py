"""Starts one program of anybody's, and ends it with everything that it has started.

It runs as a script of its own between the game and the program, so that the program's limits are
set outside the game's threads, and so that somebody is left to end it if the game is killed: the
game holds the other end of a pipe, and when that closes, however it comes to, all is ended. On
Linux the program's children fall to this process when their parents end, so none gets away.

    launcher.py PIPE FOLDER MEGABYTES SECONDS PROCESSES NAME,… WORD…

NAMEs are those of the environment that the program gets. Nothing of `wargame` is imported here:
every program of every match waits for it.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Sequence

LINUX = sys.platform == "linux"
SET_PDEATHSIG, SET_CHILD_SUBREAPER = 1, 36
"""Of Linux's `prctl`: a signal when the parent ends, and to be given orphans."""

TRIES = 300
"""Rounds of ending children before giving up, a hundredth of a second each."""


def main(words: Sequence[str]) -> int:
    """Run a program; gives the exit code."""
    life, folder, names, program = int(words[0]), words[1], words[5].split(","), words[6:]
    limits = [int(word) for word in words[2:5]]
    _prctl(SET_CHILD_SUBREAPER, 1)
    woken = _wake_on_children()
    me = os.getpid()
    child = os.fork()
    if child == 0:
        _become(me, life, folder, limits, names, program)
    _let_go_of_streams()
    code = _wait(child, life, woken)
    _end_all(child)
    _remove(folder)
    return code


def _wake_on_children() -> int:
    """A pipe to read from that tells when a child has ended."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return reader


def _become(
    parent: int,
    life: int,
    folder: str,
    limits: Sequence[int],
    names: Sequence[str],
    program: Sequence[str],
) -> None:
    """Turn into the program; never comes back."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.close(life)
        os.setsid()
        _prctl(SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == parent:
            _limit(*limits)
            os.chdir(folder)
            environment = {name: os.environ[name] for name in names if name in os.environ}
            os.execve(program[0], list(program), environment)
    finally:
        os._exit(127)


def _limit(megabytes: int, seconds: int, processes: int) -> None:
    import resource

    memory = resource.RLIMIT_DATA if LINUX else resource.RLIMIT_AS
    wanted = [(memory, megabytes << 20), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)]
    if LINUX and os.getuid():  # it counts all of a person's, and does not hold for root
        wanted.append((resource.RLIMIT_NPROC, _tasks() + processes))
    for what, most in wanted:
        hard = resource.getrlimit(what)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (limit, limit))


def _tasks() -> int:
    """How many tasks this person has on the system."""
    found, me = 0, os.getuid()
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            if os.stat(f"/proc/{name}").st_uid == me:
                found += len(os.listdir(f"/proc/{name}/task"))
    return found


def _let_go_of_streams() -> None:
    """Leave input and output to the program, so that either end sees when the other closes."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)


def _wait(child: int, life: int, woken: int) -> int:
    """Wait for the program to end, or for the game to be gone; gives the exit code."""
    while True:
        ready, _, _ = select.select([life, woken], [], [])
        if life in ready:
            return 0
        os.read(woken, 64)
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                if ended[0] == child:
                    return max(0, os.waitstatus_to_exitcode(ended[1]))


def _end_all(child: int) -> None:
    """End the program, whatever it has started, and whatever that starts meanwhile."""
    for _ in range(TRIES):
        with contextlib.suppress(OSError):
            os.killpg(child, signal.SIGKILL)
        for pid in _children():
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        time.sleep(0.01)


def _children() -> list[int]:
    """Children of this process, orphans that fell to it among them."""
    me = os.getpid()
    with (
        contextlib.suppress(OSError),
        open(f"/proc/{me}/task/{me}/children", encoding="utf-8") as file,
    ):
        return [int(pid) for pid in file.read().split()]
    return []


def _remove(folder: str) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _prctl(what: int, value: int) -> None:
    if LINUX:
        import ctypes

        ctypes.CDLL(None).prctl(what, value, 0, 0, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
