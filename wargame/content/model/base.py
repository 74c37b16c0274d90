"""What every noun is made of: the base class, and the types that fields have."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

from wargame.content.limits import MAX_EXPRESSION, NUMBER_LIMIT
from wargame.dataclass import dataclass


def shape(value: Any) -> str | None:
    """Name what a value is written as, to pick the member of a union: `<number>`, `<text>` …"""
    kinds = {int: "<number>", str: "<text>", dict: "<mapping>", list: "<list>"}
    return kinds.get(type(value))


@dataclass(frozen=True, slots=True)
class Called:
    """What authors call a type; the reference prints it."""

    name: str


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"), Called("id")]
Group = Annotated[
    str,
    StringConstraints(pattern=r"^([a-z][a-z0-9_]{0,39}\.)?[a-z][a-z0-9_]{0,39}$"),
    Called("group"),
]
"""Several of one kind: `parties`, a group of parties, `measures`, `projects`; the last two may be
those of a seat, as in `my.measures`."""
Title = Annotated[str, StringConstraints(min_length=1, max_length=80), Called("text")]
Short = Annotated[str, StringConstraints(min_length=1, max_length=16), Called("text")]
CardText = Annotated[str, StringConstraints(min_length=1, max_length=240), Called("text")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000), Called("text")]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000), Called("text")]
Number = Annotated[int, Field(ge=-NUMBER_LIMIT, le=NUMBER_LIMIT), Called("whole number")]
Condition = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_EXPRESSION), Called("condition")
]
Statement = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_EXPRESSION), Called("statement")
]
Arithmetic = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_EXPRESSION), Called("expression")
]
Expression = Annotated[
    Annotated[Number, Tag("<number>")] | Annotated[Arithmetic, Tag("<text>")],
    Discriminator(shape),
    Called("whole number or expression"),
]
Cost = Annotated[dict[Id, Expression], Called("costs, such as `{capital: 2}`")]
"""What is paid: `capital` or one of the payer's own tracks, and how much of it (0 or more)."""
Percent = Annotated[int, Field(ge=1, le=100)]
RoundNumber = Annotated[int, Field(ge=1, le=200)]
ClaimId = Annotated[int, Field(ge=1, le=99)]


class Noun(BaseModel):
    """Base of every noun: nothing unknown is accepted, nothing changes after loading."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True
    )


class Sourced(Noun):
    """Where an item comes from, and what it bears on."""

    source: str | None = Field(
        default=None, max_length=200, description="Id of a source, or `invented`, or a citation."
    )
    as_of: Annotated[str, StringConstraints(max_length=40)] | None = Field(
        default=None, description="The date the facts are good for, in quotes."
    )
    confidence: Literal["high", "medium", "low"] | None = Field(
        default=None, description="How sure the author is of the facts."
    )
    claims: list[ClaimId] = Field(default=[], description="Numbers of the claims it bears on.")
