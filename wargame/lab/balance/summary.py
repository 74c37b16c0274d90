"""Adds games up."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence

from wargame.content.typed import SEMINAR
from wargame.lab.authors.examples import NOBODY
from wargame.lab.balance import course
from wargame.lab.balance.objects import (
    INDIFFERENT,
    EndingPart,
    HowItWent,
    Matches,
    Mistold,
    SeatPoints,
    TakeUp,
    Wins,
    WonBy,
    take_up,
)
from wargame.lab.balance.played import UsesInGame
from wargame.lab.balance.uses import key_of, uses_of
from wargame.lab.stats.estimate import (
    Mean,
    Ratio,
    correlation,
    mean_of,
    mean_over,
    share_above,
    share_of,
    share_over,
)
from wargame.rules.game import Game

Games = Sequence[UsesInGame]


def seats_in(game: Game, games: Games) -> tuple[SeatPoints, ...]:
    """What each seat got."""
    pars = [game.rules.par(number) for number, _ in enumerate(game.seats)]
    found = []
    for n, seat in enumerate(game.seats if games else ()):
        points = [one.returns for one in games]
        plain = [tuple(p + par for p, par in zip(row, pars, strict=True)) for row in points]
        ratios = [(one.first[n], sum(one.first)) for one in games]
        found.append(
            SeatPoints(
                seat,
                mean_over([row[n] for row in points]),
                mean_over([row[n] for row in plain]),
                share_above(points, n),
                share_above(plain, n),
                share_of(ratios),
            )
        )
    return tuple(found)


def endings_in(game: Game, games: Games) -> tuple[EndingPart, ...]:
    """How games ended, in deck order."""
    counts = Counter(one.ending for one in games)
    found = []
    for ending in game.deck.endings if games else ():
        share = share_over([one.ending == ending.id for one in games])
        found.append(EndingPart(ending.id, counts[ending.id], share))
    return tuple(found)


def matches_in(game: Game, games: Games) -> Matches | None:
    """Who won, and by what; None at a table that names no winner."""
    if game.table == SEMINAR or not games:
        return None
    winners = [one.winner or NOBODY for one in games]
    decided = [who for who in winners if who != NOBODY]
    wins = tuple(
        [
            Wins(
                who,
                winners.count(who),
                share_over([one == who for one in winners]),
                _of_decided(decided, who),
            )
            for who in (*game.seats, NOBODY)
        ]
    )
    ways = [(who, one.won_by) for who, one in zip(winners, games, strict=True)]
    won_by = [
        WonBy(*way, times, share_over([one == way for one in ways]))
        for way, times in Counter(ways).most_common()
    ]
    start = game.rules.lead(game.rules.fresh()) or 0
    return Matches(start, wins, tuple(won_by), mistold_in(game, games))


def mistold_in(game: Game, games: Games) -> tuple[Mistold, ...]:
    """Endings that told of another winner than there was."""
    tells = {ending.id: ending.winner for ending in game.deck.endings}
    told = [(one.ending, tells[one.ending], one.winner or NOBODY) for one in games]
    wrong = Counter((name, said, won) for name, said, won in told if said and said != won)
    return tuple([Mistold(*way, times) for way, times in wrong.most_common()])


def _of_decided(decided: Sequence[str], who: str) -> Mean | None:
    return None if who == NOBODY else share_of([(int(one == who), 1) for one in decided])


def _ahead_at_end(game: Game, one: UsesInGame) -> int:
    """Who won: 1 for the first seat, -1 for the second, 0 for nobody; where nobody can, who
    ended ahead."""
    if one.winner is None:
        return (one.margins[-1] > 0) - (one.margins[-1] < 0)
    return 0 if not one.winner else 1 if one.winner == game.seats[0] else -1


def _indifferent(games: Games) -> list[Ratio]:
    """Per game, thought-out choices whose two best are within a part of the spread of ends."""
    spreads = [statistics.pstdev(row) for row in zip(*(one.worths for one in games), strict=True)]
    return [
        (sum(gap <= 100 * INDIFFERENT * spreads[seat] for seat, gap in one.gaps), len(one.gaps))
        for one in games
    ]


def course_of(game: Game, games: Games, beyond: int = 0) -> HowItWent | None:
    """How games went.

    Args:
        beyond: As far as this nobody is counted as ahead, in changes of the lead.
    """
    if not games:
        return None
    won = [one.margins for one in games if one.margins[-1]]
    halves = [(half, one) for one in games if (half := course.half_time(one.margins)) is not None]
    led = [(half, end) for half, one in halves if half and (end := _ahead_at_end(game, one))]
    return HowItWent(
        rounds=mean_over([len(one.margins) for one in games]),
        choices=mean_over([one.choices for one in games]),
        options=mean_of([(one.options, one.choices) for one in games]),
        passes=share_of([one.passes for one in games]),
        lead=mean_over([one.margins[-1] for one in games]),
        lead_changes=mean_over([course.lead_changes(one.margins, beyond) for one in games]),
        settled=share_of([(course.settled(margins) or 0, len(margins)) for margins in won]),
        drama=mean_of([(course.drama(margins) or 0, 1) for margins in won]),
        half_time=correlation(
            [float(half) for half, _ in halves], [float(one.margins[-1]) for _, one in halves]
        ),
        half_time_wins=share_of([(int(half * end > 0), 1) for half, end in led]),
        close=share_of([one.close for one in games]),
        indifferent=share_of(_indifferent(games)),
        beyond=beyond,
    )


def choices_in(game: Game, games: Games) -> tuple[TakeUp, ...]:
    """What was open, taken and burnt."""
    open_, taken, burnt = (Counter[str]() for _ in range(3))
    for one in games:
        open_.update(one.open)
        taken.update(one.taken)
        burnt.update(one.burnt)
    rows = [(use, key_of(use)) for use in uses_of(game)]
    return tuple([take_up(use, open_[key], taken[key], burnt[key]) for use, key in rows])
