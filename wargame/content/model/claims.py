"""What a deck says of the world: claims and their gauges, assumptions and sources."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from wargame.content.model.base import (
    Called,
    ClaimId,
    Condition,
    Expression,
    Id,
    Noun,
    Number,
    Text,
    Title,
)

ActText = Annotated[str, StringConstraints(min_length=1, max_length=80), Called("act")]
"""An act as it is typed, such as `tighten duty`."""


class Gauge(Noun):
    """A number that a run of games gives, read off the last position of each.

    Exactly one of `endings`, `percent_of_games`, `mean` and `percent` says how. Seats are named
    by their ids. What happened on the way counts only if a track has kept count of it.
    """

    endings: list[Id] = Field(default=[], description="Percent of games with one of these ends.")
    percent_of_games: Condition | None = Field(
        default=None, description="Percent of games in which this holds at the end."
    )
    mean: Expression | None = Field(default=None, description="Its mean over the games.")
    percent: Expression | None = Field(
        default=None, description="Its total over the games, in percent of the total of `of`."
    )
    of: Expression | None = Field(
        default=None, description="For `percent`: what it is a part of, 0 or more."
    )
    only: Condition | None = Field(
        default=None, description="Leave out games in which this does not hold at the end."
    )
    players: dict[Id, Id] = Field(
        default={}, description="Seats that a persona plays; others are drawn as in all games."
    )
    unit: Annotated[str, StringConstraints(max_length=24)] = Field(
        default="", description="For `mean`: shown behind the number, such as '%' or 'deals'."
    )


class Beside(Gauge):
    """A further number told with a claim. Nothing depends on it."""

    title: Title = Field(description="What it is, in a few words.")


class Trial(Noun):
    """One game up to a point, then two: in one a seat must take an act, in the other it may not.

    The round is drawn by luck; if the act is not open then, the next one counts in which it is.
    Acts are written as they are typed, such as `play back_channel`; a verb alone is all of its
    acts, `raise` or `lower` with a measure is all that a seat can do to it, `tighten duty to 2`
    goes on in that round until the level is there. `accept` takes what the rival offers, which the
    seat refuses in the other game. Nobody decides anything else for the seats.
    """

    seat: Id = Field(description="Who must, or may not, act.")
    acts: list[ActText] = Field(
        min_length=1, max_length=40, description="The act; of several, one that is open is drawn."
    )
    against: list[ActText] = Field(
        default=[],
        max_length=40,
        description="What it must do in the other game; left out: it may do none of `acts`.",
    )
    barred: list[ActText] = Field(
        default=[],
        max_length=40,
        description="What it may not do behind its act, as long as the window is open.",
    )
    from_round: Annotated[int, Field(ge=1, le=40)] = Field(
        default=3, description="The first round that may be drawn."
    )
    to_round: Annotated[int, Field(ge=1, le=40)] | None = Field(
        default=None, description="The last round for the act; left out: any with a whole window."
    )
    window: Annotated[int, Field(ge=1, le=40)] = Field(
        default=2, description="Over how many rounds to look, that of the act included."
    )
    untreated_for: Annotated[int, Field(ge=1, le=40)] = Field(
        default=1, description="For how many rounds it may not act in the other game."
    )
    measures: list[Expression] = Field(
        default=[], max_length=12, description="What to read in both games when the window closes."
    )


class Claim(Noun):
    """A thesis about the world that play can support or contradict.

    Its gauge is read with and without the mechanism; neither the band nor the ablation judges it.
    """

    id: ClaimId = Field(description="Its number.")
    title: Title = Field(description="The thesis in a few words.")
    text: Text = Field(description="The thesis.")
    metric: Text | None = Field(default=None, description="What is measured, in words.")
    gauge: Gauge | None = Field(default=None, description="The same for `wargame lab claims`.")
    beside: list[Beside] = Field(default=[], max_length=8, description="Told with it.")
    trial: Trial | None = Field(default=None, description="An experiment; `wargame lab trial`.")
    band: list[Number] = Field(default=[], max_length=2, description="Expected from and to.")
    argued_from: Text | None = Field(default=None, description="Why that band, from a source.")
    ablation: Id | None = Field(default=None, description="The variant that should break it.")
    ablation_moves: Literal["up", "down"] | None = Field(
        default=None, description="Which way the ablation should move it; leave out for any."
    )


class Concepts(Noun):
    """The design concepts of ODD, those that a deck cannot say by itself."""

    basic_principles: Text | None = Field(default=None, description="Theories it stands on.")
    emergence: Text | None = Field(default=None, description="What no rule says outright.")
    adaptation: Text | None = Field(default=None, description="How seats answer what happens.")
    learning: Text | None = Field(default=None, description="Whether seats change how they decide.")
    prediction: Text | None = Field(default=None, description="What seats expect to come.")
    sensing: Text | None = Field(default=None, description="Why seats know what they know.")
    collectives: Text | None = Field(default=None, description="Groups that act as one.")


class Odd(Noun):
    """What only its author knows of the model that a deck is, for `wargame deck odd`.

    The description follows the ODD protocol for simulation models (Grimm et al. 2020).
    """

    purpose: Text | None = Field(default=None, description="What it is for, and what it is not.")
    scales: Text | None = Field(default=None, description="What a round and a unit stand for.")
    initialization: Text | None = Field(default=None, description="Why it starts as it starts.")
    input_data: Text | None = Field(default=None, description="Where its numbers come from.")
    concepts: Concepts = Field(
        default=Concepts.model_construct(), description="Principles behind the design."
    )


class Assumption(Noun):
    """Something the deck takes for granted, exported with results."""

    id: Id = Field(description="Short name.")
    kind: Literal["fact", "judgement", "invention"] = Field(description="What it rests on.")
    text: Text = Field(description="What is assumed.")
    source: str | None = Field(default=None, max_length=200, description="Where it comes from.")


class Source(Noun):
    """A publication that items can cite."""

    id: Id = Field(description="Short name, used in `source:`.")
    title: Title = Field(description="What it is called.")
    url: Annotated[str, StringConstraints(max_length=400)] | None = Field(
        default=None, description="Where it can be read."
    )
    date: Annotated[str, StringConstraints(max_length=20)] | None = Field(
        default=None, description="When it appeared, in quotes."
    )
    text: Text | None = Field(default=None, description="What it says that matters here.")
