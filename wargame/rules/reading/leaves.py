"""What the nouns of a deck are called, and the texts inside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pydantic import BaseModel  # a deck whose rules are known opens without the models

Key = tuple[str, str]


def key(noun: object) -> Key:
    """What a noun is called in a deck: its kind and its id."""
    return type(noun).__name__, str(getattr(noun, "id", ""))


def fields_of(noun: BaseModel) -> Iterator[tuple[str, object]]:
    """What a noun holds; to write it out as data would build a writer for every kind of noun."""
    return ((name, getattr(noun, name)) for name in type(noun).model_fields)


def leaves(tree: object) -> list[str]:
    """Every text in a noun, its keys too; of a cost what is paid."""
    found: list[str] = []
    _gather(tree, found)
    return found


def _gather(tree: object, found: list[str]) -> None:
    if isinstance(tree, str):
        found.append(tree)
    elif isinstance(tree, list | tuple):
        for value in tree:
            _gather(value, found)
    elif isinstance(tree, dict):
        _gather_fields(tree.items(), found)
    elif hasattr(type(tree), "model_fields"):
        _gather_fields(fields_of(cast("BaseModel", tree)), found)


def _gather_fields(fields: Iterable[tuple[object, object]], found: list[str]) -> None:
    for key, value in fields:
        if key == "cost":
            found.append(f"cost {' '.join(cast('Iterable[str]', value or ()))}")
        found.append(str(key))
        _gather(value, found)
