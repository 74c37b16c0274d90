"""Saving off the screen's thread: events are queued, kept in order, and acknowledged.

A slow disk must not keep a screen from answering keys. A move shows as "saving" until its
ticket is done; after a failure every ticket that waits, and every later one, fails alike.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import field

from wargame.dataclass import dataclass
from wargame.errors import NotSaved
from wargame.play.event import Event
from wargame.play.journal import Journal

Ticket = Future[int]
"""Done when its events are kept: the number of events kept so far. Or it raises `NotSaved`."""


@dataclass(frozen=True, slots=True)
class _Order:
    events: tuple[Event, ...]
    ticket: Ticket = field(default_factory=Future)


class Writer:
    """A journal that returns at once and keeps events on a thread of its own.

    Args:
        journal: What really keeps them, such as a `SaveFile`. Only the thread touches it.
        on_kept: Called on that thread after each piece of writing, with how many events are
            kept; or with the error, once.
    """

    def __init__(
        self, journal: Journal, on_kept: Callable[[int | NotSaved], None] = lambda _: None
    ) -> None:
        self._journal, self._on_kept = journal, on_kept
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._failure: NotSaved | None = None
        self._kept = self._asked = 0
        self._thread = threading.Thread(target=self._work, name="save writer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many events are not kept yet."""
        return self._asked - self._kept

    def order(self, events: Sequence[Event]) -> Ticket:
        """Queue events to be kept; the ticket tells when they are.

        Raises:
            NotSaved: Something before could not be kept.
        """
        if self._failure is not None:
            raise self._failure
        order = _Order(tuple(events))
        self._asked += len(order.events)
        self._orders.put(order)
        return order.ticket

    def append(self, events: Sequence[Event]) -> None:
        """Queue events to be kept and return; see `order`."""
        self.order(events)

    def close(self) -> None:
        """Keep what is queued, and stop; nothing is taken any more. Tickets tell what failed."""
        self._orders.put(None)
        self._thread.join()
        self._failure = self._failure or NotSaved("Not saved: this game was closed.")

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            try:
                self._keep(order)
            except Exception as error:  # noqa: BLE001 - a thread that dies would tell nobody
                self._fail(order, error)

    def _keep(self, order: _Order) -> None:
        if self._failure is not None:
            raise self._failure
        if order.events:
            self._journal.append(order.events)
            self._kept += len(order.events)
            self._on_kept(self._kept)
        order.ticket.set_result(self._kept)

    def _fail(self, order: _Order, error: Exception) -> None:
        failure = error if isinstance(error, NotSaved) else NotSaved(f"Not saved: {error}.")
        is_first = self._failure is None
        self._failure = failure
        order.ticket.set_exception(failure)
        if is_first:
            self._on_kept(failure)
