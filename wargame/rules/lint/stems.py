"""Words by their first letters, so that each is known in its forms."""

from __future__ import annotations

import re

_STEM = 5
"""Letters by which a word is known in its forms: `Europe`, `European`."""

_PLAIN = (
    *("the", "and", "for", "with", "from", "into", "over", "under", "level", "levels"),
    *("points", "rounds", "number"),
    *("made", "outside", "current", "each", "side"),
)
"""Words of titles that name nothing by themselves."""


def stems_of(text: str) -> dict[str, bool]:
    """The words of a text by their first letters."""
    return {stem(word): True for word in re.findall(r"[a-z]{3,}", text.lower())}


def stem(word: str) -> str:
    return (word[:-1] if word.endswith("s") and len(word) > 3 else word)[:_STEM]


def telling_stems(title: str) -> dict[str, bool]:
    """The words of a title that name something, by their first letters."""
    found = re.findall(r"[a-z]{3,}", title.replace("_", " ").lower())
    return {stem(word): True for word in found if word not in _PLAIN}
