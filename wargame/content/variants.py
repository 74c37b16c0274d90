"""Overlays: a variant is a few paths with new values, and a few to leave out.

A path walks from the deck inwards: field names, and ids where a list holds things with an `id`
(for briefs, their `seat`). It changes what is there; it never adds an element to a list, so a
misspelled id is a fault and not a new card.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from wargame.content.loaded import LoadedDeck
from wargame.content.model import Deck, Noun
from wargame.content.paths import SINGULAR, field_types, identity, nouns_in
from wargame.content.repeat import Remap
from wargame.content.yaml.marks import Located
from wargame.errors import DeckPath, Fault, Mark, Unknown, nearest


def variant_names(loaded: LoadedDeck) -> list[str]:
    """The ids of a deck's variants, in deck order."""
    return [variant.id for variant in loaded.written.variants]


def removed_by(loaded: LoadedDeck) -> dict[str, str]:
    """What a deck's variant leaves out of the plain deck, by its id: the path by which it does."""
    found: dict[str, str] = {}
    plain = loaded.like.written if loaded.like else loaded.written
    for variant in plain.variants if loaded.variant else ():
        for path in variant.remove if variant.id == loaded.variant else ():
            listed = getattr(plain, path, None)
            names = [identity(one) for one in listed] if isinstance(listed, list) else []
            found |= dict.fromkeys([*names, path.rpartition(".")[2]], path)
    return found


