"""What is printed for programs: frozen dataclasses whose fields are the keys of a JSON object.

A field whose default is None is left out of the object while it is None; every other field is
always there. `field(metadata=…)` with `rounded`, `bound` or `SPREAD_OUT` says how a field is
printed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from pathlib import Path
from typing import Any

_PLACES, _SPREAD, _BOUND = "places", "spread out", "bound"

SPREAD_OUT: Mapping[str, Any] = {_SPREAD: True}
"""The field holds further keys of the object: those that hang on the deck."""


def rounded(places: int) -> Mapping[str, Any]:
    """The field is kept as it is, and printed to so many places."""
    return {_PLACES: places}


def bound(places: int) -> Mapping[str, Any]:
    """The same for the bound of an interval: null if it is infinite."""
    return {_PLACES: places, _BOUND: True}


def is_bound(field: Field[Any]) -> bool:
    """Whether it is the bound of an interval."""
    return _BOUND in field.metadata


def places_of(field: Field[Any]) -> int | None:
    """To how many places it is printed; None if as it is."""
    return field.metadata.get(_PLACES)


def is_spread_out(field: Field[Any]) -> bool:
    """Whether it holds further keys."""
    return _SPREAD in field.metadata


def is_left_out(field: Field[Any]) -> bool:
    """Whether the key is left out while there is nothing to say."""
    return field.default is None


def plain_data(value: Any) -> Any:
    """What an object holds, in dicts, lists, text and numbers; None for a number without end.

    >>> plain_data({"file": Path("a"), "rounds": (1, 2), "most": math.inf})
    {'file': 'a', 'rounds': [1, 2], 'most': None}
    """
    match value:
        case float():
            return value if math.isfinite(value) else None
        case None | str() | int():
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
        places = places_of(one)
        if is_spread_out(one):
            found |= plain_data(inner)
        elif inner is not None and places is not None:
            found[one.name] = plain_data(round(inner, places))
        elif inner is not None or not is_left_out(one):
            found[one.name] = plain_data(inner)
    return found
