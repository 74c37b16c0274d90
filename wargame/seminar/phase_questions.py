"""What the people of a seat are asked to write down in a phase of a class."""

from __future__ import annotations

from dataclasses import field

from wargame.dataclass import dataclass
from wargame.play.event import Note
from wargame.play.proceedings import CLOCK, control_wrote
from wargame.seminar.clock import PhaseClock
from wargame.seminar.plan import SeminarPlan
from wargame.table.host.sitting import Sitting
from wargame.table.host.thinking import MEMO
from wargame.table.told.predictions import FORECAST
from wargame.table.told.surveys import SURVEY

ASKED = (MEMO, FORECAST, SURVEY)
"""Phases in which people are asked to write something down: what they are asked for."""


@dataclass(slots=True)
class PhaseQuestions:
    """Asks the people of each seat once in a phase, and knows what they have not written yet."""

    sitting: Sitting
    plan: SeminarPlan
    clock: PhaseClock
    _asked: set[tuple[int, str]] = field(init=False, default_factory=set)

    def asks(self, seat: str) -> list[tuple[str, str]]:
        """What the people of a seat are asked to write down in this phase: topic and person."""
        was_asked = (self.clock.place, seat) in self._asked
        return [] if was_asked or self.sitting.is_open else self.missing(seat)

    def missing(self, seat: str) -> list[tuple[str, str]]:
        """The same, whether or not they were asked, as long as nothing is kept; a survey also
        where the game ended before its time was up."""
        asked, kind = (SURVEY,) if self.sitting.is_open else ASKED, self.clock.phase.kind
        if seat not in self.sitting.people or kind not in asked:
            return []
        people = [name for one in self.plan.seats if one.seat == seat for name in one.people]
        written = self._written(seat)
        if kind == MEMO or not people:  # what anybody of the seat wrote is the seat's
            return [] if any(topic == kind for topic, _ in written) else [(kind, "")]
        return [(kind, role) for role in people if (kind, role) not in written]

    def _written(self, seat: str) -> set[tuple[str, str]]:
        """What people of a seat have written down since this phase began: topic and person."""
        found: set[tuple[str, str]] = set()
        begins = self.clock.begins
        for event in reversed(self.sitting.match.record.events):
            match event:
                case Note(text=text) if control_wrote(event, CLOCK):
                    if text == begins:
                        break
                case Note(who=who, topic=topic, role=role) if who == seat:
                    found.add((topic, role))
                case _:
                    pass
        return found

    def ask_anew(self, place: int) -> None:
        """Ask again in a phase, by its number from 0."""
        self._asked = {one for one in self._asked if one[0] != place}

    def was_asked(self, seat: str) -> None:
        """The people of a seat have been asked in this phase."""
        self._asked.add((self.clock.place, seat))
