"""Hashes: of what acts in a deck, and of packed positions and views."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from wargame.content.fields import INERT_NOUNS

if TYPE_CHECKING:
    from wargame.content.model import Deck

RULES_VERSION = "1"
"""Raised whenever the same deck and actions would lead somewhere else than before."""


Cell = int | list[int]
"""One place of a packed position."""

Packed = list[Cell]
"""A position as whole numbers and lists of them."""

PackedView = list[Any]
"""A view as whole numbers, texts and lists: what `SeatState.packed` gives, also through JSON."""


LATER: dict[str, object] = {
    "numbers": [],
    "dials": [],
    "removable": False,
    "removed": False,
    "actions": [],
    "seen_by": "all",
    "secret": False,
    "eras": [],
    "cards_rule": None,
    "modifiers": [],
    "stays": None,
    "each_round": [],
    "at_random": False,
    "copies": 1,
    "tags": [],
    "era": None,
    "until_era": None,
    "contest": None,
    "outlast": None,
    "fronts": [],
    "docket": None,
    "kind": "number",
    "packages": [],
    "rounds": None,
    "until_round": None,
    "performs": None,
    "default": None,
    "drafting": "items",
    "passing": None,
    "response": None,
    "answers": None,
    "of": [],
}
"""Fields that decks were given after their hashes had been written into saves, and what they
hold where a deck does not use them: a deck that does not has the hash it had."""


def rules_hash(deck: Deck) -> str:
    """64 hex digits over what acts: unchanged by words, briefs or sources."""
    tree = deck.model_dump(mode="json", exclude=dict.fromkeys(INERT_NOUNS, True))
    return digest_of([RULES_VERSION, _acting(tree)])


def digest_of(packed: Sequence[object]) -> str:
    """64 hex digits over plain data, the same for equal data on any machine."""
    text = json.dumps(packed, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _acting(tree: object) -> object:
    """A deck's tree without the words that only people read."""
    words = (
        "title",
        "text",
        "source",
        "as_of",
        "confidence",
        "claims",
        "unit",
        "better",
        "bands",
        "labels",
        "short",
        "aside",
        "winner",
        "foresight",
        "temper",
        "says",
        "drawn",
        "flavour",
    )
    # These are keyed by ids, which may be such words.
    by_id = ("cost", "extend_cost", "start", "value", "weights", "floors", "lead", "grip")
    if isinstance(tree, dict):
        return {
            key: value if key in by_id else _by_seat(value) if key == "won" else _acting(value)
            for key, value in tree.items()
            if key not in words
            and not (key == "levels" and isinstance(value, list))
            and (key not in LATER or value != LATER[key])
        }
    if isinstance(tree, list):
        return [_acting(value) for value in tree]
    return tree


def _by_seat(tree: object) -> object:
    """What acts of effects that are keyed by seats, which may be called as those words are."""
    assert isinstance(tree, dict)
    return {seat: _acting(effects) for seat, effects in tree.items()}
