"""Who plays a seat from here on: `swap`."""

from __future__ import annotations

from wargame.errors import UsageError, visible
from wargame.play.control import swap
from wargame.play.player import HUMAN
from wargame.players.fence import not_held_back
from wargame.players.registry import check_player, player_names
from wargame.seminar.session import Session
from wargame.seminar.white_cell.follow_up import Answer, Then
from wargame.seminar.white_cell.slips import seat_named
from wargame.seminar.white_cell.typed import as_known
from wargame.table.host.seating import seat_later


def to_swap(session: Session, text: str) -> Then:
    """Have somebody else play a seat: a person or a program.

    Raises:
        UsageError: No seat, or nothing here can keep a program from what it is to be kept from.
        PlayerError: Nobody has that name, or the program cannot play.
    """
    game = session.sitting.game.unruled()
    seat, name = _seat_and_rest(session, text)
    if not seat or not name:
        seats = ", ".join(game.seats)
        raise UsageError(f"swap SEAT PLAYER, such as: swap {game.seats[0]} human. Seats: {seats}.")
    name = as_known(name, [HUMAN, *player_names(game)])
    check_player(name, game, (HUMAN,))
    bare = not_held_back([name], session.fence)
    seed, secret = session.match.record.header.seed, session.match.course.secret
    player = seat_later(name, game, seat, seed, secret, session.sitting.worker, session.fence)

    def swap_so(why: str) -> Answer:
        swap(session.match, seat, player, why)
        title = session.sitting.titles.seats[seat]
        said = f"{title} is played by {visible(name)} from here on."
        return [said, *filter(None, [bare])]

    return swap_so


def _seat_and_rest(session: Session, text: str) -> tuple[str, str]:
    """A seat by its id or its title, and what stands behind it."""
    words = text.split(" ")
    for many in range(1, len(words)):
        named = " ".join(words[:many])
        if seat := seat_named(session.sitting.game, session.sitting.titles, named):
            return seat, " ".join(words[many:])
    return "", ""
