"""Which thing was meant: by its id, its title, or the name that stands on a target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from wargame.errors import UsageError, nearest
from wargame.table.told.scene import Scene
from wargame.table.words.gate import as_compared

MOST = 4
"""Numbers of one name that are told of at once."""


class Titled(Protocol):
    """Something of a deck that people call by its title."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


T = TypeVar("T", bound=Titled)


def find_titled(kind: str, nouns: Iterable[T], asked: str) -> T:
    """The noun with this id or title, or the only one whose title has these words in it.

    Raises:
        UsageError: There is none.
    """
    listed, word = list(nouns), as_compared(asked)
    titled = [noun for noun in listed if word == as_compared(noun.title)]
    for noun in [noun for noun in listed if word == noun.id] or titled:
        return noun
    partly = [noun for noun in listed if word and word in as_compared(noun.title)]
    if len(partly) == 1:
        return partly[0]
    near = nearest(word, [noun.id for noun in listed])
    raise UsageError(f"There is no {kind} '{asked[:60]}'. {near}")


def find_numbers(scene: Scene, asked: str) -> list[str]:
    """The numbers that were meant: by canonical name, by its last part, or by title.

    Raises:
        UsageError: None.
    """
    word, owner = as_compared(asked).strip(), ""
    for whose, seat in (("my", scene.me), ("their", scene.rival)):
        if word.startswith((f"{whose}.", f"{whose} ")):
            word, owner = word[len(whose) + 1 :], f"{seat}."
    known = scene.titles.numbers
    if f"{owner}{word}" in known:
        return [f"{owner}{word}"]
    called = {n: as_compared(known[n]) for n in known}
    meant = {called[n] for n in known if word in (n.rpartition(".")[2], called[n])}
    found = [n for n in known if called[n] in meant and n.startswith(owner)]
    if not found:
        near = nearest(word, [name.rpartition(".")[2] for name in known])
        raise UsageError(f"No number is called '{asked[:60]}'. {near}")
    return sorted(found, key=lambda name: not name.startswith(f"{scene.me}."))[:MOST]
