"""What an offer is worth to each seat: the game played on with it signed, and with it refused.

Both ways on meet the same luck and the same moods, in so many worlds; the seats follow habits that
the deck taught itself, in other games than those from which players that look ahead have theirs, so
that nobody is judged by his own guess. Values are exact for them, up to the number of worlds; what
all gain together is kept by halves of the worlds too, so that one half can choose between packages
and the other say what the choice is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from weakref import WeakKeyDictionary

from wargame.content.typed import CONTEST
from wargame.dataclass import dataclass
from wargame.players import training
from wargame.players.habits import Habits
from wargame.players.imagined import ACCEPT, DECLINE, PASS, BaseState, seats_of, stir, worth
from wargame.players.playout import FOR_EVER, Playout
from wargame.players.proposals import Way, after_way, may_begin, packages
from wargame.rules.game import Game
from wargame.rules.position import Position, scratch
from wargame.rules.ruleset import Ruleset

TRIED: Final = 60
"""Packages of a talk that are looked at."""

FIRST_LOOKS: Final = 2
"""Worlds in which each of them is tried."""

SHORT_LIST: Final = 8
"""Those that are then tried in all worlds."""

PARTS: Final = 100
"""Gains are kept in hundredths of a point."""

JUDGE: Final = 2_000
"""The school of the habits by which offers are judged: other trainings than those of players."""

_LEARNED: WeakKeyDictionary[Ruleset, Habits] = WeakKeyDictionary()

Gains = tuple[int, ...]
"""What each seat gains, in hundredths of a point."""


@dataclass(frozen=True, slots=True)
class Appraised:
    """What a package is worth, signed against refused.

    Attributes:
        gains: By seat, in hundredths of a point, over all worlds.
        halves: What all gain together, in hundredths of a point, in either half of the worlds.
    """

    gains: Gains
    halves: tuple[int, int]


@dataclass(frozen=True, slots=True)
class BestPackage:
    """The best package that was found in a talk.

    Attributes:
        items: What is given in it; empty if none leaves nobody worse off.
        worth: Measured in worlds in which it was not chosen.
    """

    items: tuple[str, ...]
    worth: Appraised


def _habits_of(rules: Ruleset) -> Habits:
    """The habits by which offers are judged, learned once in each process."""
    found = _LEARNED.get(rules)
    if found is None:
        found = _LEARNED[rules] = training.schooled(rules, JUDGE)
    return found


class Appraiser:
    """Weighs what is on the table, knowing all that is hidden.

    Args:
        worlds: How many the game is played on in, 2 or more.
    """

    def __init__(self, game: Game, worlds: int) -> None:
        self.game, self.engine, self.worlds = game, game.rules.engine, worlds
        self.playout = Playout(self.engine, _habits_of(game.rules))

    @property
    def is_contest(self) -> bool:
        """Whether the table names a winner, so that one seat's win is the other's loss."""
        return self.game.table == CONTEST

    def may_offer(self, position: Position) -> bool:
        """Whether a seat may begin a package here."""
        return may_begin(self.engine, scratch(position))

    def offer(self, position: Position) -> tuple[tuple[str, ...], Appraised]:
        """What the offer on the table gives, and what it is worth: signed, against refused."""
        s = scratch(position)
        items = self.game.rules.item_ids(s.draft or s.deal_items[s.arg - 1])
        base = stir(s.ply, self.worlds)
        signed, refused = (after_way(self.engine, s, (one,)) for one in (ACCEPT, DECLINE))
        return items, _worth(self._gains(signed, self._ends(refused, base, self.worlds), base))

    def best(self, position: Position) -> BestPackage:
        """The package with the largest joint gain that leaves nobody worse off.

        None is looked for at a contest, where one seat's win is the other's loss.
        """
        if self.is_contest:
            return self._none
        s = scratch(position)
        base = stir(s.ply, self.worlds + 1)
        ends = self._ends(after_way(self.engine, s, (PASS,)), base, 2 * self.worlds)
        ways = sorted(packages(self.engine, s, base), key=lambda way: stir(base, sum(way)))[:TRIED]
        likely = self._ranked(s, ways, ends[:FIRST_LOOKS], base)[:SHORT_LIST]
        good = [
            way
            for way in self._ranked(s, likely, ends[: self.worlds], base)
            if min(self._worth(s, way, ends[: self.worlds], base).gains) >= 0
        ]
        if not good:
            return self._none
        fresh = ends[self.worlds :]
        return BestPackage(
            self._items(s, good[0]), self._worth(s, good[0], fresh, base + self.worlds)
        )

    @property
    def _none(self) -> BestPackage:
        return BestPackage((), Appraised(tuple([0] * len(self.game.seats)), (0, 0)))

    def _ranked(
        self, s: BaseState, ways: Sequence[Way], ends: Sequence[Gains], base: int
    ) -> list[Way]:
        """Packages by joint gain, the largest first."""
        return sorted(ways, key=lambda way: -sum(self._worth(s, way, ends, base).gains))

    def _worth(self, s: BaseState, way: Way, ends: Sequence[Gains], base: int) -> Appraised:
        signed = after_way(self.engine, s, (*way, ACCEPT))
        return _worth(self._gains(signed, ends, base))

    def _gains(self, signed: BaseState, ends: Sequence[Gains], base: int) -> list[Gains]:
        """In each world, what each seat has more at the end."""
        found = self._ends(signed, base, len(ends))
        return [
            tuple([a - b for a, b in zip(with_, less, strict=True)])
            for with_, less in zip(found, ends, strict=True)
        ]

    def _ends(self, s: BaseState, base: int, worlds: int) -> list[Gains]:
        """What each seat has at the end, world by world."""
        found = []
        for world in range(base, base + worlds):
            end = s.copy()
            self.playout.run(end, world, FOR_EVER)
            found.append(tuple([worth(self.engine, end, k) for k in seats_of(self.engine)]))
        return found

    def _items(self, s: BaseState, way: Way) -> tuple[str, ...]:
        return self.game.rules.item_ids(after_way(self.engine, s, way).draft)


def _worth(gains: Sequence[Gains]) -> Appraised:
    joint = [sum(one) for one in gains]
    means = tuple([_mean(some) for some in zip(*gains, strict=True)])
    return Appraised(means, (_mean(joint[0::2]), _mean(joint[1::2])))


def _mean(points: Sequence[int]) -> int:
    return round(PARTS * sum(points) / len(points))
