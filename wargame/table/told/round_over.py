"""A round that is over, told: the lead, what was judged, what else moved most, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from wargame.rules.amounts import counted
from wargame.table.told.blocks import Block, Heading, Moved, Moves, Passage, Point, Points, Text
from wargame.table.told.fronts import moved_beside_lead
from wargame.table.told.moved_by import change_point
from wargame.table.told.news import NetChange
from wargame.table.told.quarter import (
    FrontVerdict,
    QuarterOver,
    ReviewVerdict,
    closed_round,
    quarter_of,
)
from wargame.table.told.scene import Scene
from wargame.table.words.closing import judgement_goes, lead_goes, lead_moves, verdict_said
from wargame.table.words.fronts import leads
from wargame.table.words.gate import stopped
from wargame.table.words.rows import BETTER, DIM, STRONG, WORSE, Target
from wargame.table.words.view_models import idle_lead, round_over

LARGEST = 3
"""Causes that are told without being asked for."""


def quarter(
    scene: Scene, asked: str = "", last: Iterable[Block] = (), more: str = "quarter all"
) -> Iterator[Block]:
    """The round that is over last; `all` tells every change of its account.

    Args:
        last: What was done last before it closed, told below what was judged, and not once more.
        more: What is typed to be told every change.
    """
    done = [*last]
    said = [block.text for block in done if isinstance(block, Passage)]
    number = closed_round(scene.view)
    if not number:
        yield Text("No round is over yet.", DIM)
        return
    one = quarter_of(scene, number)
    seats = scene.titles.seats
    yield Heading(round_over(scene.deck, number, scene.closes_after), "section")
    if one.lead is not None:
        before, after = one.lead
        yield Text(lead_goes(before, (after, after), seats), STRONG)
    rows = [_lead_point(scene, cause, moved) for cause, moved in one.lead_first]
    rows += [_front_point(scene, front) for front in one.fronts]
    rows += [_lead_point(scene, cause, moved) for cause, moved in one.lead_by]
    rows += [_review_point(scene, review) for review in _joined(one.reviews)]
    if rows:
        yield Points(rows)
    brought: dict[str, list[NetChange]] = {}
    for title, changes in (*((of.title, of.changes) for of in one.reviews), *one.besides):
        brought.setdefault(title, []).extend(changes)
    for title, net in brought.items():
        if net:
            yield Moves([Moved(move.name, move.old, move.new, move.new) for move in net], title)
    yield from done
    yield from _points_told(scene, one)
    moved = [one for one in one.floors if one.old != one.new]
    if moved:
        yield Moves(moved, "Over the round")
    yield from _floors_told(scene)
    came = [note for note in one.came if not any(text.startswith(note) for text in said)]
    notes = [note for note in (*came, one.named, one.talks) if note]
    if notes:
        yield Points([Point(note) for note in notes])
    yield from _changes_told(scene, one, LARGEST if asked != "all" else len(one.changes), more)


def _front_point(scene: Scene, front: FrontVerdict) -> Point:
    seats, target = scene.titles.seats, Target("front", front.id)
    if front.into == idle_lead(scene.deck):
        return Point(f"{front.title}: {leads(seats, front.value)}.", target=target)
    what = moved_beside_lead(scene, front.into)
    value, moved, stake = ((one, one) for one in (front.value, front.moved, front.stake))
    went = judgement_goes(value, moved, seats, what, stake)
    text = stopped(f"{front.title}, stake {front.stake}: {went}")
    return Point(text, role="" if what else _liked(scene, front.moved), target=target)


def _lead_point(scene: Scene, cause: str, moved: int) -> Point:
    went = lead_moves((moved, moved), scene.titles.seats)
    return Point(f"{cause}: {went}.", role=_liked(scene, moved))


def _liked(scene: Scene, moved: int) -> str:
    """The colour of a move of the lead for whoever looks."""
    gain = scene.gain(moved)
    return BETTER if gain > 0 else WORSE if gain < 0 else ""


def _joined(reviews: Iterable[ReviewVerdict]) -> Iterator[ReviewVerdict]:
    """Verdicts one by one, but what a review asked of one number in several ways, none of which
    brought anything, as one."""
    last: ReviewVerdict | None = None
    for one in reviews:
        start = f"{one.needed.partition(' is ')[0]} is "
        if last is not None and _is_joined(last, one) and last.needed.startswith(start):
            last = replace(last, needed=f"{last.needed} or {one.needed.removeprefix(start)}")
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _is_joined(last: ReviewVerdict, one: ReviewVerdict) -> bool:
    """Whether two verdicts are of one review and one side, and nothing came of either."""
    is_same = (last.title, last.seat, last.had) == (one.title, one.seat, one.had)
    return is_same and not any(of.is_met or of.is_otherwise for of in (last, one))


def _review_point(scene: Scene, review: ReviewVerdict) -> Point:
    said = verdict_said(review.needed, review.had, review.is_met, review.is_otherwise)
    return Point(f"{stopped(review.title)} {said}", seat=review.seat, role=scene.role(review.seat))


def _points_told(scene: Scene, one: QuarterOver) -> Iterator[Block]:
    """Points by source for both seats, where points are what counts."""
    if scene.view.match_end is not None or not one.points:
        return
    for seat in (scene.me, scene.rival):
        rows = [(cause, points) for whose, cause, points in one.points if whose == seat]
        total = sum(points for _, points in rows)
        yield Heading(f"{scene.titles.seats[seat]}: {total:+d} points")
        yield Points([Point(f"{cause} {points:+d}") for cause, points in rows])


def _floors_told(scene: Scene) -> Iterator[Block]:
    broken = [seat for seat, holds in scene.view.floors.items() if not holds]
    for seat in broken:
        yield Text(f"{scene.titles.seats[seat]} is below its floor.", WORSE)


ALL_MOVED = "What the end of the round moved"


def _changes_told(scene: Scene, one: QuarterOver, most: int, more: str) -> Iterator[Block]:
    """What the account moved most, each with its cause."""
    if not one.changes:
        return
    shown, left = one.changes[:most], len(one.changes) - most
    yield Heading("What the end of the round moved most" if left > 0 else ALL_MOVED)
    yield Points([change_point(scene, change) for change in shown])
    if left > 0:
        changes = counted(left, "more change")
        yield Text(f"{changes} ({more}).", DIM)
