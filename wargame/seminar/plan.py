"""What a plan says: `plan.yaml` as strict, frozen models."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from wargame.content.limits import NUMBER_LIMIT
from wargame.content.model import DueInject, Id, Noun, RoundNumber, SessionPhase, Title
from wargame.play.player import HUMAN
from wargame.table.told.surveys import QUESTIONS, SurveyQuestion, own_question

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
DeckName = Annotated[str, StringConstraints(min_length=1, max_length=200)]
PlayerName = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Passphrase = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=4, max_length=80)
]  # blanks around it count neither here nor where it is typed

ScaleEnd = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
PersonName = Annotated[Title, StringConstraints(strip_whitespace=True)]
Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]

FORMS = ("forecast", "survey")
"""Phases in which each person fills in a form."""
FORM_MINUTES = 1
"""What that takes a person, with the keyboard passed on."""
MOST_TABLES = 12
"""Tables of one seminar."""
FEWEST_AT_TABLE, MOST_AT_TABLE = 2, 15
"""People for whom a table is made; fewer or more may try."""


class SeatPlan(Noun):
    """Who sits in a seat."""

    seat: Id = Field(description="The seat.")
    player: PlayerName = Field(default="human", description="`human`, or who else plays.")
    people: list[PersonName] = Field(
        default=[],
        max_length=30,
        description="Who shares the seat, as notes name them; else 1, 2 and so on.",
    )


class SurveyEntry(Noun):
    """A question of the survey, answered by a number from 1 to 5 or in words."""

    ask: Asked = Field(description="The question.")
    scale: list[ScaleEnd] = Field(
        default=[],
        min_length=2,
        max_length=2,
        description="What 1 and 5 stand for; left out, it is answered in words.",
    )


class SeminarPlan(Noun):
    """A seminar."""

    name: Name = Field(description="What the seminar is called.")
    deck: DeckName = Field(description="The deck, as it is typed: `primer`, `DECK:VARIANT`.")
    passphrase: Passphrase = Field(description="Opens the facilitator's console.")
    facilitator: PersonName | None = Field(
        default=None, description="Who stands behind what control does, as the record names it."
    )
    people: Annotated[int, Field(ge=1, le=60)] = Field(
        default=2,
        description="How many take part at all tables; one is made for "
        f"{FEWEST_AT_TABLE} to {MOST_AT_TABLE}.",
    )
    tables: Annotated[int, Field(ge=1, le=MOST_TABLES)] = Field(
        default=1, description="How many tables play at the same time."
    )
    seed: Annotated[int, Field(ge=0, le=NUMBER_LIMIT)] = Field(
        default=1, description="Of the luck, the same at all tables."
    )
    secret: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")] | None = Field(
        default=None,
        description="Of the luck too, 32 hex digits. Without it whoever tries all seeds on a "
        "machine of their own can find out the other hand.",
    )
    hands: Literal["closed", "open", "paper"] = Field(
        default="closed",
        description="Whether a curtain hides hands when the keyboard is passed; or people hold "
        "them on paper, and the facilitator types their moves.",
    )
    adjudication: Literal["rigid", "semi_free", "free"] = Field(
        default="semi_free",
        description="Moves that no card has: refused; taken after a preview; or taken at once.",
    )
    close: Literal["scored", "unscored"] = Field(
        default="scored", description="What an early end is: the ending as it stands, or none."
    )
    overtime: Literal["warn", "forfeit"] = Field(
        default="warn",
        description="When the time of a phase of play is over: people are told; or what is left "
        "of the round is passed for them, and the next phase begins.",
    )
    seats: list[SeatPlan] = Field(default=[], max_length=2, description="Who sits where.")
    phases: list[SessionPhase] = Field(
        min_length=1, max_length=30, description="The run of the session."
    )
    injects: list[DueInject] = Field(default=[], max_length=60, description="What is to come.")
    survey: list[SurveyEntry] = Field(
        default=[],
        max_length=8,
        description="What the survey asks, in place of the five usual questions.",
    )

    after: Annotated[str, StringConstraints(min_length=1, max_length=300)] | None = Field(
        default=None,
        description="The folder of a class before this one, as seen from where this one's folder "
        "lies: each table goes on from its game there, in the next chapter of a campaign.",
    )
    last_round: RoundNumber | None = Field(
        default=None, description="The game is closed once this round is over."
    )

    @property
    def questions(self) -> Sequence[SurveyQuestion]:
        """What the survey asks."""
        own = [own_question(n, one.ask, one.scale) for n, one in enumerate(self.survey, 1)]
        return own or QUESTIONS

    def ends_before(self, number: int) -> bool:
        """Whether a round comes after the last one that is played."""
        return self.last_round is not None and number > self.last_round

    @property
    def at_keyboard(self) -> int:
        """How many people would fill in a form at a full table, one after the other."""
        return sum(max(1, len(seat.people)) for seat in self.seats if seat.player == HUMAN)

    @property
    def unusual(self) -> str:
        """What to say of tables with fewer people than one is made for, or more; or ""."""
        least, most = self.people // self.tables, ceil(self.people / self.tables)
        if least >= FEWEST_AT_TABLE and most <= MOST_AT_TABLE:
            return ""
        fewest = ceil(self.people / MOST_AT_TABLE)
        better = fewest if most > MOST_AT_TABLE else max(1, self.people // FEWEST_AT_TABLE)
        made = f"A table is made for {FEWEST_AT_TABLE} to {MOST_AT_TABLE} people"
        here = f"here one has {least}" + (f" or {most}" if most > least else "")
        return f"{made}; {here}." + (f" Try --tables {better}." if better != self.tables else "")

    def is_on_slips(self, phase: SessionPhase) -> bool:
        """Whether a phase is too short for a form for each, so that all write on slips at once."""
        return phase.kind in FORMS and phase.minutes < self.at_keyboard * FORM_MINUTES


def due_told(one: DueInject) -> str:
    """When an inject is to come, such as `in round 3`."""
    if one.when:
        return f"when {one.when}"
    return f"in round {one.round}" if one.round else f"at minute {one.minute}"
