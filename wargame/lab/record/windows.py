"""What follows what: windows, lags and risk sets. Shares are (part, whole), as everywhere.

>>> from wargame.lab.record.timeline import Deed
>>> cuts = [Deed(3, 1, "b", "tighten", "ore"), Deed(40, 8, "b", "tighten", "ore")]
>>> relief = [Deed(9, 3, "a", "ease", "duty"), Deed(20, 5, "a", "ease", "duty")]
>>> followed(cuts, relief, within=2, last=9), followed(cuts, relief, within=1, last=9)
((1, 1), (0, 2))
>>> lags(cuts, relief)
[2, None]
>>> hazard(at_risk(6, lambda number: number >= 3), relief)
(2, 4)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from wargame.lab.record.query import Dated
from wargame.lab.stats.estimate import Ratio


def follows(first: Dated, then: Dated, within: int) -> bool:
    """Whether one event comes after another, at most so many rounds later."""
    return then.ply > first.ply and then.round - first.round <= within


def followed(firsts: Iterable[Dated], thens: Sequence[Dated], *, within: int, last: int) -> Ratio:
    """How many events are followed by one of some others.

    Args:
        within: Rounds that the answer may take.
        last: The last round that is known: events whose window reaches beyond are left out.
    """
    known = [first for first in firsts if first.round + within <= last]
    return sum(any(follows(first, then, within) for then in thens) for first in known), len(known)


def lags(firsts: Iterable[Dated], thens: Sequence[Dated]) -> list[int | None]:
    """Rounds from each event to the first of the others behind it; None if none comes."""
    found = []
    for first in firsts:
        later = [then.round - first.round for then in thens if then.ply > first.ply]
        found.append(min(later) if later else None)
    return found


def at_risk(rounds: int, holds: Callable[[int], bool]) -> tuple[int, ...]:
    """The rounds in which something could happen: those in which a condition holds."""
    return tuple(number for number in range(1, rounds + 1) if holds(number))


def hazard(risk: Iterable[int], events: Iterable[Dated]) -> Ratio:
    """In how many of the rounds at risk it happened."""
    rounds = {event.round for event in events}
    known = tuple(risk)
    return sum(number in rounds for number in known), len(known)
