"""Which thing was meant: by its id, its title, or the name that stands on a target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, TypeVar

from wargame.errors import UsageError, nearest
from wargame.table.told.scene import Scene
from wargame.table.words.gate import as_compared

if TYPE_CHECKING:
    from wargame.content.model import (
        Agenda,
        Card,
        DealItem,
        Front,
        Measure,
        Project,
        ReadyPackage,
        SeatAction,
    )

MOST = 4
"""Numbers of one name that are told of at once."""


class Titled(Protocol):
    """Something of a deck that people call by its title."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


T = TypeVar("T", bound=Titled)


def find_card(scene: Scene, asked: str) -> Card:
    """The card with this id or title, or the only one whose title has these words in it.

    Raises:
        UsageError: There is none.
    """
    return _found("card", scene.deck.cards, asked)


def find_measure(scene: Scene, asked: str) -> Measure:
    """The measure with this id or title; raises as `find_card` does."""
    return _found("measure", scene.deck.measures, asked)


def find_project(scene: Scene, asked: str) -> Project:
    """The project with this id or title; raises as `find_card` does."""
    return _found("project", scene.deck.projects, asked)


def find_action(scene: Scene, asked: str) -> SeatAction:
    """The action with this id or title; raises as `find_card` does."""
    return _found("action", scene.deck.actions, asked)


def find_agenda(scene: Scene, asked: str) -> Agenda:
    """The agenda with this id or title; raises as `find_card` does."""
    return _found("agenda", scene.deck.agendas, asked)


def find_front(scene: Scene, asked: str) -> Front:
    """The front with this id or title; raises as `find_card` does."""
    return _found("front", scene.deck.fronts, asked)


def find_item(scene: Scene, asked: str) -> DealItem:
    """The deal item with this id or title; raises as `find_card` does."""
    return _found("item", scene.deck.deals.items if scene.deck.deals else [], asked)


def find_package(scene: Scene, asked: str) -> ReadyPackage:
    """The ready package with this id or title; raises as `find_card` does."""
    return _found("ready package", scene.deck.deals.packages if scene.deck.deals else [], asked)


def _found(kind: str, nouns: Iterable[T], asked: str) -> T:
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
    word = as_compared(asked).strip()
    for whose, seat in (("my.", scene.me), ("their.", scene.rival)):
        if word.startswith(whose):
            word = f"{seat}.{word.removeprefix(whose)}"
    known = scene.titles.numbers
    if word in known:
        return [word]
    found = [n for n in known if word in (n.rpartition(".")[2], as_compared(known[n]))]
    if not found:
        near = nearest(word, [name.rpartition(".")[2] for name in known])
        raise UsageError(f"No number is called '{asked[:60]}'. {near}")
    return sorted(found, key=lambda name: not name.startswith(f"{scene.me}."))[:MOST]
