"""Runs of a session: how long people are briefed, play, foresee and discuss.

About a third of the time belongs to the debrief. The times are those of `reference` seminars: 45
minutes for a class, 90 for a standard seminar, 180 for a course with a break.
"""

from __future__ import annotations

from wargame.seminar.plan import PhaseKind, SessionPhase

_RUNS: dict[int, tuple[tuple[str, int, PhaseKind], ...]] = {
    45: (
        ("Brief", 6, "brief"),
        ("Play", 23, "play"),
        ("Forecast", 1, "forecast"),
        ("Debrief", 15, "debrief"),
    ),
    90: (
        ("Brief", 10, "brief"),
        ("Strategy memo", 5, "memo"),
        ("Play, first half", 20, "play"),
        ("Leaders' call", 5, "talks"),
        ("Play, second half", 18, "play"),
        ("Forecast", 2, "forecast"),
        ("Debrief", 30, "debrief"),
    ),
    180: (
        ("Brief and quiz", 15, "brief"),
        ("Strategy memo", 10, "memo"),
        ("Play, block A", 45, "play"),
        ("Half-time talk", 10, "talks"),
        ("Break", 10, "break"),
        ("Play, block B", 45, "play"),
        ("Forecast and survey", 5, "forecast"),
        ("Debrief", 40, "debrief"),
    ),
}

FORMATS = tuple(_RUNS)
"""The lengths of a session there are, in minutes."""


def phases_of(minutes: int) -> list[SessionPhase]:
    """The run of a session of one of `FORMATS`.

    >>> [sum(phase.minutes for phase in phases_of(n)) for n in FORMATS]
    [45, 90, 180]
    """
    return [
        SessionPhase(title=title, minutes=long, kind=kind) for title, long, kind in _RUNS[minutes]
    ]
