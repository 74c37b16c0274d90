"""The study of a deck's balance."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY

from wargame.content.typed import SEMINAR
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.balance.objects import Balance, RoundRobin, Worth, outliers, worth, yielding
from wargame.lab.balance.played import UsesInGame, count_uses
from wargame.lab.balance.restricted import RestrictedTask
from wargame.lab.balance.summary import choices_in, course_of, endings_in, matches_in, seats_in
from wargame.lab.balance.uses import Use, key_of, uses_of
from wargame.lab.balance.variance import Got, Part, split_variance
from wargame.lab.runs.game_study import DrawnStudy, GameTask
from wargame.lab.runs.study import Find
from wargame.play.player import is_program
from wargame.rules.winners import MATCH_POINT

Found = list[tuple[GameTask, UsesInGame]]


@dataclass(eq=False)
class BalanceStudy(DrawnStudy[UsesInGame, Balance]):
    """What each seat gets, how games go, and what is taken of what is open.

    Attributes:
        restricted: Pairs of games for each use of each seat, at most; 0 for none.
        kinds: What restricted play asks about, such as ("card",); left out: everything.
        split: Seeds on which everyone plays everyone in both seats; 0 for none.
        beyond: In changes of the lead, nobody counts as ahead as far as this.
    """

    kind = "balance"
    finding = UsesInGame

    _: KW_ONLY
    restricted: int = 0
    kinds: tuple[str, ...] = ()
    split: int = 0
    beyond: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.split and not self._in_both_seats():
            raise UsageError(
                "What points hang on is told of two players or more who play both seats: name them,"
                " as --players greedy,random."
            )
        pairs = len(self.game.seats) * len(list(self._barred())) * self.restricted
        self.total = self.games + pairs + len(list(self._design()))

    @staticmethod
    def work(task: GameTask) -> UsesInGame:
        """Play a game and count."""
        return count_uses(task.match())

    def is_sound(self, task: GameTask, found: UsesInGame) -> bool:
        """Whether it has a score for every seat, an ending of the deck, and rounds."""
        endings = {ending.id for ending in self.game.deck.endings}
        seats = len(self.game.seats)
        is_whole = len(found.returns) == len(found.first) == seats and bool(found.margins)
        is_match = (found.winner is None) == (self.game.table == SEMINAR)
        return is_whole and found.ending in endings and is_match

    def answer(self, find: Find[GameTask, UsesInGame]) -> Balance:
        """Play the games, and those that hang on what was found in them."""
        game, found = self.game, list(self.counted(find))
        games = [one for _, one in found]
        over: Counter[str] = Counter()
        for one in games:
            over.update(one.over)
        return Balance(
            games=self.games,
            players=self.people.by_seat,
            seats=seats_in(game, games),
            endings=endings_in(game, games),
            course=course_of(game, games, self.beyond),
            choices=choices_in(game, games),
            yielding=yielding(over),
            restricted=outliers(list(self._worths(find, found))) if self.restricted else None,
            variance=self._variance(find) if self.split else None,
            round_robin=self._round_robin() if self.split else None,
            matches=matches_in(game, games),
            **self.question,
        )

    # --- restricted play ---------------------------------------------------------------------

    def _worths(self, find: Find[GameTask, UsesInGame], found: Found) -> Iterator[Worth]:
        """What each use is worth to each seat that took it in two games or more."""
        pairs = list(self._pairs(found))
        self.total = self.games + len(pairs) + len(list(self._design()))
        without = find([task for task, _ in pairs])
        by: dict[tuple[str, Use], list[tuple[tuple[int, ...], tuple[int, ...]]]] = {}
        for (task, played), other in zip(pairs, without, strict=True):
            by.setdefault((task.seat, task.use), []).append((played.returns, other.returns))
        spreads = self._spreads(found)
        leap = 0 if self.game.table == SEMINAR else MATCH_POINT
        for (seat, use), both in by.items():
            me = self.game.rules.seat_number(seat)
            own = [with_[me] - less[me] for with_, less in both]
            rival = [_others(with_, me) - _others(less, me) for with_, less in both]
            yield worth(use, seat, own, rival, spreads[me], len(by), leap)

    def _pairs(self, found: Found) -> Iterator[tuple[RestrictedTask, UsesInGame]]:
        """Games in which a seat took a use, and the same without it: the first so many."""
        for use, keys in self._barred():
            for number, seat in enumerate(self.game.seats):
                took = [
                    (task, one)
                    for task, one in found
                    if any((number, key) in one.users for key in keys)
                    and not is_program(task.players[number])
                ][: self.restricted]
                for task, one in took if len(took) > 1 else ():
                    yield (
                        RestrictedTask(
                            self.deck, self.people, self.seed, task.index, (), self.terms, seat, use
                        ),
                        one,
                    )

    def _barred(self) -> Iterator[tuple[Use, list[str]]]:
        """What is barred, and as what uses it was counted: a project is barred whole."""
        by: dict[Use, list[str]] = {}
        for kind, name, use in uses_of(self.game):
            if kind in (self.kinds or (kind,)):
                barred = kind, name.partition(":")[0], use
                by.setdefault(barred, []).append(key_of((kind, name, use)))
        return iter(by.items())

    def _spreads(self, found: Found) -> list[float]:
        """The standard deviation of each seat's points."""
        rows = zip(*(one.returns for _, one in found), strict=True)
        return [statistics.pstdev(row) for row in rows]

    # --- what points hang on -----------------------------------------------------------------

    def _design(self) -> Iterator[GameTask]:
        """Everyone who plays every seat against everyone, on the same seeds."""
        both = self._in_both_seats()
        first, second = self.game.seats
        for one in both:
            for other in both:
                fixed = ((first, one), (second, other))
                for index in range(self.split):
                    yield GameTask(self.deck, self.people, self.seed, index, fixed, self.terms)

    def _in_both_seats(self) -> tuple[str, ...]:
        """Who plays every seat; nobody if one alone does."""
        of_all = [set(names) for _, names in self.people.seats]
        both = [name for name in self.people.names if all(name in names for names in of_all)]
        return tuple(both) if len(both) > 1 else ()

    def _round_robin(self) -> RoundRobin:
        both = self._in_both_seats()
        return RoundRobin(both, self.split, self.split * len(both) ** 2)

    def _variance(self, find: Find[GameTask, UsesInGame]) -> tuple[Part, ...]:
        tasks = list(self._design())
        got: list[Got] = []
        for task, one in zip(tasks, find(tasks), strict=True):
            people = dict(task.fixed)
            for number, seat in enumerate(self.game.seats):
                (rival,) = (name for other, name in people.items() if other != seat)
                got.append(Got(task.index, number, people[seat], rival, one.returns[number]))
        return split_variance(got)


def _others(row: Sequence[int], me: int) -> int:
    """What all others got together."""
    return sum(row) - row[me]
