"""What people think, kept beside what they do: a memo, a reason, a forecast, a survey.

It stays with their seat until the game is over, and is then open to all. People are told so before
they write; whoever writes nothing has nothing kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wargame.errors import UsageError, nearest
from wargame.play.control import note
from wargame.play.event import Event, Note
from wargame.table.host.sitting import Sitting

MEMO, REASON, FORECAST, SURVEY = "memo", "reason", "forecast", "survey"
CONSENT = (
    "What you write is kept in the record of this game under your seat. Nobody else reads it "
    "before the end; then it is open to all. Write nothing, and nothing is kept."
)
LONGEST = 2_000
"""Characters of a thought that are kept."""
LONGEST_ROLE = 20
_ROLE = re.compile(r"/(\S{1,20})\s+(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of thing that people may write down: what is typed for it, and what is asked."""

    topic: str
    typed: str
    asks: str


THOUGHTS = (
    Topic(REASON, "TEXT", "why you did what you did last"),
    Topic(MEMO, "TEXT", "your aim, your red line, and what you expect of the other side"),
    Topic(FORECAST, "ENDING", "how you think it will end, before it does"),
    Topic(SURVEY, "TEXT", "what you know of the matter, before the game or after it"),
)


def think(sitting: Sitting, seat: str, topic: str, text: str, role: str = "") -> str:
    """Keep a thought; gives what to say to whoever had it.

    Args:
        role: Which of several people in the seat, such as `2`; `/2 TEXT` says so too.

    Raises:
        UsageError: It is empty, or a forecast of no ending of the deck.
        NotSaved: It could not be kept.
    """
    found = _ROLE.fullmatch(text.strip())
    if found is not None:
        role, text = found[1], found[2]
    if not text.strip():
        raise UsageError(f"{topic} what? {CONSENT}")
    said = text.strip()[:LONGEST]
    if topic == FORECAST:
        if sitting.is_over:
            raise UsageError("It is over: there is nothing left to foresee.")
        said = _ending(sitting, said)
    note(sitting.match, seat, topic, said, seat, role.strip()[:LONGEST_ROLE])
    return "It is kept, and opened after the end."


def _ending(sitting: Sitting, text: str) -> str:
    """The id of an ending that somebody names by its id or its title."""
    endings = sitting.game.deck.endings
    for one in endings:
        if text.casefold() in (one.id.casefold(), one.title.casefold()):
            return one.id
    known = [one.id for one in endings]
    raise UsageError(f"There is no ending '{text[:40]}'. {nearest(text, known, limit=20)}")


def forecasts(events: Sequence[Event]) -> Iterator[tuple[str, str, str]]:
    """The last forecast of everybody: seat, role, the ending that they foresaw."""
    found: dict[tuple[str, str], str] = {}
    for event in events:
        if isinstance(event, Note) and event.topic == FORECAST and event.audience == event.who:
            found[event.who, event.role] = event.text
    yield from ((seat, role, text) for (seat, role), text in found.items())
