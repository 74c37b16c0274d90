"""When a seat may take back what it did."""

from __future__ import annotations

from collections.abc import Collection

from wargame.play.course import Course
from wargame.play.event import Act, Chance
from wargame.play.log import opens_headlines
from wargame.rules.game import Game, Position
from wargame.rules.verbs import DECLINE, LET, PASS, split

SILENT = (PASS, DECLINE, LET)
"""How a rival who is led by the hand does as little as it may, as whoever practises was told."""


def why_no_undo(course: Course, seat: str, to: int, led: Collection[str] = ()) -> str:
    """Why a seat may not take back its moves from a ply on, or "" if it may.

    It may within its turn, until luck, another seat or a reveal has told anybody anything.

    Args:
        led: Seats that do in a lesson or a puzzle what was told beforehand; that they pass tells
            nothing.
    """
    undone = course.moves[to - course.first :]
    if not undone:
        return "there is nothing to take back"
    for move in undone:
        if isinstance(move, Chance):
            return "luck has decided since"
        if not isinstance(move, Act) or not (move.seat == seat or _is_silent(move, led)):
            return "somebody else has decided since"
    if all(isinstance(move, Act) and move.seat != seat for move in undone):
        return "there is nothing to take back"
    if len({(move.round, move.phase) for move in undone}) > 1:
        return "that turn is over"
    if reveals(course.game, seat, course.at(to), course.state):
        return "something hidden has been shown since"
    return ""


def _is_silent(move: Act, led: Collection[str]) -> bool:
    return move.seat in led and split(move.action)[0] in SILENT


def reveals(game: Game, seat: str, before: Position, after: Position) -> bool:
    """Whether something hidden before is open after: headlines, agendas, the end, or what the
    seat's own act had it learn of others."""
    agendas_open = before.agendas_shown != after.agendas_shown
    learned = game.redact(after, seat).has_learned_since(game.redact(before, seat))
    return opens_headlines(before, after) or agendas_open or learned or game.is_terminal(after)
