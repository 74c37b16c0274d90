"""The frame of a story: how the game ended, what made it, and how it stood on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.rules.amounts import listed
from wargame.table.told.account.objects import ENDING, PointSource, Sentence, Waterfall
from wargame.table.told.account.sources import largest
from wargame.table.told.account.story.basis import StoryBasis
from wargame.table.words.gate import stopped
from wargame.table.words.winning import ahead_by


def told_ending(e: StoryBasis) -> Iterator[Sentence]:
    if all(entry.ply != e.last for entry in e.log):
        return
    end = e.verdict
    named = f": {end.title}" if end.title else ""
    said = end.said or " ".join(side.said for side in end.sides)
    when = "In" if e.last_round == e.line.rounds else "After"
    text = f"{stopped(f'{when} round {e.last_round} it was over{named}')} {said}"
    yield Sentence(ENDING, text, end.winner, (e.last,), said)


def told_sources(e: StoryBasis) -> Iterator[Sentence]:
    """What brought the winner most, and the largest loss."""
    for fall, sign, seat in _totals(e):
        best, worst = largest(fall.sources, sign), largest(fall.sources, -sign)
        if best:
            yield _source(e, "largest source", best, sign, seat)
        if worst:
            yield _source(e, "largest loss", worst, sign, seat)


def _totals(e: StoryBasis) -> Iterator[tuple[Waterfall, int, str]]:
    """The total that the story tells of, which way is up in it, and whose it is."""
    if not e.falls:
        return
    if e.falls[0].seat:
        for fall in sorted(e.falls, key=lambda fall: fall.par - fall.end):
            yield fall, 1, fall.seat
    else:
        fall = e.falls[0]
        seats = list(e.titles.seats)
        winner = e.verdict.winner or seats[fall.end < 0]
        yield fall, -1 if winner == seats[1] else 1, winner


def _source(
    e: StoryBasis, kind: str, some: Sequence[PointSource], sign: int, seat: str
) -> Sentence:
    change = f"{sign * some[0].change:+d}"
    said = "brought" if kind == "largest source" else "cost"
    each = " each" if len(some) > 1 else ""
    what = listed([one.title for one in some])
    text = f"{what} {said} {e.seat(seat)} most: {change}{each} ({_dated(e, some, sign)})."
    plies = tuple(sorted({ply for one in some for ply in one.plies}))
    return Sentence(kind, text, seat, plies, f"{what} {change}")


def _dated(e: StoryBasis, some: Sequence[PointSource], sign: int) -> str:
    """When sources moved a total: what moved it the other way at times is told how much it did
    either way, so that it is not dated to when it did the opposite."""
    parts = [_by_way(e, one, sign) for one in some]
    if all(len(part) < 2 for part in parts):
        return e.rounds(number for one in some for number in one.rounds)
    if len(some) == 1:
        return "; ".join(parts[0])
    named = zip(some, parts, strict=True)
    return "; ".join(f"{one.title} {', '.join(part)}" for one, part in named)


def _by_way(e: StoryBasis, one: PointSource, sign: int) -> list[str]:
    """How much a source moved a total each way, and when; first the way it did on the whole."""
    moved = [(n, sign * by) for n, by in zip(one.rounds, one.by_round, strict=True) if by]
    first = 1 if sign * one.change > 0 else -1
    ways = [{n: by for n, by in moved if by * way > 0} for way in (first, -first)]
    return [f"{sum(way.values()):+d} {e.in_rounds(way)}" for way in ways if way]


def told_turn(e: StoryBasis) -> Iterator[Sentence]:
    """When the lead changed hands for the last time."""
    turn = e.turn
    if turn is not None and any(entry.ply == turn.ply for entry in e.log):
        seat = list(e.titles.seats)[turn.after < 0]
        won = f"{e.seat(seat)} took the lead for good in {e.when(turn.round)}"
        text = stopped(f"{won}, by {turn.title}")
        figure = f"lead {turn.before:+d} to {turn.after:+d}"
        yield Sentence("last turn", text, seat, (turn.ply,), figure)


def told_halfway(e: StoryBasis) -> Iterator[Sentence]:
    """How it stood at half time."""
    number = e.last_round // 2
    last = max((entry.ply for entry in e.log if entry.round == number), default=-1)
    if number and last >= 0:
        said = [
            f"{e.seat(line.seat)} {line.values[number]:+d} against the pace of its par"
            if line.seat
            else ahead_by(line.values[number], e.titles.seats)
            for line in e.course.lines
        ]
        text = stopped(f"Halfway, after {e.when(number)}, it stood so: {'; '.join(said)}")
        if said:
            yield Sentence("halfway", text, "", (last,), "; ".join(said))


def told_steepest(e: StoryBasis) -> Iterator[Sentence]:
    """The round that moved each line of the course most."""
    for line in e.course.lines:
        moved = [b - a for a, b in zip(line.values, line.values[1:], strict=False)]
        if not moved:
            continue  # it was over as it began
        number = max(range(len(moved)), key=lambda n: abs(moved[n])) + 1
        last = max((entry.ply for entry in e.log if entry.round == number), default=-1)
        change = moved[number - 1]
        if change and last >= 0:
            towards = list(e.titles.seats.values())[change < 0]
            what, by = "the lead further", f"{abs(change)} towards {towards}"
            if line.seat:
                what, by = (
                    f"{e.seat(line.seat)} further against the pace of its par",
                    f"{change:+d}",
                )
            text = stopped(f"No round moved {what} than {e.when(number)}: {by}")
            yield Sentence("steepest round", text, line.seat, (last,), f"{change:+d}")
