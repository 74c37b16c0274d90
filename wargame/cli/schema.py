"""`wargame schema`: what the objects of `--json` hold."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import Field, fields
from typing import TYPE_CHECKING, Any

import click

from wargame.cli.group import Strict
from wargame.cli.options import JsonOption
from wargame.cli.out import say, show_json
from wargame.errors import UsageError, nearest
from wargame.objects import is_left_out, is_spread_out, places_of

if TYPE_CHECKING:
    from pydantic_core import core_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FIELDS = re.compile(r"^    (\w+(?:, \w+)*): (.+)$")


@click.command(cls=Strict, short_help="What the objects of --json hold.")
@click.argument("command", nargs=-1)
def schema(command: tuple[str, ...]) -> None:
    """Print the JSON Schema of what COMMAND prints with --json; without it, list the commands.

    Example: wargame schema lab balance
    """
    known = dict(json_options())
    name = " ".join(command)
    if not command:
        for one in known:
            say(one)
    elif name in known:
        show_json(object_schema(name, known[name]))
    else:
        what = f"no command with --json is called '{name[:60]}'"
        raise UsageError(f"{what}\n    {nearest(name, list(known), limit=30)}")


def json_options() -> Iterator[tuple[str, JsonOption]]:
    """Every command that has `--json`, by the words that call it."""
    for name, option in options():
        if isinstance(option, JsonOption):
            yield name, option


def options() -> Iterator[tuple[str, click.Parameter]]:
    """Every option of every command, by the words that call it."""
    from wargame.cli.door import root

    return _options(root, "")


def _options(command: click.Command, name: str) -> Iterator[tuple[str, click.Parameter]]:
    yield from ((name, option) for option in command.params)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            inner = command.get_command(context, word)
            assert inner is not None
            yield from _options(inner, f"{name} {word}".strip())


def object_schema(name: str, option: JsonOption) -> dict[str, Any]:
    """The schema of what a command prints with `--json`."""
    from functools import reduce
    from operator import or_

    from pydantic import TypeAdapter
    from pydantic.json_schema import GenerateJsonSchema

    class ObjectSchema(GenerateJsonSchema):
        """Schemas of dataclasses, told by their docstrings."""

        def field_title_should_be_set(self, schema: Any) -> bool:
            return False

        def dataclass_schema(self, schema: core_schema.DataclassSchema) -> dict[str, Any]:
            return _described(schema["cls"], super().dataclass_schema(schema))

    answer: Any = reduce(or_, option.classes())
    made = TypeAdapter(answer).json_schema(schema_generator=ObjectSchema)
    return {"$schema": DIALECT, **made, "title": f"wargame {name} --json"}


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
                keys: {"description": told[one.name], **inner}
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
    return {"description": told + exact, **kept}


def docstring_of(cls: type) -> tuple[str, dict[str, str]]:
    """What a class is, and what each of its `Attributes:` is, base classes' too."""
    told: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        _, _, listed = (inspect.cleandoc(base.__doc__ or "")).partition("\nAttributes:\n")
        names: list[str] = []
        for line in listed.splitlines():
            opened = _FIELDS.match(line)
            if opened:
                names = opened[1].split(", ")
                told.update(dict.fromkeys(names, opened[2]))
            else:
                told.update({name: f"{told[name]} {line.strip()}".strip() for name in names})
    about = inspect.cleandoc(cls.__doc__ or "").partition("\nAttributes:\n")[0]
    return " ".join(about.split()), told
