"""What is due at a table of a class between two decisions: time that is over, the last round of
the plan, an inject."""

from __future__ import annotations

from dataclasses import field

from wargame.content.model import DueInject
from wargame.dataclass import dataclass
from wargame.play.control import release
from wargame.play.proceedings import FORFEIT
from wargame.rules.ruling import why_no_ruling
from wargame.seminar.answering import answer_for
from wargame.seminar.early_end import close_game
from wargame.seminar.reading import holds
from wargame.seminar.session import Session
from wargame.table.told.at_close import DRAFTING

TIME_OVER = "The time is over: this is decided for you."
LAST_ROUND = "The plan ends the game after this round."


@dataclass(slots=True)
class BetweenTurns:
    """Does what is due at a table before somebody decides."""

    session: Session
    _late: int = field(init=False, default=0)
    """The round in which time was over; 0 while there is time."""

    def come_in(self) -> bool:
        """Release one inject that is due, if a turn begins. Whether there was one."""
        session, match = self.session, self.session.match
        session.look_at_plan()
        if match.is_settled and self._forfeits():
            return True
        if not match.is_settled or why_no_ruling(match.state):
            return False
        if session.plan.ends_before(match.state.round):
            close_game(session, is_scored=True, why=LAST_ROUND)
            return True
        for one in session.injects.due:
            if self._is_due(one):
                release(match, one.inject, one.reason)
                match.settle()
                return True
        return False

    def _forfeits(self) -> bool:
        """See to it that time is over, if the plan says so. Whether anything was done. A package
        that a side is putting together is its own to the last step."""
        session, match = self.session, self.session.match
        clock, state, seat = session.clock, match.state, session.sitting.mover
        clock.tick()
        if not (session.forfeits and clock.left <= 0):
            self._late = 0
            return False
        if self._is_drafting(seat):
            return False
        self._late = self._late or state.round
        if state.round == self._late and seat in session.sitting.people:
            session.tell(FORFEIT, f"{seat}: {TIME_OVER}")
            answer_for(match, seat)
        elif state.round == self._late or not session.next_phase():
            return False
        return True

    def _is_drafting(self, seat: str) -> bool:
        """Whether a seat is putting a package together."""
        log = self.session.match.log
        last = log[-1] if log else None
        return last is not None and last.seat == seat and last.verb in DRAFTING

    def _is_due(self, one: DueInject) -> bool:
        state = self.session.match.state
        if one.round is not None:
            return bool(state.round >= one.round)
        if one.minute is not None:
            return self.session.clock.minute >= one.minute
        return holds(self.session.match.game, state, one.when or "0 > 1")
