"""What is contested: fronts, the dates on which they are judged, and who names the next one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from wargame.content.model.base import (
    Arithmetic,
    Called,
    Condition,
    Expression,
    Id,
    Noun,
    Number,
    Short,
    Sourced,
    Text,
    Title,
    shape,
)
from wargame.content.model.effects import Effect
from wargame.content.model.roles import NumberName

RoundKey = Annotated[
    str, StringConstraints(pattern=r"^([1-9][0-9]?|1[0-9][0-9]|200)$"), Called("round")
]
Calendar = Annotated[dict[RoundKey, Expression], Called("stakes by round, such as `{1: 3, 4: 6}`")]
"""What is at stake in which rounds: each 0 or more."""

DocketStakes = Annotated[
    Annotated[Number, Tag("<number>")]
    | Annotated[Arithmetic, Tag("<text>")]
    | Annotated[dict[RoundKey, Expression], Tag("<mapping>")],
    Discriminator(shape),
    Called("a stake, or stakes by round, such as `{2: 3, 4: 5}`"),
]
"""One stake for every round, or one for each of some."""

ByCondition = Annotated[dict[Id, Condition], Called("conditions by seat")]


class Front(Sourced):
    """Something that both seats contest, judged on dates that everybody knows.

    Who leads on it is read off the board: by a condition for each seat, or by one expression. In
    a round for which its calendar or the docket has a stake it is judged, and moves the lead.
    """

    id: Id = Field(description="Short name, read as `front.ID` in expressions.")
    title: Title = Field(description="What people read.")
    short: Short | None = Field(
        default=None, description="A title for narrow columns, no longer than the title itself."
    )
    text: Text | None = Field(default=None, description="What is contested, and how it is read.")
    lead: ByCondition = Field(
        default={}, description="By seat: when it leads; worth 1. If both lead, nobody does."
    )
    grip: ByCondition = Field(
        default={}, description="By seat: when its lead is worth 2, whatever `lead` says."
    )
    value: Expression | None = Field(
        default=None,
        description="Instead of `lead` and `grip`: an expression, -3 to 3, above 0 for the first "
        "seat.",
    )
    counts: Literal["value", "sign"] = Field(
        default="value",
        description="What the stake is multiplied with: the value, or its sign alone.",
    )
    into: NumberName | None = Field(
        default=None,
        description="The number that a judgement moves, up for the first seat, such as "
        "`shared.lead`; left out: the lead of the deck's contest.",
    )
    won: dict[Id, list[Effect]] = Field(
        default={},
        description="By seat: what also happens when it is judged the leader; `my.` is that seat.",
    )
    calendar: Calendar = Field(
        default={}, description="In which rounds it is judged, and what is at stake then."
    )


class Docket(Noun):
    """After the judgements of a round one seat names a further front for the next round.

    What it names is judged then at the stake of the docket, on top of what the calendar has.
    """

    chooser: Id = Field(
        default="behind",
        description="Who names: `behind` or `ahead`, read off the lead; `alternate`; or a seat.",
    )
    behind: Expression | None = Field(
        default=None,
        description="What the lead is read off, above 0 for the first seat; left out: the lead "
        "of the deck's contest.",
    )
    level: Id = Field(
        default="alternate",
        description="Who names at a lead of 0: a seat, or `alternate`: the second seat after odd "
        "rounds, the first after even ones.",
    )
    from_round: Annotated[int, Field(ge=2, le=200)] = Field(
        default=2, description="The first round for which a front is named."
    )
    stakes: DocketStakes = Field(
        description="What is at stake on the front that was named: in every round, or by round; "
        "nobody names for a round that is left out."
    )
    again: bool = Field(
        default=False, description="The front that was named last may be named again."
    )
    secret: bool = Field(
        default=False,
        description="It is named in secret, and shown when it is judged: nothing that can be read "
        "before tells it, `front.ID.stake` least of all.",
    )
