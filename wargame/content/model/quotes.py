"""What people read of a deck: its texts with their numbers filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from wargame.content.fields import QUOTE, UNQUOTED, Quoted
from wargame.content.model.base import Noun
from wargame.errors import DeckPath


def find_quotes(deck: Noun, like: Noun | None, quoted: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """The nouns of a deck that quote a number anywhere.

    Args:
        deck: The deck.
        like: Another deck, which may share nouns with it.
        quoted: What that other deck quotes.
    """
    known = {id(part): at in quoted for at, part in _parts(like)} if like else {}
    return tuple(
        at
        for at, part in _parts(deck)
        if (known[id(part)] if id(part) in known else any(quotes_in(part)))
    )


def _parts(deck: Noun) -> Iterator[tuple[Quoted, Any]]:
    """Whatever may quote something, and where it stands."""
    for name in type(deck).model_fields:
        value = getattr(deck, name)
        if name not in UNQUOTED:
            for place, part in enumerate(value) if isinstance(value, list) else [(-1, value)]:
                yield (name, place), part


def quotes_in(
    value: Any, path: DeckPath = (), form: re.Pattern[str] = QUOTE
) -> Iterator[tuple[DeckPath, str]]:
    """The ids that are quoted somewhere, and where; or whatever has another form."""
    if isinstance(value, str):
        if "{" in value:
            yield from ((path, name) for name in form.findall(value))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from quotes_in(part, (*path, place), form)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from quotes_in(part, (*path, key), form)
    elif isinstance(value, Noun):
        for name, part in value.__dict__.items():
            yield from quotes_in(part, (*path, name), form)


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
