"""JSON Schemas of what commands print with `--json`, made of the dataclasses that are printed.

The types of the fields say what a key may hold; the docstring's `Attributes:` say what it means.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from dataclasses import Field, fields
from functools import reduce
from operator import or_
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from wargame.content.authors.schema import DIALECT, build_defaults
from wargame.objects import is_bound, is_left_out, is_spread_out, places_of

_NAMES = re.compile(r"^    (\w+(?:, \w+)*): (.+)$")
"""The line of a docstring that begins to tell of some attributes."""

ENDLESS = " Null where too few games were played to tell."


def object_schema(name: str, classes: Sequence[Any]) -> dict[str, Any]:
    """The schema of what a command prints: an object of one of these classes."""
    build_defaults()
    answer: Any = reduce(or_, classes)
    made = TypeAdapter(answer).json_schema(schema_generator=_ObjectSchema)
    return {"$schema": DIALECT, **made, "title": f"wargame {name} --json"}


class _ObjectSchema(GenerateJsonSchema):
    """Schemas of dataclasses, told by their docstrings."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> dict[str, Any]:
        return _described(schema["cls"], super().dataclass_schema(schema))


def _described(cls: type, schema: dict[str, Any]) -> dict[str, Any]:
    """A dataclass's schema with what its docstring says, and closed to other keys."""
    about, told = docstring_of(cls)
    made = {**schema, "description": about, "additionalProperties": False}
    made["properties"] = {}
    made["required"] = [
        one.name for one in fields(cls) if not is_left_out(one) and not is_spread_out(one)
    ]
    for one in fields(cls):
        found = schema["properties"][one.name]
        if is_spread_out(one):
            made["patternProperties"] = {
                keys: _with_null(one, told[one.name], inner)
                for keys, inner in found["patternProperties"].items()
            }
        else:
            made["properties"][one.name] = _property(one, told[one.name], found)
    return made


def _property(field: Field[Any], told: str, schema: dict[str, Any]) -> dict[str, Any]:
    """One key: what it is, how exact, and of which type."""
    places = places_of(field)
    exact = f" Printed to {places} places." if places else ""
    kept = {key: inner for key, inner in schema.items() if key != "default"}
    if is_left_out(field):  # then it is never null
        (kept,) = (member for member in kept["anyOf"] if member != {"type": "null"})
    return _with_null(field, told + exact, kept)


def _with_null(field: Field[Any], told: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The same, which may be null if it is the bound of an interval."""
    if is_bound(field) and "anyOf" not in schema:
        return {"description": told + ENDLESS, "anyOf": [schema, {"type": "null"}]}
    return {"description": told, **schema}


def docstring_of(cls: type) -> tuple[str, dict[str, str]]:
    """What a class is, and what each of its `Attributes:` is, base classes' too."""
    told: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        _, _, listed = (inspect.cleandoc(base.__doc__ or "")).partition("\nAttributes:\n")
        names: list[str] = []
        for line in listed.splitlines():
            opened = _NAMES.match(line)
            if opened:
                names = opened[1].split(", ")
                told.update(dict.fromkeys(names, opened[2]))
            else:
                told.update({name: f"{told[name]} {line.strip()}".strip() for name in names})
    about = inspect.cleandoc(cls.__doc__ or "").partition("\nAttributes:\n")[0]
    return " ".join(about.split()), told
