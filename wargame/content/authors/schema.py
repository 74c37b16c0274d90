"""JSON Schemas of deck files, so that editors complete and check while an author types.

They are made from the models that load decks. A schema cannot say everything (which names
exist, what an expression means); `deck check` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from wargame.content.authors.vocabulary import Vocabulary, complete, ordered
from wargame.content.folder import NOUNS, meant_by
from wargame.content.model import Deck
from wargame.content.model.base import Noun
from wargame.content.paths import HEAD
from wargame.content.repeat import REPEATED, WORD
from wargame.errors import UsageError, visible

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_FOR = {
    "description": "Stands once for each member: a group, or one word with its members.",
    "anyOf": [{"type": "string"}, {"type": "object", "minProperties": 1, "maxProperties": 1}],
}

_EFFECT = {"$ref": "#/$defs/Effect"}


def schema_names() -> tuple[str, ...]:
    """The deck files that have a schema: `deck` for deck.yaml, and every noun."""
    return ("deck", *NOUNS)


def deck_schema(name: str, words: Vocabulary | None = None) -> dict[str, Any]:
    """Make the schema of one deck file.

    Args:
        name: `deck` for deck.yaml, or a noun such as `cards` for cards.yaml.
        words: What one deck names, for a schema that completes it.

    Raises:
        UsageError: There is no such file in a deck.

    >>> deck_schema("cards")["items"]
    {'$ref': '#/$defs/Card'}
    """
    if name not in schema_names():
        what = f"no deck file is called '{visible(name[:60])}'"
        raise UsageError(f"{what}\n    {meant_by(name, schema_names())}")
    return _of_file(name, *_parts(words))


def deck_schemas(words: Vocabulary | None = None) -> dict[str, dict[str, Any]]:
    """The schemas of all deck files, by their names; made together, they take as long as one.

    >>> deck_schemas()["cards"] == deck_schema("cards")
    True
    """
    whole, definitions = _parts(words)
    return {name: _of_file(name, whole, definitions) for name in schema_names()}


def build_defaults() -> None:
    """Make ready to be printed what stands as a default in a noun.

    Nouns are built when they are first used; pydantic before 2.14 puts none into a schema before.
    """
    for noun in _defaults(Noun):
        noun.model_rebuild()


def _parts(words: Vocabulary | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of a whole deck, and apart from it what it defines."""
    whole = deepcopy(_whole())
    definitions = whole.pop("$defs")
    ordered(definitions)
    if words is not None:
        complete(definitions, words)
    return whole, definitions


def _of_file(name: str, whole: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of one file, with what it needs of the definitions."""
    root = _head(whole) if name == "deck" else _resolved(whole["properties"][name], definitions)
    root.pop("default", None)
    file = "deck.yaml" if name == "deck" else f"{name}.yaml"
    schema = {"$schema": DIALECT, "title": file, **root}
    used = _reachable(schema, definitions)
    return {**schema, "$defs": {key: definitions[key] for key in sorted(used)}} if used else schema


@cache
def _whole() -> dict[str, Any]:
    """The schema of everything a deck says, with effects defined once; never to be changed."""
    build_defaults()
    raw = Deck.model_json_schema()
    effects = _effects(raw)
    cleaned: dict[str, Any] = _cleaned(raw)
    cleaned["$defs"]["Effect"] = {
        "description": "A line such as 'my.trust += 1', or one of the effect words.",
        "oneOf": _cleaned(effects),
    }
    for noun in REPEATED:
        name = cleaned["properties"][noun]["items"]["$ref"].removeprefix("#/$defs/")
        cleaned["$defs"][name]["properties"][WORD] = _FOR
    return cleaned


def _defaults(base: type[Noun]) -> Iterator[type[Noun]]:
    """The kinds of nouns that stand as a default in another."""
    for noun in base.__subclasses__():
        for field in noun.model_fields.values():
            if isinstance(field.default, Noun):
                yield type(field.default)
        yield from _defaults(noun)


def _effects(raw: dict[str, Any]) -> list[Any]:
    """The members of the union of effects, as they stand in any list of effects."""
    members: list[Any] = raw["$defs"]["Card"]["properties"]["do"]["items"]["oneOf"]
    return members


def _head(whole: dict[str, Any]) -> dict[str, Any]:
    """deck.yaml: nouns may stand in files of their own, so only the head is required."""
    return {**whole, "required": [field for field in whole["required"] if field in HEAD]}


def _resolved(part: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A property's schema; where it only refers to a definition, that definition."""
    name = part.get("$ref", "").removeprefix("#/$defs/")
    return dict(definitions[name]) if name else dict(part)


# --- cleaning ------------------------------------------------------------------------------


def _cleaned(part: Any) -> Any:
    """The same schema as an author sees decks: no null, no machine titles, effects by name."""
    if isinstance(part, list):
        return [_cleaned(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    if _is_effect(part):
        return dict(_EFFECT)
    part = _without_null(part)
    fields = {key: _cleaned_value(key, value) for key, value in part.items()}
    if "patternProperties" in fields:
        fields["additionalProperties"] = False
    return fields


def _cleaned_value(key: str, value: Any) -> Any:
    if key in ("properties", "$defs", "patternProperties"):
        return {name: _untitled(_cleaned(inner)) for name, inner in value.items()}
    return value if key in ("default", "enum", "const", "required") else _cleaned(value)


def _untitled(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: value for key, value in part.items() if key != "title"}
    return part


def _is_effect(part: dict[str, Any]) -> bool:
    return {"$ref": "#/$defs/When"} in part.get("oneOf", ())


def _without_null(part: dict[str, Any]) -> dict[str, Any]:
    """What is left out of a deck is None in the model, but null cannot be written."""
    kept = {key: value for key, value in part.items() if (key, value) != ("default", None)}
    members = kept.get("anyOf", [])
    written = [member for member in members if member != {"type": "null"}]
    if len(written) == len(members):
        return kept
    del kept["anyOf"]
    return {**written[0], **kept} if len(written) == 1 else {**kept, "anyOf": written}


def _reachable(part: Any, definitions: dict[str, Any]) -> set[str]:
    """Names of the definitions that a schema needs, directly or through others."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        for name in _references(waiting.pop()):
            if name not in found:
                found.add(name)
                waiting.append(definitions[name])
    return found


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].removeprefix("#/$defs/")
        for inner in part.values():
            yield from _references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _references(inner)
