"""Who leads while a match goes on, and how it would end here."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.rules.asking.evaluate import names_in, number, truth
from wargame.table.told.blocks import Block, Point, Points, Text
from wargame.table.told.pages import floors
from wargame.table.told.scene import Scene
from wargame.table.words.gate import stopped
from wargame.table.words.rows import DIM
from wargame.table.words.winning import lead_said, would_win


def winning(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """The lead, the floors, and who would win if the game ended here."""
    view, seats = scene.view, scene.titles.seats
    if view.lead is None:
        yield Text("This deck names no winner: each side plays for its own points.", DIM)
        return
    yield Text(lead_said(view.lead, seats))
    yield Points([Point(row) for row in floors(view, seats, "holds")])
    end = view.match_end
    if end is None:
        yield Text("This table names no winner: each side plays for its own points.", DIM)
    elif not view.is_over:
        yield Text(f"If the game ended here: {would_win(view, end, seats)}")
        yield from blame(scene)


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
