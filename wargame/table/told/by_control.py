"""What control does to a table and not to a position, as the record tells it: the clock, a pause,
what is planned, the end."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.play.event import CONTROL
from wargame.play.proceedings import (
    ANSWERED,
    BY_STAND_IN,
    CLOCK,
    CLOSE,
    FACILITATOR,
    FORFEIT,
    GO,
    PAUSE,
    PLANNED,
    Proceeding,
)
from wargame.rules.verbs import find
from wargame.table.words.titles import Titles

WORDS = {
    ANSWERED: "had a choice answered, so that the game could be scored",
    CLOCK: "set the clock",
    CLOSE: "closed the game, and did not score it",
    FACILITATOR: "stands behind what control does from here on",
    FORFEIT: "decided for a seat whose time was over",
    PAUSE: "stopped play",
    PLANNED: "planned an inject",
}
"""By the topic of a note of control, what it did."""


def is_act(one: Proceeding) -> bool:
    """Whether a note tells of an act of control, and not only of what it thought."""
    return one.kind == "note" and one.who == CONTROL and one.what in WORDS


def act_of(one: Proceeding, titles: Titles) -> tuple[str, str]:
    """What control did, and why, by a note that tells of an act."""
    done, text = WORDS[one.what], one.text
    match one.what:
        case "pause":
            return ("let play go on", "") if text == GO else (done, text)
        case "close":
            return done, text
        case "clock" | "inject":
            what, _, why = text.partition("\n")
            said = planned_said(what, titles.injects) if one.what == PLANNED else what
            return f"{done}: {said}", why
        case "answered":
            return f"{done}: {_answer(text, titles)}", ""
        case "forfeit":
            seat = text.partition(":")[0]
            return f"decided for {titles.seats.get(seat, seat)}, whose time was over", ""
        case _:
            return f"{done}: {text}".rstrip(": "), ""


def _answer(text: str, titles: Titles) -> str:
    """What was answered for a seat, as it is written down: `us: pass`."""
    seat, _, action = text.removesuffix(BY_STAND_IN).partition(": ")
    word, _, arg = action.partition(" ")
    verb = find(word)
    if seat not in titles.seats or verb is None:
        return text
    by = BY_STAND_IN if text.endswith(BY_STAND_IN) else ""
    return f"{titles.tell(seat, verb, arg).rstrip('.')}{by}"


def planned_said(line: str, injects: Mapping[str, str]) -> str:
    """What inject control has planned, and for when.

    >>> planned_said("hail round 3", {"hail": "Hail falls"}), planned_said("hail never", {})
    ('Hail falls, in round 3', 'hail, no longer')
    """
    name, _, rest = line.partition(" ")
    how, _, what = rest.partition(" ")
    when = {"round": f"in round {what}", "minute": f"at minute {what}", "never": "no longer"}
    return f"{injects.get(name, name)}, {when.get(how, rest)}"
