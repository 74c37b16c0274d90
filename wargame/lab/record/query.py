"""Which events: tests that are joined by `where`.

>>> raised = LevelChange(9, 2, "licensing", "b", 0, 1, 0, 1, "act", "b", "measure licensing")
>>> paused = LevelChange(14, 3, "duty", "a", 2, 2, 2, 1, "deal", "", "deal item duty_one")
>>> events = (raised, paused)
>>> [one.thing for one in where(events, is_raise)], [one.thing for one in where(events, is_given)]
(['licensing'], ['duty'])
>>> where(events, between(1, 2), among(["duty", "fees"]))
()
>>> levels_given(events)
1
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from wargame.lab.record.timeline import CauseKind, LevelChange


class Dated(Protocol):
    """Anything that happened in a round."""

    @property
    def ply(self) -> int: ...
    @property
    def round(self) -> int: ...


class OfThing(Protocol):
    """Anything that happened to a thing of the deck."""

    @property
    def thing(self) -> str: ...


class Caused(Protocol):
    """What has a cause."""

    @property
    def cause(self) -> CauseKind: ...
    @property
    def by(self) -> str: ...


E = TypeVar("E")


def where(events: Iterable[E], *tests: Callable[[E], bool]) -> tuple[E, ...]:
    """The events that pass every test, in their order."""
    return tuple(event for event in events if all(test(event) for test in tests))


def among(things: Iterable[str]) -> Callable[[OfThing], bool]:
    """Events of these measures, projects, or numbers: of a class of them."""
    known = frozenset(things)
    return lambda event: event.thing in known


def between(first: int, last: int) -> Callable[[Dated], bool]:
    """Events of some rounds, the first and the last included."""
    return lambda event: first <= event.round <= last


def since(ply: int) -> Callable[[Dated], bool]:
    """Events at a move or later."""
    return lambda event: event.ply >= ply


def given_by(seat: str) -> Callable[[Caused], bool]:
    """What a seat gave: by its own act, or in a deal. Nothing else that falls was given."""
    return lambda event: event.cause == "deal" or (event.cause == "act" and event.by == seat)


def is_raise(change: LevelChange) -> bool:
    """Whether a level went up on the books by its owner's act."""
    return change.after > change.before and change.cause == "act" and change.by == change.seat


def is_fall(change: LevelChange) -> bool:
    """Whether less is in force than before."""
    return change.force_after < change.force_before


def is_given(change: LevelChange) -> bool:
    """Whether a level in force came down and its owner gave it.

    What is paused in a deal was given when the deal was signed; that it is taken off the books
    later, by the deal's end or by the owner, gives nothing more.
    """
    return is_fall(change) and given_by(change.seat)(change)


def is_answer(change: LevelChange) -> bool:
    """Whether a level moved by what its owner chose when an event asked."""
    return change.cause == "act" and change.source.startswith("inject ")


def levels_given(changes: Iterable[LevelChange]) -> int:
    """How many levels some changes give."""
    return sum(one.force_before - one.force_after for one in changes if is_given(one))
