"""What a seat sees as an array: `game.vector`, each number divided by the most it may be.

The order is that of `game.features`, the same for every seat: `named_places` gives the place of
each by its name. Numbers lie in -1 to 1, 0 where nothing is or nothing is known; what may be more
than `LARGE` is divided by that alone, so that small counts do not vanish: `low` and `high` say how
far it may go.
"""

from __future__ import annotations

from typing import TypeAlias

from wargame.content.extras import to_install
from wargame.rules.game import Game, SeatState

try:
    import numpy as np
    from numpy.typing import NDArray
except ModuleNotFoundError:
    raise ImportError(f"This needs numpy: {to_install('numpy')}.") from None

Floats: TypeAlias = NDArray[np.float32]

LARGE = 100
"""No number is divided by more."""


def named_places(game: Game) -> dict[str, int]:
    """The place of each number in the array, by the name of its feature: `shared.tension`,
    `hand.us.allied_ore`."""
    return {feature.name: place for place, feature in enumerate(game.features)}


class ArrayOfView:
    """Makes arrays of views of one game.

    Attributes:
        low, high: The least and the most that each number may be in the array.
    """

    def __init__(self, game: Game) -> None:
        self.game = game
        ranges = np.array([(one.least, one.most) for one in game.features], np.float32)
        self._size = np.clip(np.abs(ranges).max(axis=1), 1, LARGE)
        self.low, self.high = (ranges / self._size[:, None]).T.copy()

    def of(self, view: SeatState) -> Floats:
        """The array of a view: `float32`, one number for each of `game.features`."""
        found: Floats = np.array(self.game.vector(view), np.float32) / self._size
        return found
