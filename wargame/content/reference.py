"""The authors' reference, printed from the models that load decks.

What a field is, its limits and its default come from the model's types; what it means from its
description; what a noun is from its docstring. So the page cannot say anything that is not so.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterator
from typing import Any, Literal

from annotated_types import Ge, Le, MaxLen
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from wargame.content.folder import NOUNS
from wargame.content.limits import NUMBER_LIMIT
from wargame.content.model import EFFECT_WORDS, Called, Deck, Noun
from wargame.content.paths import HEAD, field_types, nouns_in

_INTRO = f"""\
# Writing a deck

A deck is a folder. `deck.yaml` holds its head and may hold any noun; beside it a noun can have a
file of its own (`cards.yaml` holds the list of cards) or a folder (`cards/*.yaml`, joined in
the order of their names), but not both. Other files are ignored, unless their name ends in
`.yaml`: that is a spelling mistake.

YAML is read strictly. Text may stand without quotes as long as nothing else could be meant:
`NO`, `on`, `1:30`, `1.10` and dates need quotes, and so does text that contains `: ` or ` #`.
Numbers are whole, from -{NUMBER_LIMIT} to {NUMBER_LIMIT}. Anchors, aliases, tags, tabs, empty
values and keys that are no text are refused. Ids use a-z, 0-9 and _, up to 40, and start with
a letter.
"""

_EFFECTS_INTRO = """\
## effects

