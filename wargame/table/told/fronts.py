"""Fronts: who leads, what is at stake and when, and what a judgement would move."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.errors import sentence_case
from wargame.rules.asking.closing import JudgedFront, closing
from wargame.rules.asking.contested import FrontStanding
from wargame.rules.view import SeatState
from wargame.table.told.blocks import Block, Heading, Moved, Moves, Point, Points, Text
from wargame.table.told.causes import explained
from wargame.table.told.follows import moved_to
from wargame.table.told.lookup import find_titled
from wargame.table.told.moved_by import change_point
from wargame.table.told.news import over_all
from wargame.table.told.scene import Scene
from wargame.table.words.closing import judgement_goes, would_lead
from wargame.table.words.fronts import leads, warning, when
from wargame.table.words.gate import stopped
from wargame.table.words.rows import DIM, Target
from wargame.table.words.view_models import idle_lead

NEVER = "It is not judged again"


def fronts(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """Every front as it stands."""
    rows = scene.fronts
    if not rows:
        yield Text("Nothing is judged in this deck.", DIM)
        return
    yield Points([_point(scene, row) for row in rows])
    seat = scene.view.sealed_by
    if seat and seat != scene.view.seat:
        yield Text(f"{scene.titles.seats[seat]} has named a front in secret.", DIM)


def _point(scene: Scene, row: FrontStanding) -> Point:
    said = f"{row.title}: {stands(scene, row)}"
    return Point(said, target=Target("front", row.id), typed=row.id)


def stands(scene: Scene, row: FrontStanding) -> str:
    """How a front stands, in a sentence or two."""
    said = f"{leads(scene.titles.seats, row.value)}."
    if row.due < 0:
        return f"{said} {'Judged only if it is named' if may_be_named(scene, row) else NEVER}."
    named = ", on the docket" if row.is_named else ""
    if row.into == idle_lead(scene.deck):
        return f"{said} Judged {when(row.due)}{named}."
    closes = judged_now(scene, row)
    if closes is not None:
        goes = _closes(scene, row, closes)
        return f"{said} Judged this round at stake {row.stake}{named}; if it closed now, {goes}."
    then = _goes(scene, row, row.then) if row.then != row.now else _stays(scene, row)
    return f"{said} Judged {when(row.due)} at stake {row.stake}{named}; if judged now, {then}."


def may_be_named(scene: Scene, row: FrontStanding) -> bool:
    """Whether the docket may still bring a front, by the naming after the next one if it was named
    last."""
    program = scene.view.rules.program
    docket = program.docket
    if docket is None or scene.view.is_over:
        return False
    last = scene.view.read(docket.last)
    is_barred = not docket.again and last > 0 and program.fronts[last - 1].id == row.id
    left = [when for when in docket.rounds if scene.view.round < when <= scene.last_round]
    return len(left) > is_barred


def _closes(scene: Scene, row: FrontStanding, closes: JudgedFront) -> str:
    """How it would be judged, with the number that it moves before and after, if that is sure."""
    low, high = closes.moved
    seats = scene.titles.seats
    if low == high != 0:
        return f"{would_lead(closes.value, seats)}, {_goes(scene, row, row.now + low)}"
    what = moved_beside_lead(scene, row.into)
    return judgement_goes(closes.value, closes.moved, seats, what, closes.stake)


def _goes(scene: Scene, row: FrontStanding, then: int) -> str:
    went = scene.titles.went(row.into, row.now, then)
    what = moved_beside_lead(scene, row.into)
    return f"{what} {went}" if what else f"the lead goes {went}"


def _stays(scene: Scene, row: FrontStanding) -> str:
    """Why a judgement would move nothing: nobody leads, or what it moves is at its end."""
    what = moved_beside_lead(scene, row.into) or "the lead"
    return f"{what} can go no further" if row.value and row.stake else "nothing moves"


def moved_beside_lead(scene: Scene, into: str) -> str:
    """What is called the number that a judgement moves; "" if that is the lead."""
    contest = scene.deck.contest
    is_lead = contest is not None and into == contest.lead
    return "" if is_lead else scene.titles.numbers.get(into, into)


def judged_now(scene: Scene, row: FrontStanding) -> JudgedFront | None:
    """How a front would be judged if the round closed now; None if it is not due, or has closed.

    What the account of the round brings comes before the judgement, and may turn it.
    """
    closing = scene.closing if not row.due else None
    found = closing.judged if closing else ()
    return next((one for one in found if one.id == row.id), None)


def _by_then(scene: Scene, row: FrontStanding) -> list[Moved]:
    """The numbers that a front is read off and that the account moves before it is judged."""
    closes, known = judged_now(scene, row), scene.titles.numbers
    read = closes.numbers.items() if closes else ()
    sure = {name: low for name, (low, high) in read if low == high and name in known}
    return moved_to(scene, sure, sure.__getitem__)


def _brought(scene: Scene, row: FrontStanding) -> Iterator[Block]:
    """What makes these numbers so by then: each that moves, with its causes."""
    closes = judged_now(scene, row)
    written = [one for one in closes.brings if one.name in scene.titles.numbers] if closes else []
    names = dict.fromkeys(one.name for one in written)
    found = [over_all([one for one in written if one.name == name]) for name in names]
    yield Points([change_point(scene, one) for one in found if one.old != one.new])


def due_now(view: SeatState) -> str:
    """What is judged at the end of this round, as a warning; "" for nothing."""
    return warning(judged_at_close(view))


def judged_at_close(view: SeatState) -> list[str]:
    """The titles of fronts that are judged at the end of this round, unless the game is over before
    that as things stand."""
    closes = closing(view)
    judged = {one.id for one in closes.judged} if closes else ()
    due = [row for row in view.fronts if row.due == 0]
    return [row.title for row in due if closes is None or row.id in judged]


def front(scene: Scene, asked: str) -> Iterator[Block]:
    """A front in full: how it is read, how it stands, its dates, and why it stands so.

    Raises:
        UsageError: There is none.
    """
    found = find_titled("front", scene.deck.fronts, asked)
    row = next(row for row in scene.fronts if row.id == found.id)
    yield Heading(found.title)
    if found.text:
        yield Text(found.text)
    said = stands(scene, row)
    yield Text(sentence_case(said))
    moves = _by_then(scene, row)
    if moves:
        yield Moves(moves, "By then")
        yield from _brought(scene, row)
    dates = [one for one in scene.view.judgements if one.front == found.id]
    if dates:
        on = ", ".join(f"round {one.round} (stake {one.stake})" for one in dates)
        yield Text(stopped(f"On the calendar: {on}"), DIM)
    yield from explained(scene, f"front.{found.id}")
