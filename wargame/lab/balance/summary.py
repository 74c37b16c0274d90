"""Adds games up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from wargame.lab.balance import course
from wargame.lab.balance.objects import EndingPart, HowItWent, SeatPoints, TakeUp, take_up
from wargame.lab.balance.played import UsesInGame
from wargame.lab.balance.uses import key_of, uses_of
from wargame.lab.estimate import Mean, Ratio, correlation, mean_of, share_of
from wargame.rules.game import Game

Games = Sequence[UsesInGame]


def seats_in(game: Game, games: Games) -> tuple[SeatPoints, ...]:
    """What each seat got."""
    pars = [seat.par for seat in game.rules.program.seats]
    found = []
    for n, seat in enumerate(game.seats if games else ()):
        points = [one.returns for one in games]
        plain = [tuple(p + par for p, par in zip(row, pars, strict=True)) for row in points]
        ratios = [(one.first[n], sum(one.first)) for one in games]
        found.append(
            SeatPoints(
                seat,
                _sure([(row[n], 1) for row in points]),
                _sure([(row[n], 1) for row in plain]),
                _ahead(points, n),
                _ahead(plain, n),
                share_of(ratios),
            )
        )
    return tuple(found)


def _ahead(points: Sequence[tuple[int, ...]], n: int) -> Mean:
    """Share of games in which a seat ended above all others; a tie counts half."""
    found = share_of([(_wins(row, n), 2) for row in points])
    assert found is not None, "there are games"
    return found


def _wins(row: tuple[int, ...], n: int) -> int:
    most = max(value for place, value in enumerate(row) if place != n)
    return 1 + (row[n] > most) - (row[n] < most)


def endings_in(game: Game, games: Games) -> tuple[EndingPart, ...]:
    """How games ended, in deck order."""
    counts = Counter(one.ending for one in games)
    found = []
    for ending in game.deck.endings if games else ():
        share = share_of([(int(one.ending == ending.id), 1) for one in games])
        assert share is not None, "there are games"
        found.append(EndingPart(ending.id, counts[ending.id], share))
    return tuple(found)


def course_of(games: Games) -> HowItWent | None:
    """How games went."""
    if not games:
        return None
    won = [one.margins for one in games if one.margins[-1]]
    halves = [(half, m) for m in won if (half := course.half_time(m))]
    return HowItWent(
        rounds=_sure([(len(one.margins), 1) for one in games]),
        choices=_sure([(one.choices, 1) for one in games]),
        options=mean_of([(one.options, one.choices) for one in games]),
        passes=share_of([one.passes for one in games]),
        lead=_sure([(one.margins[-1], 1) for one in games]),
        lead_changes=_sure([(course.lead_changes(one.margins), 1) for one in games]),
        settled=share_of(_each(won, lambda m: (course.settled(m) or 0, len(m)))),
        drama=mean_of(_each(won, lambda m: (course.drama(m) or 0, 1))),
        half_time=correlation(
            [float(half) for half, _ in halves], [float(m[-1]) for _, m in halves]
        ),
        half_time_wins=share_of([(int(half * m[-1] > 0), 1) for half, m in halves]),
        close=share_of([one.close for one in games]),
    )


def _each(games: Iterable[course.Margins], say: Callable[[course.Margins], Ratio]) -> list[Ratio]:
    return [say(margins) for margins in games]


def _sure(ratios: Sequence[Ratio]) -> Mean:
    found = mean_of(ratios)
    assert found is not None, "there are games"
    return found


def choices_in(game: Game, games: Games) -> tuple[TakeUp, ...]:
    """What was open, taken and burnt."""
    open_, taken, burnt = (Counter[str]() for _ in range(3))
    for one in games:
        open_.update(one.open)
        taken.update(one.taken)
        burnt.update(one.burnt)
    rows = [(use, key_of(use)) for use in uses_of(game)]
    return tuple([take_up(use, open_[key], taken[key], burnt[key]) for use, key in rows])
