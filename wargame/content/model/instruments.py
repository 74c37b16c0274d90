"""What of a deck people watch: gauges with their marks, stores, constituencies, chains.

Nothing of it acts. A screen that has little room shows these numbers first.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from wargame.content.model.base import Called, Expression, Id, Noun, Number, Short
from wargame.content.model.roles import NumberName

Word = Annotated[str, StringConstraints(min_length=1, max_length=24), Called("text")]
"""What happens at a mark, in two or three words: `talks open`."""


class GaugeMark(Noun):
    """A value at which something happens, such as `talks open` or `lines stop`."""

    at: Expression = Field(description="The value; an expression is looked at as things stand.")
    title: Word = Field(description="What happens there, in two or three words.")
    past: Literal["up", "down"] = Field(
        default="up", description="`up`: it holds from `at` on upward; `down`: at `at` and below."
    )


class BoardGauge(Noun):
    """A number that people watch."""

    number: NumberName = Field(description="Its name, such as `shared.trust`.")
    title: Short | None = Field(
        default=None, description="What it is called here, if not by its short title."
    )
    marks: list[GaugeMark] = Field(default=[], max_length=6, description="Where something happens.")
    near: Annotated[Number, Field(ge=0)] | None = Field(
        default=None, description="How close counts as near; a tenth of the range if left out."
    )


class PartNumber(Noun):
    """The number of a part: how angry a constituency is, how much a stage can do."""

    number: NumberName = Field(description="Its name, such as `us.mine`.")
    title: Short = Field(description="What people read, in a word.")


class HeadlineGauge(BoardGauge):
    """A number that is always in sight."""


class StoreGauge(BoardGauge):
    """What runs out, in rounds or weeks, and how fast."""

    drain: NumberName | None = Field(
        default=None, description="The number that says how much of it goes each round."
    )


class HomeFront(BoardGauge):
    """A seat's constituencies: its number is what they come to together."""

    seat: Id = Field(description="Whose they are.")
    outlook: NumberName | None = Field(
        default=None, description="The number that says what they will come to."
    )
    parties: list[PartNumber] = Field(
        default=[], max_length=8, description="One number for each of them."
    )


class SupplyChain(BoardGauge):
    """Stages in order. The least of them binds; `number` is what comes of all of them."""

    id: Id = Field(description="Short name.")
    seat: Id = Field(description="Who needs it.")
    holder: Id | None = Field(
        default=None, description="Who holds what the chain does without: a seat or a party."
    )
    stages: list[PartNumber] = Field(
        min_length=2, max_length=8, description="In the order in which the goods pass them."
    )


class BoardPlan(Noun):
    """What people watch of a deck, the most important first."""

    gauges: list[HeadlineGauge] = Field(
        default=[], max_length=4, description="Numbers that are always in sight."
    )
    homes: list[HomeFront] = Field(default=[], max_length=2, description="Constituencies by seat.")
    chains: list[SupplyChain] = Field(default=[], max_length=6, description="What hangs on stages.")
    stores: list[StoreGauge] = Field(default=[], max_length=8, description="What runs out.")
