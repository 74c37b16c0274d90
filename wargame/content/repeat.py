"""Repetition: an element with `for` stands once for each member of a group, or of a list.

It is spelled out before anything is known of its shape, so that a deck with `for` is the deck
that somebody would have written by hand; `{state}` becomes the member's id, `{state.title}` what
the member says of itself. Places lead back to the line of the one that was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from wargame.content.fields import empty_group
from wargame.content.limits import MAX_DECK_BYTES, MAX_NODES
from wargame.content.yaml.marks import Located
from wargame.errors import DeckPath, Fault, nearest

REPEATED = (
    *("tracks", "cards", "measures", "projects", "actions"),
    *("rules", "injects", "agendas", "reviews"),
)
"""Lists of a deck whose elements may carry `for`."""

WORD = "for"

GROUPS = {"parties": "party", "seats": "seat", "measures": "measure", "projects": "project"}
"""Lists of a deck that may be gone through as a whole, and the word for one element."""

MAX_MEMBERS = 60
"""Most members of one repetition."""

MAX_SAID = 200
"""Longest text that a member can say of itself, in characters."""

SAID = re.compile(r"\{([a-z][a-z0-9_]{0,39})(?:\.([a-z_]{1,40}))?\}")

Member = Mapping[str, Any]
"""What a member says of itself, its `id` among it."""

Remap = Callable[[DeckPath], DeckPath]
"""Where a part of the changed deck stood before a change."""


class _Wrong(Exception):
    """Something wrong with a repetition: what, what to do, and where below it."""

    def __init__(self, what: str, remedy: str, *path: str | int) -> None:
        super().__init__(what)
        self.what, self.remedy, self.path = what, remedy, path


def as_it_is(path: DeckPath) -> DeckPath:
    """For a deck in which nothing is repeated."""
    return path


def spelled_out(deck: Located) -> tuple[Located, list[Fault], Remap]:
    """A deck with every repetition written out.

    Returns:
        The deck; what is wrong with repetitions, each left out; and where a part of the new deck
        stood in the old one. A deck without repetitions is given back as it is.
    """
    lists = {name: deck.tree.get(name) for name in REPEATED}
    used = [name for name, value in lists.items() if _repeats(value)]
    if not used:
        return deck, [], as_it_is
    speller, tree = _Speller(deck), dict(deck.tree)
    for name in used:
        tree[name] = speller.spell(name, deck.tree[name])
    back = partial(_back, speller.origins)
    found = Located(tree, deck.values.seen(back), deck.keys.seen(back))
    return found, speller.faults, back


def _repeats(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(e, dict) and WORD in e for e in value)


def _back(origins: Mapping[str, list[int]], path: DeckPath) -> DeckPath:
    """Where a part stood before elements were repeated."""
    if len(path) < 2 or path[0] not in origins or not isinstance(path[1], int):
        return path
    known = origins[str(path[0])]
    return (path[0], known[path[1]], *path[2:]) if path[1] < len(known) else path


class _Speller:
    """Writes repetitions out, up to a size."""

    def __init__(self, deck: Located) -> None:
        self.deck = deck
        self.faults: list[Fault] = []
        self.origins: dict[str, list[int]] = {}
        self.values, self.size = 0, 0

    def spell(self, noun: str, elements: list[Any]) -> list[Any]:
        """A list with each repetition written out."""
        found: list[Any] = []
        origins = self.origins[noun] = list[int]()
        for number, element in enumerate(elements):
            try:
                more = self.each(element) if _repeats([element]) else [element]
            except _Wrong as wrong:
                mark = self.deck.values.around((noun, number, *wrong.path))
                name = element.get("id")
                item = f"{noun} {name}" if isinstance(name, str) else noun
                self.faults.append(Fault(wrong.what, wrong.remedy, mark, item[:60]))
                continue
            found += more
            origins += [number] * len(more)
        return found

    def each(self, element: dict[str, Any]) -> list[Any]:
        """One element, once for each member."""
        word, members = self.members(element[WORD])
        name = element.get("id")
        if isinstance(name, str) and len(members) > 1 and "{" + word not in name:
            remedy = f"Write the member into it, as in '{name[:30]}_{{{word}}}'."
            raise _Wrong("every member would get the same id", remedy, "id")
        rest = {key: value for key, value in element.items() if key != WORD}
        return [self.filled(rest, word, member, ()) for member in members]

    def members(self, said: Any) -> tuple[str, list[Member]]:
        """The word that stands for a member, and the members."""
        if isinstance(said, str):
            return self.word_of(said), self.group(said)
        if isinstance(said, dict) and len(said) == 1:
            ((word, group),) = said.items()
            if not SAID.fullmatch(f"{{{word}}}"):
                remedy = "Use small letters, digits and _, as in 'for: {state: [north, south]}'."
                raise _Wrong(f"'{str(word)[:40]}' cannot stand for a member", remedy, WORD)
            members = self.group(group) if isinstance(group, str) else _listed(group)
            return str(word), members
        remedy = f"Write '{WORD}: parties', or '{WORD}: {{state: [north, south]}}'."
        raise _Wrong("'for' takes a group, or one word with its members", remedy, WORD)

    def word_of(self, group: str) -> str:
        return GROUPS.get(group, "party")

    def group(self, name: str) -> list[Member]:
        """The members of a group, in deck order."""
        if name in GROUPS:
            found = self.nouns(name)
        else:
            found = [one for one in self.nouns("parties") if one.get("group") == name]
        if not found and name in GROUPS:
            raise _Wrong(*empty_group(name), WORD)
        if not found:
            groups = [str(one["group"]) for one in self.nouns("parties") if "group" in one]
            remedy = nearest(name, [*GROUPS, *dict.fromkeys(groups)])
            raise _Wrong(f"'for' knows no group '{name[:40]}'", remedy, WORD)
        return found

    def nouns(self, noun: str) -> list[Member]:
        """The elements of a list that have an id, as far as it can be read."""
        value = self.deck.tree.get(noun)
        listed = value if isinstance(value, list) else []
        return [one for one in listed if isinstance(one, dict) and isinstance(one.get("id"), str)]

    def filled(self, value: Any, word: str, member: Member, path: DeckPath) -> Any:
        """A part of an element with a member written into it."""
        found = _text(value, word, member, path)
        self.values += 1
        self.size += len(found) if isinstance(found, str) else 1
        if self.values > MAX_NODES or self.size > MAX_DECK_BYTES:
            remedy = "Repeat shorter things, or for fewer members."
            raise _Wrong(f"repetition comes to over {MAX_NODES} values", remedy, WORD)
        if isinstance(value, str):
            return found
        if isinstance(value, list):
            inner = enumerate(value)
            return [self.filled(one, word, member, (*path, place)) for place, one in inner]
        if isinstance(value, dict):
            return {
                _text(key, word, member, path): self.filled(one, word, member, (*path, key))
                for key, one in value.items()
            }
        return value


def _listed(said: Any) -> list[Member]:
    """Members that are written out: ids, or what each says of itself."""
    members = [{"id": one} if isinstance(one, str) else one for one in _items(said)]
    named = [isinstance(one, dict) and isinstance(one.get("id"), str) for one in members]
    if not members or not all(named):
        remedy = "Write their ids, or fields with an 'id': [{id: ash, title: Ash}]."
        raise _Wrong("each member needs an id", remedy, WORD)
    if len(members) > MAX_MEMBERS:
        raise _Wrong(f"{len(members)} members, over {MAX_MEMBERS}", "Name fewer.", WORD)
    return members


def _items(said: Any) -> list[Any]:
    return said if isinstance(said, list) else []


def _text(text: Any, word: str, member: Member, path: DeckPath) -> Any:
    """A text with a member written into it; one that is nothing else takes over its type."""
    if not isinstance(text, str) or "{" + word not in text:
        return text
    whole = SAID.fullmatch(text)
    if whole and whole[1] == word:
        return _said(member, word, whole[2] or "id", path)

    def one(match: re.Match[str]) -> str:
        if match[1] != word:
            return match[0]
        return str(_said(member, word, match[2] or "id", path))

    return SAID.sub(one, text)


def _said(member: Member, word: str, field: str, path: DeckPath) -> str | int:
    """What a member says of itself."""
    known: dict[str, str | int] = {
        name: own
        for name, own in member.items()
        if isinstance(own, str | int) and not isinstance(own, bool) and len(str(own)) <= MAX_SAID
    }
    if field not in known:
        what = f"'{{{word}.{field}}}': '{str(member['id'])[:40]}' has no such field"
        raise _Wrong(what, nearest(field, known), *path)
    return known[field]
