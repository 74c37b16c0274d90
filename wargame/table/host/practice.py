"""What is played from a position that was set up: a lesson or a puzzle, as a table sees either."""

from __future__ import annotations

from typing import Protocol

from wargame.table.host.sitting import Sitting


class Practice(Protocol):
    """One lesson that is taken, or one puzzle that is tried."""

    @property
    def sitting(self) -> Sitting:
        """Its table; kept nowhere."""

    @property
    def seat(self) -> str:
        """Whom the person plays."""

    @property
    def aim(self) -> str:
        """Which one it is, and what to bring about."""

    @property
    def said(self) -> str:
        """What is said now."""

    @property
    def answered(self) -> str:
        """What was said to the last move if that was not taken, or ""."""

    def may(self, move: str, /) -> bool:
        """Whether a move is to be taken; one that is not is answered."""

    def took(self, move: str, /) -> None:
        """A move has been taken."""

    def took_back(self) -> None:
        """The last move was taken back."""

    def end(self) -> bool:
        """Whether it is over."""
