"""Where linear text tells what of a deck has no page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.content.again import Again
from wargame.errors import visible

if TYPE_CHECKING:
    from wargame.content.model import Deck

ELSEWHERE = (
    ("variant", "variants", "deck show {deck}:{id}", "shows the deck with it"),
    ("number", "numbers", "deck show {deck}", "tells its value, under Set by name"),
    ("dial", "dials", "deck show {deck}", "tells how it is set, under Set by name"),
    ("seat", "seats", "deck show {deck}", "tells its hand and its opponents"),
    ("party", "parties", "deck odd {deck}", "names it, for it has no seat"),
    ("persona", "personas", "deck show {deck}", "tells who that is"),
    ("campaign", "campaigns", "play {deck} --campaign {id}", "begins it"),
    ("lesson", "lessons", "tutorial {deck} {id}", "gives it"),
    ("puzzle", "puzzles", "puzzle {deck} {id}", "poses it"),
)
"""Nouns that are no item, where a deck has them, what is typed to see them, and what that does."""


def elsewhere(deck: Deck, name: str, again: Again) -> str:
    """In a sentence each, where what goes by this id is told; "" if nothing does."""
    kind, dot, own = name.rpartition(".")
    found = [
        f"'{noun.id}' is a {what}"
        f"{f', {visible(noun.title)}' if getattr(noun, 'title', None) else ''}: "
        f"`{again.command(words, noun.id)}` {does}."
        for what, nouns, words, does in ELSEWHERE
        for noun in getattr(deck, nouns)
        if noun.id == own and (not dot or kind == what)
    ]
    return " ".join(found)
