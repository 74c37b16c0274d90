"""Hold a log from anywhere against the rules, event by event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wargame.errors import RecordError, WargameError
from wargame.play.course import Course
from wargame.play.event import CONTROL, Act, Back, Chance, Effective, End, Event, Note, Ruling, Sit
from wargame.play.undo import why_no_undo
from wargame.play.written import end_of, ends_round, tracks_of
from wargame.rules.game import CHANCE_SEAT, Position, Step


class Mismatch(RecordError):
    """An event that the rules do not confirm.

    Attributes:
        field: Which part of it differs; "" if the whole event cannot be.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def confirm(
    course: Course, event: Event, *, traced: bool = False, hashed: bool = True
) -> Step | None:
    """Let a course take in an event of a log that may say anything.

    Args:
        traced: Report the writes of a move.
        hashed: Hold the hashes of positions against ours; a layout of other rules has others.

    Returns:
        The step, for a move.

    Raises:
        Mismatch: The rules do not confirm it; the course is then of no more use.
    """
    try:
        return _confirm(course, event, traced, hashed)
    except Mismatch:
        raise
    except WargameError as error:
        raise Mismatch(str(error)) from error
    except Exception as error:
        raise Mismatch(f"it breaks the rules ({type(error).__name__})") from error


def _confirm(course: Course, event: Event, traced: bool, hashed: bool) -> Step | None:
    if course.end is not None and not isinstance(event, Note):
        raise Mismatch("the game has ended")
    match event:
        case Act() | Chance() | Ruling():
            return _move(course, event, traced, hashed)
        case Back():
            _check_back(course, event)
        case Sit(seat=seat):
            _check_seat(seat, course.game.seats)
        case Note(who=who, audience=audience):
            _check_seat(who, (*course.game.seats, CONTROL))
            _check_seat(audience, ("", *course.game.seats, CONTROL))
        case End():
            _check_end(course, event)
    course.add(event)
    return None


def _move(course: Course, move: Effective, traced: bool, hashed: bool) -> Step:
    before = course.state
    if isinstance(move, Ruling):
        _same("number", len(course.rulings), move.number)
        course.learn(move.do, move.why)
    else:
        _check_turn(course, move)
    step = course.step(before, move, traced=traced)
    _check_place(course, before, move, step)
    if hashed and move.state and step.state.digest != move.state:
        _check_tracks(course, move, step.state)
        raise Mismatch("the position it led to is another one here", "state")
    if move.tracks is not None or ends_round(course.game, before, step.state):
        _check_tracks(course, move, step.state)
    course.add(move, step.state)
    return step


def _check_turn(course: Course, move: Act | Chance) -> None:
    seat = move.seat if isinstance(move, Act) else CHANCE_SEAT
    to_move = course.game.current_seat(course.state)
    if to_move and seat != to_move:
        raise Mismatch(f"it is not {seat}'s turn but {to_move}'s", "seat")


def _check_place(course: Course, before: Position, move: Effective, step: Step) -> None:
    """The ply, the round and the phase that are said, the words, and whose luck it is."""
    if (move.ply, move.round) != (course.ply, before.round) or move.phase != before.phase:
        _same("ply", course.ply, move.ply)
        _same("round", before.round, move.round)
        _same("phase", before.phase, move.phase)
    if isinstance(move, Ruling):
        return
    if move.action != step.action.text:
        _same("action", step.action.text, move.action)
    if isinstance(move, Chance):
        _same("owner", before.drawer, move.owner)


def _check_tracks(course: Course, move: Effective, after: Position) -> None:
    """Numbers by name, as far as both know them."""
    if move.tracks is None:
        return
    found = tracks_of(course.game, after)
    for name, value in _differing(found, move.tracks):
        raise Mismatch(f"{name} is {move.tracks[name]} in the save and {value} here", name)


def _differing(ours: Mapping[str, int], theirs: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    return ((name, ours[name]) for name in ours if name in theirs and ours[name] != theirs[name])


def _check_back(course: Course, back: Back) -> None:
    if not course.first <= back.to < course.ply:
        raise Mismatch(f"there is no move {back.to} to go back to", "to")
    if not 0 <= back.epoch <= course.top_epoch + 1:
        raise Mismatch(f"luck number {back.epoch} is not the next", "epoch")
    if back.who != CONTROL:
        reason = why_no_undo(course, back.who, back.to)
        if reason:
            raise Mismatch(reason, "who")


def _check_end(course: Course, end: End) -> None:
    if not course.game.is_terminal(course.state):
        raise Mismatch("the game has not ended")
    ours = end_of(course.game, course.state)
    _same("ending", ours.ending, end.ending)
    _same("returns", dict(ours.returns), dict(end.returns))
    _same("winner", ours.winner, end.winner)


def _check_seat(seat: str, known: tuple[str, ...]) -> None:
    if seat not in known:
        raise Mismatch(f"there is no seat '{seat[:40]}'", "seat")


def _same(name: str, ours: Any, theirs: Any) -> None:
    if ours != theirs:
        said, here = str(theirs)[:60], str(ours)[:60]
        raise Mismatch(f"its {name} is {said!r} in the save and {here!r} here", name)
