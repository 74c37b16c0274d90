"""Which thing was meant: by its id, its title, or the name that stands on a target."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol, TypeVar

from wargame.errors import UsageError, first_few, nearest
from wargame.table.told.scene import Scene
from wargame.table.words.gate import as_compared

MOST = 4
"""Numbers of one name that are told of at once."""

LISTED = 6
"""Titles that are named where several numbers may be meant."""

WORD = re.compile(r"[^\W_]+")
AROUND = ("the", "of", "is", "are", "s")
"""Words of a question that name no number."""


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
    """The numbers that were meant: by canonical name, by its last part, by title, or by all words
    of a title and of whose it is.

    Raises:
        UsageError: None, or several that are called otherwise.
    """
    word = as_compared(asked).strip(" ?!")
    found = _called(scene, word, "")
    for whose, seat in (("my", scene.me), ("their", scene.rival)):
        if not found and word.startswith((f"{whose}.", f"{whose} ")):
            found = _called(scene, word[len(whose) + 1 :], f"{seat}.")
    if not found:
        found = _worded(scene, asked)
    return sorted(found, key=lambda name: not name.startswith(f"{scene.me}."))[:MOST]


def _called(scene: Scene, word: str, owner: str) -> list[str]:
    """The numbers of this name, or with the title of one; of one owner, if any is given."""
    known = scene.titles.numbers
    if f"{owner}{word}" in known:
        return [f"{owner}{word}"]
    called = {n: as_compared(known[n]) for n in known}
    meant = {called[n] for n in known if word in (n.rpartition(".")[2], called[n])}
    return [n for n in known if called[n] in meant and n.startswith(owner)]


def _worded(scene: Scene, asked: str) -> list[str]:
    """The numbers with all these words in their titles, or in that of their side."""
    known = scene.titles.numbers
    said = [one for one in WORD.findall(as_compared(asked)) if one not in AROUND]
    words = {n: WORD.findall(as_compared(f"{n} {scene.titles.number(n)}")) for n in known}
    found = [n for n in known if said and all(one in words[n] for one in said)]
    titles = list(dict.fromkeys(known[n] for n in found))
    if not titles:
        near = nearest(as_compared(asked), [name.rpartition(".")[2] for name in known])
        raise UsageError(f"No number is called '{asked[:60]}'. {near}")
    if len(titles) > 1:
        listed = first_few([f"'{title}'" for title in titles], LISTED)
        raise UsageError(f"Several numbers are called so: {listed}.")
    return found
