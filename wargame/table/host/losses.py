"""How often it is asked anew whoever thinks for a seat, where their process was lost."""

from __future__ import annotations

from wargame.errors import WargameError
from wargame.players.worker import WorkerLost

MOST_LOST = 3
"""Processes lost in a row after which thinking has failed."""


class Losses:
    """Counts the processes that were lost since a player of the program last chose.

    >>> losses = Losses()
    >>> [losses.are_borne(WorkerLost("killed")) for _ in range(4)]
    [True, True, False, True]
    """

    def __init__(self) -> None:
        self._count = 0

    def are_borne(self, error: WargameError) -> bool:
        """Whether to ask again at once, after an answer that did not come."""
        self._count += 1
        if isinstance(error, WorkerLost) and self._count < MOST_LOST:
            return True
        self._count = 0
        return False

    def are_over(self) -> None:
        """Somebody has chosen."""
        self._count = 0
