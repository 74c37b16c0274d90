"""Where a match writes down what happens, seen from the match."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from wargame.play.event import Event


class Journal(Protocol):
    """Keeps events. The match shows nothing of a move before `append` has returned.

    Events that are given together are kept together: a decision and the luck it brings are
    one piece of writing.
    """

    def append(self, events: Sequence[Event]) -> None:
        """Keep these events, in order.

        Raises:
            StoreError: They could not be kept. The match has not moved, and cannot go on
                with this journal.
        """
