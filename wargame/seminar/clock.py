"""The facilitator's clock: phase by phase, stopped and set by hand, and never eaten by sleep.

It counts small steps between two looks. A step that is longer than any look could be is time in
which the machine slept or the program stood, and it does not count.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import field
from math import isnan, nan

from wargame.content.model import SessionPhase
from wargame.dataclass import dataclass
from wargame.rules.amounts import counted
from wargame.table.told.surveys import BEGINS
from wargame.table.words.public import PublicClock

LONGEST_STEP_S = 5.0
"""Seconds between two looks above which the machine has slept: looks come once a second."""
WARNINGS_S = (300, 60, 0)
"""Seconds left at which people are told."""
FORFEITS = "After this decision the rest of the round is passed for you."


@dataclass(slots=True)
class PhaseClock:
    """Counts down the phases of a session.

    Attributes:
        place: The number of the phase, from 0.
        left: Seconds left in it, all of it unless told; below 0 over time.
        played: Seconds of the session so far, in which the clock ran.
        is_running: Whether it runs.
    """

    phases: Sequence[SessionPhase]
    now: Callable[[], float] = time.monotonic
    place: int = 0
    left: float = nan
    played: float = 0.0
    is_running: bool = False
    _seen: float = field(init=False, default=0.0)
    _warned: float = field(init=False, default=float("inf"))

    def __post_init__(self) -> None:
        if isnan(self.left):
            self.begin(self.place)
        self._seen = self.now()

    def begin(self, place: int) -> None:
        """To a phase. All of it is left, which is no news."""
        self.place = place
        self.left = self._warned = self.phase.minutes * 60.0

    @property
    def phase(self) -> SessionPhase:
        """The present phase."""
        return self.phases[self.place]

    @property
    def begins(self) -> str:
        """What is written down as the phase begins."""
        return f"{self.phase.title}{BEGINS}"

    @property
    def minute(self) -> int:
        """The minute of the session, from 0."""
        self.tick()
        return int(self.played // 60)

    def tick(self) -> None:
        """Look at the time. To be called about once a second while it runs."""
        now = self.now()
        step, self._seen = now - self._seen, now
        if self.is_running and 0 < step <= LONGEST_STEP_S:
            self.left -= step
            self.played += step

    def go(self) -> None:
        """Let it run."""
        self.tick()
        self.is_running = True

    def stop(self) -> None:
        """Let it stand."""
        self.tick()
        self.is_running = False

    def set_left(self, seconds: float) -> None:
        """Change what is left of the phase."""
        self.tick()
        self.left, self._warned = seconds, float("inf")

    def next_phase(self) -> bool:
        """To the next phase; False if this is the last."""
        self.tick()
        if self.place + 1 >= len(self.phases):
            return False
        self.begin(self.place + 1)
        return True

    def warning(self, forfeits: bool = False) -> str:
        """What people are to be told now, once for each of `WARNINGS_S`; else "". A clock that is
        set, or gone on with, may be past one: it is told as it stands.

        Args:
            forfeits: What is left of the round will be passed for them.
        """
        self.tick()
        due = [one for one in WARNINGS_S if self.left <= one < self._warned]
        if not due or not self.is_running:
            return ""
        self._warned = min(due)
        title = self.phase.title
        if not self._warned:
            what = FORFEITS if forfeits else "Nobody is stopped."
            return f"Time is over for '{title}'. {what}"
        minutes = max(1, round(self.left / 60))
        return f"{counted(minutes, 'minute')} left of '{title}'."

    def shown(self) -> PublicClock:
        """What everybody is shown of it."""
        self.tick()
        return PublicClock(
            label=self.phase.title, left_s=int(self.left), is_running=self.is_running
        )
