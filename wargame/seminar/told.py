"""What control does to a table and not to a position, as the record tells it: the clock, a pause,
what is planned, the end."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.play.event import CONTROL
from wargame.play.proceedings import CLOSE, FACILITATOR, Proceeding
from wargame.seminar.session import CLOCK, CLOSE_ANSWER, FORFEIT, GO, PAUSE, SCHEDULE
from wargame.table.told.proceedings import planned_said

WORDS = {
    CLOCK: "set the clock",
    CLOSE: "closed the game, and did not score it",
    CLOSE_ANSWER: "had a choice answered, so that the game could be scored",
    FACILITATOR: "stands behind what control does from here on",
    FORFEIT: "decided for a seat whose time was over",
    PAUSE: "stopped play",
    SCHEDULE: "planned an inject",
}
"""By the topic of a note of control, what it did."""
WITH_A_REASON = (CLOCK, SCHEDULE)
"""Those whose reason stands below their first line."""


def is_act(one: Proceeding) -> bool:
    """Whether a note tells of an act of control, and not only of what it thought."""
    return one.kind == "note" and one.who == CONTROL and one.what in WORDS


def act_of(topic: str, text: str, injects: Mapping[str, str]) -> tuple[str, str]:
    """What control did, and why.

    Args:
        injects: What people call the injects of the deck.

    >>> act_of("inject", "hail round 3\\nIt is time.", {"hail": "Hail falls"})
    ('planned an inject: Hail falls, in round 3', 'It is time.')
    >>> act_of("clock", "Play: 9:00 left\\nA late start.", {})
    ('set the clock: Play: 9:00 left', 'A late start.')
    >>> act_of("pause", "A fire drill.", {}), act_of("pause", "go", {})
    (('stopped play', 'A fire drill.'), ('let play go on', ''))
    """
    done = WORDS[topic]
    if topic == PAUSE:
        return ("let play go on", "") if text == GO else (done, text)
    if topic == CLOSE:
        return done, text
    if topic in WITH_A_REASON:
        what, _, why = text.partition("\n")
        return f"{done}: {planned_said(what, injects) if topic == SCHEDULE else what}", why
    return f"{done}: {text}".rstrip(": "), ""
