"""Where a match writes down what happens, seen from the match."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from wargame.play.event import Event


class Journal(Protocol):
    """Keeps events, or accepts them and keeps them on a thread of its own.

    The match shows nothing of a move before `append` has returned. One that keeps at once raises
    of these events; one that only accepts them raises of an earlier one that it could not keep.
    Events that are given together are kept together: a decision and the luck it brings are
    one piece of writing.
    """

    def append(self, events: Sequence[Event]) -> None:
        """Keep these events, or accept them to be kept, in order.

        Raises:
            NotSaved: These events, or earlier ones that had been accepted, could not be kept.
                The match has not moved by these, and cannot go on with this journal.
        """
