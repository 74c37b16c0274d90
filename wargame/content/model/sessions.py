"""How a deck is played in a class: who sits in a seat, runs of a session, what is asked.

Nothing of it acts in a game.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from wargame.content.model.base import (
    Called,
    ClaimId,
    Condition,
    Id,
    Noun,
    Prose,
    RoundNumber,
    Text,
    Title,
    shape,
)
from wargame.content.model.roles import NumberName

Minutes = Annotated[int, Field(ge=1, le=600)]

PhaseKind = Literal["brief", "memo", "play", "talks", "forecast", "survey", "debrief", "break"]
"""What people do in a phase. The game is played in `play` alone; `talks` keeps it open to see."""


PLANNED = "It is in the plan."
"""Why an inject comes for which no reason is given."""


class SessionPhase(Noun):
    """A stretch of the session."""

    title: Title = Field(description="What the clock is called meanwhile.")
    minutes: Minutes = Field(description="How long it is to last.")
    kind: PhaseKind = Field(default="play", description="What people do.")


class DueInject(Noun):
    """An inject that is to come in a round, at a minute of play, or once something holds."""

    inject: Id = Field(description="The inject of the deck.")
    round: RoundNumber | None = Field(
        default=None, description="Instead of the one that luck would draw in this round."
    )
    minute: Minutes | None = Field(
        default=None, description="When the next turn begins after so many minutes of the session."
    )
    when: Condition | None = Field(
        default=None, description="When the next turn begins once this holds: `A >= B`."
    )
    table: Annotated[int, Field(ge=1, le=12)] | None = Field(
        default=None,
        description="At this table alone: several from one start are put to different tests.",
    )
    why: Text = Field(default=PLANNED, description="The reason, for the record.")

    @property
    def reason(self) -> str:
        """The reason as the record has it, which takes no blank one."""
        return self.why if self.why.strip() else PLANNED


class SessionFormat(Noun):
    """A run of a session, from the brief to the debrief: what `wargame seminar new` begins with."""

    id: Id = Field(description="Short name; its minutes name it as well.")
    title: Title = Field(description="What people read.")
    minutes: Minutes = Field(description="How long it lasts: what its phases come to.")
    variant: Id | None = Field(default=None, description="The variant that is played.")
    last_round: RoundNumber | None = Field(
        default=None, description="The game is closed after this round, scored as it stands."
    )
    phases: list[SessionPhase] = Field(
        min_length=1, max_length=30, description="What people do, in order."
    )
    injects: list[DueInject] = Field(default=[], max_length=60, description="What is to come.")


class Delegation(Noun):
    """A person of a seat: what they stand for, and what they alone want.

    A seat that several people share has as many as it has people; the first come first.
    """

    id: Id = Field(description="Short name.")
    seat: Id = Field(description="The seat they share.")
    title: Title = Field(description="Whom they play.")
    brief: Prose = Field(description="Their page: what they answer for.")
    private: list[Text] = Field(
        default=[], max_length=9, description="What they want, and need not say."
    )


class QuizQuestion(Noun):
    """A question on the rules, asked before play."""

    ask: Text = Field(description="The question.")
    answers: list[Title] = Field(min_length=2, max_length=5, description="What it may be.")
    right: Annotated[int, Field(ge=1, le=5)] = Field(description="Which of them is so, from 1.")
    why: Text = Field(description="Why so.")


DebriefStage = Literal["facts", "causes", "transfer"]
"""What happened; why it happened; what it means outside the game."""


class DebriefQuestion(Noun):
    """A question afterwards, with what is shown beside it."""

    ask: Text = Field(description="The question.")
    stage: DebriefStage = Field(default="causes", description="When it is asked.")
    when: Condition | None = Field(
        default=None, description="Asked only if this holds as the game ends: `A >= B`."
    )
    claims: list[ClaimId] = Field(default=[], description="Numbers of the claims it bears on.")
    shows: list[NumberName] = Field(
        default=[], max_length=6, description="Numbers whose course stands beside it."
    )


def asked_as(value: Any) -> str:
    """Name what a question is written as; one that was read before is fields."""
    return "<mapping>" if isinstance(value, DebriefQuestion) else shape(value) or "<other>"


DebriefEntry = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[DebriefQuestion, Tag("<mapping>")],
    Discriminator(asked_as),
    Called("text or question"),
]
"""A question of the debrief: as text alone, or with what is shown beside it."""


def question_of(asked: Text | DebriefQuestion) -> DebriefQuestion:
    """A question of the debrief as a noun; text alone is asked among the causes."""
    return asked if isinstance(asked, DebriefQuestion) else DebriefQuestion(ask=asked)
