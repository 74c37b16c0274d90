"""Values by round: levels and numbers; what fell due, and what could not.

A list by round begins with the start of the game, so that entry n is after round n.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wargame.lab.record.timeline import Bargain, Timeline, Venture
from wargame.lab.stats.estimate import Ratio


def numbers(line: Timeline, name: str) -> list[int]:
    """A public number at the start and after every round.

    Raises:
        KeyError: There is none of that name.
    """
    return [line.number(name, after) for after in range(line.rounds + 1)]


def books(line: Timeline, measure: str) -> list[int]:
    """A measure's level on the books, at the start and at the end of every round."""
    (found,) = (one.level for one in line.measures if one.id == measure)
    changes = [(one.round, one.after) for one in line.levels if one.thing == measure]
    return _by_round(found, changes, line.rounds)


def forces(line: Timeline, measure: str) -> list[int]:
    """What of a measure is in force, at the start and at the end of every round."""
    (found,) = (one.force for one in line.measures if one.id == measure)
    changes = [(one.round, one.force_after) for one in line.levels if one.thing == measure]
    return _by_round(found, changes, line.rounds)


def _by_round(start: int, changes: Sequence[tuple[int, int]], rounds: int) -> list[int]:
    found = [start]
    for number in range(1, rounds + 1):
        now = [value for when, value in changes if when == number]
        found.append(now[-1] if now else found[-1])
    return found


def restriction(line: Timeline, measures: Iterable[str]) -> tuple[list[int], int]:
    """Levels in force of some measures together, by round, and the sum of their maxima."""
    wanted = tuple(measures)
    columns = [forces(line, measure) for measure in wanted]
    most = sum(one.max for one in line.measures if one.id in wanted)
    return [sum(values) for values in zip(*columns, strict=True)], most


def running(bargain: Bargain, last: int) -> range:
    """The rounds at whose end a deal runs, up to the last that is known."""
    return range(bargain.round, last + 1 if bargain.ended is None else bargain.ended)


def on_time(ventures: Iterable[Venture], grace: int, last: int) -> Ratio:
    """Of the projects that have fallen due, how many were done in time.

    Args:
        grace: Rounds beyond the due one that still count as in time.
        last: The last round that is known: what would fall due later is left out.
    """
    known = [venture for venture in ventures if venture.due + grace <= last]
    done = [one for one in known if one.done is not None and one.done <= one.due + grace]
    return len(done), len(known)
