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
from typing import Any


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
        """Start it; a Ctrl-C in these few milliseconds is lost on this process too."""
        with _deaf_to_interrupts():
            super().start()

    def run(self) -> None:
        """Work, and end with whoever asked for it, even if that was killed."""
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
        pool = ProcessPoolExecutor(jobs, DeafContext())
        try:
            yield pool
        except BaseException:
            _stop_processes()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _stop_processes() -> None:
    for child in multiprocessing.active_children():
        if isinstance(child, DeafProcess):
            child.terminate()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C for a moment, as processes started in it then do for good."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
