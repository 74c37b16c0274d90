"""What `wargame deck show --json` prints."""

from __future__ import annotations

from wargame.content.model import (
    Agenda,
    Card,
    DealItem,
    Deck,
    Ending,
    Era,
    Example,
    Front,
    Inject,
    Measure,
    Modifier,
    Project,
    ReadyPackage,
    Review,
    Rule,
    SeatAction,
    Source,
    Track,
)
from wargame.dataclass import dataclass
from wargame.table.rulebook.words import Section


@dataclass(frozen=True, slots=True)
class WholeDeck:
    """A deck as its author wrote it.

    Attributes:
        deck: All it says, less what is left to its default.
        deck_hash: 64 hex digits over all that the deck says.
        variant: What is laid over the deck, as it is typed behind its colon, or "".
    """

    deck: Deck
    deck_hash: str
    variant: str


@dataclass(frozen=True, slots=True)
class DeckItem:
    """One item of a deck.

    Attributes:
        kind: What it is, such as `card` or `deal item`.
        item: What its author wrote, less what is left to its default.
        rules: What it does, a line of words each; none for what does nothing by itself.
        others: What else has its id, as ITEM names it alone, such as `track.orders`.
    """

    kind: str
    item: (
        Card
        | Measure
        | Project
        | SeatAction
        | Inject
        | Agenda
        | Review
        | Front
        | Rule
        | Ending
        | Track
        | DealItem
        | ReadyPackage
        | Modifier
        | Era
        | Source
        | Example
    )
    rules: list[str]
    others: list[str]


@dataclass(frozen=True, slots=True)
class DeckRules:
    """How a deck is played; with --rules.

    Attributes:
        deck: The deck's id.
        sections: The player's rules, in reading order.
    """

    deck: str
    sections: list[Section]
