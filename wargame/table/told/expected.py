"""What a side has to expect of a round that closes now: pace, floor, stores, reviews."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.dataclass import dataclass
from wargame.rules.asking.closing import Closing
from wargame.rules.asking.evaluate import names_in, number
from wargame.rules.ir import HOLDS, Branch, Compare, Read, walk
from wargame.table.told.instruments import comes_to, drained, gone_in
from wargame.table.told.scene import Scene
from wargame.table.words.closing import ended_by
from wargame.table.words.gate import stopped
from wargame.table.words.rows import BETTER, STRONG, WORSE
from wargame.table.words.winning import would_win

SOON = 3
"""Rounds within which it is told that a store runs out."""

COMPARED = {"<": "under", "<=": "at most", ">": "over", ">=": "at least"}


@dataclass(frozen=True, slots=True)
class Pace:
    """A seat's points at a table that names no winner.

    Attributes:
        points: What this round would bring.
        par: What the end is measured against; 0 where a class ends the game before that.
        pace: A round's share of par.
        end: The score at the end if every round left went like this one.
    """

    points: tuple[int, int]
    par: int
    pace: int
    end: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Emptying:
    """A store that gets emptier.

    Attributes:
        then: What is left as this round closes, or as it is judged then, if that is nothing.
        rounds: In how many rounds nothing is left, at the pace of this one; 1 for its end.
        after: What there is once this round is over: more than `then` where what is won brings it.
    """

    name: str
    now: int
    then: int
    rounds: int
    after: int


def ends_said(scene: Scene, closing: Closing) -> dict[str, str]:
    """Every way the game may end with the round, in words, and whether who looks wants it; nothing
    where it may go on."""
    if not closing.is_last:
        return {}
    if not closing.ends:
        return {ended_by(closing.endings, scene.titles.endings): STRONG}
    return {
        would_win(scene.view, end, scene.titles.seats): wanted(scene, end.winner)
        for end in closing.ends
    }


def is_sure(closing: Closing) -> bool:
    """Whether it is known how the game ends, where it does."""
    return len(closing.ends) == 1 or not (closing.ends or closing.may_differ)


def over_said(scene: Scene, closing: Closing) -> list[str]:
    """That the game is over with the round, and how, in sentences; nothing where it may go on."""
    either = "The game is over" if is_sure(closing) else "Perhaps"
    return [stopped(f"{either}: {end}") for end in ends_said(scene, closing)]


def unkept(scene: Scene, closing: Closing) -> Iterator[tuple[str, str]]:
    """What of deals would not be kept: by whom, and what comes of that, in a sentence."""
    titles = scene.titles
    for one in closing.unkept:
        giver = titles.givers[one.id]
        how = f"{titles.seats[giver]} breaks the deal" if one.breaks else "it is over"
        perhaps = "" if one.is_sure else "perhaps "
        yield giver, stopped(f"{titles.items[one.id]}: {perhaps}not done, and {how}")


def ends_early(scene: Scene, closing: Closing) -> bool:
    """Whether the game is over with a round that is not its last."""
    return closing.is_last and scene.view.round < scene.last_round


def wanted(scene: Scene, winner: str) -> str:
    """Whether an end is what somebody wants who looks, by who wins by it."""
    return BETTER if winner == scene.me else WORSE if winner else STRONG


def floor_numbers(scene: Scene, seat: str) -> list[str]:
    """The numbers of a seat that its floor hangs on."""
    return [name for name in _floor_reads(scene, seat) if name.startswith(f"{seat}.")]


def floor_causes(scene: Scene, closing: Closing, seat: str) -> list[str]:
    """What is told of a floor in a forecast: the numbers of its seat, and where it may break all
    others that it hangs on, such as those of parties."""
    is_safe = False not in closing.floors.get(seat, ())
    names = floor_numbers(scene, seat) if is_safe else _floor_reads(scene, seat)
    return [name for name in names if name in closing.numbers]


def _floor_reads(scene: Scene, seat: str) -> list[str]:
    """Every number that the floor of a seat hangs on."""
    program = scene.view.rules.program
    number = scene.view.rules.seat_number(seat)
    floor = program.contest.floors[number] if program.contest else None
    return [name.text for name in names_in(floor)] if floor is not None else []


def counts_points(scene: Scene, closing: Closing) -> bool:
    """Whether points are what counts: nobody wins by a lead, and there are any."""
    has_any = bool(closing.earned) or any(map(any, closing.worth.values()))
    return scene.view.match_end is None and has_any


def pace_of(scene: Scene, closing: Closing, seat: str) -> Pace:
    """Points that a seat would earn, what it should, and where that leads."""
    view = scene.view
    low, high = closing.numbers[f"{seat}.score"]
    now = view.value(f"{seat}.score")
    left = max(0, scene.last_round - view.round)
    worth = closing.worth[seat]
    par = next(one.par for one in scene.deck.seats if one.id == seat)
    points = (low - now, high - now)
    end = (low + left * points[0] + worth[0], high + left * points[1] + worth[1])
    rounds = max(1, scene.rounds_of_par(seat))
    return Pace(points, scene.par(seat), round(par / rounds), end)


def emptying(scene: Scene, closing: Closing, seat: str) -> list[Emptying]:
    """The stores of a seat that are empty soon, soonest first.

    After this round they lose what the board says that they lose each round: what a judgement
    takes or gives once is no pace. Where it says nothing, they go on as in this round.
    """
    plan, found = scene.deck.board, []
    drains = {one.number: one for one in plan.stores if one.drain} if plan else {}
    for row in scene.listed:
        if row.owner != seat or row.better != "up" or row.is_purse:
            continue
        if row.name not in closing.numbers:
            continue
        then, after = comes_to(closing, row.name, row.least), closing.numbers[row.name][0]
        used = row.value - then
        if not row.unit or used <= 0:
            continue
        store = drains.get(row.name)
        each = drained(scene, store)[1] if store and then > row.least else used
        rounds = gone_in(then, row.least, each)
        if 0 < rounds <= SOON:
            found.append(Emptying(row.name, row.value, then, rounds, after))
    return sorted(found, key=lambda one: one.rounds)


@dataclass(frozen=True, slots=True)
class ReviewAsked:
    """What a review at the end of the round asks of a number of whoever looks.

    Attributes:
        then: The number as it would be.
        asked: What it has to be, such as `at most 9`.
        is_met: Whether it would be; None where that cannot be known.
    """

    review: str
    name: str
    then: tuple[int, int]
    asked: str
    is_met: bool | None


def reviews_due(scene: Scene, closing: Closing) -> Iterator[ReviewAsked]:
    """What the reviews of this round ask of the numbers of whoever looks.

    Where one asks several things of a number, what holds is told, or what may; else the first.
    """
    asked: dict[tuple[str, str], list[ReviewAsked]] = {}
    for one in _asked_by_reviews(scene, closing):
        asked.setdefault((one.review, one.name), []).append(one)
    for found in asked.values():
        yield from [one for one in found if one.is_met is not False] or found[:1]


def _asked_by_reviews(scene: Scene, closing: Closing) -> Iterator[ReviewAsked]:
    view, rules = scene.view, scene.view.rules
    for review in rules.program.reviews:
        for stmt in walk(review.do) if view.round in review.rounds else ():
            match stmt:
                case Branch(Compare((op,), (Read(name), limit))) if (
                    op in COMPARED
                    and name.text in closing.numbers
                    and name.text.startswith(f"{scene.me}.")
                ):
                    then, most = closing.numbers[name.text], number(limit, view.read)
                    met = {HOLDS[op](one, most) for one in then}
                    is_met = met.pop() if len(met) == 1 else None
                    yield ReviewAsked(
                        review.title, name.text, then, f"{COMPARED[op]} {most}", is_met
                    )
