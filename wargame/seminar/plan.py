"""What a plan says: `plan.yaml` as strict, frozen models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from wargame.content.model import NUMBER_LIMIT, Condition, Id, Noun, RoundNumber, Text, Title

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
DeckName = Annotated[str, StringConstraints(min_length=1, max_length=200)]
PlayerName = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Minutes = Annotated[int, Field(ge=1, le=600)]

PhaseKind = Literal["brief", "memo", "play", "talks", "forecast", "survey", "debrief", "break"]
"""What people do in a phase. The game is played in `play` alone; `talks` keeps it open to see."""


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
    why: Text = Field(default="It is in the plan.", description="The reason, for the record.")


class SeatPlan(Noun):
    """Who sits in a seat."""

    seat: Id = Field(description="The seat.")
    player: PlayerName = Field(default="human", description="`human`, a persona, another program.")


class SeminarPlan(Noun):
    """A seminar."""

    name: Name = Field(description="What the seminar is called.")
    deck: DeckName = Field(description="The deck, as it is typed: `primer`, `DECK:VARIANT`.")
    passphrase: Annotated[str, StringConstraints(min_length=4, max_length=80)] = Field(
        description="Opens the facilitator's console."
    )
    people: Annotated[int, Field(ge=1, le=60)] = Field(
        default=2, description="How many take part at all tables."
    )
    tables: Annotated[int, Field(ge=1, le=12)] = Field(
        default=1, description="How many tables play at the same time."
    )
    seed: Annotated[int, Field(ge=0, le=NUMBER_LIMIT)] = Field(
        default=1, description="Of the luck, the same at all tables."
    )
    hands: Literal["closed", "open"] = Field(
        default="closed", description="Whether a curtain hides hands when the keyboard is passed."
    )
    adjudication: Literal["rigid", "semi_free", "free"] = Field(
        default="semi_free",
        description="Moves that no card has: refused; taken after a preview; or taken at once.",
    )
    close: Literal["scored", "unscored"] = Field(
        default="scored", description="What an early end is: the ending as it stands, or none."
    )
    seats: list[SeatPlan] = Field(default=[], max_length=2, description="Who sits where.")
    phases: list[SessionPhase] = Field(
        min_length=1, max_length=30, description="The run of the session."
    )
    injects: list[DueInject] = Field(default=[], max_length=60, description="What is to come.")

    @property
    def minutes(self) -> int:
        """How long the whole session is to last."""
        return sum(phase.minutes for phase in self.phases)
