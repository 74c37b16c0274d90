"""The forecast: what the round would come to if it closed now, in full and in a few words."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence

from wargame.dataclass import dataclass
from wargame.rules.asking.closing import Closing
from wargame.rules.asking.evaluate import names_in, number
from wargame.rules.ir import Branch, Compare, Read, walk
from wargame.table.told.blocks import Block, Heading, Moved, Moves, Point, Points, Text
from wargame.table.told.fronts import moved_beside_lead
from wargame.table.told.instruments import gone_in
from wargame.table.told.scene import Scene
from wargame.table.words.closing import front_goes, lead_goes, lead_move_said, runs_out, said
from wargame.table.words.fronts import leads, when
from wargame.table.words.rows import ALERT, BETTER, DIM, STRONG, WORSE, Target
from wargame.table.words.view_models import idle_lead
from wargame.table.words.winning import would_win

SOON = 3
"""Rounds within which it is told that a store runs out."""

COMPARED = {"<": "under", "<=": "at most", ">": "over", ">=": "at least"}
HOLDS: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

NOT_COUNTED = "What either side still does this round is not counted, nor what luck brings after."


@dataclass(frozen=True, slots=True)
class Pace:
    """A seat's points at a table that names no winner.

    Attributes:
        points: What this round would bring.
        par: What it is measured against, over the whole game.
        pace: Its share of par for each round.
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
        rounds: In how many rounds nothing is left, at the pace of this one; 1 for its end.
    """

    name: str
    now: int
    then: int
    rounds: int


def forecast(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """What the round would come to if it closed now."""
    closing = scene.closing
    if closing is None:
        yield Text("No round is under way whose account is still to come.", DIM)
        return
    yield Heading("If the round closed now", "section")
    yield from _points(scene, closing)
    if scene.view.lead is not None:
        yield from _contested(scene, closing)
    yield from _floors(scene, closing)
    due = [_asked_point(scene, one) for one in reviews_due(scene, closing)]
    if due:
        yield Heading("Judged at the end of this round")
        yield Points(due)
    dry = [one for seat in (scene.me, scene.rival) for one in emptying(scene, closing, seat)]
    if dry:
        yield Heading("Stores that run out")
        yield Points(
            [
                Point(runs_out(scene.titles.number(one.name), one.rounds), target=_number(one.name))
                for one in dry
            ]
        )
    yield from _moves(scene, closing)
    yield Text(NOT_COUNTED, DIM)
    if closing.is_rough:
        yield Text("Of all that luck may bring, only the likeliest was followed.", DIM)


def _asked_point(scene: Scene, one: ReviewAsked) -> Point:
    """A review, what it asks, and what there would be."""
    holds = {True: "so it is", False: "not so", None: "still open"}[one.is_met]
    title = scene.titles.numbers.get(one.name, one.name)
    text = f"{one.review}: {title} {one.asked}? It would be {said(one.then)}: {holds}."
    return Point(text, role=WORSE if one.is_met is False else "", target=_number(one.name))


def _number(name: str) -> Target:
    return Target("number", name)


def _contested(scene: Scene, closing: Closing) -> Iterator[Block]:
    """The lead, and every front, those that are judged soonest first."""
    view, seats = scene.view, scene.titles.seats
    if view.match_end is not None and closing.lead is not None and view.lead is not None:
        yield Text(lead_goes(view.lead, closing.lead, seats), STRONG)
        moves = [Point(f"{lead_move_said(one, seats)}.") for one in closing.lead_by]
        yield from [Points(moves)] if moves else []
    if closing.is_last:
        for end in closing.ends:
            either = "The game is over" if len(closing.ends) == 1 else "Perhaps"
            yield Text(f"{either}: {would_win(view, end, seats)}", STRONG)
    judged = {one.id: one for one in closing.judged}
    rows, idle = [], idle_lead(scene.deck)
    for front in sorted(view.fronts, key=lambda one: (one.id not in judged, one.due)):
        if front.id in judged and front.into == idle:
            who = leads(seats, judged[front.id].value[0])
            text = f"{front.title}: {who}."
            rows.append(Point(text, "now", role=STRONG, target=Target("front", front.id)))
        elif front.id in judged:
            one = judged[front.id]
            what = moved_beside_lead(scene, front.into)
            text = front_goes(one.title, one.value, one.stake, one.moved, seats, what)
            rows.append(Point(text, "now", role=STRONG, target=Target("front", front.id)))
        elif front.due > 0:
            low, high = closing.fronts[front.id]
            who = leads(seats, low) if low == high else "still open"
            stake = "" if front.into == idle else f" at stake {front.stake}"
            text = f"{front.title}: {who}; judged {when(front.due)}{stake}."
            rows.append(Point(text, f"in {front.due}", target=Target("front", front.id)))
    if rows:
        yield Points(rows)


def _floors(scene: Scene, closing: Closing) -> Iterator[Block]:
    """Whether each side would hold its floor, with the numbers that it hangs on."""
    for seat, ways in closing.floors.items():
        who = scene.titles.seats[seat]
        does = "may break" if len(ways) > 1 else "holds" if True in ways else "breaks"
        numbers = ", ".join(
            _goes(scene, name, closing.numbers[name])
            for name in floor_numbers(scene, seat)
            if name in closing.numbers
        )
        yield Text(
            f"{who} {does} its floor{f': {numbers}' if numbers else ''}.",
            "" if False not in ways else WORSE if seat == scene.me else BETTER,
        )


def _goes(scene: Scene, name: str, then: tuple[int, int]) -> str:
    """A number as it stands and as it would be."""
    now = scene.value(name)
    return f"{scene.titles.numbers[name]} {now}{'' if said(then) == now else f' to {said(then)}'}"


def floor_numbers(scene: Scene, seat: str) -> list[str]:
    """The numbers of a seat that its floor hangs on."""
    program = scene.view.rules.program
    number = scene.view.rules.seat_number(seat)
    floor = program.contest.floors[number] if program.contest else None
    names = names_in(floor) if floor is not None else []
    return [name.text for name in names if name.text.startswith(f"{seat}.")]


def _points(scene: Scene, closing: Closing) -> Iterator[Block]:
    """Points of the round by source, pace and course, where points are what counts."""
    if not counts_points(scene, closing):
        return
    for seat in (scene.me, scene.rival):
        pace = pace_of(scene, closing, seat)
        par = f", par pace {pace.pace:+d}" if pace.par else ""
        of_par = f" of par {pace.par}" if pace.par else ""
        yield Heading(f"{scene.titles.seats[seat]}: {said(pace.points, sign=True)} points{par}")
        rows = [
            Point(f"{one.cause} {said(one.points, sign=True)}")
            for one in closing.earned
            if one.seat == seat and one.points != (0, 0)
        ]
        course = f"On course for {said(pace.end)}{of_par}, if every round left went like this one."
        yield Points([*rows, Point(course)])


def counts_points(scene: Scene, closing: Closing) -> bool:
    """Whether points are what counts: nobody wins by a lead, and there are any."""
    has_any = bool(closing.earned) or any(map(any, closing.worth.values()))
    return scene.view.match_end is None and has_any


def pace_of(scene: Scene, closing: Closing, seat: str) -> Pace:
    """Points that a seat would earn, what it should, and where that leads."""
    view = scene.view
    low, high = closing.numbers[f"{seat}.score"]
    now = view.value(f"{seat}.score")
    rounds = scene.deck.rounds.max
    left = max(0, rounds - view.round)
    worth = closing.worth[seat]
    par = next(one.par for one in scene.deck.seats if one.id == seat)
    points = (low - now, high - now)
    end = (low + left * points[0] + worth[0], high + left * points[1] + worth[1])
    return Pace(points, par, round(par / rounds), end)


def emptying(scene: Scene, closing: Closing, seat: str) -> list[Emptying]:
    """The stores of a seat that are empty soon, soonest first.

    After this round they lose what the deck says that they lose each round, as on the board: what
    a judgement takes or gives once is no pace. Where it says nothing, they go on as in this round.
    """
    plan, found = scene.deck.board, []
    drains = {one.number: one.drain for one in plan.stores} if plan else {}
    for row in scene.listed:
        if row.owner != seat or row.better != "up" or row.is_purse:
            continue
        if row.name not in closing.numbers:
            continue
        then = closing.numbers[row.name][0]
        used = row.value - then
        if not row.unit or used <= 0:
            continue
        each = _drained(scene, closing, drains.get(row.name)) if then > row.least else used
        rounds = gone_in(then, row.least, used if each is None else each)
        if 0 < rounds <= SOON:
            found.append(Emptying(row.name, row.value, then, rounds))
    return sorted(found, key=lambda one: one.rounds)


def _drained(scene: Scene, closing: Closing, drain: str | None) -> int | None:
    """What a store loses each round once this one has closed; None where no deck says it."""
    return None if not drain else closing.numbers.get(drain, (0, scene.view.value(drain)))[1]


def _moves(scene: Scene, closing: Closing) -> Iterator[Block]:
    """What else of the board would move, side by side."""
    for owner in (scene.me, scene.rival, ""):
        rows = [
            row
            for row in scene.listed
            if row.owner == owner
            and not row.is_purse
            and not row.holder
            and row.name in closing.numbers
        ]
        sure = [Moved(row.name, row.value, *closing.numbers[row.name][:1] * 2) for row in rows]
        moves = [one for one in sure if one.old != one.new]
        if moves:
            whose = scene.titles.seats.get(owner, "Shared")
            yield Moves(moves, f"{whose} at the end of the round")


def in_a_sentence(scene: Scene) -> Iterator[Block]:
    """The forecast in one paragraph, as it is told before every decision in plain text."""
    if scene.closing is None:
        return
    told = " ".join(_sentences(scene, scene.closing))
    if told:
        yield Text(f"If the round closed now: {told[0].lower()}{told[1:]}")


def _sentences(scene: Scene, closing: Closing) -> Iterator[str]:
    """The forecast, a sentence each."""
    yield from _result_said(scene, closing)
    if False in closing.floors.get(scene.me, ()):
        yield "Your floor breaks."
    for name in floor_numbers(scene, scene.me):
        if name in closing.numbers and said(closing.numbers[name]) != scene.value(name):
            yield f"{_goes(scene, name, closing.numbers[name])}."
    for one in reviews_due(scene, closing):
        title = scene.titles.numbers.get(one.name, one.name)
        yield f"{one.review}: {title} {said(one.then)}, {one.asked} is asked."
    for gone in emptying(scene, closing, scene.me):
        yield f"{runs_out(scene.titles.numbers[gone.name], gone.rounds)}."


def _result_said(scene: Scene, closing: Closing) -> Iterator[str]:
    """Where the lead goes, or how many points come; nothing where neither counts."""
    view, seats = scene.view, scene.titles.seats
    if view.match_end is not None and view.lead is not None and closing.lead is not None:
        is_moved = closing.judged or closing.lead_by
        yield lead_goes(view.lead, closing.lead, seats) if is_moved else "nothing is judged."
        yield from (f"{lead_move_said(one, seats)}." for one in closing.lead_by)
    elif counts_points(scene, closing):
        pace = pace_of(scene, closing, scene.me)
        par = f", par pace {pace.pace:+d}" if pace.par else ""
        of_par = f" of par {pace.par}" if pace.par else ""
        points = said(pace.points, sign=True)
        yield f"{points} points{par}; on course for {said(pace.end)}{of_par}."


# --- in a few words ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ForecastPart:
    """One of the few words: the most important come first.

    Attributes:
        brief: What is said instead where there is little room.
    """

    text: str
    role: str = ""
    brief: str = ""


def breaks_floor(scene: Scene) -> bool:
    """Whether the floor of whoever looks breaks, or may, if the round closes now."""
    return scene.closing is not None and False in scene.closing.floors.get(scene.me, ())


def in_short(scene: Scene) -> Sequence[ForecastPart]:
    """The forecast in a few words each, the most important first; nothing where there is none."""
    closing = scene.closing
    if closing is None:
        return ()
    found = [*_lead_in_short(scene, closing), *_pace_in_short(scene, closing)]
    ways = closing.floors.get(scene.me, ())
    if False in ways:
        does = "breaks" if len(ways) == 1 else "may break"
        floor = ForecastPart(f"your floor {does}!", WORSE)
        found = [floor, *found] if closing.is_last else [*found, floor]  # held at the end alone
    found += _floor_in_short(scene, closing)
    for one in _reviews_in_short(scene, closing):
        found.insert(1, one)
    return [*found, *_emptying_in_short(scene, closing)]


def _floor_in_short(scene: Scene, closing: Closing) -> Iterator[ForecastPart]:
    """The numbers that a floor hangs on, where they move."""
    for name in floor_numbers(scene, scene.me):
        marker = scene.by_name.get(name)
        if marker is None or name not in closing.numbers:
            continue
        low, high = closing.numbers[name]
        if low == high == marker.value:
            continue
        title = scene.shorts.get(name, name).lower()
        then = str(low) if low == high else f"{low}-{high}"
        better = scene.is_better(name, high - marker.value)
        role = {True: BETTER, False: WORSE, None: ""}[better]
        mark = "!" if better is False else ""
        yield ForecastPart(f"{title} {marker.value}{scene.glyphs.arrow}{then}{mark}", role)


def _reviews_in_short(scene: Scene, closing: Closing) -> Iterator[ForecastPart]:
    """What reviews ask, and whether it holds."""
    for asked in reviews_due(scene, closing):
        if asked.name in scene.by_name:
            title = scene.shorts.get(asked.name, asked.name).lower()
            holds = "not " if asked.is_met is False else "perhaps " if asked.is_met is None else ""
            text = f"{asked.review}: {title} {said(asked.then)}, {holds}{asked.asked}"
            yield ForecastPart(text, WORSE if asked.is_met is False else ALERT)


def _emptying_in_short(scene: Scene, closing: Closing) -> Iterator[ForecastPart]:
    """The store that is empty first."""
    for one in emptying(scene, closing, scene.me)[:1]:
        title = scene.shorts.get(one.name, one.name).lower()
        out = "out" if one.rounds == 1 else f"out in {one.rounds}"
        text = f"{title} {one.now}{scene.glyphs.arrow}{one.then}, {out}!"
        yield ForecastPart(text, WORSE)


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


def _lead_in_short(scene: Scene, closing: Closing) -> Iterator[ForecastPart]:
    now, then = scene.view.lead, closing.lead
    if scene.view.match_end is None or now is None or then is None:
        return
    if then == (now, now):
        yield ForecastPart("lead stays" if closing.judged else "nothing judged")
        return
    low, high = then
    mine = list(scene.titles.seats).index(scene.me)
    gain = (low + high - 2 * now) * (1 if mine == 0 else -1)
    went = scene.glyphs.arrow.join(scene.lead_said(one) for one in dict.fromkeys((now, low, high)))
    yield ForecastPart(f"lead {went}", BETTER if gain > 0 else WORSE)
    for one in closing.lead_by:
        short = scene.titles.rule(one.id, one.cause).lower()
        yield ForecastPart(f"{short} {said(one.moved, sign=True)}")


def _pace_in_short(scene: Scene, closing: Closing) -> Iterator[ForecastPart]:
    if not counts_points(scene, closing):
        return
    pace = pace_of(scene, closing, scene.me)
    is_short = pace.par and pace.points[1] < pace.pace
    par = f" (par {pace.pace:+d})" if pace.par else ""
    points = f"{said(pace.points, sign=True)}{par}"
    yield ForecastPart(f"points {points}", WORSE if is_short else BETTER)
    of_par = f" of par {pace.par}" if pace.par else ""
    yield ForecastPart(f"course {said(pace.end)}{of_par}", brief=f"course {said(pace.end)}")
