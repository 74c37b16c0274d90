"""What luck brought, and moves that are to count no longer: `choose`, `reroll`, `back`."""

from __future__ import annotations

from itertools import pairwise

from wargame.content.typed import ANY_NUMBER, whole_number
from wargame.errors import UsageError
from wargame.play.control import check_move, rewind
from wargame.play.event import CONTROL, Act, Back, Chance
from wargame.seminar.inject_plan import happened
from wargame.seminar.session import Session
from wargame.seminar.white_cell import acts
from wargame.seminar.white_cell.follow_up import Answer, Then

AS_AT_FIRST = "Luck falls there as it did at first: what you chose or drew anew is gone."


def to_choose(session: Session, text: str) -> Then:
    """Have luck bring something else where it fell last.

    Raises:
        UsageError: It could not have.
        IllegalAction: Luck has brought nothing yet.
    """
    ply = acts.last_luck(session.match)
    outcome = acts.outcome_named(session.sitting, ply, text)

    def choose_so(why: str) -> Answer:
        acts.choose(session.sitting, ply, outcome, why)
        return [f"It is {outcome} now."]

    return choose_so


def to_reroll(session: Session, _: str) -> Then:
    """Let luck fall again where it fell last.

    Raises:
        IllegalAction: Luck has brought nothing yet.
    """
    ply = acts.last_luck(session.match)

    def reroll_so(why: str) -> Answer:
        acts.reroll(session.sitting, ply, why)
        return acts.moves_told(session.sitting, len(session.match.course.moves) - ply)

    return reroll_so


def to_go_back(session: Session, text: str) -> Then:
    """Go back before a move by its number, or before the last one of a seat.

    Raises:
        UsageError: No number of a move, or nobody has moved yet.
        IllegalAction: There is no such move.
    """
    number, _, luck = text.lower().partition(" ")
    if not number:
        acts_so_far = [one.ply for one in session.match.course.moves if isinstance(one, Act)]
        if not acts_so_far:
            raise UsageError("Nobody has moved yet. `back 0` deals anew.")
        number = str(acts_so_far[-1])
    to = whole_number(number, 0, ANY_NUMBER)
    if to is None or luck not in ("", "same", "new"):
        raise UsageError("back MOVE, or back MOVE same: `log` shows the numbers of moves.")
    check_move(session.match, to)

    def go_back(why: str) -> Answer:
        before = happened(session.match)
        is_other = luck == "same" and _is_other_luck(session, to)
        rewind(session.match, to, why, same_luck=luck == "same")
        session.sitting.draw_luck()
        told, gone = session.sitting.titles.injects, before - happened(session.match)
        lost = [f"{told[one]} no longer counts." for one in told if one in gone]
        return [f"Back before move {to}.", *lost, *([AS_AT_FIRST] if is_other else [])]

    return go_back


def _is_other_luck(session: Session, to: int) -> bool:
    """Whether luck fell otherwise behind a move than it did at first, by an act of control."""
    course, chosen = session.match.course, False
    for before, event in pairwise(session.match.record.events):
        is_choice = isinstance(before, Back) and isinstance(event, Chance) and event.by == CONTROL
        chosen = chosen or (is_choice and event in course.moves and event.ply >= to)
    return chosen or course.epoch != course.epoch_at(to)
