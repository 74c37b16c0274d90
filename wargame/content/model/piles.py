"""What is true of all cards together: eras that change the piles, and whose events happen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wargame.content.model.base import Condition, Cost, Id, Noun, RoundNumber, Title


class Era(Noun):
    """A stretch of the game with cards and injects of its own. The first begins in round 1.

    `game.era` is the number of the present one, from 1; an era's id stands for its number in
    expressions, as in `game.era >= truces`.
    """

    id: Id = Field(description="Short name, its number in expressions.")
    title: Title = Field(description="What people read.")
    round: RoundNumber = Field(description="The round it begins with; it ends with the next era.")


class Bury(Noun):
    """A play that puts a card of the hand among the discards: no event, no capital."""

    per_round: Annotated[int, Field(ge=1, le=6)] = Field(
        default=1, description="How often a seat may do it in a round."
    )
    cost: Cost = Field(default={}, description="What it costs.")
    into: Id | None = Field(
        default=None, description="A track of the seat's own that rises by 1 for it."
    )


class CardsRule(Noun):
    """What is true of all cards."""

    mix: bool = Field(
        default=False,
        description="All seats draw from one pile. A card of the rival's can be taken for capital, "
        "and then its policy happens for its owner, unpaid, if its `needs` hold.",
    )
    rival_event: Literal["burnt", "always", "never"] = Field(
        default="burnt",
        description="When a card serves the rival: when it is taken for capital (`burnt`), also "
        "when its policy is played (`always`), or `never`.",
    )
    bury: Bury | None = Field(default=None, description="Leave out if no card can be buried.")


class Modifier(Noun):
    """What makes the policies of some cards dearer or cheaper; no price falls below 0."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read beside a price.")
    tags: list[Id] = Field(min_length=1, description="It is about cards with any of these tags.")
    seat: Id = Field(default="any", description="Who plays them: `any`, or one seat.")
    when: Condition | None = Field(
        default=None, description="Only while this holds; `my.` is the seat that plays."
    )
    cost: Cost = Field(description="How much more they cost, less if under 0: `{capital: -1}`.")
