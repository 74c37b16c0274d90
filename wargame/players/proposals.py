"""The ways on from a decision, each as a sequence of actions that is chosen as a whole.

Most decisions are one action. In talks a package is a sequence, item by item and then its term,
and there may be hundreds: only a dozen that no other one beats for both seats are worth a thought.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from math import comb, prod
from typing import Final

from wargame.players.budget import Meter
from wargame.players.imagined import (
    ACCEPT,
    ARGUMENT,
    COUNTER,
    EDIT,
    REPLY,
    TALK,
    BaseState,
    Engine,
    is_amend,
    is_offer,
    is_ready,
    is_send,
    is_table,
    item_sets,
    seats_of,
    stir,
    worth,
)
from wargame.players.playout import Playout

MOST: Final = 12
"""Packages that a seat considers tabling."""

MOST_COUNTERS: Final = 6
"""Counters that a seat considers sending."""

MOST_TRIED: Final = 400
"""Packages that are weighed at all."""

SHARE: Final = 0.3
"""Part of the time that may go into choosing among packages."""

Way = tuple[int, ...]


class Proposer:
    """Lists ways on, on one full position.

    Args:
        world: Whose luck the packages are weighed on.
        last_round: How far they are played on.
        meter: Is told every playout.
    """

    def __init__(self, playout: Playout, world: int, last_round: int, meter: Meter) -> None:
        self.playout, self.engine = playout, playout.engine
        self.world, self.last_round, self.meter = world, last_round, meter

    def ways_on(self, s: BaseState) -> list[Way]:
        """What the seat to move may do, each way with all steps that belong together."""
        legal = self.engine.legal(s)
        if s.node == TALK and not s.draft:
            plain = [(code,) for code in legal if not (is_offer(code) or is_of_ready(code))]
            return plain + self.best_for_both(s, packages(self.engine, s, self.world), MOST)
        if s.node == TALK:
            return self.best_for_both(s, packages(self.engine, s, self.world), MOST)
        if s.node == EDIT:
            return self.best_for_both(s, edits(self.engine, s, content(s)), MOST_COUNTERS)
        if s.node == REPLY:
            plain = [(code,) for code in legal if code != COUNTER and not is_ready(code)]
            return plain + self.best_for_both(s, counters(self.engine, s), MOST_COUNTERS)
        return [(code,) for code in legal]

    def best_for_both(self, s: BaseState, ways: list[Way], most: int) -> list[Way]:
        """Of many proposals, at most so many that hardly any other one beats for both seats.

        Each is taken as signed and played on, all on the same luck.
        """
        if len(ways) <= most:
            return ways
        ways = sorted(ways, key=lambda way: stir(self.world, sum(way)))[:MOST_TRIED]
        gains: list[tuple[float, ...]] = []
        for way in ways:
            if self.meter.used > SHARE and len(gains) >= most:
                break
            gains.append(self._if_signed(s, way))
        order = sorted(range(len(gains)), key=lambda k: (beaten_by(gains, k), -sum(gains[k])))
        return [ways[k] for k in sorted(order[:most])]

    def _if_signed(self, s: BaseState, way: Way) -> tuple[float, ...]:
        after = s.copy()
        for code in way:
            self.engine.do_action(after, code)
        self.engine.act(after, ACCEPT)
        self.playout.run(after, self.world, self.last_round)
        self.meter.count(after.ply - s.ply)
        return tuple([worth(self.engine, after, seat) for seat in seats_of(self.engine)])


def after_way(engine: Engine, s: BaseState, way: Way) -> BaseState:
    """A copy of a position, with a way gone from it."""
    after = s.copy()
    for code in way:
        engine.act(after, code)
    return after


def is_of_ready(code: int) -> bool:
    """Whether an action takes up a ready package, as it is or to change it."""
    return is_ready(code) or is_amend(code)


def may_begin(engine: Engine, s: BaseState) -> bool:
    """Whether a seat may begin a package here: item by item, or from one that is ready."""
    begins = s.node == TALK and not s.draft
    return begins and any(is_offer(code) or is_of_ready(code) for code in engine.legal(s))


def packages(engine: Engine, s: BaseState, world: int) -> list[Way]:
    """Packages that may be tabled from here: all of them, or `MOST_TRIED` picked blindly.

    Those that are ready come first, then those with changes, then those put together.
    """
    legal = engine.legal(s)
    ready = [(code,) for code in legal if is_ready(code)]
    amended = changed_packages(engine, s, [code for code in legal if is_amend(code)])
    is_drafting = s.draft or any(is_offer(code) for code in legal)
    put = put_together(engine, s, world) if is_drafting else []
    return [*ready, *amended, *put]


def changed_packages(engine: Engine, s: BaseState, amends: list[int]) -> list[Way]:
    """Ready packages with one or two changes, each different one once."""
    seen = contents(engine, amends)
    found: list[Way] = []
    for code in amends:
        after = s.copy()
        engine.do_action(after, code)
        found += _edited(engine, after, (code,), seen)
    return found


def contents(engine: Engine, codes: Iterable[int]) -> set[tuple[int, int]]:
    """What is in the ready packages that some actions take up, and for how long."""
    rows = [engine.tables.packages[code & ARGUMENT] for code in codes]
    return {(row.items, row.term) for row in rows}


def counters(engine: Engine, s: BaseState) -> list[Way]:
    """Every different counter to the package on the table."""
    ready = [code for code in engine.legal(s) if is_ready(code)]
    return [*((code,) for code in ready), *changes(engine, s, ready)]


def changes(engine: Engine, s: BaseState, ready: Iterable[int]) -> Iterator[Way]:
    """The counters that change the package on the table, into none of those that are ready."""
    if engine.legal(s)[-1] == COUNTER:
        after = s.copy()
        engine.do_action(after, COUNTER)
        yield from _edited(engine, after, (COUNTER,), {content(s), *contents(engine, ready)})


def put_together(engine: Engine, s: BaseState, world: int) -> list[Way]:
    """Packages drafted item by item: all of them, or `MOST_TRIED` picked blindly."""
    found: list[Way] = []
    most = engine.tables.deals.max_items
    if prod(_ways(items, most) for items in item_sets(engine, s)) <= MOST_TRIED:
        _draft(engine, s, (), found)
        return found
    picked = {_picked(engine, s.copy(), stir(world, k)) for k in range(MOST_TRIED)}
    return sorted(picked)


def _ways(items: int, most: int) -> int:
    """How many sets of at least one and at most so many items there are, or 1."""
    return max(1, sum(comb(items, k) for k in range(1, most + 1)))


def _picked(engine: Engine, s: BaseState, luck: int) -> Way:
    """A package put together blindly, small ones more often. Changes `s`."""
    way: list[int] = []
    while not way or not is_table(way[-1]):
        legal = [code for code in engine.legal(s) if is_offer(code) or is_table(code)]
        luck = stir(luck, len(way))
        tables = [code for code in legal if is_table(code)]
        choice = tables if tables and luck & 1 else legal
        way.append(choice[(luck >> 1) % len(choice)])
        engine.do_action(s, way[-1])
    return tuple(way)


def _draft(engine: Engine, s: BaseState, way: Way, found: list[Way]) -> None:
    for code in engine.legal(s):
        if is_table(code):
            found.append((*way, code))
        elif is_offer(code):
            after = s.copy()
            engine.do_action(after, code)
            _draft(engine, after, (*way, code), found)


def content(s: BaseState) -> tuple[int, int]:
    """What is in the package at hand, and for how long."""
    return s.draft, s.draft_term


def edits(engine: Engine, s: BaseState, *but: tuple[int, int]) -> list[Way]:
    """Every different package that may be sent from an EDIT node, but for some."""
    return list(_edited(engine, s, (), set(but)))


def _edited(engine: Engine, s: BaseState, way: Way, seen: set[tuple[int, int]]) -> Iterator[Way]:
    """The ways on that end in a package not seen yet."""
    for code in engine.legal(s):
        if is_send(code):
            if content(s) not in seen:
                seen.add(content(s))
                yield (*way, code)
        else:
            after = s.copy()
            engine.do_action(after, code)
            yield from _edited(engine, after, (*way, code), seen)


def beaten_by(gains: list[tuple[float, ...]], k: int) -> int:
    """How many others are at least as good for every seat, and better for one."""
    own = gains[k]
    return sum(1 for other in gains if other != own and all(map(operator.ge, other, own)))
