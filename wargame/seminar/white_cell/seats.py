"""Who plays a seat from here on: `swap`."""

from __future__ import annotations

from wargame.errors import UsageError, visible
from wargame.play.control import swap
from wargame.play.player import HUMAN, Person, Player
from wargame.players.fence import not_held_back
from wargame.players.names import thinks
from wargame.players.registry import check_player, make_player, player_names
from wargame.players.worker import ByWorker
from wargame.rules.game import Game
from wargame.seminar.session import Session
from wargame.seminar.white_cell.follow_up import Answer, Then
from wargame.seminar.white_cell.slips import seat_named
from wargame.seminar.white_cell.typed import as_known


def to_swap(session: Session, text: str) -> Then:
    """Have somebody else play a seat: a person or a program.

    Raises:
        UsageError: No seat.
        PlayerError: Nobody has that name, or the program cannot play.
    """
    game = session.sitting.game.unruled()
    seat, name = _seat_and_rest(session, text)
    if not seat or not name:
        seats = ", ".join(game.seats)
        raise UsageError(f"swap SEAT PLAYER, such as: swap {game.seats[0]} human. Seats: {seats}.")
    name = as_known(name, [HUMAN, *player_names(game)])
    check_player(name, game, (HUMAN,))
    player = _made(session, name, game, seat)

    def swap_so(why: str) -> Answer:
        swap(session.match, seat, player, why)
        title, bare = session.sitting.titles.seats[seat], not_held_back([name], session.fence)
        said = f"{title} is played by {visible(name)} from here on."
        return [said, *filter(None, [bare])]

    return swap_so


def _made(session: Session, name: str, game: Game, seat: str) -> Player:
    """Whoever is to play a seat; who thinks learns the deck in the worker of the table."""
    match, worker = session.match, session.sitting.worker
    seed, secret = match.record.header.seed, match.course.secret
    if name == HUMAN:
        return Person()
    if thinks(name) and worker is not None:
        return ByWorker(name, worker, seat, seed, secret)
    return make_player(name, game, seat, seed, secret, session.fence)


def _seat_and_rest(session: Session, text: str) -> tuple[str, str]:
    """A seat by its id or its title, and what stands behind it."""
    words = text.split(" ")
    for many in range(1, len(words)):
        named = " ".join(words[:many])
        if seat := seat_named(session.sitting.game, session.sitting.titles, named):
            return seat, " ".join(words[many:])
    return "", ""
