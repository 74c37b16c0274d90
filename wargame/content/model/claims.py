"""What a deck says of the world: claims and their gauges, assumptions and sources."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from wargame.content.model.base import ClaimId, Condition, Expression, Id, Noun, Number, Text, Title


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
