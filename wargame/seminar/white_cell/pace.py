"""Whether play stands still, how much time is left, which phase it is: `pause`, `go`, `time`,
`next`."""

from __future__ import annotations

from wargame.content.typed import whole_number
from wargame.errors import IllegalAction, UsageError, visible
from wargame.play.proceedings import CLOCK, GO, PAUSE
from wargame.rules.amounts import counted
from wargame.seminar.session import Session
from wargame.seminar.white_cell.follow_up import LONGEST_REASON, Answer, FollowUp, for_a_reason
from wargame.seminar.white_cell.slips import unwritten
from wargame.seminar.white_cell.typed import with_reason
from wargame.table.words.public import left_said

ASKED_NEXT = "People are asked when they sit down next; slip types in what is on paper."
ON_SLIPS = "Hands are on paper, so nobody is asked on the screen: collect slips, and type slip."
OVER = "The game is over, so nobody is asked on the screen: collect slips, and type slip."


def pause(session: Session, text: str) -> Answer | FollowUp:
    """Let play stand still: whatever stands behind the word is why."""
    _, why = with_reason(text)
    said = f"because {text}" if text and not why else text
    return for_a_reason(lambda session, _: lambda why: _pause_so(session, why))(session, said)


def _pause_so(session: Session, why: str) -> Answer:
    session.clock.stop()
    session.tell(PAUSE, why if why != GO else f"{GO}.")
    session.save_clock()
    what = "The clock" if session.sitting.is_open else "Play"
    return [f"{what} stands still. `go` goes on."]


def go(session: Session, _: str) -> Answer:
    """Let play and the clock go on."""
    if session.paused:
        session.tell(PAUSE, GO)
    session.clock.go()
    session.save_clock()
    goes_on = "The clock runs." if session.sitting.is_open else "Play goes on."
    return [session.notice or goes_on]


def set_time(session: Session, line: str) -> Answer:
    """Set what is left of the phase, or change it by so many minutes.

    Raises:
        UsageError: They are no minutes.
    """
    text, why = with_reason(line)
    sign, digits = (text[:1], text[1:]) if text[:1] in ("+", "-") else ("", text)
    minutes = whole_number(digits, 0, 999)
    if minutes is None:
        raise UsageError("time MINUTES, time +MINUTES or time -MINUTES")
    seconds, clock = minutes * 60.0, session.clock
    left = {"": seconds, "+": clock.left + seconds, "-": clock.left - seconds}[sign]
    clock.set_left(left)
    told = f"{clock.phase.title}: {left_said(int(left))}\n{why[:LONGEST_REASON]}"
    session.tell(CLOCK, told.strip())
    session.save_clock()
    return [f"{clock.phase.title}: {left_said(int(left))}."]


def to_next(session: Session, text: str) -> Answer:
    """On to the next phase, or to any by its number.

    Raises:
        UsageError: There is no phase of that number.
        IllegalAction: This is the last one.
    """
    clock = session.clock
    if text:
        session.to_phase(_phase_of(session, text))
    elif not session.next_phase():
        raise IllegalAction(f"This is the last phase of the plan. {_phases(session)}")
    told = [f"{clock.phase.title} begins: {counted(clock.phase.minutes, 'minute')}."]
    if unwritten(session):
        told.append(_how_asked(session))
    return [*told, *([session.notice] if session.notice else [])]


def _how_asked(session: Session) -> str:
    """How people come to write down what a phase asks for."""
    if session.sitting.is_open:
        return OVER
    return ON_SLIPS if session.plan.hands == "paper" else ASKED_NEXT


def _phase_of(session: Session, text: str) -> int:
    """The place of a phase that is told by its number, from 1."""
    known = [str(number) for number in range(1, len(session.plan.phases) + 1)]
    if text not in known:
        raise UsageError(f"next, or next NUMBER. {_phases(session)}")
    return known.index(text)


def _phases(session: Session) -> str:
    """All phases by their numbers."""
    told = (f"{n} {one.title}" for n, one in enumerate(session.plan.phases, 1))
    return f"Phases: {', '.join(map(visible, told))}."
