"""The same table again, with luck of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.play.seeds import new_seed
from wargame.rules.game import Game
from wargame.store.names import unnumbered
from wargame.store.replay import Absent
from wargame.table.host.seating import opening_name, stand_in_notice
from wargame.table.host.sitting import Sitting

if TYPE_CHECKING:
    from wargame.table.host.kept import KeptGames


def rematch(
    shelf: KeptGames, sitting: Sitting, *, swapped: bool = False, game: Game | None = None
) -> Sitting:
    """A new game of who sat at a table where one is over; the evening's score goes on, unless
    others sit down than it names.

    Whoever began a seat as a person here and gave up their place in it sits down again. Whom only
    a save names is not started: a stand-in sits there, and people are told.

    Args:
        swapped: Everybody takes the other chair.
        game: What is played; the same again unless it is given.

    Raises:
        WargameError: It cannot be kept.
    """
    players, score = sitting.match.players, sitting.score
    named = list(sitting.seats_again.items())
    found = [
        (name, opening_name(sitting.game, name) if isinstance(players[seat], Absent) else name)
        for seat, name in named
    ]
    if swapped:
        found.reverse()
        score = score.swapped()
    sat = dict(zip(sitting.game.seats, found, strict=True))
    seats = {seat: name for seat, (_, name) in sat.items()}
    name = None if sitting.title else ""
    like = unnumbered(sitting.title)
    again = shelf.begin(game or sitting.game, seats, new_seed(), name, like=like)
    told = [
        stand_in_notice(sitting.game, seat, kept)
        for seat, (kept, name) in sat.items()
        if kept != name
    ]
    again.notices = [*again.notices, *told]
    if score.is_of(seats):
        again.evening = score
    return again
