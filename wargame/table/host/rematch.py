"""The same table again, with luck of its own."""

from __future__ import annotations

from wargame.play.seeds import new_seed
from wargame.table.host.shelf import Shelf
from wargame.table.host.sitting import Sitting


def rematch(shelf: Shelf, sitting: Sitting, *, swapped: bool) -> Sitting:
    """A new game of who sat at a table where one is over; the evening's score goes on.

    Args:
        swapped: Everybody takes the other chair.

    Raises:
        WargameError: It cannot be kept.
    """
    game, players, score = sitting.game, list(sitting.players.values()), sitting.score
    if swapped:
        players.reverse()
        score = score.swapped()
    name = None if sitting.title else ""
    again = shelf.begin(game, dict(zip(game.seats, players, strict=True)), new_seed(), name)
    again.evening = score
    return again
