"""Leaving a match at some point to see what else could have come of it.

A branch is a match of its own with the moves up to there. Its luck is new; the old luck would
tell players of a running game what the real one still holds.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from wargame.errors import IllegalAction, PlayerError
from wargame.play.course import Course
from wargame.play.event import Act, Chance, Event, Ruling
from wargame.play.match import Match
from wargame.play.player import Player, secret_for
from wargame.play.record import Header, Parent, Record
from wargame.play.written import marks_of
from wargame.rules.game import Game
from wargame.rules.orders import Orders


def branch_record(
    game: Game, course: Course, header: Header, ply: int, parent: Parent, *, seed: int | None = None
) -> Record:
    """The record of a branch before its first own move.

    Args:
        game: The deck's own rules, without rulings.
        course: The match to leave.
        header: Of that match.
        ply: The first move that the branch makes for itself.
        parent: How the branch names where it comes from.
        seed: Of its luck; None for the luck of the match it leaves, which only control and the
            players of a finished game may ask for.

    Raises:
        IllegalAction: The match has no such ply.
    """
    if not course.first <= ply <= course.ply:
        raise IllegalAction(f"There is no move {ply}: moves are {course.first} to {course.ply}.")
    same = seed is None
    own = replace(
        header,
        seed=header.seed if seed is None else seed,
        epoch=course.epoch_at(ply) if same else 0,
        secret=course.secret_at(ply) if same else secret_for(header.seats.values()),
        parent=parent,
    )
    return Record(own, _prefix(game, course, ply))


def _prefix(game: Game, course: Course, ply: int) -> list[Event]:
    """The moves up to a ply, their rulings counted anew and their positions named anew."""
    own = Course(game)
    for move in course.moves[:ply]:
        if isinstance(move, Ruling):
            move = replace(move, number=len(own.rulings))  # noqa: PLW2901 - the same move
            own.learn(move.do)
        before, step = own.state, own.step(own.state, move)
        state, tracks = marks_of(own.game, before, step.state)
        own.add(_counted(move, own.ply, state, tracks), step.state)
    return list(own.moves)


def _counted(
    move: Act | Chance | Ruling, ply: int, state: str, tracks: dict[str, int] | None
) -> Act | Chance | Ruling:
    return replace(move, ply=ply, state=state, tracks=tracks)


def fork(match: Match) -> Match:
    """A match that goes on by itself from here, on the same luck, with players as they are now.

    Args:
        match: Its players are copied: none may be a program of its own. It is not kept, and the
            copy is not either.

    Raises:
        PlayerError: A player cannot be copied.
    """
    players = {seat: _copied(player, match) for seat, player in match.players.items()}
    found = Match(match.game, players, match.record.header.seed)
    found.record = Record(match.record.header, list(match.record.events))
    found.course = Course(
        match.game, match.state, match.course.ply, match.course.epoch, match.course.secret
    )
    found.dealer = deepcopy(match.dealer)
    return found


def _copied(player: Player, match: Match) -> Player:
    """A player as it is now; the rules, which nobody changes, are not copied."""
    rules = match.game.rules
    try:
        return deepcopy(player, {id(one): one for one in (rules, rules.engine)})
    except (TypeError, RecursionError) as error:
        raise PlayerError(f"player '{player.name}' cannot be copied: {error}.") from error


def put_under(match: Match, orders: Orders) -> None:
    """Bind the seats of a match by these orders from here on, and by no others."""
    course = match.course
    course.game = course.game.under(orders)
    course.state = course.game.here(course.state)


def go_on_under(course: Course, game: Game) -> None:
    """Go on from here under the same deck with other values, such as a dial turned off."""
    course.game = game
    course.state = game.taken_over(course.state)
