"""The white cell: control may rule, choose luck, go back, speak, and swap players.

Whatever it does is an event of the log, with its reason.
"""

from __future__ import annotations

from typing import Any

from wargame.errors import IllegalAction
from wargame.play.course import Course
from wargame.play.event import CONTROL, Back, Note, Ruling, Sit
from wargame.play.match import Done, Match
from wargame.play.player import Player, secret_for
from wargame.play.undo import why_no_undo
from wargame.rules.game import CHANCE_SEAT, Action
from wargame.rules.ruling import apply_ruling, why_no_ruling


def rule(match: Match, do: tuple[Any, ...], why: str) -> None:
    """Change the position by effects in the language of decks.

    Args:
        do: Plain data as in a card's `do`; `content.effects.read_effects` makes it from text.
        why: The reason, for everyone to read.

    Raises:
        DeckError: The effects cannot be read.
        IllegalAction: A choice is under way; rulings come when a turn begins.
        NotSaved: It could not be kept.
    """
    match.settle()
    course = match.course
    reason = why_no_ruling(match.state)
    if reason:
        raise IllegalAction(f"No ruling now: {reason}.")
    before = match.state
    number = len(course.rulings)
    move = Ruling(
        ply=course.ply, round=before.round, phase=before.phase, do=do, number=number, why=why
    )
    with course.trying(do):
        step = apply_ruling(match.game, before, number, traced=match.is_traced)
        match.commit(Done(move, before, step))


def choose_outcome(match: Match, outcome: str, why: str) -> Action:
    """Choose what luck brings. Set `match.is_luck_held`, so that luck waits for it.

    Raises:
        IllegalAction: Luck is not to decide now, or not among these.
    """
    if not match.is_settled or match.game.current_seat(match.state) != CHANCE_SEAT:
        raise IllegalAction("No luck is waiting: hold it before the move that asks for it.")
    action = match.game.action(match.state, outcome)
    match.dealer.skip(match.game, match.state)
    return match.take(action, CONTROL, why)


def rewind(match: Match, to: int, why: str, *, same_luck: bool = False) -> None:
    """Go back so that moves from a ply on no longer count.

    Args:
        to: The ply of the first move that is dropped.
        same_luck: Let luck fall again as it fell; otherwise it is drawn anew.

    Raises:
        IllegalAction: There is no such move, or the game has ended: then branch.
    """
    match.settle()
    course = match.course
    _still_open(course)
    if not course.first <= to < course.ply:
        raise IllegalAction(f"There is no move {to}: moves are {course.first} to {course.ply - 1}.")
    epoch = course.epoch_at(to) if same_luck else course.top_epoch + 1
    match.tell(Back(to=to, who=CONTROL, why=why, epoch=epoch))


def undo(match: Match, seat: str, moves: int = 1) -> None:
    """Let a seat take back its last moves.

    Raises:
        IllegalAction: Luck, another seat or a reveal came after; the message says which.
    """
    course = match.course
    to = course.ply - moves
    reason = why_no_undo_now(match, seat, moves)
    if reason:
        raise IllegalAction(f"{seat} cannot take that back: {reason}.")
    match.tell(Back(to=to, who=seat, epoch=course.epoch))


def why_no_undo_now(match: Match, seat: str, moves: int = 1) -> str:
    """Why a seat may not take back its last moves, or "" if it may."""
    if not match.is_settled:
        return "luck has decided since"
    course = match.course
    if course.end is not None:
        return "the game is over"
    if moves < 1 or course.ply - moves < course.first:
        return "there is nothing to take back"
    return why_no_undo(course, seat, course.ply - moves)


def turn_of(match: Match, seat: str) -> int:
    """How many moves a seat may take back at once: those of its turn that still can be."""
    moves = 0
    while not why_no_undo_now(match, seat, moves + 1):
        moves += 1
    return moves


def redo(match: Match) -> Action:
    """Take again what was just taken back, one move at a time.

    Raises:
        IllegalAction: There is nothing left of it, or it was not a seat's decision.
    """
    if not match.undone:
        raise IllegalAction("There is nothing to take again.")
    return match.take(match.game.action(match.state, match.undone[0]))


def note(match: Match, who: str, topic: str, text: str, audience: str = "") -> None:
    """Write down something said: a rationale, a forecast, a timer, chat.

    Args:
        audience: "" for everyone, a seat, or `CONTROL`; until the end nobody else learns it.
    """
    match.settle()
    match.tell(Note(who=who, topic=topic, text=text, audience=audience))


def swap(match: Match, seat: str, player: Player) -> None:
    """Let somebody else play a seat from here on.

    When the first program of a match sits down, luck is keyed anew with a secret. What was dealt
    before stays as it was dealt, from the seed alone, so a program may still find that out.
    """
    match.settle()
    _still_open(match.course)
    secret = "" if match.course.secret else secret_for([player.name])
    match.tell(Sit(seat=seat, player=player.name, secret=secret))
    match.players[seat] = player


def _still_open(course: Course) -> None:
    if course.end is not None:
        raise IllegalAction("The game is over; branch to play on from an earlier move.")
