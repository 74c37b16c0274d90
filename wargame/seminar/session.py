"""One table of a seminar while it is played: its phases, the clock, what the projector shows.

All of it is in the record or in the plan, but for the clock, which stands in a small file of its
own: so a table that was killed goes on at the same prompt.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from wargame.dataclass import dataclass
from wargame.play.control import note
from wargame.play.event import CONTROL, Act
from wargame.play.match import Match
from wargame.play.proceedings import (
    CLASS_TABLE,
    CLOCK,
    CLOSES_AFTER,
    FACILITATOR,
    GO,
    PAUSE,
    PHASE,
    ControlTopic,
    control_wrote,
)
from wargame.players.fence import Fence
from wargame.seminar.changed_plan import ChangedPlan
from wargame.seminar.clock import PhaseClock
from wargame.seminar.inject_plan import InjectPlan
from wargame.seminar.kept_clock import keep_clock
from wargame.seminar.phase_questions import PhaseQuestions
from wargame.seminar.plan import SeminarPlan
from wargame.seminar.reading import due_troubles
from wargame.table.host.live import Live
from wargame.table.host.sitting import Sitting
from wargame.table.told.deal_form import deal_form
from wargame.table.words.gate import stopped
from wargame.table.words.public import PublicPage

TALKS, PLAY, DEBRIEF = "talks", "play", "debrief"
PAPER = "Hands are on paper: tell the facilitator your move."
STANDS = {
    TALKS: "Talks: bargain face to face. Nobody plays; `next` at the console goes on.",
    "break": "A break. Nobody plays; `next` at the console goes on.",
    DEBRIEF: "Time for the debrief. `close` at the console ends the game.",
}
"""Phases in which nobody plays, and what people are told meanwhile."""
SAVED_EVERY = 5
"""Seconds from one writing of the clock to the next."""


@dataclass
class Session:
    """A table of a seminar.

    Args:
        sitting: Its match.
        place: Where the clock is kept; None keeps it nowhere.
        live: What the projector reads.
        table: Its number: some injects of a plan are of one table alone.
        follows: The class that it goes on from, and the id of its game there; nothing for none.
        at_end: Opens what others keep closed until this game is over too, as it is on the disk;
            whether nothing is left to open.
        fence: What a program is held back from that sits down here.
        changed: Looks whether the plan's file has changed; None where it lies nowhere.

    Attributes:
        on_paper: The cards that each side was last told to hold.
        listed_at: The ply whose moves the console numbered last; -1 for none.
        leaves: Whether everybody is to leave the table.
        injects: What is planned here and has not come.
        questions: What people are asked to write down in this phase.
    """

    sitting: Sitting
    plan: SeminarPlan
    clock: PhaseClock
    place: Path | None = None
    live: Live | None = None
    table: int = 1
    follows: Sequence[str] = ()
    at_end: Callable[[], bool] = lambda: True
    fence: Fence = Fence()
    changed: ChangedPlan | None = None

    def __post_init__(self) -> None:
        self.on_paper = self._given_out()
        self.listed_at = -1
        self.leaves = False
        self._stop = threading.Event()
        self._plan_injects()
        self.questions = PhaseQuestions(self.sitting, self.plan, self.clock)
        if self.live is not None:
            self.live.clock = self.clock.shown
            self.sitting.on_pause = self.live.show

    def _plan_injects(self) -> None:
        """Plan what can come by the deck that this table keeps."""
        game = self.match.game
        able = [one for one in self.plan.injects if not any(due_troubles(one, game))]
        plan = self.plan.model_copy(update={"injects": able})
        self.injects = InjectPlan(self.match, plan, self.table)
        self.match.choice = self.injects.choice

    def look_at_plan(self) -> None:
        """Take in what is to come, where the plan's file has changed. The rest of it waits for the
        table to be opened anew."""
        injects = self.changed.take() if self.changed is not None else None
        if injects is not None:
            self.plan = self.plan.model_copy(update={"injects": injects})
            self._plan_injects()

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

    # --- what control writes down ------------------------------------------------------------

    def tell(self, topic: ControlTopic, text: str, audience: str = "") -> None:
        """Write down something that control says."""
        note(self.match, CONTROL, topic, text, audience)

    def sign(self) -> None:
        """Write down which table this is, and of which class before, so that a save tells it
        wherever it lies, who stands behind what control does from here on, after which round the
        plan ends the game, if that is another, and in which phase the table is."""
        if self.match.is_over:
            return
        if not self._said(CLASS_TABLE):
            told = (str(self.table), self.plan.name, *self.follows)
            self.tell(CLASS_TABLE, "\n".join(told), CONTROL)
        name = self.plan.facilitator or ""
        if name != (["", *self._said(FACILITATOR)])[-1]:
            self.tell(FACILITATOR, name)
        last = self.plan.last_round or 0
        early = str(last) if 0 < last < self.match.game.deck.rounds.max else ""
        if early != (["", *self._said(CLOSES_AFTER)])[-1]:
            self.tell(CLOSES_AFTER, early)
        if self._phase_told != (["", *self._said(PHASE)])[-1]:
            self.tell(PHASE, self._phase_told, CONTROL)

    def _said(self, topic: ControlTopic) -> list[str]:
        """What control has written down of a topic."""
        return [one.text for one in self.match.record.events if control_wrote(one, topic)]

    # --- phases ------------------------------------------------------------------------------

    @property
    def forfeits(self) -> bool:
        """Whether the plan takes decisions once the time of this phase is over."""
        return self.plan.overtime == "forfeit" and self._kind == PLAY

    def next_phase(self) -> bool:
        """To the next phase; False if this is the last."""
        if not self.clock.next_phase():
            return False
        self._start_phase()
        return True

    def to_phase(self, place: int) -> None:
        """To any phase, by its number from 0: all its time is left, and people are asked anew."""
        self.questions.ask_anew(place)
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
        self.tell(CLOCK, self.clock.begins)
        self.tell(PHASE, self._phase_told, CONTROL)
        self.save_clock()

    # --- pause, close ------------------------------------------------------------------------

    @property
    def paused(self) -> str:
        """Why play stands still, or ""."""
        for event in reversed(self.match.record.events):
            if control_wrote(event, PAUSE):
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

    @property
    def _phase_told(self) -> str:
        """This phase as it is written down, for reviews to count its time."""
        return f"{self._kind}\n{self.clock.phase.title}"

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
            with suppress(OSError):  # the next one is due in seconds
                keep_clock(self.clock, self.place)

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
