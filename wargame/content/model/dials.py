"""What may be set without writing a deck anew: named numbers, and dials of its mechanisms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wargame.content.limits import FULL, TWICE
from wargame.content.model.base import Id, Noun, Number, Sourced, Text, Title

Reach = Literal["prices", "needs", "talks", "scores"]
"""What a dial should not touch: what is paid, what is open, whether talks are, and points."""


class NamedNumber(Sourced):
    """A whole number with a name, read as `number.ID` wherever the deck computes.

    Texts quote it as `{ID}`, so that what is printed and what acts are one number. It can be set
    from outside, as in `DECK:ID=3`.
    """

    id: Id = Field(description="Short name.")
    title: Title | None = Field(default=None, description="What people read.")
    value: Number = Field(description="What it is.")
    min: Number | None = Field(
        default=None, description="The least it may be set to; without it 0, or twice the value."
    )
    max: Number | None = Field(
        default=None, description="The most it may be set to; without it 0, or twice the value."
    )
    text: Text | None = Field(default=None, description="What it stands for.")

    @property
    def range(self) -> tuple[int, int]:
        """The least and the most that it may be."""
        low = min(0, 2 * self.value) if self.min is None else self.min
        high = max(0, 2 * self.value) if self.max is None else self.max
        return low, high


class Dial(Noun):
    """A mechanism of the deck that can be turned down, off or up, as in `DECK:ID=1/2`.

    At 1 the deck is as it stands, at 0 the mechanism is off, 2 doubles it. A dial scales
    consequences: it may not touch a price, what is legal, whether talks are open, or points.
    """

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read.")
    text: Text | None = Field(default=None, description="What it turns, and how.")
    eighths: Annotated[int, Field(ge=0, le=TWICE)] = Field(
        default=FULL, description="The dose in eighths: 8 is the deck, 0 is off."
    )
    scales: list[str] = Field(
        default=[],
        max_length=60,
        description="What it scales besides every `scaled(…, dial.ID)`: `rules.ID`, `cards.ID` "
        "and so on (all that falls and rises there), `numbers.ID`, or `projects.ID.rounds`.",
    )
    reaches: list[Reach] = Field(
        default=[],
        max_length=4,
        description="What computed tracks carry it to all the same: `prices`, `needs`, `talks`, "
        "`scores`. Whatever is carried must be listed.",
    )
