"""Faults of a deck's structure that types cannot tell: ids used twice, names that hurt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wargame.content.limits import MAX_DEPTH, MAX_NODES, MAX_SCALAR, NUMBER_LIMIT
from wargame.content.paths import SINGULAR, item_name, parts_inside
from wargame.content.places import is_device
from wargame.content.yaml.characters import find_forbidden
from wargame.content.yaml.marks import Marks
from wargame.errors import DeckPath, Fault

_FREE = ("variants", "examples")
"""Nouns that hold values of other nouns; their insides are not looked at here."""


def find_structure_faults(tree: Any, values: Marks) -> Iterator[Fault]:
    """Look through plain data that may still be of any shape; nouns in it are sound inside."""
    yield from _device_names(tree, values)
    for key, value in tree.items():
        yield from _twice(tree, value, (key,), values)


def _device_names(tree: Any, values: Marks) -> Iterator[Fault]:
    name = tree.get("id")
    if isinstance(name, str) and is_device(name):
        what = f"the deck may not be called '{name}': some systems reserve that name"
        yield Fault(what, "Choose another id.", values.around(("id",)), "deck")


def _twice(tree: Any, value: Any, path: DeckPath, values: Marks) -> Iterator[Fault]:
    """Elements of one list that go by the same id, at any depth."""
    if isinstance(value, list):
        if str(path[-1]) in SINGULAR:
            yield from _twice_here(tree, value, path, values)
        inside: Any = enumerate(value)
    elif isinstance(value, dict):
        inside = value.items()
    else:
        return
    if path[0] in _FREE and len(path) > 1:
        return
    for key, inner in inside:
        if isinstance(inner, (dict, list)):
            yield from _twice(tree, inner, (*path, key), values)


def _twice_here(tree: Any, items: list[Any], path: DeckPath, values: Marks) -> Iterator[Fault]:
    key = "seat" if path == ("briefs",) else "id"
    first: dict[str | int, int] = {}
    for number, item in enumerate(items):
        name = item.get(key) if isinstance(item, dict) else getattr(item, key, None)
        if not isinstance(name, (str, int)):
            continue
        if name in first:
            yield _same_id(tree, (*path, number, key), (*path, first[name], key), name, values)
        first.setdefault(name, number)


def _same_id(tree: Any, path: DeckPath, other: DeckPath, name: str | int, values: Marks) -> Fault:
    kind = SINGULAR[str(path[-3])]
    there = values.get(other)
    place = str(there) if there else f"number {int(other[-2]) + 1}"
    what = f"two {plural(kind)} have the {path[-1]} '{str(name)[:60]}' (first at {place})"
    return Fault(what, "Rename or remove one of them.", values.around(path), item_name(tree, path))


def plural(kind: str) -> str:
    """Several of a kind."""
    return kind[:-1] + "ies" if kind.endswith("y") else kind + "s"


# --- plain data from elsewhere -------------------------------------------------------------


def find_data_faults(tree: Any) -> Iterator[Fault]:
    """Look through data that no YAML reader has checked, such as a deck inside a save.

    Stops at the first fault of size, because the rest would be too much to look at.
    """
    if not is_plain(tree):
        yield from _find_each(tree)


def _find_each(tree: Any) -> Iterator[Fault]:
    """Every fault, with its place."""
    waiting: list[tuple[Any, DeckPath]] = [(tree, ())]
    count = 0
    while waiting:
        value, path = waiting.pop()
        count += 1
        if count > MAX_NODES:
            yield Fault(f"more than {MAX_NODES} values in one deck")
            return
        if isinstance(value, (dict, list)) and len(path) >= MAX_DEPTH:
            yield Fault(f"nested deeper than {MAX_DEPTH}", item=item_name(tree, path))
            return
        yield from _value_faults(tree, value, path)
        waiting.extend(parts_inside(value, path))


def is_plain(tree: Any) -> bool:
    """Whether nothing is amiss: nearly always so, and told in a quarter of the time.

    False also where it takes a closer look to tell.
    """
    count, layer, texts = 1, [tree], list[Any]()
    for _ in range(MAX_DEPTH):
        deeper: list[Any] = []
        for value in layer:
            kind = type(value)
            if kind is str:
                texts.append(value)
            elif kind in (dict, list):
                count += len(value)
                if count > MAX_NODES:
                    return False
                texts += value if kind is dict else ()
                deeper += value.values() if kind is dict else value
            elif kind is not bool and (kind is not int or abs(value) > NUMBER_LIMIT):
                return False
        layer = deeper
    return not layer and _are_plain(texts)


def _are_plain(texts: list[Any]) -> bool:
    """Whether these are texts as a deck may hold them."""
    if any(type(text) is not str or len(text) > MAX_SCALAR for text in texts):
        return False
    return not any(find_forbidden("\n".join(texts)))


def _value_faults(tree: Any, value: Any, path: DeckPath) -> Iterator[Fault]:
    texts = [value] if isinstance(value, str) else []
    if isinstance(value, dict):
        texts = [key for key in value if isinstance(key, str)]
        if len(texts) < len(value):
            yield Fault("keys must be text", item=item_name(tree, path))
    elif type(value) is int and abs(value) > NUMBER_LIMIT:
        what = f"number out of range -{NUMBER_LIMIT}..{NUMBER_LIMIT}"
        yield Fault(what, item=item_name(tree, path))
    elif type(value) not in (str, int, bool, list):
        what = "only text, whole numbers, true, false, lists and fields can stand in a deck"
        yield Fault(what, item=item_name(tree, path))
    for text in texts:
        if len(text) > MAX_SCALAR:
            what = f"text longer than {MAX_SCALAR} characters ({len(text)})"
            yield Fault(what, item=item_name(tree, path))
        for _, what in find_forbidden(text):
            yield Fault(what, item=item_name(tree, path))
