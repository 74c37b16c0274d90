"""What of a deck stands for what: the map by which registered gauges read its games.

The gauges know no deck, only two sides. A lays duties and controls on B; B holds inputs that A
needs. Nothing of the map acts: rules never read it, and neither saves nor hashes hold it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from wargame.content.model.base import Called, Id, Noun, Number, RoundNumber

NumberName = Annotated[str, StringConstraints(min_length=1, max_length=120), Called("name")]
"""A number as expressions name it, such as `shared.trade`."""


class SideA(Noun):
    """The side that lays duties and controls on the other, and needs its inputs."""

    seat: Id = Field(description="Who it is.")
    duty: list[Id] = Field(default=[], description="Measures: each layer of its duties.")
    control: list[Id] = Field(
        default=[], description="Measures: its limits on technology that the rival needs."
    )
    other: list[Id] = Field(default=[], description="Measures: its other limits.")
    programme: list[Id] = Field(default=[], description="Projects: production at home.")
    laws: list[NumberName] = Field(
        default=[], description="Numbers: the laws behind it, such as `us.laws`."
    )
    inputs: list[Id] = Field(
        default=[], description="Projects that would make the rival's inputs, at home or not."
    )
    supply: list[NumberName] = Field(
        default=[],
        description="Numbers: what of its need it meets by itself, stage by stage, in %.",
    )


class SideB(Noun):
    """The side that holds the inputs, and needs the other's technology."""

    seat: Id = Field(description="Who it is.")
    input: list[Id] = Field(default=[], description="Measures: its limits on inputs.")
    know: list[Id] = Field(
        default=[], description="Measures: its bans on technology and equipment."
    )
    other: list[Id] = Field(default=[], description="Measures: its duties and all else.")
    own: list[Id] = Field(
        default=[], description="Projects by which it does without the other's technology."
    )


class PartOf(Noun):
    """A number, and what counts as all of it."""

    number: NumberName = Field(description="Its name.")
    all: Annotated[Number, Field(ge=1)] = Field(default=100, description="The whole.")


class DutiesPaid(Noun):
    """The whole duty that each partner pays to A, all layers together."""

    rival: NumberName = Field(description="Number: the duty on B.")
    allies: list[NumberName] = Field(
        default=[], max_length=24, description="Numbers: the duties on all others."
    )


class Roles(Noun):
    """Which things of the deck the registered gauges read, and as what."""

    a: SideA = Field(description="The side that lays duties and controls on the other.")
    b: SideB = Field(description="The side that holds the inputs.")
    trade: PartOf | None = Field(default=None, description="Trade kept between the two.")
    duties: DutiesPaid | None = Field(default=None, description="Duties paid, by partner.")
    handovers: list[RoundNumber] = Field(
        default=[], description="Rounds at whose end A may pass to another mandate."
    )
    mandate: NumberName | None = Field(
        default=None,
        description="Number: A's mandate, if luck at such a round may change it, as `us.mandate`.",
    )