class _NoSuchPath(Exception):
    """A path that leads nowhere; the remedy lists what would."""

    def __init__(self, what: str, remedy: str, unknown: Unknown | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.unknown = unknown


def overlay(deck: Located, number: int) -> tuple[Located, list[Fault]]:
    """Lay one variant over a sound deck.

    Args:
        deck: The deck's plain data; left as it is.
        number: Which of its variants, from 0.

    Returns:
        New data, still to be validated, that shares with the deck whatever the variant leaves
        alone. A part that the variant sets is placed where the variant says so. And a fault for
        each path that leads nowhere.
    """
    tree = dict(deck.tree)
    moves: list[Remap] = []
    faults = []
    for change, mark in _changes(deck, number):
        try:
            moves.append(change(tree))
        except _NoSuchPath as wrong:
            name = deck.tree["variants"][number]["id"]
            item = f"variant {name}"
            faults.append(Fault(wrong.what, wrong.remedy, mark, item, unknown=wrong.unknown))
    back = partial(_back, moves[::-1])
    return Located(tree, deck.values.seen(back), deck.keys.seen(back)), faults


def _back(moves: list[Remap], path: DeckPath) -> DeckPath:
    """Where a part stood before some changes, the last of them first."""
    for move in moves:
        path = move(path)
    return path


def _changes(
    deck: Located, number: int
) -> Iterator[tuple[Callable[[dict[str, Any]], Remap], Mark | None]]:
    """What a variant does, first all it sets and then all it removes, and where it says so."""
    variant = deck.tree["variants"][number]
    here: DeckPath = ("variants", number)
    for path, value in variant.get("set", {}).items():
        source = (*here, "set", path)
        yield partial(_set, path=path, value=value, source=source), deck.keys.get(source)
    for index, path in enumerate(variant.get("remove", [])):
        yield partial(_remove, path=path), deck.values.get((*here, "remove", index))


_MAIN = {"numbers": "value", "dials": "eighths", "tracks": "start", "measures": "start"}
"""The field that is most likely meant where an element is set as a whole."""


# --- the two changes -----------------------------------------------------------------------


def _set(tree: dict[str, Any], path: str, value: Any, source: DeckPath) -> Remap:
    target = _find(tree, path)
    if isinstance(target[-1], int) and not isinstance(value, (dict, list)) and len(target) > 1:
        noun = str(target[-2])
        if noun in SINGULAR:
            what = f"'{path[:80]}' is a {SINGULAR[noun]} as a whole"
            remedy = f"Name the field that is set, as in '{path[:80]}.{_MAIN.get(noun, 'title')}'."
            raise _NoSuchPath(what, remedy)
    _own(tree, target[:-1])[target[-1]] = value
    return partial(_from_variant, source=source, target=target)


def _from_variant(path: DeckPath, source: DeckPath, target: DeckPath) -> DeckPath:
    """The part at `target` stands where the part at `source` stands."""
    return source + path[len(target) :] if path[: len(target)] == target else path


def _remove(tree: dict[str, Any], path: str) -> Remap:
    target = _find(tree, path)
    parent = _own(tree, target[:-1])
    key = target[-1]
    if isinstance(parent, dict) and key not in parent:
        raise _NoSuchPath(f"there is no '{path[:80]}' to remove", nearest(str(key), parent))
    del parent[key]
    return partial(_behind, target=target)


def _behind(path: DeckPath, target: DeckPath) -> DeckPath:
    """Elements that stood behind one that is gone have moved up."""
    depth, key = len(target) - 1, target[-1]
    if path[:depth] != target[:depth] or len(path) <= depth:
        return path
    step = path[depth]
    if isinstance(step, int) and isinstance(key, int) and step >= key:
        return (*path[:depth], step + 1, *path[depth + 1 :])
    return path


def without(deck: Located, path: DeckPath) -> Located:
    """A deck without one of its parts, which is there. Its data are changed, not copied."""
    parent: Any = deck.tree
    for key in path[:-1]:
        parent = parent[key]
    del parent[path[-1]]
    back = partial(_behind, target=path)
    return Located(deck.tree, deck.values.seen(back), deck.keys.seen(back))


def _own(tree: Any, path: DeckPath) -> Any:
    """The part at a path that `_find` has found, to be changed.

    It and everything around it are copied, because a deck and its variants share what they have
    in common; mappings left out so far are made.
    """
    value = tree
    for key in path:
        inner = value.get(key, {}) if isinstance(value, dict) else value[key]
        value[key] = copy.copy(inner)
        value = value[key]
    return value


# --- finding a path ------------------------------------------------------------------------


def _find(tree: dict[str, Any], path: str) -> DeckPath:
    """Turn `cards.mediation.cost` into a path of the data; every step but a new key must exist."""
    words = path.split(".")
    found: DeckPath = ()
    value: Any = tree
    noun: type[Noun] | None = Deck
    for number, word in enumerate(words):
        rest = number < len(words) - 1
        if isinstance(value, list):
            index = _element(value, word, words[:number])
            found, value = (*found, index), value[index]
        else:
            found = (*found, word)
            noun, value = _field(value, noun, word, words[:number], rest)
    return found


def _element(items: list[Any], word: str, before: list[str]) -> int:
    names = [identity(item) for item in items]
    if word and word in names:
        return names.index(word)
    what = f"there is no '{word[:60]}' in '{'.'.join(before)[:80]}'"
    known = [str(name) for name in names if name]
    noun = SINGULAR.get(before[-1], "element")
    raise _NoSuchPath(what, nearest(word, known), Unknown(word, noun, tuple(known)))


def _field(
    value: Any, noun: type[Noun] | None, word: str, before: list[str], rest: bool
) -> tuple[type[Noun] | None, Any]:
    """The noun and the value behind a field; `{}` for one that has been left to its default."""
    where = f"'{'.'.join(before)[:80]}'" if before else "the deck"
    if not isinstance(value, dict):
        raise _NoSuchPath(f"{where} has no parts, so no '{word[:60]}'", "End the path there.")
    if noun is None:
        return _key(value, word, where, rest)
    if word not in noun.model_fields:
        raise _NoSuchPath(f"there is no '{word[:60]}' in {where}", nearest(word, noun.model_fields))
    if rest and word not in value and noun.model_fields[word].default in (None, []):
        remedy = f"Set the whole of '{word}' instead."
        raise _NoSuchPath(f"{where} has no '{word}' to change", remedy)
    inner = list(nouns_in(field_types(noun)[word]))
    return (inner[0] if len(inner) == 1 else None), value.get(word, {})


def _key(value: dict[str, Any], word: str, where: str, rest: bool) -> tuple[None, Any]:
    """A key of a mapping that is free in its keys, such as a cost."""
    if rest and word not in value:
        raise _NoSuchPath(f"there is no '{word[:60]}' in {where}", nearest(word, value))
    return None, value.get(word, {})
