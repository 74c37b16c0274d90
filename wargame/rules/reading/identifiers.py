"""The Python names that words of a deck become in the generated module."""

from __future__ import annotations

import keyword

from wargame.rules.kernel import EXTRAS, NAMES

WRITTEN = (
    *("TABLES", "ENGINE", "TRACKS", "PERSONAS", "State", "annotations", "Final", "Any", "insort"),
    *("fill", "self", "s", "o", "t", "v", "new", "copy", "public", "staticmethod", "dict", "str"),
    *("min", "max", "abs", "int", "bool", "list", "tuple", "range", "len", "object"),
    *("Numbers", "numbers"),
)
"""Words that the generated module itself is written with, the kernel's aside."""


class Identifiers:
    """Hands out Python identifiers that collide with nothing.

    >>> ids = Identifiers(); ids.give("stage"), ids.give("trust"), ids.give("trust")
    ('stage_', 'trust', 'trust_')
    """

    def __init__(self) -> None:
        self.taken: dict[str, bool] = dict.fromkeys((*NAMES, *EXTRAS, *WRITTEN), True)

    def give(self, wanted: str) -> str:
        """The wanted identifier, with underscores behind it until it is free."""
        while wanted in self.taken or keyword.iskeyword(wanted):
            wanted += "_"
        self.taken[wanted] = True
        return wanted
