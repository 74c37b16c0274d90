"""What stands on the table: rounds, turns, seats, tracks and parties."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from wargame.content.model.base import (
    Arithmetic,
    Called,
    Cost,
    Expression,
    Id,
    Noun,
    Number,
    Percent,
    RoundNumber,
    Short,
    Sourced,
    Text,
    Title,
    shape,
)


class Rounds(Noun):
    """How long a game lasts."""

    max: RoundNumber = Field(description="The last round there can be.")
    uncertain_from: RoundNumber | None = Field(
        default=None, description="From the end of this round on, luck may end the game."
    )
    end_pct: Percent = Field(default=25, description="Chance of that, in percent, each round.")
    labels: list[Title] = Field(default=[], description="A name per round, such as '2025 Q1'.")


HeadlineOrder = Annotated[
    Annotated[list[Id], Tag("<list>")] | Annotated[Literal["initiative"], Tag("<text>")],
    Discriminator(shape),
]
"""Seats in order, or `initiative`."""


class Headline(Noun):
    """A secret card each at the start of a round, revealed together."""

    order: HeadlineOrder = Field(
        default="initiative", description="Whose headline takes effect first."
    )


class Passing(Noun):
    """What passing a play costs, and how often it may be done.

    A seat that has nothing else to do but to break a deal passes for nothing, and as often as it
    must: nobody is ever stuck.
    """

    cost: Cost = Field(default={}, description="What it costs.")
    limit: Annotated[int, Field(ge=0, le=20)] | None = Field(
        default=None, description="How often in a round; leave out for any number of times."
    )


Plays = Annotated[
    Annotated[Annotated[int, Field(ge=0, le=6)], Tag("<number>")]
    | Annotated[Arithmetic, Tag("<text>")],
    Discriminator(shape),
    Called("whole number from 0 to 6 or expression"),
]
"""How many plays a seat has."""


class Turn(Noun):
    """What a round is made of, after the world phase and the draw."""

    plays: Plays = Field(
        default=2,
        description="Plays a seat has each round, 0 to 6, taken in turns. An expression may differ "
        "for each seat, `my.` being that seat, and is looked at whenever a play comes up.",
    )
    passing: Passing | None = Field(
        default=None, description="Leave out where passing is free and may always be done."
    )
    initiative: Arithmetic = Field(
        default="alternate",
        description="Who goes first: `alternate`; a seat; `behind` or `ahead`, by the lead of the "
        "docket or else of the contest; or an expression for a seat, such as "
        "`north if shared.lead < 0 else south`. Where it says nobody, as on a level lead, the "
        "seats alternate. It is looked at when a round begins.",
    )
    headline: Headline | None = Field(default=None, description="Leave out for no headlines.")
    quiet_weight: Annotated[int, Field(ge=0, le=1000)] = Field(
        default=0, description="Weight of 'no inject' when a round's inject is drawn."
    )
    agenda_candidates: Annotated[int, Field(ge=1, le=6)] = Field(
        default=3,
        description="Agendas a seat is shown, for all to see; it keeps one of them in secret.",
    )


class Capital(Noun):
    """A seat's political capital: what cards and measures are paid with."""

    start: Annotated[int, Field(ge=0, le=100)] = Field(description="At the start.")
    max: Annotated[int, Field(ge=1, le=100)] = Field(description="More than this is lost.")
    income: Expression = Field(default=0, description="What arrives each round.")


class Seat(Noun):
    """A chair at the table. A deck has two; each is the other's rival."""

    id: Id = Field(description="Short name, used as a prefix in expressions.")
    title: Title = Field(
        description="What people read; sentences take it as one, such as 'The Guild leads'."
    )
    capital: Capital = Field(description="Its political capital.")
    hand: Expression = Field(
        default=5, description="Cards it refills to, 0 to 12; looked at whenever it draws."
    )
    score: Expression = Field(default=0, description="Points added at the end of the game.")
    par: Number = Field(default=0, description="The usual score of this seat, from play.")


Beginning = Annotated[
    Annotated[Number, Tag("<number>")] | Annotated[Id, Tag("<text>")], Discriminator(shape)
]
"""A number, or of a track of seats a seat or `nobody`."""

Start = Annotated[
    Annotated[Number, Tag("<number>")]
    | Annotated[Id, Tag("<text>")]
    | Annotated[dict[Id, Beginning], Tag("<mapping>")],
    Discriminator(shape),
]
"""Where a track begins: once for all, or one per seat or party."""

Formula = Annotated[
    Annotated[Number, Tag("<number>")]
    | Annotated[Arithmetic, Tag("<text>")]
    | Annotated[dict[Id, Expression], Tag("<mapping>")],
    Discriminator(shape),
]
"""How a derived track is computed: one expression, or one per seat or party."""


class Band(Noun):
    """A stretch of a track with a name."""

    at: Number = Field(description="The lowest number of the band.")
    name: Title = Field(description="What people read, such as 'calm'.")


class Track(Sourced):
    """A bounded whole number on the board.

    `of` says whose it is: `shared`, `seats` (one each), a seat's id, `parties` (one each),
    or the name of a group of parties. With `value` it is derived and never written.
    """

    id: Id = Field(description="Short name, used in expressions.")
    title: Title = Field(description="What people read.")
    short: Short | None = Field(
        default=None, description="A title for narrow columns, no longer than the title itself."
    )
    kind: Literal["number", "seat"] = Field(
        default="number",
        description="`seat`: it holds a seat or `nobody`, and has no range: written "
        "`shared.raised = me`, compared `shared.raised == SEAT`.",
    )
    of: Id = Field(description="`shared`, `seats`, a seat, `parties`, or a group of parties.")
    min: Number = Field(default=0, description="Never below this.")
    max: Number = Field(default=100, description="Never above this.")
    start: Start = Field(
        default=0,
        description="At the start; once, or per seat or party. Of `kind: seat` a seat or `nobody`.",
    )
    value: Formula | None = Field(
        default=None,
        description="For a derived track: how it is computed, whenever it is read; "
        "one expression, or one per seat or party.",
    )
    unit: Annotated[str, StringConstraints(max_length=24)] = Field(
        default="", description="Shown behind the number, such as '%' or 'weeks'."
    )
    better: Literal["up", "down", "neither"] = Field(
        default="neither", description="Which way its owner likes it to move."
    )
    bands: list[Band] = Field(default=[], description="Names for stretches of it, low to high.")
    seen_by: Literal["all", "owner"] = Field(
        default="all",
        description="`owner`: a number of a seat that nobody else sees before the end.",
    )
    aside: bool = Field(
        default=False,
        description="A working: left off the board until somebody asks for it. If it is also "
        "`better: neither`, a mere count, the news does not tell when it moves.",
    )
    text: Text | None = Field(default=None, description="What it stands for.")

    def start_of(self, owner: str) -> int | str:
        """Where the copy of an owner starts: of one that is left out, at the least it may be."""
        return self.start.get(owner, self.min) if isinstance(self.start, dict) else self.start


class Party(Sourced):
    """An actor without a seat: an ally, a constituency, a bystander."""

    id: Id = Field(description="Short name, used as `party.ID.TRACK` in expressions.")
    title: Title = Field(description="What people read.")
    short: Short | None = Field(
        default=None, description="A title for narrow columns, no longer than the title itself."
    )
    group: Id | None = Field(default=None, description="The group it belongs to.")
    text: Text | None = Field(default=None, description="Who they are.")
