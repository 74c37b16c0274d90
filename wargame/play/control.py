"""The white cell: control may rule, choose luck, go back, speak, and swap players.

Whatever it does is an event of the log, with its reason.
"""

from __future__ import annotations

from typing import Any

from wargame.errors import IllegalAction
from wargame.play.course import Course
from wargame.play.event import CONTROL, Back, Note, Ruling, Sit
from wargame.play.match import Done, Match
from wargame.play.player import LONGEST_NAME, Player, secret_for
from wargame.play.said import LONGEST_WORD, check_known, check_reason, check_ruling, check_said
from wargame.play.teaching import led_in
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
        UsageError: The reason is missing, or cannot be kept.
        IllegalAction: A choice is under way; rulings come when a turn begins.
        NotSaved: It could not be kept.
    """
    check_reason(why)
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
    with course.trying(do, why):
        check_ruling(do)
        step = apply_ruling(match.game, before, number, traced=match.is_traced)
        match.commit(Done(move, before, step))


def release(match: Match, inject: str, why: str) -> None:
    """Let an inject happen now; it counts as drawn.

    Raises:
        DeckError: The deck has no such inject.
        IllegalAction: A choice is under way; rulings come when a turn begins.
        NotSaved: It could not be kept.
    """
    rule(match, ({"release": inject},), why)


def choose_outcome(match: Match, outcome: str, why: str) -> Action:
    """Choose what luck brings. Set `match.is_luck_held`, so that luck waits for it.

    Raises:
        IllegalAction: Luck is not to decide now, or not among these.
        UsageError: The reason is missing, or cannot be kept.
    """
    check_reason(why)
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
        UsageError: The reason is missing, or cannot be kept.
    """
    check_reason(why)
    match.settle()
    check_move(match, to)
    course = match.course
    epoch = course.epoch_at(to) if same_luck else course.top_epoch + 1
    match.tell(Back(to=to, who=CONTROL, why=why, epoch=epoch))


def check_move(match: Match, to: int) -> None:
    """See whether control can go back to before a move.

    Raises:
        IllegalAction: There is no such move, or the game has ended: then branch.
    """
    course = match.course
    _still_open(course)
    if not course.first <= to < course.ply:
        raise IllegalAction(f"There is no move {to}: moves are {course.first} to {course.ply - 1}.")


def undo(match: Match, seat: str, moves: int = 1) -> None:
    """Let a seat take back its last moves.

    Raises:
        IllegalAction: Luck, another seat or a reveal came after; the message says which.
        NotSaved: The journal could not keep it; it has not happened.
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
    return why_no_undo(course, seat, course.ply - moves, led_in(match))


def why_no_redo_now(match: Match) -> str:
    """Why nothing can be taken again, or "" if something can."""
    if not match.undone:
        return "nothing was just taken back"
    if match.game.current_seat(match.state) == CHANCE_SEAT:
        return "luck is to fall"
    if not any(one.text == match.undone[0] for one in match.game.legal_actions(match.state)):
        return "the rules do not allow it any more"
    return ""


def note(match: Match, who: str, topic: str, text: str, audience: str = "", role: str = "") -> None:
    """Write down something said: a rationale, a forecast, a timer, chat.

    Args:
        who: A seat, or `CONTROL`.
        audience: "" for everyone, a seat, or `CONTROL`; until the end nobody else learns it, and
            what is for control alone nobody else learns after it either.
        role: Who of several people in a seat said it, such as `trade`; "" for the seat.

    Raises:
        UsageError: Nobody goes by that name, or it cannot be kept.
    """
    seats = match.game.seats
    check_known(who, (*seats, CONTROL))
    check_known(audience, ("", *seats, CONTROL))
    check_said("topic", topic, LONGEST_WORD)
    check_said("role", role, LONGEST_WORD)
    check_said("note", text)
    match.settle()
    match.tell(Note(who=who, topic=topic, text=text, audience=audience, role=role))


def swap(match: Match, seat: str, player: Player, why: str = "") -> None:
    """Let somebody else play a seat from here on.

    When the first program of a match sits down, luck is keyed anew with a secret. What was dealt
    before stays as it was dealt, from the seed alone, so a program may still find that out.

    Args:
        why: The reason, if control does it.

    Raises:
        UsageError: There is no such seat, or the reason or the player's name cannot be kept.
        IllegalAction: The game is over.
    """
    check_known(seat, match.game.seats)
    check_said("reason", why)
    check_said("player's name", player.name, LONGEST_NAME)
    match.settle()
    _still_open(match.course)
    secret = "" if match.course.secret else secret_for([player.name])
    match.tell(Sit(seat=seat, player=player.name, secret=secret, why=why))
    match.sit_down(seat, player)


def _still_open(course: Course) -> None:
    if course.end is not None:
        raise IllegalAction("The game is over; branch to play on from an earlier move.")
