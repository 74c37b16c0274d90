"""The numbers of a point of a sweep, game by game, and how far they lie from another point's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from wargame.content.typed import SEMINAR
from wargame.dataclass import dataclass
from wargame.lab.authors.examples import NOBODY
from wargame.lab.readings import GameReadings, gauges_of
from wargame.lab.runs.question import what_seats_get
from wargame.lab.stats.estimate import Estimate, Ratio, estimate, shift
from wargame.objects import bound, rounded
from wargame.rules.game import Game


@dataclass(frozen=True, slots=True)
class SweptNumber:
    """A number at a point, with its 95 % interval.

    Attributes:
        name: What it is: an ending, a seat or `nobody`, or the title of a gauge.
        kind: `ending` in percent of games, `points` of a seat, or `gauge`; where a winner is named
            also `win`, of a seat in percent of the games that somebody won, of nobody of all.
        claim: Of a gauge, the number of its claim; else 0.
        unit: What it is counted in: `%`, of points what a seat gets, of a gauge what the deck says.
        games: How many games had anything to measure.
        value: The number; null if no game had.
        low: The lower bound, or null.
        high: The upper bound, or null.
    """

    name: str
    kind: str
    claim: int
    unit: str
    games: int
    value: float | None = field(metadata=rounded(3))
    low: float | None = field(metadata=rounded(3))
    high: float | None = field(metadata=rounded(3))


@dataclass(frozen=True, slots=True)
class SweptChange:
    """How far a number at a point lies from the same at the point that all are compared with.

    Attributes:
        name, kind, claim: Of the number.
        games: How many games had anything to measure, at the point that has fewer of them.
        change: The number here less the number there, game by game on the same luck.
        low: The lower bound of its 95 % interval, or null.
        high: The upper bound of its 95 % interval, or null.
        detectable: How large a true change must be to be told from none nine times in ten, or null.
    """

    name: str
    kind: str
    claim: int
    games: int
    change: float = field(metadata=rounded(3))
    low: float = field(metadata=bound(3))
    high: float = field(metadata=bound(3))
    detectable: float = field(metadata=bound(3))


@dataclass(frozen=True, slots=True)
class NumberByGame:
    """A number of a point, game by game.

    Attributes:
        ratios: By the number of each game that counts; (0, 0) if it has nothing to measure.
        scale: 100 for percent.
    """

    name: str
    kind: str
    unit: str
    ratios: Mapping[int, Ratio]
    scale: int
    claim: int = 0

    def over(self, games: Iterable[int]) -> Estimate | None:
        """What it is over some games."""
        return estimate([self.ratios[one] for one in games], self.scale)


def numbers_of(game: Game, games: Mapping[int, GameReadings]) -> Iterator[NumberByGame]:
    """All that is told of a point: wins, endings, points, gauges."""
    if game.table != SEMINAR:
        yield from _wins(game, games)
    for ending in game.deck.endings:
        yield _share(ending.id, "ending", {n: one.ending == ending.id for n, one in games.items()})
    for place, seat in enumerate(game.seats):
        got = {n: (one.returns[place], 1) for n, one in games.items()}
        yield NumberByGame(seat, "points", what_seats_get(game), got, 1)
    for claim in game.rules.program.claims:
        for key, gauge in gauges_of(claim):
            if not gauge.players:
                ratios = {n: one.ratios.get(key, (0, 0)) for n, one in games.items()}
                unit = gauge.unit or ("%" if gauge.is_percent else "")
                scale = 100 if gauge.is_percent else 1
                yield NumberByGame(gauge.title, "gauge", unit, ratios, scale, claim.id)


def _wins(game: Game, games: Mapping[int, GameReadings]) -> Iterator[NumberByGame]:
    """How often each seat won of the games that somebody won, and how often nobody did."""
    for seat in game.seats:
        won = {n: (int(one.winner == seat), int(bool(one.winner))) for n, one in games.items()}
        yield NumberByGame(seat, "win", "%", won, 100)
    yield _share(NOBODY, "win", {n: not one.winner for n, one in games.items()})


def _share(name: str, kind: str, holds: Mapping[int, bool]) -> NumberByGame:
    """In how many games something holds, in percent."""
    return NumberByGame(name, kind, "%", {n: (int(one), 1) for n, one in holds.items()}, 100)


def swept_number(one: NumberByGame) -> SweptNumber:
    """A number over the games of a point."""
    found = one.over(one.ratios)
    head = (one.name, one.kind, one.claim, one.unit)
    if found is None:
        return SweptNumber(*head, 0, None, None, None)
    return SweptNumber(*head, found.games, found.value, found.low, found.high)


def swept_change(here: NumberByGame, there: NumberByGame) -> SweptChange | None:
    """How far a number lies from that of another point, over the games that count at both."""
    both = [one for one in here.ratios if one in there.ratios]
    before, after = there.over(both), here.over(both)
    if before is None or after is None:
        return None
    found, games = shift(before, after), min(before.games, after.games)
    told = (found.value, found.low, found.high, found.detectable)
    return SweptChange(here.name, here.kind, here.claim, games, *told)
