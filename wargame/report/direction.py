"""Writing from right to left within lines of English."""

from __future__ import annotations

import re

ISOLATE, END = "\u2068", "\u2069"
"""What parts a stretch from its line: nobody sees these, and pages are laid out by them."""

_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_STRETCH = re.compile(rf"`[^`]*`|([{_LETTER}](?:(?:[{_LETTER}\d_]|[^\w`])*[{_LETTER}])?)")
"""What is to be typed, which stays as it is; or letters from right to left, up to the last of them
before a letter that goes the other way, or before what is to be typed."""

_BETWEEN = re.compile(r"( [-+\u2212]\d[\d.,]*| \((?![^()]*\)))")
"""What stands between two such texts in a row rather than within one: what a number changed by, or
a bracket that is closed behind what goes the other way."""


def isolated(text: str) -> str:
    """A text in which each stretch of writing from right to left stands by itself.

    Else a number or a sign behind one is drawn before it: a title and `: 45 points` was shown as
    `45 :` and the title.

    >>> isolated("\u05e2\u05df: 45 points") == "\u2068\u05e2\u05df\u2069: 45 points"
    True
    """
    return _STRETCH.sub(lambda one: _apart(one[1]) if one[1] else one[0], text)


def _apart(stretch: str) -> str:
    """A stretch by itself; of some in a row, each with what is said of it, every one."""
    parts = [part for part in _BETWEEN.split(stretch) if part]
    if len(parts) == 1:
        return f"{ISOLATE}{stretch}{END}"
    return "".join([part if _BETWEEN.fullmatch(part) else isolated(part) for part in parts])
