"""Objects of `--json`: frozen dataclasses whose fields are the keys, made into plain data.

A command names the classes of its answer with `json_answer`. A field whose default is None is
left out of the object while it is None; every other field is always there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click


class JsonOption(click.Option):
    """`--json`, and where the classes of its answer are: `module:Class`, one or several."""

    def __init__(self, words: Sequence[str], *, places: tuple[str, ...], **settings: Any) -> None:
        super().__init__(words, **settings)
        self.places = places

    def classes(self) -> list[type]:
        """The classes of the answer; opens their rooms."""
        return [_opened(place) for place in self.places]


def json_answer(*places: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--json`: print one object, of one of the classes at these places."""
    return click.option(
        "--json",
        "as_json",
        cls=JsonOption,
        places=places,
        is_flag=True,
        help="Print one JSON object; see `wargame schema`.",
    )


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
            present = ((one.name, getattr(value, one.name), one) for one in fields(value))
            return {
                name: plain_data(inner)
                for name, inner, one in present
                if inner is not None or not is_left_out(one)
            }
        case _:  # a noun of a deck, as its author wrote it
            return value.model_dump(mode="json", exclude_defaults=True)


def is_left_out(field: Field[Any]) -> bool:
    """Whether the key is left out while there is nothing to say."""
    return field.default is None


def _opened(place: str) -> type:
    module, name = place.split(":")
    found = getattr(import_module(module), name)
    assert isinstance(found, type)
    return found
