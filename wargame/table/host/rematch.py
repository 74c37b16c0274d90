"""The same table again, with luck of its own."""

from __future__ import annotations

from wargame.play.seeds import new_seed
from wargame.rules.game import Game
from wargame.table.host.shelf import Shelf
from wargame.table.host.sitting import Sitting


def rematch(
    shelf: Shelf, sitting: Sitting, *, swapped: bool = False, game: Game | None = None
) -> Sitting:
    """A new game of who sat at a table where one is over; the evening's score goes on.

    Args:
        swapped: Everybody takes the other chair.
        game: What is played; the same again unless it is given.

    Raises:
        WargameError: It cannot be kept.
    """
    players, score = list(sitting.players.values()), sitting.score
    if swapped:
        players.reverse()
        score = score.swapped()
    name = None if sitting.title else ""
    seats = dict(zip(sitting.game.seats, players, strict=True))
    again = shelf.begin(game or sitting.game, seats, new_seed(), name)
    again.evening = score
    return again
