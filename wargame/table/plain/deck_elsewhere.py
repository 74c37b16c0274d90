"""Where linear text tells what of a deck has no page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.errors import visible

if TYPE_CHECKING:
    from wargame.content.model import Deck

ELSEWHERE = (
    ("variant", "variants", "`wargame deck show {deck}:{id}` shows the deck with it"),
    ("number", "numbers", "`wargame deck show {deck}` tells its value, under Set by name"),
    ("dial", "dials", "`wargame deck show {deck}` tells how it is set, under Set by name"),
    ("seat", "seats", "`wargame deck show {deck}` tells its hand and its opponents"),
    ("party", "parties", "`wargame deck odd {deck}` names it, for it has no seat"),
    ("persona", "personas", "`wargame deck show {deck}` tells who that is"),
    ("campaign", "campaigns", "`wargame play {deck} --campaign {id}` begins it"),
    ("lesson", "lessons", "`wargame tutorial {deck} {id}` gives it"),
    ("puzzle", "puzzles", "`wargame puzzle {deck} {id}` poses it"),
)
"""Nouns that are no item, where a deck has them, and what shows them."""


def elsewhere(deck: Deck, name: str) -> str:
    """In a sentence each, where what goes by this id is told; "" if nothing does."""
    kind, dot, own = name.rpartition(".")
    found = [
        f"'{noun.id}' is a {what}"
        f"{f', {visible(noun.title)}' if getattr(noun, 'title', None) else ''}: "
        f"{where.format(deck=deck.id, id=noun.id)}."
        for what, nouns, where in ELSEWHERE
        for noun in getattr(deck, nouns)
        if noun.id == own and (not dot or kind == what)
    ]
    return " ".join(found)
