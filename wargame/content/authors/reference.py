"""The authors' reference, printed from the models that load decks.

What a field is, its limits and its default come from the model's types; what it means from its
description; what a noun is from its docstring. So the page cannot say anything that is not so.
"""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Iterable, Iterator

from pydantic.fields import FieldInfo

from wargame.content.authors.plain_types import (
    bare_type,
    count_of,
    limits_of,
    noun_name,
    plain_name,
    plain_type,
)
from wargame.content.faults.codes import CODES
from wargame.content.folder import NOUNS
from wargame.content.limits import NUMBER_LIMIT
from wargame.content.model import EFFECT_WORDS, Deck, Noun
from wargame.content.paths import HEAD, field_types, nouns_in
from wargame.content.repeat import REPEATED
from wargame.errors import UsageError, nearest, visible

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
## codes

`deck check` ends each finding with a code that stays when its sentence is reworded. `…` stands for
what differs from deck to deck; codes that begin with L are advice.
"""


PARTS = ("deck.yaml", *NOUNS, "for", "effects", *EFFECT_WORDS, "expressions", "codes")
"""What may be asked for alone; so may each heading below one of these."""

_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


def reference(expressions: str, only: Iterable[str] = ()) -> str:
    """Write the reference as Markdown.

    Args:
        expressions: A section on the expression language, which this room knows nothing of.
        only: Headings, to write what stands under each of them alone.

    Raises:
        UsageError: There is no such heading; the message names what there is.
    """
    sections = [_INTRO, _section("deck.yaml", Deck, HEAD)]
    sections += [_noun_section(noun) for noun in NOUNS]
    sections += [_FOR_INTRO, _EFFECTS_INTRO]
    sections += [_section(word, noun, level=3) for word, noun in EFFECT_WORDS.items()]
    sections.append(expressions.strip() + "\n")
    sections.append(_codes())
    whole = "\n".join(sections)
    return "\n".join(_part(whole, name) for name in dict.fromkeys(only)) or whole


def _part(whole: str, name: str) -> str:
    """What stands under a heading that somebody asked for."""
    found = _under(whole, name)
    if not found:
        what = f"the reference has no part '{visible(name[:60])}'."
        raise UsageError(f"{what} {_as_field(whole, name) or nearest(name, PARTS, len(PARTS))}")
    return found


def _under(whole: str, name: str) -> str:
    """A heading and what stands below it, down to the next one of its level; "" if it is none."""
    headings = [(len(one[1]), one[2], one.start()) for one in _HEADING.finditer(whole)][1:]
    for place, (level, title, start) in enumerate(headings):
        if title.removesuffix(".yaml") == name.removesuffix(".yaml"):
            ends = (at for depth, _, at in headings[place + 1 :] if depth <= level)
            return whole[start : next(ends, len(whole))].rstrip("\n") + "\n"
    return ""


def _as_field(whole: str, name: str) -> str:
    """Of which parts a word is a field; "" for any other word."""
    row = f"| `{name}` | "
    having = [part for part in PARTS if row in whole and row in _under(whole, part)]
    return f"It is a field: see {', '.join(having)}." if having else ""


def _codes() -> str:
    """Every code that a fault or a piece of advice can have."""
    lines = ["| code | what it says |", "|---|---|"]
    sorts = list(dict.fromkeys(code[0] for code in CODES))
    listed = sorted(CODES, key=lambda code: (sorts.index(code[0]), int(code[1:])))
    lines += [f"| `{code}` | {CODES[code].replace('|', chr(92) + '|')} |" for code in listed]
    return "\n".join([_CODES_INTRO, *lines, ""])


def _noun_section(noun: str) -> str:
    """A noun: what the deck holds under that name, and the fields of one element."""
    field, annotation = Deck.model_fields[noun], field_types(Deck)[noun]
    inner = next(nouns_in(annotation))
    count = count_of(limits_of(annotation) + list(field.metadata))
    is_list = typing.get_origin(bare_type(annotation)) is list
    form = f"A list{count}; each element has the fields below." if is_list else "A set of fields."
    return f"## {noun}\n\n{field.description} {form}\n\n{_body(inner, 3)}"


def _section(title: str, noun: type[Noun], only: tuple[str, ...] = (), level: int = 2) -> str:
    return f"{'#' * level} {title}\n\n{_body(noun, level + 1, only)}"


def _body(noun: type[Noun], level: int, only: tuple[str, ...] = ()) -> str:
    """Docstring and fields of a noun, then the nouns in it, each where it first occurs."""
    return "\n".join(_bodies(noun, level, only, set()))


def _bodies(
    noun: type[Noun], level: int, only: tuple[str, ...], told: set[type[Noun]]
) -> Iterator[str]:
    yield f"{inspect.cleandoc(noun.__doc__ or '')}\n\n{_table(noun, only)}"
    for inner in _parts_of(noun) if not only else ():
        if inner not in told:
            told.add(inner)
            head, *rest = _bodies(inner, level + 1, (), told)
            yield f"{'#' * min(level, 6)} {noun_name(inner)}\n\n{head}"
            yield from rest


def _parts_of(noun: type[Noun]) -> Iterator[type[Noun]]:
    for annotation in field_types(noun).values():
        if plain_name(annotation) != "effect":
            yield from (one for one in nouns_in(annotation) if one not in EFFECT_WORDS.values())


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
