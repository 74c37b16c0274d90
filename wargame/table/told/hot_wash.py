"""The hot wash: three pages for a projector, of what everybody may know once a game is closed.

Description, analysis, transfer: facts first, then causes, then what it means outside the game.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from wargame.rules.amounts import times
from wargame.table.told.blocks import LEAD
from wargame.table.told.instruments import watched_numbers
from wargame.table.told.predictions import in_sum, predictions, scored
from wargame.table.told.questions import asked_afterwards
from wargame.table.told.scene import Scene
from wargame.table.told.turning_points import TurningPoint, ranges_of, turning_points
from wargame.table.words.gate import stopped
from wargame.table.words.public import NOBODY_S, PublicChart, PublicPage
from wargame.table.words.view_models import Marker, deciding_lead
from wargame.table.words.winning import ahead_by

if TYPE_CHECKING:
    from wargame.content.model import Assumption

CHARTS = 6
"""Numbers that are drawn: those that moved most for their range."""
TURNS = 5
GROUNDS = ("invention", "judgement", "fact")
"""What an assumption may rest on, from the least to the most."""
TAKEN = "What the deck takes for granted, what rests on least first:"
TOLD_LEADS = 5
"""Rounds whose judgements are told: those that moved the lead most."""


def hot_wash(scene: Scene, how: str) -> tuple[PublicPage, ...]:
    """The three pages.

    Args:
        scene: A spectator's, of a game that is closed.
        how: How it ended, in a sentence or two.
    """
    turns = turning_points([one.entry for one in scene.seen], ranges_of(scene.markers), TURNS)
    facts, causes, transfer = _questions(scene)
    lead = _lead(scene)
    return (
        PublicPage(
            title="Facts: what happened",
            lines=(*_facts(scene, how), *foreseen(scene)),
            charts=tuple(_charts(scene)),
            questions=tuple(facts),
        ),
        PublicPage(
            title="Causes: why it happened",
            lines=(*_judged(scene), *_causes(scene, turns[: TURNS - 2 * len(lead)])),
            charts=(*lead, *_shown(scene))[:CHARTS],
            questions=tuple(causes),
        ),
        PublicPage(
            title="Transfer: what it means",
            lines=(TAKEN,) if scene.deck.assumptions else (),
            charts=(),
            questions=tuple(transfer),
            besides=tuple(f"{one.kind.capitalize()}: {one.text.strip()}" for one in _taken(scene)),
        ),
    )


def _taken(scene: Scene) -> list[Assumption]:
    """What the deck takes for granted, what rests on least first: where a game may mislead."""
    return sorted(scene.deck.assumptions, key=lambda one: GROUNDS.index(one.kind))


def _lead(scene: Scene) -> list[PublicChart]:
    """How the lead of a contest that is over went, from the start to the end."""
    course = scene.account.course if scene.account else None
    if course is None or course.unit != LEAD or not course.lines:
        return []
    values = course.lines[0].values
    first, second = scene.titles.seats.values()
    title = f"The lead: {first} up, {second} down"
    return [
        PublicChart(
            title=title, owner=NOBODY_S, values=values, least=min(0, *values), most=max(0, *values)
        )
    ]


def _drawn_as_lead(scene: Scene) -> str:
    """The number that has a chart of its own as the lead, or ""."""
    return deciding_lead(scene.deck) if _lead(scene) else ""


def _judged(scene: Scene) -> Iterator[str]:
    """What moved the lead in the rounds that moved it most."""
    course = scene.account.course if scene.account else None
    if course is None or course.unit != LEAD or not course.lines:
        return
    values = course.lines[0].values
    moved = sorted(range(1, len(values)), key=lambda n: -abs(values[n] - values[n - 1]))
    for number in sorted(moved[:TOLD_LEADS]):
        marks = [one for one in course.marks if one.round == number and one.change]
        said = [
            f"{one.title}, {abs(one.change)} for {scene.titles.seats[one.seat]}" for one in marks
        ]
        if said:
            ahead = ahead_by(values[number], scene.titles.seats)
            yield stopped(f"{course.labels[number - 1]}: {'; '.join(said)}. After it: {ahead}")


def _facts(scene: Scene, how: str) -> Iterator[str]:
    yield how
    injects = Counter(
        scene.titles.injects[name]
        for one in scene.seen
        for name in chain(one.entry.dated, _drawn(one.entry.verb.thing, one.entry.arg))
        if name in scene.titles.injects
    )
    if injects:
        came = (f"{one} ({times(count)})" if count > 1 else one for one, count in injects.items())
        yield stopped(f"What came from outside: {'; '.join(came)}")
    signed = sum(
        write.new > write.old
        for one in scene.seen
        for write in one.entry.writes
        if write.name == "game.deals"
    )
    if scene.deck.deals is not None:
        yield stopped(f"Deals signed: {signed}")


def foreseen(scene: Scene) -> Iterator[str]:
    """Each forecast beside what came, once there is an ending, and how well all foresaw."""
    if not scene.view.is_over:
        return
    numbers = {row.name: row.value for row in scene.listed}
    kept = predictions(scene.beside)
    found = list(scored(kept, scene.titles, scene.view.ending, numbers, scene.seen))
    yield from (one.said for one in found)
    if found:
        yield in_sum(found)


def _drawn(thing: str, name: str) -> Sequence[str]:
    return (name,) if thing == "inject" else ()


def _charts(scene: Scene) -> Iterator[PublicChart]:
    """The numbers that moved most, round by round, in the order of the board: of those that people
    watch, where the deck names any. The lead is drawn beside what moved it, and not here too."""
    watched = {one.name for one in watched_numbers(scene)}
    drawn = _drawn_as_lead(scene)
    moved = [
        (row, scene.went(row))
        for row in scene.listed
        if not (row.is_purse or row.holder or row.is_hidden) and row.most > row.least
        if (not watched or row.name in watched) and row.name != drawn
    ]
    ranked = sorted(moved, key=lambda one: -_swing(*one))[:CHARTS]
    for row, values in moved:
        if any(row is one for one, _ in ranked) and _swing(row, values):
            yield _chart(scene, row)


def _shown(scene: Scene) -> Iterator[PublicChart]:
    """The numbers that the deck's questions are about, as often as they are asked about."""
    asked = [name for one in scene.deck.questions if one.stage == "causes" for name in one.shows]
    ranked = sorted(dict.fromkeys(asked), key=lambda name: -asked.count(name))[:CHARTS]
    drawn = _drawn_as_lead(scene)
    for row in scene.listed:
        is_asked = row.name in ranked and row.name != drawn
        if is_asked and not row.is_hidden and row.most > row.least:
            yield _chart(scene, row)


def _chart(scene: Scene, row: Marker) -> PublicChart:
    """A number as the first round began, as each other did, and last."""
    seats = list(scene.titles.seats)
    return PublicChart(
        title=scene.titles.number(row.name),
        owner=seats.index(row.owner) if row.owner in seats else NOBODY_S,
        values=tuple(scene.went(row)[-scene.played - 1 :]),
        least=row.least,
        most=row.most,
    )


def _swing(row: Marker, values: Sequence[int]) -> int:
    return (max(values) - min(values)) * 1_000 // (row.most - row.least)


def _causes(scene: Scene, turns: Sequence[TurningPoint]) -> Iterator[str]:
    for turn in sorted(turns, key=lambda one: one.round):
        went = scene.titles.went(turn.name, turn.old, turn.new)
        said = f"{scene.titles.number(turn.name)} {went}"
        by = "mostly" if turn.is_most else "the largest part"
        yield stopped(f"Round {turn.round}: {said}, {by} by {turn.cause}")


def _questions(scene: Scene) -> Iterator[list[str]]:
    """What is asked, stage by stage."""
    for _, questions in asked_afterwards(scene.deck, [scene.view]):
        yield [one.ask for one in questions]
