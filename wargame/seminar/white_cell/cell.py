"""The console of one table: what the table asks of its facilitator, and a line that is typed."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import replace

from wargame.errors import IllegalAction, UsageError, closest
from wargame.seminar.between_turns import BetweenTurns
from wargame.seminar.session import Session
from wargame.seminar.white_cell import looking
from wargame.seminar.white_cell.follow_up import LONGEST_REASON, NOTHING, Answer, FollowUp
from wargame.seminar.white_cell.slips import person_of
from wargame.seminar.white_cell.words import HELP, WORDS, help_told, is_command
from wargame.table.host.control_room import LEAVE
from wargame.table.plain.console import CALL
from wargame.table.plain.console import LEAVE as TO_GO
from wargame.table.told.surveys import SurveyQuestion
from wargame.table.words.public import PublicClock, PublicPage

OVER = "The game is over: it stays as it is. The clock, notes and slips are yours still."
LONGEST_QUOTED = 60
"""Characters of an answer that are repeated in a question."""


class WhiteCell:
    """The console of one table; a `table.host.control_room.ControlRoom`."""

    def __init__(self, session: Session) -> None:
        self.session, self.sitting = session, session.sitting
        self._between_turns = BetweenTurns(session)
        self._asked: FollowUp | None = None
        self._doubted = ""

    # --- for the table -----------------------------------------------------------------------

    @property
    def paused(self) -> str:
        """Why play stands still, or ""."""
        return self.session.stands

    @property
    def notice(self) -> str:
        """The same as it is shown."""
        return self.session.notice

    @property
    def leaves(self) -> bool:
        """Whether everybody is to leave the table."""
        return self.session.leaves

    @property
    def page(self) -> PublicPage | None:
        """What is shown in place of the board."""
        return self.session.page

    def asks(self, seat: str) -> list[tuple[str, str]]:
        """What the people of a seat are asked to write down now."""
        return self.session.questions.asks(seat)

    def was_asked(self, seat: str) -> None:
        """They have been asked."""
        self.session.questions.was_asked(seat)

    def person(self, seat: str, who: str) -> str:
        """Whoever shares a seat and is meant; a guest is nobody of the plan."""
        try:
            return person_of(self.session.plan, seat, who)
        except UsageError:
            return who

    @property
    def hands_open(self) -> bool:
        """Whether no curtain is drawn."""
        return self.session.plan.hands == "open"

    @property
    def survey(self) -> Sequence[SurveyQuestion]:
        """What a survey asks people here."""
        return self.session.plan.questions

    def clock(self) -> PublicClock | None:
        """What the clock shows."""
        return self.session.clock.shown()

    def warning(self) -> str:
        """What people are to be told of the time now."""
        return self.session.clock.warning(self.session.forfeits)

    def admits(self, passphrase: str) -> bool:
        """Whether this is the facilitator's passphrase."""
        return hmac.compare_digest(
            passphrase.strip().encode(), self.session.plan.passphrase.encode()
        )

    def come_in(self) -> bool:
        """Do what is due."""
        return self._between_turns.come_in()

    def overview(self) -> Answer:
        """Both hands, what is coming, the clock."""
        return looking.overview(self.session)

    # --- a line ------------------------------------------------------------------------------

    @property
    def question(self) -> str:
        """What is asked in the middle of a command, or ""."""
        return self._asked.question if self._asked is not None else ""

    def do(self, line: str) -> Answer:
        """Do what was typed, or take it as the answer to what was asked."""
        text, self.session.leaves = line.strip(), False
        self.session.look_at_plan()
        asked, self._asked = self._asked, None
        doubted, self._doubted = self._doubted, ""
        if asked is None:
            said = self._command(text)
        elif not text:
            return [NOTHING]
        elif asked.keeps and text != doubted and is_command(text):
            return self._doubt(asked, text)
        else:
            said = asked.then(text[:LONGEST_REASON] if asked.keeps else text)
        if not isinstance(said, FollowUp):
            return said
        self._asked = said
        return [*said.told]

    def _doubt(self, asked: FollowUp, text: str) -> Answer:
        """Ask once more for words that stay in the record. A command in their place was hardly
        meant as them: it is kept once it is typed twice."""
        said = text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"
        again = (
            f"'{said}' reads like a command: once more writes it down, Enter alone does nothing."
        )
        self._asked, self._doubted = replace(asked, question=again), text
        return []

    def _command(self, text: str) -> Answer | FollowUp:
        """Do a word of the console; none shows how things stand."""
        if not text:
            return self.overview()
        typed, _, rest = text.partition(" ")
        word = typed.casefold()
        known = {one.name: one for one in WORDS}
        if word == HELP:
            return help_told(rest.strip())
        if word in TO_GO:
            raise UsageError(f"{LEAVE} goes back to the table; whoever quits does so there.")
        if word == CALL:
            raise UsageError(f"This is the console. {HELP} lists all commands.")
        if word not in known:
            meant = closest(word[:40], tuple(sorted([HELP, *known])))
            guess = f"Did you mean '{meant}'? " if meant else ""
            raise UsageError(f"I do not know '{typed[:40]}'. {guess}help lists all commands.")
        if known[word].is_of_play and self.sitting.is_open:
            raise IllegalAction(OVER)
        return known[word].do(self.session, rest.strip())
