"""What people read of a deck: its texts with their numbers filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from wargame.content.model.base import Noun
from wargame.errors import DeckPath

QUOTE = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")
"""A number quoted in a text, such as `{bite}`."""

UNQUOTED = ("variants", "examples", "numbers", "dials")
"""Fields of a deck in which nothing is filled in."""

Quoted = tuple[str, int]
"""A noun with quotes in it: the deck's field, and its place there; -1 for a field that is one."""


Quoting = dict[int, bool]
"""Whether a noun of a deck quotes anything, by the noun's identity."""


def find_quotes(deck: Noun, before: Quoting) -> tuple[tuple[Quoted, ...], Quoting]:
    """The nouns of a deck that quote a number anywhere, and what is known of each then.

    Args:
        deck: The deck.
        before: What is known of nouns that the deck may share with another, which still lives.
    """
    found: list[Quoted] = []
    known: Quoting = {}
    for name in type(deck).model_fields:
        value = getattr(deck, name)
        if name in UNQUOTED:
            continue
        for place, part in enumerate(value) if isinstance(value, list) else [(-1, value)]:
            is_quoting = before.get(id(part))
            known[id(part)] = any(quotes_in(part)) if is_quoting is None else is_quoting
            if known[id(part)]:
                found.append((name, place))
    return tuple(found), known


def quotes_in(value: Any, path: DeckPath = ()) -> Iterator[tuple[DeckPath, str]]:
    """The ids that are quoted somewhere, and where."""
    if isinstance(value, str):
        if "{" in value:
            yield from ((path, name) for name in QUOTE.findall(value))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from quotes_in(part, (*path, place))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from quotes_in(part, (*path, key))
    elif isinstance(value, Noun):
        for name, part in value.__dict__.items():
            yield from quotes_in(part, (*path, name))


def filled(value: Any, fill: Callable[[str], str]) -> Any:
    """A part of a deck with each of its texts filled in; the very same where none changes."""
    if isinstance(value, str):
        return fill(value) if "{" in value else value
    if isinstance(value, list):
        parts = [filled(part, fill) for part in value]
        return parts if any(a is not b for a, b in zip(parts, value, strict=True)) else value
    if isinstance(value, Noun):
        new = {name: filled(part, fill) for name, part in value.__dict__.items()}
        changed = {name: part for name, part in new.items() if part is not value.__dict__[name]}
        return value.model_copy(update=changed) if changed else value
    return value
