"""From the lines of older programs to those of this one.

A migration is a pure function on the fields of all lines, one step per schema. Reading applies
them in memory, so that an old save can be looked at; `migrate` writes the result to a new file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from wargame.store.chain import Plain
from wargame.store.head import SCHEMA

Raw = tuple[Plain | None, Mapping[str, Plain]]
"""The fields of a line: what everyone may read, None where hidden, and the open secrets."""

STEPS: dict[int, Callable[[Sequence[Raw]], list[Raw]]] = {1: list, 2: list, 3: list}
"""By schema, how its lines become those of the next.

From 1 to 2: a decision may say `stand_in`, a head and a change of seats may hold a `secret`. From
2 to 3: every part of a line has a salt of its own, also what everyone may read. From 3 to 4: an end
may name its `winner`, a note the `role` of whoever wrote it, a change of seats its `why`; programs
just before 4 wrote these under 3, and they are read there too. No older line says anything else by
it, so all stay as they are.
"""


def brought_up(raws: Sequence[Raw]) -> list[Raw]:
    """The fields as this program writes them, from those of the head's schema."""
    found = list(raws)
    for schema in range(_schema(found), SCHEMA):
        found = STEPS[schema](found)
    return found


def _schema(raws: Sequence[Raw]) -> int:
    head = raws[0][0] or {}
    return int(head.get("schema", SCHEMA))
