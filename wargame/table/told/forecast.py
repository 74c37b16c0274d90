"""The forecast: what the round would come to if it closed now, in full and in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.rules.asking.closing import Closing
from wargame.table.told.blocks import Block, Heading, Moved, Moves, Point, Points, Text
from wargame.table.told.expected import (
    Emptying,
    ReviewAsked,
    counts_points,
    emptying,
    ends_early,
    floor_causes,
    over_said,
    pace_of,
    reviews_due,
    unkept,
)
from wargame.table.told.fronts import moved_beside_lead
from wargame.table.told.scene import Scene
from wargame.table.words.closing import front_goes, lead_goes, lead_move_said, runs_out, said
from wargame.table.words.fronts import leads, when
from wargame.table.words.gate import stopped
from wargame.table.words.rows import BETTER, DIM, STRONG, WORSE, Target
from wargame.table.words.view_models import idle_lead

NOT_COUNTED = "What either side still does this round is not counted, nor what luck brings after."


def forecast(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """What the round would come to if it closed now."""
    closing = scene.closing
    if closing is None:
        yield Text("No round is under way whose account is still to come.", DIM)
        return
    yield Heading("If the round closed now", "section")
    yield from _points(scene, closing)
    yield from _lead(scene, closing)
    yield from [
        Text(one, WORSE if seat == scene.me else "") for seat, one in unkept(scene, closing)
    ]
    yield from [Text(end, STRONG) for end in over_said(scene, closing)]
    if scene.view.lead is not None:
        yield from _fronts(scene, closing)
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
                Point(_runs_out(scene.titles.number(one.name), one), target=_number(one.name))
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
    title = scene.titles.title(one.name)
    text = f"{one.review}: {title} {one.asked}? It would be {said(one.then)}: {holds}."
    return Point(text, role=WORSE if one.is_met is False else "", target=_number(one.name))


def _number(name: str) -> Target:
    return Target("number", name)


def _lead(scene: Scene, closing: Closing) -> Iterator[Block]:
    """Where the lead goes, and what moves it beside the fronts."""
    view, seats = scene.view, scene.titles.seats
    if view.match_end is not None and closing.lead is not None and view.lead is not None:
        yield Text(lead_goes(view.lead, closing.lead, seats), STRONG)
        moves = [Point(stopped(lead_move_said(one, seats))) for one in closing.lead_by]
        yield from [Points(moves)] if moves else []


def _fronts(scene: Scene, closing: Closing) -> Iterator[Block]:
    """Every front, those that are judged soonest first."""
    seats = scene.titles.seats
    judged = {one.id: one for one in closing.judged}
    rows, idle = [], idle_lead(scene.deck)
    for front in sorted(scene.fronts, key=lambda one: (one.id not in judged, one.due)):
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
            _goes(scene, name, closing.numbers[name], seat)
            for name in floor_causes(scene, closing, seat)
        )
        yield Text(
            f"{who} {does} its floor{f': {numbers}' if numbers else ''}.",
            "" if False not in ways else WORSE if seat == scene.me else BETTER,
        )


def _goes(scene: Scene, name: str, then: tuple[int, int], seat: str) -> str:
    """A number as it stands and as it would be, and whose, if not of the seat."""
    now, titles = scene.value(name), scene.titles
    title = titles.title(name) if name.startswith(f"{seat}.") else titles.number(name)
    return f"{title} {now}{'' if said(then) == now else f' to {said(then)}'}"


def _points(scene: Scene, closing: Closing) -> Iterator[Block]:
    """Points of the round by source, pace and course, where points are what counts."""
    if not counts_points(scene, closing):
        return
    for seat in (scene.me, scene.rival):
        pace = pace_of(scene, closing, seat)
        par = f", par pace {pace.pace:+d}" if pace.pace else ""
        of_par = f" of par {pace.par}" if pace.par else ""
        yield Heading(f"{scene.titles.seats[seat]}: {said(pace.points, sign=True)} points{par}")
        rows = [
            Point(f"{one.cause} {said(one.points, sign=True)}")
            for one in closing.earned
            if one.seat == seat and one.points != (0, 0)
        ]
        course = f"On course for {said(pace.end)}{of_par}, if every round left went like this one."
        yield Points([*rows, Point(course)])


def _runs_out(title: str, one: Emptying) -> str:
    return runs_out(title, one.rounds, one.after if one.after > one.then else None)


def _moves(scene: Scene, closing: Closing) -> Iterator[Block]:
    """What else of the board would move, side by side."""
    for owner in (scene.me, scene.rival, ""):
        rows = [
            row
            for row in scene.listed
            if owner == (row.owner if row.owner in scene.titles.seats else "")
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
    yield from [one for _, one in unkept(scene, closing)]
    if ends_early(scene, closing):
        yield from over_said(scene, closing)
    if False in closing.floors.get(scene.me, ()):
        yield "Your floor breaks."
    for name in floor_causes(scene, closing, scene.me):
        if said(closing.numbers[name]) != scene.value(name):
            yield f"{_goes(scene, name, closing.numbers[name], scene.me)}."
    for one in reviews_due(scene, closing):
        title = scene.titles.title(one.name)
        yield f"{one.review}: {title} {said(one.then)}, {one.asked} is asked."
    for gone in emptying(scene, closing, scene.me):
        yield f"{_runs_out(scene.titles.numbers[gone.name], gone)}."


def _result_said(scene: Scene, closing: Closing) -> Iterator[str]:
    """Where the lead goes, or how many points come; nothing where neither counts."""
    view, seats = scene.view, scene.titles.seats
    if view.match_end is not None and view.lead is not None and closing.lead is not None:
        is_moved = closing.judged or closing.lead_by
        yield lead_goes(view.lead, closing.lead, seats) if is_moved else "nothing is judged."
        yield from (stopped(lead_move_said(one, seats)) for one in closing.lead_by)
    elif counts_points(scene, closing):
        pace = pace_of(scene, closing, scene.me)
        par = f", par pace {pace.pace:+d}" if pace.pace else ""
        of_par = f" of par {pace.par}" if pace.par else ""
        points = said(pace.points, sign=True)
        yield f"{points} points{par}; on course for {said(pace.end)}{of_par}."
