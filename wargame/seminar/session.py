"""One table of a seminar while it is played: what is due, the clock, what the projector shows.

All of it is in the record or in the plan, but for the clock, which stands in a small file of its
own: so a table that was killed goes on at the same prompt.
"""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

from wargame.content.model import DueInject
from wargame.content.places import read_bounded
from wargame.content.typed import whole_number
from wargame.dataclass import dataclass
from wargame.errors import IllegalAction, RecordError
from wargame.play.control import note, release, rule
from wargame.play.event import CONTROL, Act, Chance, Note, Ruling
from wargame.play.match import Match
from wargame.play.proceedings import (
    ANSWERED,
    BY_STAND_IN,
    CLASS_TABLE,
    CLOCK,
    CLOSE,
    FACILITATOR,
    FORFEIT,
    GO,
    PAUSE,
    PLANNED,
)
from wargame.players.fence import Fence
from wargame.players.registry import STAND_IN, make_seated, own_seed
from wargame.rules.actions import NO_INJECT
from wargame.rules.game import Action, Position
from wargame.rules.ruling import why_no_ruling
from wargame.rules.verbs import DECLINE, INJECT, LET, PASS, SEND
from wargame.seminar.clock import PhaseClock
from wargame.seminar.plan import SeminarPlan
from wargame.seminar.reading import holds
from wargame.store.whole import put_whole
from wargame.table.host.live import Live
from wargame.table.host.sitting import Sitting
from wargame.table.host.thinking import MEMO
from wargame.table.told.at_close import DRAFTING
from wargame.table.told.deal_form import deal_form
from wargame.table.told.predictions import FORECAST
from wargame.table.told.surveys import SURVEY
from wargame.table.words.gate import stopped
from wargame.table.words.public import PublicPage

TALKS, PLAY, DEBRIEF = "talks", "play", "debrief"
TIME_OVER = "The time is over: this is decided for you."
PAPER = "Hands are on paper: tell the facilitator your move."
STANDS = {
    TALKS: "Talks: bargain face to face. Nobody plays; `next` at the console goes on.",
    "break": "A break. Nobody plays; `next` at the console goes on.",
    DEBRIEF: "Time for the debrief. `close` at the console ends the game.",
}
"""Phases in which nobody plays, and what people are told meanwhile."""
ASKED = (MEMO, FORECAST, SURVEY)
"""Phases in which people are asked to write something down: what they are asked for."""
MOST_ANSWERS = 60
"""Answers in a row after which something is wrong."""
IDLE = (PASS, DECLINE, LET, SEND)
"""What binds nobody to anything; a counter-offer that is under way goes back as it is."""
LAST_ROUND = "The plan ends the game after this round."
QUIET_END = "The plan ends the game before this round is played."
LATER = "What was drawn is planned for later."
ELSEWHERE = "What was drawn is the test of another table."
_SCHEDULED = re.compile(
    r"(?P<id>[a-z][a-z0-9_]*) (?P<how>round|minute|when|never) ?(?P<what>[^\n]*)", re.ASCII
)
SAVED_EVERY = 5
"""Seconds from one writing of the clock to the next."""
CLOCK_BYTES = 1_000
"""No file of a clock comes near it."""


def happened(match: Match) -> frozenset[str]:
    """The injects that have come, by luck or by control."""
    drawn = {
        move.action.partition(" ")[2]
        for move in match.course.moves
        if isinstance(move, Chance) and move.action.startswith(INJECT.word)
    }
    ruled = {
        one for move in match.course.moves if isinstance(move, Ruling) for one in move.released
    }
    return frozenset(drawn | ruled)


