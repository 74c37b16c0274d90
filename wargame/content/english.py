"""Whether texts are English: no other words are held against rules, or put in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = (
    *("the", "and", "your", "you", "each", "with", "from", "that", "not", "who", "their", "are"),
    *("when", "than", "this", "these", "its", "have", "has", "whoever", "which"),
    *("if", "both", "every", "other", "two", "draw", "card", "cards", "rises", "rounds", "sides"),
)
"""Words that English, terse as on a card, can hardly do without, and few other languages have."""

FEWEST, ONE_IN = 60, 50
"""Words from which on a deck's texts are judged by their words, and how many of these are common at
the least, where they are English."""


def is_english(texts: Iterable[str]) -> bool:
    """Whether texts read as English; a few words in Latin letters always do."""
    words = _WORD.findall(" ".join(texts))
    letters = "".join(words)
    if 2 * sum(map(str.isascii, letters)) < len(letters):
        return False
    common = sum(word.lower() in _COMMON for word in words)
    return len(words) < FEWEST or ONE_IN * common >= len(words)
