"""A tree of a deck's rules as plain rows, which JSON can hold, and the tree again.

A row is a kind and the numbers of what it is made of, which stand before it. What does not change
and is equal stands there once, whatever holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, fields
from functools import cache
from typing import Any, Final

from wargame.content.known import maker_of
from wargame.dataclass import dataclass, is_own
from wargame.rules import ir
from wargame.rules.reading.identifiers import Identifiers
from wargame.rules.reading.names import Names
from wargame.rules.sources import Module

Make = Callable[..., Any]

TUPLE, LIST, MAPPING, IDENTIFIERS = "()", "[]", "{}", "Identifiers"

CHANGING: Final = (LIST, MAPPING, IDENTIFIERS, "Program", "Names")
"""Kinds of which two that are equal now need not stay so."""


@cache
def _parts() -> dict[str, type]:
    """What rules are made of, by name: nothing else is made of rows."""
    found = {name: one for name, one in vars(ir).items() if is_own(one)}
    return {**found, "Module": Module, "Names": Names}


@dataclass(slots=True)
class Rows:
    """Rows as they are written.

    Attributes:
        fields: Those of each noun of the deck, by the name of its model.
    """

    values: list[object] = field(default_factory=list)
    rows: list[tuple[str, list[int]]] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    _known: dict[object, int] = field(default_factory=dict)
    _held: list[object] = field(default_factory=list)

    def put(self, value: Any) -> int:
        """The number of something: of a plain value -1 and down, of a row 0 and up.

        Raises:
            TypeError: It is nothing that rules are made of.
        """
        if value is None or type(value) in (bool, int, str):
            return self._plain(value)
        if id(value) in self._known:
            return self._known[id(value)]
        kind, parts = self._taken_apart(value)
        numbers = [self.put(part) for part in parts]
        key = (kind, *numbers)
        same = self._known.get(key) if kind not in CHANGING else None
        if same is None:
            self.rows.append((kind, numbers))
            same = self._known[key] = len(self.rows) - 1
        self._known[id(value)] = same
        self._held.append(value)  # or its place in memory is given to another
        return same

    def _plain(self, value: object) -> int:
        key = ("plain", type(value), value)
        if key not in self._known:
            self.values.append(value)
            self._known[key] = -len(self.values)
        return self._known[key]

    def _taken_apart(self, value: Any) -> tuple[str, list[Any]]:
        kind = type(value)
        if kind is tuple:
            return TUPLE, list(value)
        if kind is list:
            return LIST, value
        if kind is dict:
            return MAPPING, [part for pair in value.items() for part in pair]
        if kind is Identifiers:
            return IDENTIFIERS, [value.taken]
        if _parts().get(kind.__name__) is kind:
            return kind.__name__, [getattr(value, one.name) for one in fields(kind)]
        return f"{kind.__name__}!", self._noun(value)

    def _noun(self, value: Any) -> list[Any]:
        from wargame.content.model import Noun  # noqa: PLC0415  only who writes has models

        if not isinstance(value, Noun):
            raise TypeError(f"rules are not made of a {type(value).__name__}")
        names = self.fields.setdefault(type(value).__name__, list(type(value).model_fields))
        return [getattr(value, name) for name in names]

    def plain(self) -> dict[str, Any]:
        """All of it, ready for JSON: plain values come first, then the rows, numbered through."""
        first = len(self.values)
        kinds = {kind: n for n, kind in enumerate(dict.fromkeys(kind for kind, _ in self.rows))}
        rows = [
            [kinds[kind], *(n + first if n >= 0 else -n - 1 for n in numbers)]
            for kind, numbers in self.rows
        ]
        return {"fields": self.fields, "kinds": list(kinds), "rows": rows, "values": self.values}


def rebuilt(plain: Mapping[str, Any]) -> Any:
    """The last of some rows, with all that it is made of.

    Raises:
        KeyError, IndexError, TypeError, ValueError, AttributeError: They are not what was written.
    """
    makes = [_maker(kind, plain["fields"]) for kind in plain["kinds"]]
    found = list(plain["values"])
    add, at = found.append, found.__getitem__
    for kind, *numbers in plain["rows"]:
        add(makes[kind](*map(at, numbers)))
    return found[-1]


def _maker(kind: str, names: Mapping[str, list[str]]) -> Make:
    if kind.endswith("!"):
        return maker_of(kind[:-1], names[kind[:-1]])
    made: dict[str, Make] = {
        TUPLE: lambda *parts: parts,
        LIST: lambda *parts: list(parts),
        MAPPING: lambda *parts: dict(zip(parts[::2], parts[1::2], strict=True)),
        IDENTIFIERS: _identifiers,
    }
    return made.get(kind) or _parts()[kind]


def _identifiers(taken: dict[str, bool]) -> Identifiers:
    found = Identifiers()
    found.taken = taken
    return found
