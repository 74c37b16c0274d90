"""Gauges of trials: what is read off what happened in each arm, and how far the arms differ.

A gauge reads a `Timeline` (`lab.record`) and knows where the arms parted; it gives a part and a
whole, as every gauge does. So a stored pair can be judged from the timelines of its arms alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wargame.lab.arms.pair import Arms
from wargame.lab.record.build import LaterRules, timeline
from wargame.lab.record.timeline import Timeline
from wargame.lab.registered.counts import Opening
from wargame.lab.stats.estimate import Ratio, Shift, estimate, shift
from wargame.rules.game import Game

ArmGauge = Callable[[Timeline, Opening], Ratio]
"""What is read in one arm, which knows where it parted from the other."""


def opening(arms: Arms) -> Opening:
    """Where these arms parted."""
    return Opening(arms.round, arms.ply)


def timelines(
    game: Game, arms: Arms, watch: Sequence[str] = (), later: LaterRules | None = None
) -> tuple[Timeline, ...]:
    """What has happened in each arm so far, in their order.

    Args:
        game: The deck's own, without orders.
        watch: Public numbers whose every change is told too.
        later: The rules that the arms went on under, if they are others.
    """
    return tuple(timeline(game, match.record, watch, later) for match in arms.matches)


def gauged(game: Game, arms: Arms, gauge: ArmGauge) -> tuple[Ratio, ...]:
    """What a gauge reads in each arm, once the window has closed (`Arms.close`)."""
    return tuple(gauge(line, opening(arms)) for line in timelines(game, arms))


def difference(pairs: Sequence[Sequence[Ratio]], scale: int = 1) -> Shift | None:
    """How far the first arm lies from the second, over pairs; None if an arm has nothing to count.

    >>> found = difference([((1, 1), (0, 1)), ((1, 1), (1, 1)), ((1, 1), (0, 1))], 100)
    >>> round(found.value, 1)
    66.7
    """
    first, second = (estimate([pair[arm] for pair in pairs], scale) for arm in range(2))
    return shift(second, first) if first and second else None
