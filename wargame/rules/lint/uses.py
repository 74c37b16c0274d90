"""Which numbers a deck's texts read, write and pay with, by the last part of their names; of
dials and named numbers by the whole, as a track may have the same id.

Told from the texts as they stand, in one look at each: enough to see what nobody reads or moves.
"""

from __future__ import annotations

import re
from operator import is_

from wargame.content import model
from wargame.rules.reading.leaves import Key, fields_of, key, leaves

SILENT = (
    *("title", "about", "sources", "briefs", "debrief", "lessons", "examples", "variants"),
    *("puzzles", "campaigns", "delegations", "formats", "quiz"),
)
"""Fields of a deck in which nothing acts or is measured."""

PROSE = {"claims": ("title", "text", "metric", "argued_from")}

_USE = re.compile(r"(\b(?:dial|number))?\.([a-z][a-z0-9_]*)\b(?!\.)(\s*(?:[+-]?=)(?!=))?")
_WORD = re.compile(r"\w+")

Found = tuple[dict[str, bool], dict[str, bool], dict[str, bool]]
"""Names that are read, written, paid."""


class Uses:
    """Remembers what it found in a noun, so that variants cost what they change."""

    def __init__(self) -> None:
        self._known: dict[Key, tuple[object, Found]] = {}
        self._whole: dict[str, tuple[list[object], Found]] = {}

    def of(self, deck: model.Deck) -> Found:
        """What is read, written and paid anywhere in a deck."""
        found: Found = ({}, {}, {})
        for field in type(deck).model_fields:
            if field not in SILENT:
                parts = _parts(getattr(deck, field))
                for names, more in zip(found, self._of_all(parts, field), strict=True):
                    names.update(more)
        return found

    def _of_all(self, parts: list[object], field: str) -> Found:
        """The same in all elements of a field."""
        before, found = self._whole.get(field, ([], ({}, {}, {})))
        if len(before) == len(parts) and all(map(is_, before, parts)):
            return found
        found = ({}, {}, {})
        for part in parts:
            for names, more in zip(found, self._in(part, field), strict=True):
                names.update(more)
        self._whole.setdefault(field, (parts, found))
        return found

    def _in(self, part: object, field: str) -> Found:
        if not isinstance(part, model.Noun):
            return find_uses("\n".join(leaves(part)))
        known = self._known.get(key(part))
        if known is not None and known[0] is part:
            return known[1]
        prose = PROSE.get(field, ())
        told = {name: value for name, value in fields_of(part) if name not in prose}
        found = find_uses("\n".join(leaves(told)))
        self._known.setdefault(key(part), (part, found))
        return found


def _parts(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def find_uses(text: str) -> Found:
    """What some text reads, writes and pays with.

    >>> find_uses("my.stock += shared.trust")
    ({'trust': True}, {'stock': True}, {})
    >>> find_uses("my.stock -= number.trust")
    ({'number.trust': True}, {'stock': True}, {})
    """
    uses = [(f"{head}.{name}" if head else name, write) for head, name, write in _USE.findall(text)]
    read = {name: True for name, write in uses if not write}
    written = {name: True for name, write in uses if write}
    costs = (line.partition("cost")[2] for line in text.split("\n") if "cost" in line)
    return read, written, {word: True for cost in costs for word in _WORD.findall(cost)}
