"""One game that goes on in place, for programs that play millions of nodes and keep none.

It holds all of a position, what seats keep secret too: a seat gets a view of `Walk.position`.
"""

from __future__ import annotations

from collections.abc import Callable

from wargame.rules.position import Position, apart, ids_at, move_on, outcomes_at, still_on


class Walk:
    """Where a game has got to; `take` moves it on, and nothing leads back.

    Args:
        start: The position to set out from. It moves along, so nobody else may hold it.
        child: `Game.child`, which tells why an action is refused.

    >>> import wargame
    >>> walk = wargame.load("calibration").walk()
    >>> while not walk.is_over:
    ...     walk.take((walk.chance_ids()[0] if walk.is_chance else walk.legal_ids())[0])
    >>> walk.ply, walk.seat
    (6, '')
    """

    __slots__ = ("_child", "_here")

    def __init__(self, start: Position, child: Callable[[Position, int], Position]) -> None:
        self._child, self._here = child, start

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""
        return self._here.is_over

    @property
    def is_chance(self) -> bool:
        """Whether luck decides."""
        return self._here.is_chance

    @property
    def seat(self) -> str:
        """Who decides: a seat, `CHANCE`, or "" when the game is over."""
        return self._here.seat

    @property
    def ply(self) -> int:
        """Actions taken so far, luck included."""
        return self._here.ply

    @property
    def position(self) -> Position:
        """The position, to be kept: it stays as it is when the walk goes on."""
        return apart(self._here)

    def legal_ids(self) -> tuple[int, ...]:
        """The ids of everything that may be done here, in a fixed order.

        Raises:
            GameOver: The game has ended.
        """
        found = ids_at(self._here)
        if not found:
            still_on(self._here, self._here.rules)
        return found

    def chance_ids(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """At a chance node: the id of each outcome, and its whole-number weight."""
        return outcomes_at(self._here)

    def take(self, number: int) -> None:
        """Take an action, by its id; if it is refused, nothing has changed.

        Raises:
            IllegalAction: It is not among `legal_ids()`; the message says why.
            GameOver: The game has ended.
            UsageError: No action has that id.
        """
        if not move_on(self._here, number):
            self._child(self._here, number)

    def __repr__(self) -> str:
        return f"<Walk at {self._here!r}>"
