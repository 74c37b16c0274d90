"""Decks in another script: the same rules, told in letters that take two cells and no blanks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from wargame.content.library import DeckRef, load_deck
from wargame.rules.game import Game

TOLD = ("title", "short", "text", "name", "about", "brief", "levels", "labels", "interests")
"""Fields whose texts people read and nothing computes with."""
SIGNS = "水条約交渉税関芯片磁体盟友信任緊張供応庫存国内戦線"
_WORD = re.compile(r"\{\w+\}|[A-Za-z][A-Za-z']*|[.,:;?!()]| +")
_STOPS = dict(zip(".,:;?!()", "。，：；？！（）", strict=True))


def in_wide_letters(ref: DeckRef) -> Game:
    """The game of a deck whose every title and text is told in ideographs."""
    loaded = load_deck(ref)
    return Game(replace(loaded, written=_told(loaded.written, "")))


def wide(text: str) -> str:
    """A text in ideographs, as many words and as many numbers.

    >>> wide("Draw 2 cards. Trust +2.")
    '芯片2庫存。供応+2。'
    """
    return _WORD.sub(lambda found: _word(found[0]), text)


def _word(word: str) -> str:
    if word.startswith("{") or word.isspace():
        return word.strip()
    start = sum(map(ord, word)) % (len(SIGNS) - 2)
    return _STOPS.get(word) or SIGNS[start : start + max(1, min(2, len(word) // 2))]


def _told(value: Any, field: str) -> Any:
    """A part of a deck, its texts in ideographs."""
    match value:
        case BaseModel():
            parts = {name: _told(getattr(value, name), name) for name in type(value).model_fields}
            return value.model_copy(update=parts)
        case list() | tuple():
            return type(value)(_told(one, field) for one in value)
        case str() if field in TOLD:
            return wide(value)
        case _:
            return value
