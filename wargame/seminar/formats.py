"""Runs of a session: how long people are briefed, play, foresee and discuss.

The survey is asked twice, since a debrief compares what people thought before play and think after
it: once they know from the brief what it is about, and once more before they talk it over. About a
third of the time belongs to the debrief. The times are those of `reference` seminars: 45
minutes for a class, 90 for a standard seminar, 180 for a course with a break.
"""

from __future__ import annotations

from wargame.content.model import Deck, PhaseKind, SessionFormat, SessionPhase
from wargame.errors import UsageError

_BEFORE, _AFTER = "Survey before play", "Survey after play"
_RUNS: dict[int, tuple[tuple[str, int, PhaseKind], ...]] = {
    45: (
        ("Brief", 5, "brief"),
        (_BEFORE, 2, "survey"),
        ("Play", 19, "play"),
        ("Forecast", 2, "forecast"),
        (_AFTER, 2, "survey"),
        ("Debrief", 15, "debrief"),
    ),
    90: (
        ("Brief", 10, "brief"),
        (_BEFORE, 2, "survey"),
        ("Strategy memo", 5, "memo"),
        ("Play, first half", 19, "play"),
        ("Leaders' call", 5, "talks"),
        ("Play, second half", 17, "play"),
        ("Forecast", 2, "forecast"),
        (_AFTER, 2, "survey"),
        ("Debrief", 28, "debrief"),
    ),
    180: (
        ("Brief and quiz", 15, "brief"),
        (_BEFORE, 3, "survey"),
        ("Strategy memo", 10, "memo"),
        ("Play, block A", 45, "play"),
        ("Half-time talk", 10, "talks"),
        ("Break", 10, "break"),
        ("Play, block B", 40, "play"),
        ("Forecast", 4, "forecast"),
        (_AFTER, 3, "survey"),
        ("Debrief", 40, "debrief"),
    ),
}

FORMATS = tuple(_RUNS)
"""The lengths of a session that every deck has, in minutes."""


def usual_format(minutes: int) -> SessionFormat:
    """The run of a session of one of `FORMATS`, for decks that have none of their own.

    >>> [sum(phase.minutes for phase in usual_format(n).phases) for n in FORMATS]
    [45, 90, 180]
    """
    phases = [
        SessionPhase(title=name, minutes=long, kind=kind) for name, long, kind in _RUNS[minutes]
    ]
    return SessionFormat(
        id=f"usual_{minutes}", title=f"{minutes} minutes", minutes=minutes, phases=phases
    )


def lengths_of(deck: Deck) -> list[int]:
    """How many minutes a session of a deck may last, its own runs first."""
    return list(dict.fromkeys([*(one.minutes for one in deck.formats), *FORMATS]))


def format_of(deck: Deck, wanted: str) -> SessionFormat:
    """A run of a deck by its id or its minutes, or else one of the usual.

    Raises:
        UsageError: There is none such.
    """
    for one in (*deck.formats, *map(usual_format, FORMATS)):
        if wanted in (one.id, str(one.minutes)):
            return one
    lasts = sorted(lengths_of(deck))
    own = [f"'{one.id}'" for one in deck.formats]
    named = f", or is one of {deck.title}: {', '.join(own)}" if own else ""
    raise UsageError(
        f"A session lasts {', '.join(map(str, lasts))} minutes{named}.\n"
        "    For another length take the nearest, and change the minutes of its phases in the plan."
    )
