"""Types of the model in an author's words."""

from __future__ import annotations

import types
import typing
from typing import Any, Literal

from annotated_types import Ge, Le, MaxLen
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from wargame.content.limits import NUMBER_LIMIT
from wargame.content.model import Called, Noun
from wargame.errors import with_article


def plain_type(annotation: Any, field: FieldInfo | None = None) -> str:
    """Say what a type is in an author's words.

    >>> plain_type(list[Literal["up", "down"]])
    'list of `up` or `down`'
    """
    rules = limits_of(annotation) + (list(field.metadata) if field else [])
    bare = bare_type(annotation)
    origin = typing.get_origin(bare)
    name = plain_name(annotation)
    if name and bare not in (str, int):
        return name
    if origin is list:
        return f"list{count_of(rules)} of {_plural(plain_type(typing.get_args(bare)[0]))}"
    if origin is dict:
        key, value = (plain_type(inner) for inner in typing.get_args(bare))
        return f"fields, for each {key} {with_article(value)}"
    if origin is Literal:
        return " or ".join(f"`{word}`" for word in typing.get_args(bare))
    if isinstance(bare, type) and issubclass(bare, Noun):
        return f"fields, see [{noun_name(bare)}](#{noun_name(bare).replace(' ', '-')})"
    if origin in (typing.Union, types.UnionType):
        return " or ".join(plain_type(inner) for inner in typing.get_args(bare))
    return _scalar(bare, name, rules)


def _scalar(bare: Any, called: str, rules: list[Any]) -> str:
    if bare is bool:
        return "true or false"
    if bare is int:
        return f"whole number{_range(rules)}"
    if bare is str:
        name = called or "text"
        longest = _longest(rules)
        return f"{name} (up to {longest} characters)" if name == "text" and longest else name
    return "anything"


def bare_type(annotation: Any) -> Any:
    """The type itself, without limits and without 'or nothing'."""
    if typing.get_origin(annotation) is typing.Annotated:
        return bare_type(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        members = [inner for inner in typing.get_args(annotation) if inner is not type(None)]
        if len(members) == 1:
            return bare_type(members[0])
    return annotation


def limits_of(annotation: Any) -> list[Any]:
    """The limits that stand beside a type."""
    found: list[Any] = []
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *rules = typing.get_args(annotation)
        for rule in rules:
            found += rule.metadata if isinstance(rule, FieldInfo) else [rule]
        return found + limits_of(inner)
    members = [inner for inner in typing.get_args(annotation) if inner is not type(None)]
    is_union = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    return limits_of(members[0]) if is_union and len(members) == 1 else []


def plain_name(annotation: Any) -> str:
    """What authors call a type, if the model says so."""
    return next((rule.name for rule in limits_of(annotation) if isinstance(rule, Called)), "")


def _longest(rules: list[Any]) -> int | None:
    limits = (one.max_length for one in rules if isinstance(one, (StringConstraints, MaxLen)))
    return next(filter(None, limits), None)


def _range(rules: list[Any]) -> str:
    least = next((rule.ge for rule in rules if isinstance(rule, Ge)), None)
    most = next((rule.le for rule in rules if isinstance(rule, Le)), None)
    if least is None or most is None or most == NUMBER_LIMIT == -int(str(least)):
        return ""
    return f" {least} to {most}" if most != NUMBER_LIMIT else f" from {least} up"


def count_of(rules: list[Any]) -> str:
    """How many elements a list may have, in brackets; "" for any number."""
    least = next((rule.min_length for rule in rules if getattr(rule, "min_length", None)), 0)
    most = next((rule.max_length for rule in rules if getattr(rule, "max_length", None)), 0)
    if least and most:
        return f" (exactly {most})" if least == most else f" ({least} to {most})"
    if least or most:
        return f" (up to {most})" if most else f" (at least {least})"
    return ""


def _plural(kind: str) -> str:
    if kind in ("id", "effect", "statement", "condition"):
        return kind + "s"
    return kind.replace("whole number", "whole numbers", 1) if kind.startswith("whole") else kind


def noun_name(noun: type[Noun]) -> str:
    """A noun's name as words: `ChooseOption` is a 'choose option'."""
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in noun.__name__)
    return words.strip()
