"""What is decided for people whose time is over, or whose game is to be closed."""

from __future__ import annotations

from wargame.play.control import note
from wargame.play.event import CONTROL
from wargame.play.match import Match
from wargame.play.proceedings import ANSWERED, BY_STAND_IN
from wargame.players.registry import STAND_IN, make_seated, own_seed
from wargame.rules.ruling import why_no_ruling
from wargame.rules.verbs import DECLINE, LET, PASS, SEND
from wargame.table.host.sitting import Sitting

MOST_ANSWERS = 60
"""Answers in a row after which something is wrong."""
IDLE = (PASS, DECLINE, LET, SEND)
"""What binds nobody to anything; a counter-offer that is under way goes back as it is."""


def answer_for(match: Match, seat: str) -> str:
    """Decide for whoever is to: what does and signs nothing if there is that, else what the
    stand-in would take.

    Returns:
        What was done, as it is typed; on the next line what people read for it, where an id does
        not tell.
    """
    view = match.game.redact(match.state, seat)
    idle = next((one for verb in IDLE for one in view.legal if one.verb == verb), None)
    own = own_seed(match.record.header.seed, seat)
    action = idle or make_seated(STAND_IN, match.game, seat, own).choose(view)
    match.take(action)
    match.settle()
    done = action.text if idle else f"{action.text}{BY_STAND_IN}"
    return f"{done}\n{view.title_of(action)}".rstrip()


def answer_open(sitting: Sitting) -> None:
    """Answer what is under way, until a turn begins; each answer is in the record."""
    match = sitting.match
    for _ in range(MOST_ANSWERS):
        if match.is_over or not why_no_ruling(match.state):
            return
        seat = sitting.mover
        if seat in match.game.seats:
            note(match, CONTROL, ANSWERED, f"{seat}: {answer_for(match, seat)}")
        else:
            match.step()
