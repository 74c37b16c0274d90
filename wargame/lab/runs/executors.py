"""Whoever does the work of many games: this process, others beside it, or a cluster's.

All of them are executors of the standard library; what comes of the work does not depend on them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, Final


class InProcess(Executor):
    """An executor that works at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - an executor hands every error to its caller
            future.set_exception(error)
        return future


class DeafProcess(SpawnProcess):
    """A process that ignores Ctrl-C from its first moment: whoever asked for the work hears it."""

    def start(self) -> None:
        """Start it with Ctrl-C blocked; `run` lets it through once it is ignored."""
        with _held_interrupts(), _blocked_interrupts():
            super().start()

    def run(self) -> None:
        """Work, and end with whoever asked for it, even if that was killed."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _block(False)
        threading.Thread(target=_end_with_parent, daemon=True).start()
        super().run()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class DeafContext(SpawnContext):
    """Makes fresh processes: forking would copy the progress bar's thread half-way."""

    Process = DeafProcess


SAFE_PATH: Final = "PYTHONSAFEPATH"
"""What keeps Python from looking for modules in the folder in which it stands."""


class Processes(ProcessPoolExecutor):
    """Some processes beside this one. Ctrl-C never leaves one of their locks taken.

    They are begun in the folder where somebody stands, which may be a deck from a stranger: no
    module is looked for there before they are told where this process finds its own.
    """

    def __init__(self, jobs: int) -> None:
        os.environ[SAFE_PATH] = "1"
        super().__init__(jobs, DeafContext())

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand out one piece of work."""
        with _held_interrupts():
            return super().submit(fn, *args, **kwargs)

    def stop(self) -> None:
        """End in the middle of all work; nothing more comes back.

        Nobody may call off work of theirs before: a pool whose processes end trips over that.
        """
        with _held_interrupts():
            for child in multiprocessing.active_children():
                if isinstance(child, DeafProcess):
                    child.terminate()
            self.shutdown(cancel_futures=True)


@contextmanager
def executor_for(jobs: int, executor: Executor | None) -> Iterator[Executor]:
    """The executor to use; one that is made here is also closed here.

    Its processes are stopped in the middle of their work if the caller breaks off.
    """
    if executor is not None:
        yield executor
    elif jobs == 1:
        yield InProcess()
    else:
        pool = Processes(jobs)
        try:
            yield pool
        except BaseException:
            pool.stop()
            raise
        pool.shutdown(cancel_futures=True)


@contextmanager
def _held_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back for a moment: it is heard at the end of it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if heard:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def _blocked_interrupts() -> Iterator[None]:
    """Block Ctrl-C in this thread, and so in a process that is started meanwhile."""
    _block(True)
    try:
        yield
    finally:
        _block(False)


def _block(blocks: bool) -> None:
    if os.name == "posix":  # elsewhere nothing is blocked, and nobody knows the words for it
        how = signal.SIG_BLOCK if blocks else signal.SIG_UNBLOCK
        signal.pthread_sigmask(how, {signal.SIGINT})
