"""The best deal that a finished game never made.

Two kinds of deal may have been missed: an offer that was refused, and a package that nobody tabled
in the talks of a round; what was signed in another round was made. Each is held against what was
done instead, in the same worlds, from what the seat knew that chose.

- At a seminar table both can gain: the best deal leaves nobody worse off, and both together gain
  most by it.
- At a contest what one gains the other loses, so that only a refusal can have been a mistake: the
  best deal is the refused offer that would have brought most to the seat that refused it.

A few worlds find what may be good; that is then tried often in worlds of its own, and is told only
if the whole interval is above nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Final

from wargame.dataclass import dataclass
from wargame.lab.ended.analysis_object import MissedDeal
from wargame.lab.ended.continuations import Faced, PlayedOn, Values
from wargame.lab.ended.deciding import pairs_of
from wargame.lab.stats.estimate import Z, mean_and_error
from wargame.players.imagined import ACCEPT, REPLY, BaseState, stir
from wargame.players.proposals import Way, after_way, may_begin, packages
from wargame.rules.position import scratch

LOOKED_AT: Final = 25_000
"""Nodes that the first look may play on; it leaves out packages where it would play on more."""
MOST_WAYS: Final = 40
"""Packages of a talk that are looked at."""
FEWEST_WAYS: Final = 4
"""The same where games are long."""
LOOKS: Final = ((None, 2), (10, 16))
"""Heats: how many are let in, and worlds."""
LAST: Final = 2
"""Deals that are tried often."""
WORLD: Final = 400_000
"""The first world: apart from those by which moves are weighed."""


@dataclass(slots=True)
class Missable:
    """A deal that might have been made, while it is weighed.

    Attributes:
        choice: Where it was refused, or could have been tabled.
        way: How it would have been made there.
        items: What is given in it, by number.
        is_refused: Whether it was on the table.
        gains: What it would have brought each seat, world by world.
    """

    choice: Faced
    way: Way
    items: int
    is_refused: bool
    gains: list[Values] = field(default_factory=list)

    def worth(self, *, is_contest: bool) -> float:
        """How good it looks: what the seat that refused it would gain, or all together; a deal by
        which somebody is worse off comes behind all others."""
        means: list[float] = [sum(some) / len(some) for some in zip(*self.gains, strict=True)]
        if is_contest:
            return means[self.choice.seat]
        return sum(means) if min(means) >= 0 else min(means)


def missed_deal(onward: PlayedOn) -> MissedDeal | None:
    """The best deal that was never made; None if none was found."""
    left, first = list(_missable(onward)), WORLD
    for most, worlds in LOOKS:
        left = left[:most]
        _weigh(onward, left, range(first, first + worlds))
        left.sort(key=lambda one: -one.worth(is_contest=onward.is_contest))
        first += worlds
    found = []
    for one in left[:LAST]:
        one.gains.clear()
        _weigh(onward, [one], range(first, first + pairs_of(onward)))
        deal = _told(onward, one)
        if deal.low > 0 and (onward.is_contest or min(deal.gains.values()) >= 0):
            found.append(deal)
    return max(found, key=lambda one: one.gain, default=None)


def _missable(onward: PlayedOn) -> Iterator[Missable]:
    """All that was refused, and what could have been tabled at the first talk of each round, but
    for what was signed in the game after all, or before."""
    choices = list(onward.faced())
    answered = [one for one in choices if scratch(one.position).node == REPLY]
    signed = {_on_the_table(one) for one in answered if one.taken == ACCEPT}
    for one in answered:
        items = _on_the_table(one)
        if ACCEPT in one.others and items not in signed:
            yield Missable(one, (ACCEPT,), items, is_refused=True)
    talks: dict[int, Faced] = {}
    for one in choices:
        s = scratch(one.position)
        if may_begin(onward.game.rules.engine, s) and not onward.is_contest:
            talks.setdefault(s.round, one)
    most = _ways_of_each(onward, list(talks.values()))
    for number, one in talks.items():
        s = scratch(one.position)
        base = stir(one.ply, WORLD)
        known = signed | {_on_the_table(other) for other in answered if _round(other) == number}
        ways = packages(onward.game.rules.engine, s, base)
        for way in sorted(ways, key=lambda way: stir(base, sum(way)))[:most]:
            after = after_way(onward.game.rules.engine, s, way)
            if after.node == REPLY and _items(after) not in known:
                yield Missable(one, (*way, ACCEPT), _items(after), is_refused=False)


def _items(s: BaseState) -> int:
    """What is given in the offer that is to be answered."""
    return int(s.draft or s.deal_items[s.arg - 1])


def _on_the_table(one: Faced) -> int:
    """The same of a decision."""
    return _items(scratch(one.position))


def _round(one: Faced) -> int:
    return int(one.position.round)


def _ways_of_each(onward: PlayedOn, talks: Sequence[Faced]) -> int:
    """How many packages of each talk the first look can try."""
    moves = sum(len(onward.actions) - one.ply for one in talks)
    worlds = LOOKS[0][1]
    return max(FEWEST_WAYS, min(MOST_WAYS, LOOKED_AT // max(1, worlds * moves)))


def _weigh(onward: PlayedOn, deals: Sequence[Missable], worlds: range) -> None:
    """Try some deals in some more worlds, each against what was done instead."""
    value = onward.chances if onward.is_contest else onward.results
    at: dict[int, list[Missable]] = defaultdict(list)
    for one in deals:
        at[one.choice.ply].append(one)
    for here in at.values():
        choice = here[0].choice
        ways = [(choice.taken,), *(one.way for one in here)]
        for world in worlds:
            was, *found = onward.in_world(choice, ways, world, value)
            for one, values in zip(here, found, strict=True):
                one.gains.append([b - a for a, b in zip(was, values, strict=True)])


def _told(onward: PlayedOn, one: Missable) -> MissedDeal:
    seats, choice = onward.game.seats, one.choice
    whole = [gains[choice.seat] if onward.is_contest else sum(gains) for gains in one.gains]
    mean, error = mean_and_error(whole)
    return MissedDeal(
        choice.ply,
        int(choice.position.round),
        seats[choice.seat] if one.is_refused else "",
        onward.game.rules.item_ids(one.items),
        {
            seat: round(sum(gains[n] for gains in one.gains) / len(one.gains), 1)
            for n, seat in enumerate(seats)
        },
        round(mean, 1),
        round(mean - Z * error, 1),
        round(mean + Z * error, 1),
        len(whole),
    )
