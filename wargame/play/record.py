"""What is written down of a match: who played what, on which seed, and every action."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wargame.rules.game import Game, State


@dataclass(frozen=True, slots=True)
class Header:
    """What was known before the first action.

    Attributes:
        deck, variant: The deck's id, and the variant's or "".
        deck_hash: Over all that the deck says; for information.
        rules_hash: Over what acts; a record replays only on equal rules.
        seed: What the dealer was given. A replay does not need it.
        seats: Who sat where, by seat.
    """

    deck: str
    variant: str
    deck_hash: str
    rules_hash: str
    seed: int
    seats: dict[str, str]


@dataclass(slots=True)
class Record:
    """Header and actions of one match. Actions are the words people type."""

    header: Header
    actions: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        names = ("deck", "variant", "deck_hash", "rules_hash", "seed", "seats")
        header = {name: getattr(self.header, name) for name in names}
        return {"header": header, "actions": list(self.actions)}


def replay(game: Game, record: Record) -> State:
    """The position that a record leads to.

    Raises:
        IllegalAction: the record does not fit these rules.
    """
    state = game.new()
    for text in record.actions:
        state = game.apply(state, text).state
    return state
