"""How seats bargain, and what they can give one another."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wargame.content.limits import NUMBER_LIMIT
from wargame.content.model.base import Condition, Cost, Id, Noun, Sourced, Text, Title
from wargame.content.model.effects import Effect


class Performance(Noun):
    """What the giver of a deal item must have brought about: `buys 4 by round 6, or it snaps back`.

    It is tested at the end of a round, after the rules of `account` and before reviews: in
    `by_round`; or so many rounds after signing (`after`); or, without either, at the end of every
    round that follows the signing.
    """

    needs: Condition = Field(description="What must hold; `my.` is the giver.")
    by_round: Annotated[int, Field(ge=1, le=200)] | None = Field(
        default=None, description="The round at whose end it is tested."
    )
    after: Annotated[int, Field(ge=1, le=40)] | None = Field(
        default=None, description="Or how many rounds after the signing."
    )
    failed: Literal["breach", "snap"] = Field(
        default="snap",
        description="If it does not hold: the giver breaks the deal, or this item alone is over "
        "and all that it paused comes back.",
    )
    do: list[Effect] = Field(default=[], description="What else happens if it does not hold.")
    text: Text | None = Field(default=None, description="What must be done, in words.")


class Unpaid(Noun):
    """What happens when the giver of a pledge does not have all of it."""

    failed: Literal["breach", "snap", "excuse"] = Field(
        default="excuse",
        description="The giver breaks the deal; or this item alone is over; or nothing follows.",
    )
    do: list[Effect] = Field(default=[], description="What else happens; `my.` is the giver.")


class DealItem(Sourced):
    """Something a seat can give in a deal, while the deal lasts.

    `pause` takes `levels` of the giver's `measure` out of force; `cap` holds it at or under
    `level`; while either lasts nobody steps it up. `transfer` moves `amount` of a track from giver
    to receiver at signing; `pledge` moves it as each further round begins. A deal that ends brings
    paused levels back: all (`full`), half, or none of them. An item may be over before its deal; a
    deal is over with the last of its items.
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
        default="full", description="How many paused levels come back at the end."
    )
    needs: Condition | None = Field(default=None, description="When it may be offered.")
    do: list[Effect] = Field(default=[], description="What else happens at signing.")
    each_round: list[Effect] = Field(
        default=[],
        description="What happens at the beginning of every further round in which it runs.",
    )
    rounds: Annotated[int, Field(ge=1, le=40)] | None = Field(
        default=None,
        description="How many rounds it runs, where that is not the term of the deal; "
        "extending the deal does not lengthen it.",
    )
    until_round: Annotated[int, Field(ge=1, le=200)] | None = Field(
        default=None, description="The last round in which it runs, whatever the term."
    )
    performs: Performance | None = Field(
        default=None, description="What the giver must have brought about, and by when."
    )
    default: Unpaid | None = Field(
        default=None,
        description="For `pledge`: what happens when it cannot be paid; left out, the giver pays "
        "what it has, and is excused.",
    )
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

    drafting: Literal["items", "changes", "counters", "packages"] = Field(
        default="items",
        description="What may be tabled: `items`, whatever seats put together item by item, and "
        "the ready packages; `changes`, ready packages as they are or with one or two changes; "
        "`counters`, ready packages as they are, which whoever answers may send back changed; "
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
