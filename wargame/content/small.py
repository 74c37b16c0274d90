"""Titles and sentences as they stand in the middle of a line.

Only English ones are put in small letters: a German noun without its capital is misspelt.
"""

from __future__ import annotations

import re

from wargame.content.model import Deck

_WORD = re.compile(r"\w+")


def small(deck: Deck, title: str) -> str:
    """A title in the middle of a line, in small letters but for names of seats and parties, for
    words such as `GDP`, and for letters as in `Plan B` and `U.S.`."""
    title = " ".join(title.split())
    if not deck.is_english:
        return title
    titles = [*(seat.title for seat in deck.seats), *(party.title for party in deck.parties)]
    names = _WORD.findall(" ".join(titles))

    def spelt(word: re.Match[str]) -> str:
        is_name = word[0] in names or word[0][1:] != word[0][1:].lower()
        is_letter = len(word[0]) == 1 and word[0] != "A"
        return word[0] if is_name or is_letter else word[0].lower()

    return _WORD.sub(spelt, title)


def begun_small(deck: Deck, text: str) -> str:
    """What a deck says in a sentence of its own, behind other words."""
    first = _WORD.match(text)
    return f"{small(deck, first[0])}{text[first.end() :]}" if first else text
