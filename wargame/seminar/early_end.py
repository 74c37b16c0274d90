"""A game that control ends before the deck does."""

from __future__ import annotations

from wargame.errors import IllegalAction
from wargame.play.control import rule
from wargame.play.match import Match
from wargame.play.proceedings import CLOSE
from wargame.seminar.answering import answer_open
from wargame.seminar.session import Session


def close_game(session: Session, *, is_scored: bool, why: str) -> list[str]:
    """End a game now: by the ending that the deck's conditions name as it stands, or without one.

    A choice that is under way is answered first, since a score needs a turn's beginning: by what
    binds nobody to anything, so that no offer is accepted that nobody took; else by the stand-in.

    Raises:
        IllegalAction: It is over already.
    """
    match = session.match
    if session.sitting.is_open:
        raise IllegalAction("The game is over already.")
    if is_scored:
        answer_open(session.sitting)
    if not is_scored:
        session.tell(CLOSE, why)
        told = "The game is closed, and not scored."
    elif match.is_over:
        told = f"The game has ended with the choice that was under way: {_ending(match)}."
    else:
        rule(match, ({"end": match.game.ending_here(match.state)},), why)
        match.settle()
        told = f"The game is closed and scored as it stands: {_ending(match)}."
    session.begin_debrief()
    session.give_out()
    return [told]


def _ending(match: Match) -> str:
    """How a game that is over has ended, as people read it."""
    found = match.game.ending(match.state)
    return next(one.title for one in match.game.deck.endings if one.id == found)
