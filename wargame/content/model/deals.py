"""How seats bargain, and what they can give one another."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wargame.content.limits import NUMBER_LIMIT
from wargame.content.model.base import Condition, Cost, Id, Noun, Sourced, Text, Title
from wargame.content.model.effects import Effect


class DealItem(Sourced):
    """Something a seat can give in a deal, while the deal lasts.

    `pause` suspends `levels` of the giver's `measure`; `cap` holds it at or under `level`;
    `transfer` moves `amount` of a track from giver to receiver once; `pledge` moves it every
    round. A deal that ends brings suspended levels back: all (`full`), half, or none of them.
    """

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read.")
    seat: Id = Field(description="Who gives it.")
    kind: Literal["pause", "cap", "transfer", "pledge"] = Field(description="What is given.")
    measure: Id | None = Field(default=None, description="For `pause` and `cap`.")
    levels: Annotated[int, Field(ge=1, le=20)] | None = Field(
        default=None, description="For `pause`: how many levels."
    )
    level: Annotated[int, Field(ge=0, le=20)] | None = Field(
        default=None, description="For `cap`: the level it may not exceed."
    )
    track: Id | None = Field(default=None, description="For `transfer` and `pledge`.")
    amount: Annotated[int, Field(ge=1, le=NUMBER_LIMIT)] | None = Field(
        default=None, description="For `transfer` and `pledge`: how much."
    )
    snap: Literal["full", "half", "none"] = Field(
        default="full", description="How many suspended levels come back at the end."
    )
    needs: Condition | None = Field(default=None, description="When it may be offered.")
    do: list[Effect] = Field(default=[], description="What else happens at signing.")
    text: Text | None = Field(default=None, description="What it means.")


class ReadyPackage(Noun):
    """A package that a seat may table in one action, put together by the deck.

    Each item stands with the seat that gives it. It may be tabled when all its items may be
    given, its own `needs` and those of `deals` hold, and the price of tabling can be paid.
    """

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read.")
    seat: Id = Field(default="any", description="Who may table it: a seat, or `any`.")
    items: list[Id] = Field(
        min_length=1, max_length=8, description="The deal items in it, of both sides."
    )
    term: Annotated[int, Field(ge=1, le=40)] = Field(
        description="How many rounds it runs: one of `terms`."
    )
    needs: Condition | None = Field(
        default=None, description="When it may be tabled; `my.` is the seat that tables it."
    )
    text: Text | None = Field(default=None, description="What it is for.")


class Deals(Noun):
    """How the seats bargain. Leave the noun out for a game without talks."""

    drafting: Literal["items", "changes", "packages"] = Field(
        default="items",
        description="What may be tabled: `items`, whatever seats put together item by item, and "
        "the ready packages; `changes`, ready packages as they are or with one or two changes; "
        "`packages`, ready packages alone, which are countered by ready packages.",
    )

    max_items: Annotated[int, Field(ge=1, le=4)] = Field(
        default=2, description="Most items one side may give in one deal."
    )
    max_running: Annotated[int, Field(ge=1, le=4)] = Field(
        default=2, description="Most deals in force at a time."
    )
    terms: list[Annotated[int, Field(ge=1, le=40)]] = Field(
        min_length=1, max_length=6, description="How many rounds a deal may run, to choose from."
    )
    both_sides: bool = Field(
        default=True, description="Each side must give something; false allows one-sided deals."
    )
    needs: Condition | None = Field(default=None, description="When a seat may table a package.")
    cost: Cost = Field(default={}, description="What the seat that tables a package pays then.")
    sign: list[Effect] = Field(
        default=[], description="At signing; `my.` is the seat that tabled the package."
    )
    expire: list[Effect] = Field(default=[], description="When a deal runs out.")
    extend_cost: Cost = Field(
        default={}, description="What proposing an extension costs; leave out for free."
    )
    extend: list[Effect] = Field(default=[], description="When a deal is extended.")
    extensions: Annotated[int, Field(ge=0, le=20)] = Field(
        default=20, description="How often one deal may be extended."
    )
    breach: list[Effect] = Field(
        default=[], description="When a seat breaks a deal; `my.` is the seat that breaks it."
    )
    items: list[DealItem] = Field(min_length=1, max_length=40, description="What can be given.")
    packages: list[ReadyPackage] = Field(
        default=[], max_length=40, description="Packages that are ready to be tabled."
    )