Wherever a field holds a list of effects, each element is one line of arithmetic such as
`my.trust += 1`, or fields that open with one of the words below.
"""


def reference(expressions: str = "") -> str:
    """Write the reference as Markdown.

    Args:
        expressions: A section on the expression language, which this room knows nothing of.
    """
    sections = [_INTRO, _section("deck.yaml", Deck, HEAD)]
    sections += [_noun_section(noun) for noun in NOUNS]
    sections.append(_EFFECTS_INTRO)
    sections += [_section(word, noun, level=3) for word, noun in EFFECT_WORDS.items()]
    if expressions:
        sections.append(expressions.strip() + "\n")
    return "\n".join(sections)


def _noun_section(noun: str) -> str:
    """A noun: what the deck holds under that name, and the fields of one element."""
    field, annotation = Deck.model_fields[noun], field_types(Deck)[noun]
    inner = next(nouns_in(annotation), None)
    if inner is None:
        return f"## {noun}\n\n{field.description} A {plain_type(annotation, field)}.\n"
    count = _count(_rules(annotation) + list(field.metadata))
    is_list = typing.get_origin(_bare(annotation)) is list
    form = f"A list{count}; each element has the fields below." if is_list else "A set of fields."
    return f"## {noun}\n\n{field.description} {form}\n\n{_body(inner, 3)}"


def _section(title: str, noun: type[Noun], only: tuple[str, ...] = (), level: int = 2) -> str:
    return f"{'#' * level} {title}\n\n{_body(noun, level + 1, only)}"


def _body(noun: type[Noun], level: int, only: tuple[str, ...] = ()) -> str:
    """Docstring and fields of a noun, then the nouns that occur in it alone."""
    text = inspect.cleandoc(noun.__doc__ or "")
    parts = [f"{text}\n\n{_table(noun, only)}"]
    if not only:
        level = min(level, 6)
        parts += [_section(_name(inner), inner, level=level) for inner in _own_parts(noun)]
    return "\n".join(parts)


def _own_parts(noun: type[Noun]) -> Iterator[type[Noun]]:
    seen: set[type[Noun]] = set()
    for annotation in field_types(noun).values():
        if _called(annotation) == "effect":
            continue
        for inner in nouns_in(annotation):
            if inner not in seen and inner not in EFFECT_WORDS.values():
                seen.add(inner)
                yield inner


def _table(noun: type[Noun], only: tuple[str, ...]) -> str:
    lines = ["| field | what it holds | if left out | meaning |", "|---|---|---|---|"]
    for name in only or _own_fields_first(noun):
        field = noun.model_fields[name]
        cells = (
            f"`{name}`",
            plain_type(field_types(noun)[name], field),
            _default(field),
            field.description or "",
        )
        escaped = (cell.replace("|", "\\|") for cell in cells)
        lines.append(f"| {' | '.join(escaped)} |")
    return "\n".join(lines) + "\n"


def _own_fields_first(noun: type[Noun]) -> list[str]:
    """Fields in reading order: what the noun is about, then what it shares with others."""
    own = [name for name in noun.model_fields if name in noun.__annotations__]
    return own + [name for name in noun.model_fields if name not in own]


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "must be there"
    match field.default:
        case None | [] | {} | "":
            return "nothing"
        case bool():
            return str(field.default).lower()
        case Noun():
            return "its defaults"
    return f"`{field.default}`"


# --- types in plain words ------------------------------------------------------------------


def plain_type(annotation: Any, field: FieldInfo | None = None) -> str:
    """Say what a type is in an author's words.

    >>> plain_type(list[Literal["up", "down"]])
    'list of `up` or `down`'
    """
    rules = _rules(annotation) + (list(field.metadata) if field else [])
    bare = _bare(annotation)
    origin = typing.get_origin(bare)
    called = _called(annotation)
    if called and bare not in (str, int):
        return called
    if origin is list:
        return f"list{_count(rules)} of {_plural(plain_type(typing.get_args(bare)[0]))}"
    if origin is dict:
        key, value = (plain_type(inner) for inner in typing.get_args(bare))
        return f"fields, for each {key} {_an(value)}"
    if origin is Literal:
        return " or ".join(f"`{word}`" for word in typing.get_args(bare))
    if isinstance(bare, type) and issubclass(bare, Noun):
        return f"fields, see [{_name(bare)}](#{_name(bare).replace(' ', '-')})"
    if origin in (typing.Union, types.UnionType):
        return " or ".join(plain_type(inner) for inner in typing.get_args(bare))
    return _scalar(bare, called, rules)


def _scalar(bare: Any, called: str, rules: list[Any]) -> str:
    if bare is bool:
        return "true or false"
    if bare is int:
        return f"whole number{_range(rules)}"
    if bare is str:
        name = called or "text"
        longest = _limit(rules, "max_length")
        return f"{name} (up to {longest} characters)" if name == "text" and longest else name
    return "anything"


def _bare(annotation: Any) -> Any:
    """The type itself, without limits and without 'or nothing'."""
    if typing.get_origin(annotation) is typing.Annotated:
        return _bare(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        members = [inner for inner in typing.get_args(annotation) if inner is not type(None)]
        if len(members) == 1:
            return _bare(members[0])
    return annotation


def _rules(annotation: Any) -> list[Any]:
    """The limits that stand beside a type."""
    found: list[Any] = []
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *rules = typing.get_args(annotation)
        for rule in rules:
            found += rule.metadata if isinstance(rule, FieldInfo) else [rule]
        return found + _rules(inner)
    members = [inner for inner in typing.get_args(annotation) if inner is not type(None)]
    is_union = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    return _rules(members[0]) if is_union and len(members) == 1 else []


def _called(annotation: Any) -> str:
    return next((rule.name for rule in _rules(annotation) if isinstance(rule, Called)), "")


def _limit(rules: list[Any], name: str) -> int | None:
    for rule in rules:
        if isinstance(rule, (StringConstraints, MaxLen)) and getattr(rule, name, None):
            return int(getattr(rule, name))
    return None


def _range(rules: list[Any]) -> str:
    least = next((rule.ge for rule in rules if isinstance(rule, Ge)), None)
    most = next((rule.le for rule in rules if isinstance(rule, Le)), None)
    if least is None or most is None or most == NUMBER_LIMIT == -int(str(least)):
        return ""
    return f" {least} to {most}" if most != NUMBER_LIMIT else f" from {least} up"


def _count(rules: list[Any]) -> str:
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


def _name(noun: type[Noun]) -> str:
    """A noun's name as words: `ChooseOption` is a 'choose option'."""
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in noun.__name__)
    return words.strip()


def _an(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
