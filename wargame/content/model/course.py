"""What happens by itself: rules, injects, agendas, reviews and endings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from wargame.content.model.base import (
    Condition,
    Expression,
    Id,
    Noun,
    RoundNumber,
    Short,
    Sourced,
    Text,
    Title,
    shape,
)
from wargame.content.model.effects import Effect

ActWord = Literal[
    "play",
    "burn",
    "bury",
    "headline",
    "tighten",
    "ease",
    "pause",
    "lift",
    "fund",
    "act",
    "sign",
    "extend",
    "breach",
    "pass",
]
"""An act of a seat that a rule may answer; `burn` is a card that is discarded for capital."""

AnsweredActs = Annotated[
    Annotated[ActWord, Tag("<text>")]
    | Annotated[list[ActWord], Field(min_length=1), Tag("<list>")],
    Discriminator(shape),
]
"""One act, or several."""


def acts_in(said: str | Sequence[str] | None) -> tuple[str, ...]:
    """The acts of a field that takes one or several."""
    return (said,) if isinstance(said, str) else tuple(said or ())


class Rule(Noun):
    """Something that happens by itself: every round, in a `phase`, or as it `answers` an act."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read when they ask why a number moved.")
    short: Short | None = Field(
        default=None,
        description="What it is called where there is little room, such as before it moves the "
        "lead on a date: a rule of the account whose `when` asks for `game.round` alone is told "
        "beforehand.",
    )
    phase: Literal["world", "draw", "account"] | None = Field(
        default=None, description="When in the round; leave it out with `answers`."
    )
    answers: AnsweredActs | None = Field(
        default=None,
        description="The act that it answers, or a list of them; `my.` is whoever does it. It "
        "comes when the act has had its effect; a deal is signed and extended by both, and whoever "
        "proposed it comes first. Effects are no acts and set no such rule off.",
    )
    of: list[Id] = Field(
        default=[],
        max_length=60,
        description="With `answers`: only if it is done to one of these cards, measures, projects, "
        "actions or, in a deal, items.",
    )
    seat: Id | None = Field(
        default=None,
        description="`seats` (for each), or one seat; then `my.` can be used. With `answers`: "
        "whose acts.",
    )
    when: Condition | None = Field(default=None, description="Only if this holds.")
    removable: bool = Field(
        default=False, description="It may be left out by its name, as in `DECK:ID=off`."
    )
    removed: bool = Field(default=False, description="It is left out, and must be `removable`.")
    do: list[Effect] = Field(description="What happens.")


class Inject(Sourced):
    """An event from outside. One is drawn each round among those that may happen."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read.")
    text: Text = Field(description="The news.")
    weight: Expression = Field(default=1, description="Its share of the luck, 0 or more.")
    needs: Condition | None = Field(
        default=None, description="When it may be drawn; with a date, whether it comes then."
    )
    era: Id | None = Field(default=None, description="It may happen from this era on.")
    until_era: Id | None = Field(default=None, description="It may happen until this era is over.")
    round: RoundNumber | None = Field(
        default=None, description="A fixed date: it happens in this round, and is never drawn."
    )
    once: bool = Field(default=True, description="It happens at most once.")
    do: list[Effect] = Field(description="What happens.")


class Agenda(Sourced):
    """A secret aim. A seat keeps one of a few; it scores at a review or at the end."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What its owner reads.")
    seat: Id = Field(description="Whose aim it may be; `any` for both.")
    text: Text = Field(description="What scores, every number included.")
    score: Expression = Field(description="Points when it is scored.")


class Review(Sourced):
    """Something on the calendar: an election, a congress, a summit."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read.")
    text: Text | None = Field(default=None, description="What is judged.")
    rounds: list[RoundNumber] = Field(min_length=1, description="At the end of which rounds.")
    seat: Id | None = Field(
        default=None, description="`seats` (for each), or one seat; then `my.` can be used."
    )
    when: Condition | None = Field(default=None, description="Only if this holds.")
    agendas: bool = Field(
        default=False, description="Agendas are shown, scored and drawn anew at this review."
    )
    do: list[Effect] = Field(default=[], description="What happens.")


class Ending(Noun):
    """A class of outcome. The first whose condition holds names the game's end."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read.")
    text: Text | None = Field(default=None, description="What it means.")
    when: Condition | None = Field(default=None, description="Leave out for the last one.")
    immediate: bool = Field(
        default=False, description="It ends the game as soon as its condition holds."
    )
    winner: Id | None = Field(
        default=None,
        description="Whose win it tells of, or `nobody`: `lab balance` names games won otherwise.",
    )
