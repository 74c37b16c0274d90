"""Who leads while a match goes on, and how it would end here."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.rules.amounts import counted
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.evaluate import names_in, number, truth
from wargame.rules.ir import EndingIR
from wargame.table.told.blocks import Block, Point, Points, Text
from wargame.table.told.scene import Scene
from wargame.table.words.gate import stopped
from wargame.table.words.winning import answers_for, floor_said, lead_said, would_win

AT_ONCE = "What ends the game at once:"
AT_LAST = "Once its rounds are over, it ends by the first of these that fits:"


def winning(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """The lead, the floors, and who would win if the game ended here; where nobody is to win, the
    points of all, and what ends the game."""
    view, seats = scene.view, scene.titles.seats
    end = view.match_end
    if view.lead is None or end is None:
        whose = "deck" if view.lead is None else "table"
        yield Text(f"This {whose} names no winner: each side plays for its own points.")
        yield Points([Point(row) for row in points(scene)])
        yield from [] if view.is_over else endings(scene)
        return
    yield Text(lead_said(view.lead, seats))
    floors = [floor_said(view, seat, held, seats, "holds") for seat, held in view.floors.items()]
    yield Points([Point(row) for row in floors])
    if view.is_over:
        yield Text(would_win(view, end, seats))
        yield from [Text(one) for one in [answers_for(view, end, seats)] if one]
        return
    yield Text(f"If the game ended here: {would_win(view, end, seats)}")
    yield from blame(scene)


def points(scene: Scene) -> Iterator[str]:
    """The points of each side that are known, and what it is measured against."""
    for seat in scene.deck.seats:
        row = scene.by_name[f"{seat.id}.score"]
        if not row.is_hidden:
            by = scene.par(seat.id)
            par = f", against a par of {by}" if by else ""
            yield stopped(f"{seat.title}: {counted(row.value, 'point')}{par}")


def endings(scene: Scene) -> Iterator[Block]:
    """What ends the game at once, and what it is called once its rounds are over."""
    program = scene.view.rules.program
    for said, is_at_once in ((AT_ONCE, True), (AT_LAST, False)):
        rows = [_said_of(scene, one) for one in program.endings if one.immediate == is_at_once]
        if rows:
            yield Text(said)
            yield Points([Point(row) for row in rows])


def _said_of(scene: Scene, ending: EndingIR) -> str:
    """An ending, and when it comes, with its numbers called as on the board."""
    if ending.when is None:
        return stopped(ending.title)
    asked = Describer(scene.view.rules.program).cond(ending.when)
    return stopped(f"{ending.title.removesuffix('.')}, if {scene.titles.on_board(asked)}")


def blame(scene: Scene) -> Iterator[Block]:
    """Who would be to blame if both broke their floors now, where a match can end so."""
    view, contest = scene.view, scene.view.rules.program.contest
    losses = contest.ruin if contest and view.match_end and not view.is_over else ()
    loser = next((number(one.seat, view.read) for one in losses if truth(one.when, view.read)), 0)
    who = [*scene.titles.seats.values()][loser - 1] if loser else "nobody"
    does = "would lose" if loser else "would be to blame, and nobody would win"
    read = dict.fromkeys(name for one in losses for name in names_in(one.when))
    numbers = [
        f"{scene.titles.number(name.text)} {view.read(name)}"
        for name in read
        if not name.text.startswith("number.")
    ]
    if losses:
        yield Text(stopped(f"If both broke their floors now, {who} {does}: {', '.join(numbers)}"))
