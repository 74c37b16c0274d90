"""Briefs that no screen of 80 by 24 can show whole before play."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from wargame.content.limits import OUTSET
from wargame.content.loaded import LoadedDeck
from wargame.errors import cells_taken
from wargame.rules.lint.advice import DeckAdvice

_CELLS, _POINT = 78, 2
"""Cells of a line, and those that a point takes for its sign."""

_AROUND = 4
"""Lines that stand there anyway: whose brief it is, an empty one, a heading, what `b` tells."""


def long_briefs(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """What a seat is told before play, where it is cut though only one paragraph of it were told.

    Further paragraphs give way to what the seat wants, and are told by `b`.
    """
    for number, brief in enumerate(loaded.written.briefs if not loaded.variant else ()):
        first = brief.text.strip().split("\n\n")[:1]
        told = {"interests": brief.interests, "seminar": brief.seminar}
        lines = {
            field: _AROUND + _lines(loaded, first, _CELLS) + _lines(loaded, rows, _CELLS - _POINT)
            for field, rows in told.items()
        }
        longest = max(lines, key=lambda field: lines[field])
        if lines[longest] > OUTSET:
            what = f"before play it takes {lines[longest]} lines, and a screen has {OUTSET}"
            remedy = f"Say less in '{longest}', or move a part of 'text' to 'background'."
            yield f"brief {brief.seat}", ("briefs", number, longest), what, remedy


def _lines(loaded: LoadedDeck, texts: Sequence[str], cells: int) -> int:
    told = (" ".join(loaded.fill(text).split()) for text in texts)
    return sum(max(len(textwrap.wrap(one, cells)), -(-cells_taken(one) // cells)) for one in told)
