"""What is printed for programs: frozen dataclasses whose fields are the keys of a JSON object.

A field whose default is None is left out of the object while it is None; every other field is
always there. `rounded` and `spread_out` say how a field is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, field, fields, is_dataclass
from pathlib import Path
from typing import Any

PLACES = "places"
SPREAD_OUT = "spread out"


def rounded(places: int) -> Any:
    """A field that is kept as it is, and printed to so many places."""
    return field(metadata={PLACES: places})


def spread_out() -> Any:
    """A field that holds further keys of the object: those that hang on the deck."""
    return field(metadata={SPREAD_OUT: True})


def is_left_out(field: Field[Any]) -> bool:
    """Whether the key is left out while there is nothing to say."""
    return field.default is None


def plain_data(value: Any) -> Any:
    """What an object holds, in dicts, lists, text and numbers.

    >>> plain_data({"file": Path("a"), "rounds": (1, 2)})
    {'file': 'a', 'rounds': [1, 2]}
    """
    match value:
        case None | str() | int() | float():
            return value
        case Mapping():
            return {str(key): plain_data(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain_data(inner) for inner in value]
        case Path():
            return str(value)
        case _ if is_dataclass(value):
            return _object(value)
        case _:  # a noun of a deck, as its author wrote it
            return value.model_dump(mode="json", exclude_defaults=True)


def _object(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in fields(value):
        inner = getattr(value, one.name)
        if SPREAD_OUT in one.metadata:
            found |= plain_data(inner)
        elif inner is not None and PLACES in one.metadata:
            found[one.name] = round(inner, one.metadata[PLACES])
        elif inner is not None or not is_left_out(one):
            found[one.name] = plain_data(inner)
    return found
