"""What a word of the console asks before it does anything: more words, a yes, a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wargame.dataclass import dataclass
from wargame.seminar.session import Session
from wargame.seminar.white_cell.typed import with_reason

LONGEST_REASON = 2_000
"""Characters of a reason that are kept."""
WHY = "Why? Both sides read it in the record. Enter alone does nothing."
SURE = "Type yes to do so; Enter alone does nothing."
NOTHING = "Nothing has happened."

Answer = list[str]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question in the middle of a command.

    Attributes:
        then: Takes the answer.
        told: What is told before it.
        keeps: Whether the answer stays in the record in its own words.
    """

    question: str
    then: Then
    told: Sequence[str] = ()
    keeps: bool = False


Then = Callable[[str], Answer | FollowUp]


def for_a_reason(
    prepared: Callable[[Session, str], Then],
) -> Callable[[Session, str], Answer | FollowUp]:
    """A word that is done with the reason that stands behind it, or asks for one.

    Args:
        prepared: Refuses what cannot be done, before anybody is asked why; else gives what does it
            for a reason.
    """

    def do(session: Session, text: str) -> Answer | FollowUp:
        what, why = with_reason(text)
        act = prepared(session, what)
        return act(why[:LONGEST_REASON]) if why else FollowUp(WHY, act, keeps=True)

    return do


def is_sure(answer: str) -> bool:
    """Whether somebody says yes.

    >>> is_sure("Yes"), is_sure("y"), is_sure("yes, but")
    (True, True, False)
    """
    return answer.strip().casefold() in ("yes", "y")
