"""What a result is to be, and when the game is over: `override`, `close`."""

from __future__ import annotations

from wargame.errors import UsageError
from wargame.play.control import rule
from wargame.seminar.early_end import close_game
from wargame.seminar.session import Session
from wargame.seminar.white_cell import acts
from wargame.seminar.white_cell.follow_up import (
    LONGEST_REASON,
    NOTHING,
    SURE,
    WHY,
    Answer,
    FollowUp,
    Then,
    is_sure,
)
from wargame.seminar.white_cell.typed import with_reason


def override(session: Session, text: str) -> FollowUp:
    """Change numbers in the deck's words, after a preview and a yes.

    Raises:
        DeckError: The effects cannot be read.
        IllegalAction: It cannot be ruled now; the message says when.
    """
    what, why = with_reason(text)
    do = acts.effects_of(what)
    told = acts.told(session.sitting, acts.preview(session.match, do))

    def rule_so(reason: str) -> Answer:
        rule(session.match, do, reason)
        session.match.settle()
        session.sitting.draw_luck()
        return ["It is so ruled."]

    def confirmed(answer: str) -> Answer | FollowUp:
        if not is_sure(answer):
            return [NOTHING]
        return rule_so(why[:LONGEST_REASON]) if why else FollowUp(WHY, rule_so, keeps=True)

    return FollowUp(SURE, confirmed, told)


def to_close(session: Session, text: str) -> Then:
    """End the game now, scored as it stands or not; everybody leaves the table.

    Raises:
        UsageError: Neither of the two.
    """
    how = text.lower() or session.plan.close
    if how not in ("scored", "unscored"):
        raise UsageError("close, close scored or close unscored")

    def close_so(why: str) -> Answer:
        told = close_game(session, is_scored=how == "scored", why=why)
        session.leaves = True
        return told

    return close_so
