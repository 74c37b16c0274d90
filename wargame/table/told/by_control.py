"""What control does to a table and not to a position, as the record tells it: the clock, a pause,
what is planned, the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wargame.play.event import CONTROL
from wargame.play.proceedings import (
    ANSWERED,
    BY_STAND_IN,
    CLOCK,
    CLOSE,
    CLOSES_AFTER,
    FACILITATOR,
    FORFEIT,
    GO,
    PAUSE,
    PLANNED,
    Proceeding,
)
from wargame.rules.verbs import find
from wargame.table.words.titles import Titles

STANDS_BEHIND = "stands behind what control does from here on"

ActTold = Callable[[str, Titles], tuple[str, str]]
"""From the text of a note what control did, and why."""


def is_act(one: Proceeding) -> bool:
    """Whether a note tells of an act of control, and not only of what it thought."""
    return one.kind == "note" and one.who == CONTROL and one.what in ACTS


def act_of(one: Proceeding, titles: Titles) -> tuple[str, str]:
    """What control did, and why, by a note that tells of an act."""
    return ACTS[one.what](one.text, titles)


def _answered(text: str, titles: Titles) -> tuple[str, str]:
    return f"had a choice answered, so that the game could be scored: {_answer(text, titles)}", ""


def _clock_set(text: str, _titles: Titles) -> tuple[str, str]:
    what, _, why = text.partition("\n")
    return f"set the clock: {what}", why


def _closed(why: str, _titles: Titles) -> tuple[str, str]:
    return "closed the game, and did not score it", why


def _facilitator(name: str, _titles: Titles) -> tuple[str, str]:
    return f"{STANDS_BEHIND}: {name}".rstrip(": "), ""


def _forfeited(text: str, titles: Titles) -> tuple[str, str]:
    seat = text.partition(":")[0]
    return f"decided for {titles.seats.get(seat, seat)}, whose time was over", ""


def _closes_after(text: str, _titles: Titles) -> tuple[str, str]:
    when = f"after round {text}" if text else "no sooner than the deck does"
    return f"planned to end the game {when}", ""


def _paused(why: str, _titles: Titles) -> tuple[str, str]:
    return ("let play go on", "") if why == GO else ("stopped play", why)


def _planned(text: str, titles: Titles) -> tuple[str, str]:
    what, _, why = text.partition("\n")
    return f"planned an inject: {planned_said(what, titles.injects)}", why


ACTS: Mapping[str, ActTold] = {
    ANSWERED: _answered,
    CLOCK: _clock_set,
    CLOSE: _closed,
    FACILITATOR: _facilitator,
    FORFEIT: _forfeited,
    CLOSES_AFTER: _closes_after,
    PAUSE: _paused,
    PLANNED: _planned,
}
"""By the topic of a note with which control acts, how it is told."""


def _answer(text: str, titles: Titles) -> str:
    """What was answered for a seat, as it is written down: `us: pass`."""
    done, _, title = text.partition("\n")
    seat, _, action = done.removesuffix(BY_STAND_IN).partition(": ")
    word, _, arg = action.partition(" ")
    verb = find(word)
    if seat not in titles.seats or verb is None:
        return text
    by = BY_STAND_IN if done.endswith(BY_STAND_IN) else ""
    return f"{titles.tell(seat, verb, arg, title).rstrip('.')}{by}"


def planned_said(line: str, injects: Mapping[str, str]) -> str:
    """What inject control has planned, and for when.

    >>> planned_said("hail round 3", {"hail": "Hail falls"}), planned_said("hail never", {})
    ('Hail falls, in round 3', 'hail, no longer')
    """
    name, _, rest = line.partition(" ")
    how, _, what = rest.partition(" ")
    when = {"round": f"in round {what}", "minute": f"at minute {what}", "never": "no longer"}
    return f"{injects.get(name, name)}, {when.get(how, rest)}"
