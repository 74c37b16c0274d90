"""Finding one's way inside a deck: names for places, and which noun stands where."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from wargame.content.model import EFFECT_WORDS, Deck, Noun
from wargame.errors import DeckPath

HEAD = ("id", "title", "about", "version", "language", "minutes")
"""Fields of a deck that are no nouns."""

SINGULAR = {
    "seats": "seat",
    "tracks": "track",
    "numbers": "number",
    "dials": "dial",
    "parties": "party",
    "eras": "era",
    "modifiers": "modifier",
    "cards": "card",
    "measures": "measure",
    "projects": "project",
    "actions": "action",
    "rules": "rule",
    "injects": "inject",
    "items": "deal item",
    "packages": "ready package",
    "agendas": "agenda",
    "reviews": "review",
    "lost_by": "loss",
    "ruin": "loss",
    "fronts": "front",
    "homes": "home front",
    "chains": "chain",
    "stores": "store",
    "gauges": "headline gauge",
    "endings": "ending",
    "variants": "variant",
    "personas": "persona",
    "briefs": "brief",
    "lessons": "lesson",
    "puzzles": "puzzle",
    "campaigns": "campaign",
    "chapters": "chapter",
    "delegations": "delegation",
    "formats": "format",
    "quiz": "quiz question",
    "debrief": "debrief question",
    "claims": "claim",
    "assumptions": "assumption",
    "sources": "source",
    "examples": "example",
    "stages": "stage",
    "options": "option",
    "chance": "option",
    "bands": "band",
}
"""What one element of a list of things is called."""

EFFECT_TAGS: dict[str, type[Noun] | None] = {
    "<line>": None,
    **{f"<{word}>": noun for word, noun in EFFECT_WORDS.items()},
}
"""Steps of a pydantic location that name the kind of an effect."""

SHAPE_TAGS = frozenset(("<number>", "<text>", "<mapping>", "<list>"))


def step(value: Any, key: str | int) -> Any:
    """The part of a mapping, list or noun under a key; None if there is none."""
    match value:
        case dict():
            return value.get(key)
        case list():
            return value[key] if isinstance(key, int) and 0 <= key < len(value) else None
        case _:
            return getattr(value, key, None) if isinstance(key, str) else None


def identity(value: Any) -> str:
    """The name of a list's element: its `id`, or the `seat` of what has no title, as a brief; ""
    if it has neither."""
    for key in ("id",) if step(value, "title") else ("id", "seat"):
        name = step(value, key)
        if isinstance(name, (str, int)) and not isinstance(name, bool):
            return str(name)[:60]
    return ""


def parts_inside(value: Any, path: DeckPath) -> Iterator[tuple[Any, DeckPath]]:
    """What lies right inside plain data, each with its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield inner, (*path, key)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield inner, (*path, number)


def all_parts(value: Any, path: DeckPath) -> Iterator[tuple[Any, DeckPath]]:
    """Plain data and all that lies inside at any depth, each with its place, outermost first.

    >>> [path for part, path in all_parts({"do": [{"roll": 2}]}, ()) if part == 2]
    [('do', 0, 'roll')]
    """
    yield value, path
    for inner, place in parts_inside(value, path):
        yield from all_parts(inner, place)


def named_parts(root: Any, path: DeckPath) -> list[tuple[str, str, int]]:
    """The things along a path, outermost first, as (kind, name, how many steps lead to it)."""
    parts: list[tuple[str, str, int]] = []
    value = root
    for depth, key in enumerate(path, 1):
        value = step(value, key)
        if isinstance(key, int) and depth >= 2:
            kind = SINGULAR.get(str(path[depth - 2]))
            if kind:
                parts.append((kind, identity(value) or f"number {key + 1}", depth))
    return parts


def head_of(noun: type[Noun]) -> tuple[str, ...]:
    """Fields of a whole that are no nouns: those of a deck, or whatever holds no noun."""
    if noun is Deck:
        return HEAD
    return tuple(name for name, one in field_types(noun).items() if not any(nouns_in(one)))


def item_name(root: Any, path: DeckPath, head: Sequence[str] = HEAD) -> str:
    """Say which thing a path lies in; "deck" for the whole, even if it is no deck.

    Args:
        root: The deck, as a `Deck` or as plain data.
        path: A place in it.
        head: Its fields that are no nouns.

    >>> item_name({"cards": [{"id": "mediation", "do": []}]}, ("cards", 0, "do"))
    'card mediation'
    """
    parts = named_parts(root, path)
    if parts:
        return ", ".join(f"{kind} {name}" for kind, name, _ in parts)
    return "deck" if not path or path[0] in head else str(path[0])[:60]


def field_name(root: Any, path: DeckPath, head: Sequence[str]) -> str:
    """Say which field of that thing a path names, such as `'cost.capital'` or `'do' item 2`.

    It is "" for the thing itself.
    """
    parts = named_parts(root, path)
    start = parts[-1][2] if parts else int(item_name(root, path, head) != "deck")
    words: list[str] = []
    joined = False
    for key in path[start:]:
        if isinstance(key, int):
            words.append(f"item {key + 1}")
        elif joined:
            words[-1] = f"{words[-1][:-1]}.{key[:60]}'"
        else:
            words.append(f"'{key[:60]}'")
        joined = isinstance(key, str)
    return " ".join(words)


# --- types along a path --------------------------------------------------------------------


@cache
def field_types(noun: type[Noun]) -> dict[str, Any]:
    """The fields of a noun and their types, forward references resolved."""
    hints = typing.get_type_hints(noun, include_extras=True)
    return {name: hints[name] for name in noun.model_fields}


def nouns_in(annotation: Any) -> Iterator[type[Noun]]:
    """Every noun that a type mentions, such as Card for `list[Card]`."""
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        yield annotation
        return
    for inner in typing.get_args(annotation):
        yield from nouns_in(inner)


def noun_at(steps: DeckPath, root: type[Noun] = Deck) -> type[Noun] | None:
    """The noun that steps lead to, from the deck; effect tags among them choose the effect.

    >>> noun_at(("cards", 3, "do", 0, "<when>")).__name__
    'When'
    """
    noun: type[Noun] | None = root
    for key in steps:
        if isinstance(key, int):
            continue
        if key in EFFECT_TAGS:
            noun = EFFECT_TAGS[key]
        elif noun is not None:
            found = list(nouns_in(field_types(noun).get(key)))
            noun = found[0] if len(found) == 1 else noun if len(found) > 1 else None
    return noun