@dataclass
class Session:
    """A table of a seminar.

    Args:
        sitting: Its match.
        place: Where the clock is kept; None keeps it nowhere.
        live: What the projector reads.
        table: Its number: some injects of a plan are of one table alone.
        at_end: Opens what others keep closed until this game is over too, as it is on the disk;
            whether nothing is left to open.
        fence: What a program is held back from that sits down here.

    Attributes:
        on_paper: The cards that each side was last told to hold.
        leaves: Whether everybody is to leave the table.
    """

    sitting: Sitting
    plan: SeminarPlan
    clock: PhaseClock
    place: Path | None = None
    live: Live | None = None
    table: int = 1
    at_end: Callable[[], bool] = lambda: True
    fence: Fence = Fence()

    def __post_init__(self) -> None:
        self.on_paper = self._given_out()
        self.leaves = False
        self._stop = threading.Event()
        self._asked: set[tuple[int, str]] = set()
        self._late = 0
        self.match.choice = self._choice
        if self.live is not None:
            self.live.clock = self.clock.shown
            self.sitting.on_pause = self.live.show

    def _given_out(self) -> dict[str, Counter[str]]:
        """The hands as they were told when the table was left: each move on paper tells them."""
        moves = self.match.course.moves if self.plan.hands == "paper" else ()
        if not any(isinstance(one, Act) for one in moves):
            return {}
        return {one: Counter(self.sitting.view(one).hand) for one in self.match.game.seats}

    @property
    def match(self) -> Match:
        """The match at this table."""
        return self.sitting.match

    # --- what is due -------------------------------------------------------------------------

    @property
    def due(self) -> list[DueInject]:
        """The injects that are planned and have not come."""
        planned = {
            (one.inject, n): one
            for n, one in enumerate(self.plan.injects)
            if one.table in (None, self.table)
        }
        for number, event in enumerate(self.match.record.events):
            if isinstance(event, Note) and (event.who, event.topic) == (CONTROL, PLANNED):
                self._take_in(event.text, number, planned)
        come = happened(self.match)
        return [one for one in planned.values() if one.inject not in come]

    def _take_in(self, text: str, number: int, planned: dict[tuple[str, int], DueInject]) -> None:
        """Take in what control has written down of an inject."""
        line, _, why = text.partition("\n")
        found = _SCHEDULED.fullmatch(line)
        if found is None:
            return
        name, how, what = found["id"], found["how"], found["what"]
        for key in [key for key in planned if key[0] == name]:
            del planned[key]
        if how == "never" or name not in [one.id for one in self.match.game.deck.injects]:
            return
        planned[name, len(self.plan.injects) + number] = DueInject.model_construct(
            inject=name,
            round=_whole(what) if how == "round" else None,
            minute=_whole(what) if how == "minute" else None,
            when=what if how == "when" else None,
            why=why or "Control planned it.",
        )

    def schedule(self, name: str, how: str, what: str, why: str) -> None:
        """Plan an inject, or no longer: `how` is round, minute, when or never."""
        self.tell(PLANNED, f"{name} {how} {what}".strip() + f"\n{why}", CONTROL)

    def tell(self, topic: str, text: str, audience: str = "") -> None:
        """Write down something that control says."""
        note(self.match, CONTROL, topic, text, audience)

    def sign(self) -> None:
        """Write down which table this is, so that a save tells it wherever it lies, and who stands
        behind what control does from here on, if that is another."""
        if self.match.is_over:
            return
        if not self._said(CLASS_TABLE):
            self.tell(CLASS_TABLE, f"{self.table}\n{self.plan.name}", CONTROL)
        name = self.plan.facilitator or ""
        if name != (["", *self._said(FACILITATOR)])[-1]:
            self.tell(FACILITATOR, name)

    def _said(self, topic: str) -> list[str]:
        """What control has written down of a topic."""
        return [
            one.text
            for one in self.match.record.events
            if isinstance(one, Note) and (one.who, one.topic) == (CONTROL, topic)
        ]

    def _choice(self, position: Position) -> tuple[str, str] | None:
        """The inject that is planned for the round in which one is drawn; another one, or none, in
        the place of one that is planned for later, and none once the plan ends the game."""
        due, game = self.due, self.match.game
        is_last_over = self._is_behind_the_last(position.round)
        here = {one.inject for one in due}
        others = {one.inject for one in self.plan.injects if one.table not in (None, self.table)}
        others -= here
        legal = game.legal_actions(position) if due or others or is_last_over else ()
        if not legal or legal[0].verb != INJECT:
            return None
        if is_last_over:
            return (quiet, QUIET_END) if (quiet := _quiet(legal)) else None
        for one in due:
            if one.round == position.round and one.inject in [action.arg for action in legal]:
                return f"{INJECT.word} {one.inject}", one.reason
        drawn, kept = deepcopy(self.match.dealer).choose(game, position).arg, here | others
        if drawn not in kept:
            return None
        free = sorted((one for one in legal if one.arg not in kept), key=_noisy)
        return (free[0].text, LATER if drawn in here else ELSEWHERE) if free else None

    def come_in(self) -> bool:
        """Release one inject that is due, if a turn begins. Whether there was one."""
        match = self.match
        if match.is_settled and self._forfeits():
            return True
        if not match.is_settled or why_no_ruling(match.state):
            return False
        if self._is_last_round_over:
            close_game(self, is_scored=True, why=LAST_ROUND)
            return True
        for one in self.due:
            if self._is_due(one):
                release(match, one.inject, one.reason)
                match.settle()
                return True
        return False

    def _forfeits(self) -> bool:
        """See to it that time is over, if the plan says so. Whether anything was done. A package
        that a side is putting together is its own to the last step."""
        clock, state, seat = self.clock, self.match.state, self.sitting.mover
        clock.tick()
        if not (self.forfeits and clock.left <= 0):
            self._late = 0
            return False
        if self._is_drafting(seat):
            return False
        self._late = self._late or state.round
        if state.round == self._late and seat in self.sitting.people:
            self.tell(FORFEIT, f"{seat}: {TIME_OVER}")
            answer_for(self.match, seat)
        elif state.round == self._late or not self.next_phase():
            return False
        return True

    @property
    def forfeits(self) -> bool:
        """Whether the plan takes decisions once the time of this phase is over."""
        return self.plan.overtime == FORFEIT and self._kind == PLAY

    def _is_drafting(self, seat: str) -> bool:
        """Whether a seat is putting a package together."""
        last = self.match.log[-1] if self.match.log else None
        return last is not None and last.seat == seat and last.verb in DRAFTING

    def next_phase(self) -> bool:
        """To the next phase; False if this is the last."""
        if not self.clock.next_phase():
            return False
        self._start_phase()
        return True

    def to_phase(self, place: int) -> None:
        """To any phase, by its number from 0: all its time is left, and people are asked anew."""
        self._asked = {one for one in self._asked if one[0] != place}
        self.clock.begin(place)
        self._start_phase()

    def begin_debrief(self) -> None:
        """To the debrief, if one is still to come: a game that control closes leads there."""
        phases = list(enumerate(self.plan.phases))[self.clock.place + 1 :]
        place = next((n for n, one in phases if one.kind == DEBRIEF), None)
        if place is not None:
            self.to_phase(place)

    def _start_phase(self) -> None:
        """Let the clock of a phase run, unless play is paused, and write down that it begins."""
        if self.paused and not self.sitting.is_open:
            self.clock.stop()
        else:
            self.clock.go()
        self.tell(CLOCK, self._begins)
        self.save_clock()

    @property
    def _is_last_round_over(self) -> bool:
        """Whether the plan lets the game end here."""
        return self._is_behind_the_last(self.match.state.round)

    def _is_behind_the_last(self, number: int) -> bool:
        """Whether a round comes after the last one of the plan."""
        return self.plan.last_round is not None and number > self.plan.last_round

    def _is_due(self, one: DueInject) -> bool:
        state = self.match.state
        if one.round is not None:
            return bool(state.round >= one.round)
        if one.minute is not None:
            return self.clock.minute >= one.minute
        return holds(self.match.game, state, one.when or "0 > 1")

    # --- pause, close ------------------------------------------------------------------------

    @property
    def paused(self) -> str:
        """Why play stands still, or ""."""
        for event in reversed(self.match.record.events):
            if isinstance(event, Note) and (event.who, event.topic) == (CONTROL, PAUSE):
                return "" if event.text == GO else event.text
        return ""

    @property
    def stands(self) -> str:
        """Why play stands still, by control or since the plan has another phase now; or ""."""
        if self.sitting.is_open:
            return ""
        on_paper = PAPER if self.plan.hands == "paper" else ""
        return self.paused or STANDS.get(self._kind, "") or on_paper

    @property
    def notice(self) -> str:
        """The same as people read it."""
        return stopped(f"Paused: {self.paused}") if self.paused and self.stands else self.stands

    @property
    def page(self) -> PublicPage | None:
        """What the projector shows in place of the board: in talks, what can be put into a deal."""
        if self._kind != TALKS or self.sitting.is_open:
            return None
        return deal_form(self.sitting.scene(self.match.game.seats[0], open_hand=False))

    @property
    def _kind(self) -> str:
        return self.clock.phase.kind

    # --- what people are asked ---------------------------------------------------------------

    def asks(self, seat: str) -> list[tuple[str, str]]:
        """What the people of a seat are asked to write down in this phase: topic and person."""
        was_asked = (self.clock.place, seat) in self._asked
        return [] if was_asked or self.sitting.is_open else self.missing(seat)

    def missing(self, seat: str) -> list[tuple[str, str]]:
        """The same, whether or not they were asked, as long as nothing is kept; a survey also
        where the game ended before its time was up."""
        asked = (SURVEY,) if self.sitting.is_open else ASKED
        if seat not in self.sitting.people or self._kind not in asked:
            return []
        people = [name for one in self.plan.seats if one.seat == seat for name in one.people]
        roles = [""] if self._kind == MEMO or not people else people
        written = self._written(seat)
        return [(self._kind, role) for role in roles if (self._kind, role) not in written]

    def _written(self, seat: str) -> set[tuple[str, str]]:
        """What people of a seat have written down since this phase began: topic and person."""
        found: set[tuple[str, str]] = set()
        begins = self._begins
        for event in reversed(self.match.record.events):
            match event:
                case Note(who=who, topic=topic, text=text) if (who, topic) == (CONTROL, CLOCK):
                    if text == begins:
                        break
                case Note(who=who, topic=topic, role=role) if who == seat:
                    found.add((topic, role))
                case _:
                    pass
        return found

    @property
    def _begins(self) -> str:
        """What is written down as the phase begins."""
        return f"{self.clock.phase.title} begins"

    def was_asked(self, seat: str) -> None:
        """The people of a seat have been asked in this phase."""
        self._asked.add((self.clock.place, seat))

    @property
    def is_closed(self) -> bool:
        """Whether control has closed the game without a score."""
        return bool(self.sitting.closed)

    # --- the clock ---------------------------------------------------------------------------

    def keep_time(self) -> None:
        """Look at the clock once a second, in a thread that ends with the program."""
        threading.Thread(target=self._tick, name="wargame-clock", daemon=True).start()

    def _tick(self) -> None:
        seconds, is_done = 0, False
        while not self._stop.wait(1):
            self.clock.tick()
            seconds += 1
            if seconds % SAVED_EVERY == 0:
                self.save_clock()
                is_done = is_done or (self.sitting.is_open and self.at_end())

    def save_clock(self) -> None:
        """Write down what the clock shows, for the projector and for another day."""
        if self.live is not None:
            self.live.notice, self.live.page = self.notice, self.page
            self.live.write()
        if self.place is not None:
            data = {"place": self.clock.place, "left": int(self.clock.left)}
            data |= {"played": int(self.clock.played)}
            with suppress(OSError):  # the next one is due in seconds
                put_whole(self.place, json.dumps(data).encode())

    def give_out(self) -> None:
        """Have the projector show this moment."""
        if self.live is not None:
            self.live.notice, self.live.page = self.notice, self.page
            self.live.show(self.sitting)

    def close(self) -> None:
        """Stop the clock, and looking at it: what is written last says that it stands."""
        self._stop.set()
        self.clock.stop()
        self.save_clock()


