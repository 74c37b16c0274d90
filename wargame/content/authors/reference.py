"""The authors' reference, printed from the models that load decks.

What a field is, its limits and its default come from the model's types; what it means from its
description; what a noun is from its docstring. So the page cannot say anything that is not so.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator

from pydantic.fields import FieldInfo

from wargame.content.authors.plain_types import (
    bare_type,
    called,
    count_of,
    limits_of,
    noun_name,
    plain_type,
)
from wargame.content.faults.codes import CODES
from wargame.content.folder import NOUNS
from wargame.content.limits import NUMBER_LIMIT
from wargame.content.model import EFFECT_WORDS, Deck, Noun
from wargame.content.paths import HEAD, field_types, nouns_in
from wargame.content.repeat import REPEATED

_INTRO = f"""\
# Writing a deck

A deck is a folder. `deck.yaml` holds its head and may hold any noun; beside it a noun can have a
file of its own (`cards.yaml` holds the list of cards) or a folder (`cards/*.yaml`, joined in
the order of their names, and no folder in it), but not both. Other files are ignored, unless
their name ends in `.yaml` or `.yml`: that is a spelling mistake.

YAML is read strictly. Text may stand without quotes as long as nothing else could be meant:
`NO`, `on`, `1:30`, `1.10` and dates need quotes, and so does text that contains `: ` or ` #`.
Numbers are whole, from -{NUMBER_LIMIT} to {NUMBER_LIMIT}. Anchors, aliases, tags, tabs, empty
values and keys that are no text are refused. Ids use a-z, 0-9 and _, up to 40, and start with
a letter.
"""

_FOR_INTRO = f"""\
## for

An element of {", ".join(REPEATED)}
may begin with `for`: it then stands once for each member, as if it were written out. `for: GROUP`
goes through `parties`, a group of parties, `seats`, `measures` or `projects`. In texts, ids, keys
and expressions `{{party}}` (`{{seat}}`, `{{measure}}`, `{{project}}`) is the member's id then, and
`{{party.title}}` another field of it. `for: {{state: [a, b]}}` names the word and the members; a
member may have fields of its own, `[{{id: a, title: A, worth: 2}}]`, and a value that is
`'{{state.worth}}'` and nothing else becomes that number.
"""

_EFFECTS_INTRO = """\
## effects

Wherever a field holds a list of effects, each element is one line of arithmetic such as
`my.trust += 1`, or fields that open with one of the words below.
"""

_CODES_INTRO = """\
## fault codes

`deck check` ends each finding with a code that stays when its sentence is reworded. `…` stands for
what differs from deck to deck; codes that begin with L are advice.
"""


def reference(expressions: str) -> str:
    """Write the reference as Markdown.

    Args:
        expressions: A section on the expression language, which this room knows nothing of.
    """
    sections = [_INTRO, _section("deck.yaml", Deck, HEAD)]
    sections += [_noun_section(noun) for noun in NOUNS]
    sections += [_FOR_INTRO, _EFFECTS_INTRO]
    sections += [_section(word, noun, level=3) for word, noun in EFFECT_WORDS.items()]
    sections.append(expressions.strip() + "\n")
    sections.append(_codes())
    return "\n".join(sections)


def _codes() -> str:
    """Every code that a fault or a piece of advice can have."""
    lines = ["| code | what it says |", "|---|---|"]
    lines += [f"| `{code}` | {said.replace('|', chr(92) + '|')} |" for code, said in CODES.items()]
    return "\n".join([_CODES_INTRO, *lines, ""])


def _noun_section(noun: str) -> str:
    """A noun: what the deck holds under that name, and the fields of one element."""
    field, annotation = Deck.model_fields[noun], field_types(Deck)[noun]
    inner = next(nouns_in(annotation), None)
    if inner is None:
        return f"## {noun}\n\n{field.description} A {plain_type(annotation, field)}.\n"
    count = count_of(limits_of(annotation) + list(field.metadata))
    is_list = typing.get_origin(bare_type(annotation)) is list
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
        parts += [_section(noun_name(inner), inner, level=level) for inner in _own_parts(noun)]
    return "\n".join(parts)


def _own_parts(noun: type[Noun]) -> Iterator[type[Noun]]:
    seen: set[type[Noun]] = set()
    for annotation in field_types(noun).values():
        if called(annotation) == "effect":
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
        case _:
            return f"`{field.default}`"
