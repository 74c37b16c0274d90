"""What seats can play: cards, measures, projects and actions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from wargame.content.model.base import (
    Called,
    CardText,
    Condition,
    Cost,
    Expression,
    Id,
    Noun,
    Short,
    Sourced,
    Text,
    Title,
    shape,
)
from wargame.content.model.course import AnsweredActs
from wargame.content.model.effects import Effect

Stays = Annotated[
    Annotated[int, Field(ge=1, le=40), Tag("<number>")] | Annotated[Literal["game"], Tag("<text>")],
    Discriminator(shape),
]
"""For how many more rounds, or `game`."""

Flavourful = Annotated[str, StringConstraints(min_length=1, max_length=160), Called("text")]
"""One or two lines of print."""


class Response(Noun):
    """How a card may be used right after an act of the other side, out of turn."""

    to: AnsweredActs = Field(description="The act that it answers, or a list of them.")
    of: list[Id] = Field(
        default=[],
        max_length=60,
        description="Only if it is done to one of these cards, measures, projects or actions.",
    )
    needs: Condition | None = Field(default=None, description="When it may be used so.")
    cost: Cost = Field(default={}, description="What that costs.")
    do: list[Effect] = Field(description="What happens; `my.` is the seat that answers.")


class FlavourLine(Noun):
    """What the record says, printed below a card. Nothing comes of it."""

    text: Flavourful = Field(description="One line from the record, true without the game.")
    source: str | None = Field(
        default=None,
        max_length=200,
        description="Id of a source, or a citation; that of the card if it is left out.",
    )


class Card(Sourced):
    """A policy move. Played for its effect, or discarded for capital."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What is printed at the top.")
    seat: Id = Field(description="Whose pile it starts in; `any` puts one in each.")
    text: CardText = Field(description="What is printed on it, every number included.")
    era: Id | None = Field(
        default=None, description="It comes into the piles when this era begins."
    )
    until_era: Id | None = Field(
        default=None,
        description="When this era is over it leaves the game: piles, discards and hands.",
    )
    needs: Condition | None = Field(default=None, description="When its policy may be played.")
    cost: Cost = Field(default={}, description="What its policy costs.")
    worth: Annotated[int, Field(ge=0, le=20)] = Field(
        default=1, description="Capital it brings when discarded for it."
    )
    do: list[Effect] = Field(description="Its policy; `my.` is the seat that plays it.")
    rival_do: list[Effect] = Field(
        default=[],
        description="What also happens, to the rival's gain, when it is discarded for capital; "
        "`my.` is still the seat that plays it.",
    )
    response: Response | None = Field(
        default=None,
        description="What it does as an answer to an act of the other side. A card with nothing "
        "under `do` can be used in no other way, but for capital.",
    )
    once: bool = Field(default=False, description="It leaves the game once its effect is used.")
    stays: Stays | None = Field(
        default=None,
        description="How long it stays in effect once its policy has happened: this round and so "
        "many more, or for the rest of the `game`.",
    )
    each_round: list[Effect] = Field(
        default=[], description="What happens as each later round begins while it is in effect."
    )
    copies: Annotated[int, Field(ge=1, le=9)] = Field(
        default=1, description="How many equal cards there are; the second is called `ID_2`."
    )
    tags: list[Id] = Field(
        default=[], max_length=6, description="Words that `modifiers` know it by."
    )
    flavour: FlavourLine | None = Field(
        default=None, description="A line from the record below the text. It acts on nothing."
    )


class LevelVerb(Noun):
    """One thing a seat may do to its own measure, as a play."""

    cost: Cost = Field(default={}, description="What it costs.")
    needs: Condition | None = Field(default=None, description="When it may be done.")
    do: list[Effect] = Field(default=[], description="What else happens.")


class PauseVerb(LevelVerb):
    """Pausing a measure on one's own account."""

    rounds: Annotated[int, Field(ge=1, le=40)] = Field(description="For how many rounds.")


class Measure(Sourced):
    """A standing policy with levels. A verb that is left out cannot be used."""

    id: Id = Field(description="Short name, used as `measure.ID` in expressions.")
    title: Title = Field(description="What people read.")
    short: Short | None = Field(
        default=None, description="A title for narrow columns, no longer than the title itself."
    )
    seat: Id = Field(description="Whose it is.")
    text: Text | None = Field(default=None, description="What it is and what a level means.")
    max: Annotated[int, Field(ge=1, le=20)] = Field(description="The highest level.")
    start: Annotated[int, Field(ge=0, le=20)] = Field(default=0, description="Level at the start.")
    levels: list[Title] = Field(default=[], description="Names of the levels, from 0 up.")
    tighten: LevelVerb | None = Field(default=None, description="One level up.")
    ease: LevelVerb | None = Field(default=None, description="One level down.")
    pause: PauseVerb | None = Field(default=None, description="Pause all levels for a while.")
    lift: LevelVerb | None = Field(default=None, description="Down to 0, off the books.")


class Stage(Noun):
    """A step of a project. Paying starts the work; luck decides when it is due."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read, such as 'permitted'.")
    cost: Cost = Field(default={}, description="What starting the work costs.")
    needs: Condition | None = Field(default=None, description="When the work may start.")
    rounds: Annotated[int, Field(ge=0, le=20)] = Field(
        default=0, description="Rounds of work; 0 is done at once."
    )
    success_pct: Expression = Field(
        default=100, description="Chance that it succeeds when due, in percent, 0 to 100."
    )
    do: list[Effect] = Field(default=[], description="What happens when it succeeds.")


class LapseRule(Noun):
    """How a project that nobody works on can die."""

    after_rounds: Annotated[int, Field(ge=0, le=20)] = Field(
        description="Idle rounds before it is in danger."
    )
    pct: Expression = Field(description="Chance each round after that, in percent, 0 to 100.")
    do: list[Effect] = Field(default=[], description="What happens when it lapses.")


class Project(Sourced):
    """A staged build. Stage 0 is 'nothing yet'; the last stage is output."""

    id: Id = Field(description="Short name, used as `project.ID` in expressions.")
    title: Title = Field(description="What people read.")
    short: Short | None = Field(
        default=None, description="A title for narrow columns, no longer than the title itself."
    )
    seat: Id = Field(description="Whose it is.")
    text: Text | None = Field(default=None, description="What it is.")
    stages: list[Stage] = Field(min_length=1, max_length=8, description="Its stages, in order.")
    lapse: LapseRule | None = Field(default=None, description="Leave out if it cannot lapse.")


Times = Annotated[int, Field(ge=1, le=20)]


class SeatAction(Sourced):
    """Something a seat may do with a play that is neither a card nor a level: `act ID`."""

    id: Id = Field(description="Short name, typed behind `act`.")
    title: Title = Field(description="What people read, such as 'Court the allies'.")
    seat: Id = Field(description="Who may do it.")
    text: CardText | None = Field(default=None, description="What it does, every number included.")
    needs: Condition | None = Field(default=None, description="When it may be done.")
    cost: Cost = Field(default={}, description="What it costs.")
    per_round: Times | None = Field(
        default=None, description="How often in a round; leave out for any number of times."
    )
    per_game: Times | None = Field(
        default=None, description="How often in a game; leave out for any number of times."
    )
    do: list[Effect] = Field(description="What happens; `my.` is the seat that does it.")