def close_game(session: Session, *, is_scored: bool, why: str) -> list[str]:
    """End a game now: by the ending that the deck's conditions name as it stands, or without one.

    A choice that is under way is answered first, since a score needs a turn's beginning: by what
    binds nobody to anything, so that no offer is accepted that nobody took; else by the stand-in.

    Raises:
        IllegalAction: It is over already.
    """
    match = session.match
    if session.sitting.is_open:
        raise IllegalAction("The game is over already.")
    if is_scored:
        answer_open(session)
    if not is_scored:
        session.tell(CLOSE, why)
        told = "The game is closed, and not scored."
    elif match.is_over:
        told = f"The game has ended with the choice that was under way: {_ending(match)}."
    else:
        rule(match, ({"end": match.game.ending_here(match.state)},), why)
        match.settle()
        told = f"The game is closed and scored as it stands: {_ending(match)}."
    session.begin_debrief()
    session.give_out()
    return [told]


def _ending(match: Match) -> str:
    """How a game that is over has ended, as people read it."""
    found = match.game.ending(match.state)
    return next(one.title for one in match.game.deck.endings if one.id == found)


def answer_for(match: Match, seat: str) -> str:
    """Decide for whoever is to: what does and signs nothing if there is that, else what the
    stand-in would take."""
    view = match.game.redact(match.state, seat)
    idle = next((one for verb in IDLE for one in view.legal if one.verb == verb), None)
    own = own_seed(match.record.header.seed, seat)
    action = idle or make_seated(STAND_IN, match.game, seat, own).choose(view)
    match.take(action)
    match.settle()
    return action.text if idle else f"{action.text}{BY_STAND_IN}"


