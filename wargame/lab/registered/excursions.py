"""Claim 1: restrictions leave where they started. Do they come back, stay, or break all trade?

Settled here: restriction is that of all measures in the role map, in force at the end of a round;
the start is before the first round. A game "returns" by its own definition, whatever trade does; it
"breaks" if trade kept is a fifth or less after each of the last four rounds, also one that returns;
it "stays" if it does neither.
"""

from __future__ import annotations

from wargame.content.model import Roles
from wargame.lab.record.rounds import numbers, restriction
from wargame.lab.record.timeline import Timeline
from wargame.lab.registered.counts import NOTHING, Behind, Counts, yes
from wargame.lab.registered.roles import measures_of_a, measures_of_b

LAST = 4
"""Rounds that are the end."""

TENTH, FIFTH = 10, 5


def count(line: Timeline, roles: Roles) -> Counts:
    """How the game went, if its restrictions rose by a tenth of the scale."""
    levels, most = restriction(line, (*measures_of_a(roles), *measures_of_b(roles)))
    start, peak, end = levels[0], max(levels), levels[1:][-LAST:]
    leaves = bool(end) and TENTH * (peak - start) >= most > 0
    behind = [
        Behind(0, f"levels in force {start} of {most}"),
        Behind(levels.index(peak), f"peak of {peak}"),
        *[Behind(line.rounds - len(end) + n, f"{one}") for n, one in enumerate(end, 1)],
    ]
    if not leaves:
        named = dict.fromkeys(("return", "stays", "break"), NOTHING)
        return {**named, "leaves": yes(False, behind)}
    is_back, is_broken = _is_back(start, peak, end, most), _is_broken(line, roles)
    return {
        "return": yes(is_back, behind),
        "stays": yes(not is_back and not is_broken, behind),
        "break": yes(is_broken, _of_trade(line, roles)),
        "leaves": yes(True, behind),
    }


def _is_back(start: int, peak: int, end: list[int], most: int) -> bool:
    """Whether the mean of the end is nearer to the start than to the peak, and not far below."""
    total, count = sum(end), len(end)
    down, up = abs(total - count * start), abs(count * peak - total)
    return down < up and TENTH * (count * start - total) < count * most


def _is_broken(line: Timeline, roles: Roles) -> bool:
    if roles.trade is None:
        return False
    last = numbers(line, roles.trade.number)[1:][-LAST:]
    return all(FIFTH * one <= roles.trade.all for one in last)


def _of_trade(line: Timeline, roles: Roles) -> list[Behind]:
    if roles.trade is None:
        return []
    kept = numbers(line, roles.trade.number)
    first = max(1, len(kept) - LAST)
    return [Behind(n, f"trade kept {kept[n]}") for n in range(first, len(kept))]
