"""What the nouns of a deck are called, and the texts inside them."""

from __future__ import annotations

from collections.abc import Iterator
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


def leaves(tree: object) -> Iterator[str]:
    """Every text in a noun, its keys too; of a cost what is paid."""
    if hasattr(type(tree), "model_fields"):
        tree = dict(fields_of(cast("BaseModel", tree)))
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "cost":
                yield f"cost {' '.join(value or ())}"
            yield str(key)
            yield from leaves(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from leaves(value)
    elif isinstance(tree, str):
        yield tree