def answer_open(session: Session) -> None:
    """Answer what is under way, until a turn begins; each answer is in the record."""
    match = session.match
    for _ in range(MOST_ANSWERS):
        if match.is_over or not why_no_ruling(match.state):
            return
        seat = session.sitting.mover
        if seat in match.game.seats:
            session.tell(ANSWERED, f"{seat}: {answer_for(match, seat)}")
        else:
            match.step()


def clock_of(plan: SeminarPlan, place: Path) -> PhaseClock:
    """The clock as it stood when a table was left, or at the start of the session."""
    clock = PhaseClock(plan.phases)
    with suppress(RecordError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        data = json.loads(read_bounded(place, CLOCK_BYTES, "clock"))
        number, left, played = (int(data[key]) for key in ("place", "left", "played"))
        if 0 <= number < len(plan.phases):
            clock = replace(clock, place=number, left=float(left), played=float(played))
    return clock


def _quiet(legal: Sequence[Action]) -> str:
    """The outcome by which nothing comes from outside, or ""."""
    return next((one.text for one in legal if one.arg == NO_INJECT), "")


def _noisy(action: Action) -> bool:
    """Whether an inject happens; a quiet round comes first."""
    return action.arg != NO_INJECT


def _whole(text: str) -> int:
    return whole_number(text, 0, 99_999) or 0


def injects_left(match: Match) -> Iterator[str]:
    """The injects of the deck that have not come."""
    come = happened(match)
    yield from (one.id for one in match.game.deck.injects if one.id not in come)
