"""What the facilitator writes down of a moment: `bookmark`, `note`."""

from __future__ import annotations

from wargame.play.event import CONTROL
from wargame.play.proceedings import BOOKMARK, ControlTopic
from wargame.seminar.session import Session
from wargame.seminar.white_cell.follow_up import LONGEST_REASON, Answer, FollowUp


def bookmark(session: Session, text: str) -> Answer | FollowUp:
    """Mark this moment for everybody, once the game is over."""
    return _noted(session, BOOKMARK, text, "All may read it once the game is over.")


def note(session: Session, text: str) -> Answer | FollowUp:
    """A note for the facilitator alone."""
    return _noted(session, "note", text, "It stays with you.")


def _noted(session: Session, topic: ControlTopic, text: str, who_reads: str) -> Answer | FollowUp:
    if not text:
        question = f"What is to be written down? {who_reads}"
        return FollowUp(question, lambda said: _noted(session, topic, said, who_reads), keeps=True)
    session.tell(topic, text[:LONGEST_REASON], CONTROL)
    return [f"It is written down. {who_reads}"]
