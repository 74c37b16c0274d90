"""The same events in an order that chance has made: what would come of it by itself?

Events of a round stay together and move to another round. Every kind of event is shuffled by
itself, so that each keeps its rounds with none, one or many, and only the order between kinds is
lost. Equal seeds give equal shuffles on every machine.

>>> permutation(5, 1), permutation(5, 1) == permutation(5, 1)
([4, 5, 3, 2, 1], True)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from wargame.play.seeds import derive
from wargame.rules.kernel import Stream

E = TypeVar("E")

ByRound = Mapping[int, E]
"""What happened in each round, from 1; rounds in which nothing did are left out."""


def permutation(rounds: int, seed: int) -> list[int]:
    """Where each round goes, from the first on: Fisher and Yates's shuffle."""
    order, stream = list(range(1, rounds + 1)), Stream(seed)
    for place in range(rounds - 1, 0, -1):
        other = stream.below(place + 1)
        order[place], order[other] = order[other], order[place]
    return order


def shuffled(kinds: Mapping[str, ByRound[E]], rounds: int, seed: int) -> dict[str, dict[int, E]]:
    """Kinds of events, each with its rounds permuted by itself."""
    found = {}
    for kind, events in kinds.items():
        order = permutation(rounds, derive(seed, "shuffle", kind))
        found[kind] = {order[number - 1]: what for number, what in sorted(events.items())}
    return found


def shuffles(
    kinds: Mapping[str, ByRound[E]], rounds: int, seed: int, count: int
) -> Iterator[dict[str, dict[int, E]]]:
    """So many shuffles, independent of one another."""
    for number in range(count):
        yield shuffled(kinds, rounds, derive(seed, number))
