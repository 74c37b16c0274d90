"""Gauges of trials: what is read off what happened in each arm, and how far the arms differ.

A gauge reads a `Timeline` (`lab.record`) and knows where the arms parted; it gives a part and a
whole, as every gauge does. So a stored pair can be judged from the timelines of its arms alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wargame.lab.arms.pair import Arms
from wargame.lab.estimate import Ratio, Shift, estimate, shift
from wargame.lab.record.build import timeline
from wargame.lab.record.timeline import Timeline
from wargame.rules.game import Game


@dataclass(frozen=True, slots=True)
class Parting:
    """Where the arms of a pair parted.

    Attributes:
        round, ply: Of the act.
        last_round: The last round of the window.
    """

    round: int
    ply: int
    last_round: int


TrialGauge = Callable[[Timeline, Parting], Ratio]
"""What is read in one arm."""


def parting(arms: Arms) -> Parting:
    """Where these arms parted."""
    return Parting(arms.round, arms.ply, arms.last_round)


def timelines(game: Game, arms: Arms) -> tuple[Timeline, ...]:
    """What has happened in each arm so far, in their order.

    Args:
        game: The deck's own, without orders.
    """
    return tuple(timeline(game, match.record) for match in arms.matches)


def gauged(game: Game, arms: Arms, gauge: TrialGauge) -> tuple[Ratio, ...]:
    """What a gauge reads in each arm, once the window has closed (`Arms.close`)."""
    return tuple(gauge(line, parting(arms)) for line in timelines(game, arms))


def difference(pairs: Sequence[Sequence[Ratio]], scale: int = 1) -> Shift | None:
    """How far the first arm lies from the second, over pairs; None if an arm has nothing to count.

    >>> found = difference([((1, 1), (0, 1)), ((1, 1), (1, 1)), ((1, 1), (0, 1))], 100)
    >>> round(found.value, 1)
    66.7
    """
    first, second = (estimate([pair[arm] for pair in pairs], scale) for arm in range(2))
    return shift(second, first) if first and second else None
