"""The ledger of a finished game: what luck and choices made of its result.

It follows the true course: the worth of a position is the mean of continuations from it, the same
worlds at every position, and what a stretch of moves changed belongs to whoever made it. A mean of
few worlds is known badly, and a game has many stretches, so that their noise would drown the parts.
Over whole games by habit the changes are known to add up to the spread of results; so each change
that was measured counts only for as much of it as that leaves for more than noise, and what is
then missing from the result is shared out by how badly each stretch is known (the posterior mean of
a normal prior and normal noise). What cannot even be told from the start's own noise is left over.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from wargame.dataclass import dataclass
from wargame.lab.ended.analysis_object import LuckStretch, SeatLedger
from wargame.lab.ended.continuations import PlayedOn, Values
from wargame.lab.stats.estimate import mean_and_error
from wargame.rules.position import codes_at, scratch

RECKONED: Final = 120_000
"""Nodes that the ledger may play on, where that leaves worlds enough."""
FEWEST: Final = 16
"""Worlds of the ledger, at least."""
MOST: Final = 300
"""Worlds of the ledger, at most."""
LISTED: Final = 5
"""Stretches of luck that are told."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Moves of one owner: a seat, or "" for luck; from one ply up to another."""

    owner: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Shared:
    """How a seat's result is shared out.

    Attributes:
        changes: What each stretch made of it.
        doubts: What of each is not known, as a variance, before the result is held against it.
        start: What could be expected at the start.
        start_doubt: Its variance.
    """

    changes: Sequence[float]
    doubts: Sequence[float]
    start: float
    start_doubt: float

    def error(self, places: Sequence[int]) -> float:
        """The standard error of the sum of some stretches."""
        own, whole = sum(self.doubts[k] for k in places), sum(self.doubts) + self.start_doubt
        return math.sqrt(max(0.0, own - own * own / whole)) if whole else 0.0


@dataclass(slots=True)
class Reckoning:
    """The ledger while it is made.

    Attributes:
        stretches: In order, from the first move to the last.
        values: At each end of a stretch, in each world, what it came to for each seat.
        drift: At each end of a stretch, what the first seat could expect.
    """

    onward: PlayedOn
    stretches: list[Stretch]
    values: list[list[Values]]
    drift: list[tuple[int, float]]

    @property
    def worlds(self) -> int:
        """Continuations from each position."""
        return len(self.values[0])

    def ledgers(self) -> Iterator[SeatLedger]:
        """One for each seat."""
        for number, seat in enumerate(self.onward.game.seats):
            shared = self._shared(number)
            places: dict[str, list[int]] = defaultdict(list)
            for k, one in enumerate(self.stretches):
                places["luck" if not one.owner else "own" if one.owner == seat else "rival"].append(
                    k
                )
            parts = [places[part] for part in ("luck", "own", "rival")]
            luck, own, rival = (round(sum(shared.changes[k] for k in part), 1) for part in parts)
            start, result = round(shared.start, 1), self.values[-1][0][number]
            left = round(result - start - luck - own - rival, 1)
            error = round(max(map(shared.error, parts)), 1)
            yield SeatLedger(seat, result, start, luck, own, rival, left, error)

    def _shared(self, number: int) -> Shared:
        """A seat's result, shared out among the stretches."""
        measured = [
            mean_and_error([b[number] - a[number] for a, b in zip(before, after, strict=True)])
            for before, after in pairwise(self.values)
        ]
        noise = sum(error * error for _, error in measured)
        begun = [one[number] for one in (*self.onward.starts, *self.values[0])]
        start, start_error = mean_and_error(begun)
        known = start_error**2 * len(begun)
        counts = known / (known + noise) if noise else 1.0
        doubts = [counts * error * error for _, error in measured]
        changes = [counts * change for change, _ in measured]
        missing = self.values[-1][0][number] - start - sum(changes)
        whole = sum(doubts) + start_error**2
        if whole:
            changes = [c + missing * d / whole for c, d in zip(changes, doubts, strict=True)]
        return Shared(changes, doubts, start, start_error**2)

    def luck(self) -> list[LuckStretch]:
        """The stretches of luck that moved most."""
        changes, positions = self._shared(0).changes, self.onward.positions
        found = [k for k, one in enumerate(self.stretches) if not one.owner]
        found.sort(key=lambda k: -abs(changes[k]))
        return [
            LuckStretch(
                one.start,
                int(positions[one.start].round),
                tuple(_drawn(self.onward, one)),
                round(changes[k], 1),
            )
            for k in found[:LISTED]
            for one in [self.stretches[k]]
        ]


def reckon(onward: PlayedOn) -> Reckoning:
    """Play on from each end of a stretch."""
    stretches = _stretches(onward)
    places = [one.start for one in stretches] + [len(onward.actions)]
    cost = sum(len(onward.actions) - place for place in places)
    worlds = max(FEWEST, min(MOST, RECKONED // max(1, cost)))
    drift, values = [], []
    for place in places:
        found, chance = [], 0.0
        for world in range(worlds):
            s = scratch(onward.positions[place])
            onward.run(s, world)
            found.append(onward.results(s))
            chance += (onward.chances if onward.is_contest else onward.results)(s)[0] / worlds
        values.append(found)
        drift.append((place, round(chance, 1)))
    return Reckoning(onward, stretches, values, drift)


def _stretches(onward: PlayedOn) -> list[Stretch]:
    found, at = [], 0
    for owner, group in groupby(_owners(onward)):
        stop = at + len(list(group))
        found.append(Stretch(owner, at, stop))
        at = stop
    return found


def _owners(onward: PlayedOn) -> Iterator[str]:
    """Whose each move is; what could not have come otherwise belongs to what was before it."""
    owner = ""
    for position, action in zip(onward.positions, onward.actions, strict=False):
        if len(codes_at(position)) > 1:
            owner = action.seat if action.seat in onward.game.seats else ""
        yield owner


def _drawn(onward: PlayedOn, one: Stretch) -> Iterator[tuple[str, int, int]]:
    """What came at each node of luck that had more than one outcome, with its weight."""
    for place in range(one.start, one.stop):
        position, action = onward.positions[place], onward.actions[place]
        if not position.is_chance:
            continue
        outcomes = onward.game.chance_outcomes(position)
        if len(outcomes) > 1:
            weight = next(weight for one, weight in outcomes if one.text == action.text)
            title = position.whole_title_of(action)
            said = f"{action.verb.word} {title}" if title else action.text
            yield said, weight, sum(weight for _, weight in outcomes)
