"""Writing from right to left within lines of English."""

from __future__ import annotations

import re

ISOLATE, END = "\u2068", "\u2069"
"""What parts a stretch from its line: nobody sees these, and pages are laid out by them."""

_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_STRETCH = re.compile(rf"`[^`]*`|([{_LETTER}](?:(?:[{_LETTER}\d_]|[^\w`])*[{_LETTER}])?)")
"""What is to be typed, which stays as it is; or letters from right to left, up to the last of them
before a letter that goes the other way, or before what is to be typed."""


def isolated(text: str) -> str:
    """A text in which each stretch of writing from right to left stands by itself.

    Else a number or a sign behind one is drawn before it: a title and `: 45 points` was shown as
    `45 :` and the title.

    >>> isolated("\u05e2\u05df: 45 points") == "\u2068\u05e2\u05df\u2069: 45 points"
    True
    """
    return _STRETCH.sub(lambda one: f"{ISOLATE}{one[1]}{END}" if one[1] else one[0], text)
