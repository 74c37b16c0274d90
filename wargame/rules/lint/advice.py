"""What advice on a deck is made of, until it has a place in a file."""

from __future__ import annotations

from wargame.errors import DeckPath

DeckAdvice = tuple[str, DeckPath, str, str]
"""The item, where it stands, what is wrong, what to do."""

TextAdvice = tuple[str, DeckPath, str]
"""The item, where its text stands, what is wrong with it; `remedies` knows what to do."""
