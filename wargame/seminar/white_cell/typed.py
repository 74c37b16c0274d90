"""What a facilitator types, however it is written: on some keyboards every word begins large."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wargame.table.words.gate import as_compared

_BECAUSE = re.compile(r"(?:^|\s)because(?:\s|$)", re.IGNORECASE)


def as_known(text: str, known: Iterable[str]) -> str:
    """The word that is meant, as it is known; what was typed where none is so written.

    >>> as_known("Human", ["human", "greedy"]), as_known("Ann", ["human"])
    ('human', 'Ann')
    """
    names = list(known)
    same = (one for one in names if as_compared(one) == as_compared(text))
    return text if text in names else next(same, text)


def with_reason(text: str) -> tuple[str, str]:
    """What is to be done, and the reason that stands behind it or "".

    >>> with_reason("close BECAUSE The bell has gone."), with_reason("close")
    (('close', 'The bell has gone.'), ('close', ''))
    """
    what, *why = _BECAUSE.split(text, maxsplit=1)
    return what.strip(), "".join(why).strip()
