"""Whom a track of seats holds by a text: whoever is set, and whoever is asked for.

Told only where the text says one seat or nobody, and the rules another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.lint.asked import Asking
from wargame.rules.lint.stems import stems_of

_LONG = 5
"""Letters of a word that names a track of seats for sure."""

_CLAUSE = re.compile(r"[.;:,()]| and | (?=(?:if|while|when|unless|as long as)\b)", re.IGNORECASE)
_IF = re.compile(r"^\W*(?:but |only )*(?:if|while|when|as long as)\b", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:nobody|no one|neither)\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|no(?! one)|never|unless|without|lost|loses?|gives?|other than|else|nor)\b"
    r"|n['\u2019]t\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\b.*", re.IGNORECASE)
"""Of whom something is taken does not have it then."""


@dataclass(frozen=True, slots=True)
class _Held:
    """Whom a track is set to or asked for: a seat from 1, or 0 for nobody."""

    name: str
    op: str
    holder: int


def held_otherwise(
    text: str,
    parts: Iterable[Asking],
    seats: Sequence[str],
    owner: Callable[[str], str],
    stems: Callable[[str], Sequence[str]],
) -> Iterator[str]:
    """Who a text says is held by a track of seats, where that is another.

    Args:
        parts: What is asked for and what happens.
        owner: The seat that words name, or "" for none or several.
        stems: The words that a name is known by.
    """
    held: dict[str, list[_Held]] = {}
    for one in (one for part in parts for one in _held(part)):
        held.setdefault(one.name, []).append(one)
    for name, ones in held.items():
        telling = [stem for stem in stems(name) if len(stem) >= _LONG]
        for clause in _CLAUSE.split(text):
            is_asked, has_not = _IF.search(clause) is not None, _NOT.search(clause) is not None
            said = _said((_IF if is_asked else _FROM).sub("", clause), seats, owner)
            alike = [one for one in ones if (one.op != "=") == is_asked]
            if said < 0 or not any(stem in stems_of(clause) for stem in telling):
                continue
            if alike and all(_is_against(one, said, has_not) for one in alike):
                yield _told(clause.strip(), alike[0], said, seats)


def _is_against(one: _Held, said: int, has_not: bool) -> bool:
    """Whether a seat or nobody is said to have it, or not to, and the rules have it otherwise."""
    is_same = one.holder == said
    if has_not:
        return one.op == "==" and is_same
    return is_same if one.op == "!=" else not is_same


def _told(clause: str, one: _Held, said: int, seats: Sequence[str]) -> str:
    whose = seats[one.holder - 1] if one.holder else "nobody"
    if one.op != "=":
        other = "another than " if one.op == "!=" else ""
        what = f"'{clause}' is said, and it asks for {other}'{whose}'"
    elif said and one.holder:
        what = f"'{clause}' is said, and it happens to the other side"
    else:
        what = f"'{clause}' is said, and it comes to '{whose}'"
    return what


def _said(clause: str, seats: Sequence[str], owner: Callable[[str], str]) -> int:
    """The seat that a clause names, from 1; 0 for nobody, and -1 for several or none."""
    found = owner(clause)
    if found:
        return -1 if _NOBODY.search(clause) else 1 + list(seats).index(found)
    return 0 if _NOBODY.search(clause) else -1


def _held(part: Asking) -> Iterator[_Held]:
    match part:
        case tuple():
            for stmt in part:
                match stmt:
                    case ir.Assign(name, _, ir.Const(holder, is_seat=True)):
                        yield _Held(name.text, "=", holder)
                    case ir.Branch(test, _, other):
                        yield from _held(test) if not other else ()
                    case _:
                        pass
                for inner in ir.parts(stmt):
                    yield from _held(inner)
        case ir.Compare(
            ("==" | "!=" as op,),
            (ir.Read(name), ir.Const(holder, is_seat=True))
            | (ir.Const(holder, is_seat=True), ir.Read(name)),
        ):
            yield _Held(name.text, op, holder)
        case ir.Logic("and", args):
            for arg in args:
                yield from _held(arg)
        case _:
            pass
