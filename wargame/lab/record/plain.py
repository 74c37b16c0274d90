"""A timeline as plain data and back: what happened is a row of values, so that a game stays small.

>>> from wargame.lab.record.timeline import Deed
>>> row(Deed(7, 2, "upper", "tighten", "gates"))
[7, 2, 'upper', 'tighten', 'gates']
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from wargame.errors import RecordError
from wargame.lab.record.timeline import (
    Bargain,
    Deed,
    GivenItem,
    Happening,
    LevelChange,
    NumberChange,
    Standing,
    Timeline,
    Venture,
)

KIND: Final = "wargame timeline 1"
"""What a timeline says that it is."""

ROWS: Final[Mapping[type[Any], Mapping[str, type[Any]]]] = {
    Timeline: {
        "measures": Standing,
        "deeds": Deed,
        "happenings": Happening,
        "levels": LevelChange,
        "moved": NumberChange,
        "bargains": Bargain,
        "ventures": Venture,
    },
    Bargain: {"items": GivenItem},
}
"""Which fields of a class hold rows, and of what."""

_ADAPTER: Final = TypeAdapter(Timeline)


def row(thing: Any) -> list[Any]:
    """The values of a dataclass in the order of its fields, those inside too."""
    return list(_values(thing).values())


def to_plain(line: Timeline) -> dict[str, Any]:
    """A timeline as plain data, ready for JSON."""
    return {"kind": KIND, **_values(line)}


def from_plain(data: Mapping[str, Any]) -> Timeline:
    """The timeline that plain data from anywhere tells.

    Raises:
        RecordError: It tells none.
    """
    given = dict(data)
    if given.pop("kind", None) != KIND:
        raise RecordError(f"This is no timeline: it does not say '{KIND}'.")
    try:
        return _ADAPTER.validate_python(_named(Timeline, given))
    except (ValidationError, ValueError, TypeError) as error:
        said = str(error).splitlines()[0]
        raise RecordError(f"This timeline cannot be read: {said}.") from None


def to_json(line: Timeline) -> str:
    """A timeline as one line of JSON."""
    return json.dumps(to_plain(line), separators=(",", ":"), ensure_ascii=False)


def from_json(text: str | bytes) -> Timeline:
    """The timeline that a line of JSON tells.

    Raises:
        RecordError: It tells none.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise RecordError(f"This timeline cannot be read: {error}.") from None
    if not isinstance(data, dict):
        raise RecordError("This timeline cannot be read: it is no JSON object.")
    return from_plain(data)


def _values(thing: Any) -> dict[str, Any]:
    """The fields of a dataclass, rows in place of what is inside."""
    inside = ROWS.get(type(thing), {})
    found = {one.name: getattr(thing, one.name) for one in fields(thing)}
    return {name: [*map(row, value)] if name in inside else value for name, value in found.items()}


def _named(kind: type[Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a class, with a name for every value of the rows inside."""
    inside = ROWS.get(kind, {})
    return {
        name: [_fields(inside[name], one) for one in value] if name in inside else value
        for name, value in given.items()
    }


def _fields(kind: type[Any], values: list[Any]) -> dict[str, Any]:
    names = [one.name for one in fields(kind)]
    return _named(kind, dict(zip(names, values, strict=True)))
