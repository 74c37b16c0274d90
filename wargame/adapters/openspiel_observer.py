"""States as OpenSpiel wants them shown, each through the view of a seat."""

from __future__ import annotations

from typing import Any, Protocol

from wargame.adapters.game_node import GameNode
from wargame.content.extras import needs

try:
    import pyspiel

    from wargame.adapters.observation import ArrayOfView
except ModuleNotFoundError:
    raise ImportError(needs("This", "OpenSpiel", "openspiel")) from None


class HasNode(Protocol):
    """A state of the game."""

    node: GameNode


class SeatObserver:
    """Shows states as OpenSpiel wants them shown, each through the view of a seat.

    Attributes:
        tensor: The numbers of the last state that was set; None for what is told as text alone,
            perfect recall and what a seat sees beyond everybody.
        dict: The same by name.
    """

    def __init__(self, first: GameNode, arrays: ArrayOfView, kind: Any) -> None:
        self._node, self._arrays, self._recalls = first, arrays, kind.perfect_recall
        self._has_private = kind.private_info == pyspiel.PrivateInfoType.SINGLE_PLAYER
        self._has_public = kind.public_info
        is_text = self._recalls or not self._has_public
        self.tensor: Any = None if is_text else arrays.low * 0
        self.dict = {} if is_text else {"observation": self.tensor}
        self._first: dict[str, Any] = {}

    def set_from(self, state: HasNode, player: int) -> None:
        """Fill `tensor` with what a seat sees."""
        if self.tensor is not None:
            self.tensor[:] = self._array(state.node, self._seat(state, player))

    def _array(self, node: GameNode, seat: str) -> Any:
        """What a seat sees as an array; that of the first node, which OpenSpiel has made for each
        tensor to learn how long it is, is kept."""
        if node is not self._node:
            return self._arrays.of(node.view(seat))
        if seat not in self._first:
            self._first[seat] = self._arrays.of(node.view(seat))
        return self._first[seat]

    def string_from(self, state: HasNode, player: int) -> str:
        """What a seat sees, and with perfect recall has seen, as text."""
        seat = self._seat(state, player)
        if not self._has_public:
            return state.node.observed_alone(seat) if seat else ""
        return state.node.seen_by(seat) if self._recalls else state.node.observed(seat)

    def _seat(self, state: HasNode, player: int) -> str:
        return state.node.game.seats[player] if self._has_private else ""
