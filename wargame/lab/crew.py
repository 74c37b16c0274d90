"""Whoever does the work of many games: this process, others beside it, or a cluster's.

All of them are executors of the standard library; what comes of the work does not depend on them.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, Final, TypeVar

AHEAD: Final = 64
"""Pieces of work that others are given before the first must be back, at least."""

Work = TypeVar("Work")
Found = TypeVar("Found")


def in_turn(
    workers: Executor, work: Callable[[Work], Found], pieces: Iterable[Work], ahead: int
) -> Iterator[Found]:
    """What comes of each piece of work, in order.

    Args:
        ahead: How many pieces are handed out before the first of them must be back, so that
            neither the work nor what comes of it piles up.
    """
    waiting: deque[Future[Found]] = deque()
    for piece in pieces:
        waiting.append(workers.submit(work, piece))
        if waiting[0].done() or len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


class Here(Executor):
    """An executor that works at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - an executor hands every error to its caller
            future.set_exception(error)
        return future


class DeafPool(ProcessPoolExecutor):
    """Processes that ignore Ctrl-C: the one that asks for the work hears it, and stops them."""

    def __init__(self, jobs: int) -> None:
        # A fresh process each: forking would copy the progress bar's thread half-way.
        super().__init__(jobs, multiprocessing.get_context("spawn"))
        self._jobs = jobs

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Give work; a process that this starts inherits the deafness from its first moment."""
        if len(self._processes or ()) == self._jobs:
            # Nothing is started any more, and a Ctrl-C that came now would be lost.
            return super().submit(fn, *args, **kwargs)
        with _deaf_to_interrupts():
            return super().submit(fn, *args, **kwargs)


@contextmanager
def crew(jobs: int, executor: Executor | None) -> Iterator[Executor]:
    """The executor to use; one that is made here is also closed here."""
    if executor is not None:
        yield executor
    elif jobs == 1:
        yield Here()
    else:
        pool = DeafPool(jobs)
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


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
