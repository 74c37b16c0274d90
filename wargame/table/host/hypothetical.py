"""A line that nobody played: a game that is closed, with another move somewhere, played on by
programs.

It is made for talking about a game and is kept nowhere. It has the luck of the game it leaves, so
that what differs comes of the move; rulings of control before that move stand, later ones do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wargame.dataclass import dataclass
from wargame.errors import IllegalAction
from wargame.play.branch import branch_record
from wargame.play.event import words
from wargame.play.match import Match
from wargame.play.record import Parent
from wargame.play.resume import resume
from wargame.players.registry import STAND_IN, make_seated, own_seed
from wargame.rules.game import CHANCE_SEAT
from wargame.table.host.rewind import Rewind
from wargame.table.host.sitting import Sitting

MOST_MOVES = 20_000
"""Moves after which a line is not played on: a deck may have no end."""


@dataclass(frozen=True, slots=True)
class WayOn:
    """A move that can be tried at a position: as it is typed and as it is read.

    Attributes:
        who: Whose it is, or "Luck".
        is_taken: Whether it is what was played there.
    """

    action: str
    who: str
    title: str
    is_taken: bool


def ways_on(rewind: Rewind) -> list[WayOn]:
    """What could have come at a position: what is known to be better first, then all else in the
    order of the rules, and last what was played."""
    sitting, ply = rewind.sitting, rewind.ply
    course = sitting.match.course
    state, game = course.at(ply), sitting.game
    if not rewind.is_open or game.is_terminal(state):
        return []
    mover = game.current_seat(state)
    view = game.redact(state, "" if mover == CHANCE_SEAT else mover)
    taken = words(course.moves[ply - course.first]) if ply < course.ply else ""
    found = sitting.debrief.analysis
    better = next((one.better for one in found.moves if one.ply == ply), "") if found else ""
    ways = [
        WayOn(
            one.text,
            sitting.titles.seats.get(mover, "Luck"),
            sitting.titles.offer(view, one),
            one.text == taken,
        )
        for one in game.legal_actions(state)
    ]
    return sorted(ways, key=lambda one: (one.action != better, one.is_taken))


def hypothetical(rewind: Rewind, way: WayOn) -> Rewind:
    """The line that leaves a game that is closed by a move; it stands right after that move.

    Raises:
        IllegalAction: The game is not closed, or it has no such move there.
    """
    left, ply = rewind.sitting, rewind.ply
    if not rewind.is_open:
        raise IllegalAction("A hypothetical line leaves a game that is over or closed.")
    match = _left_at(left, ply)
    match.take(match.game.action(match.state, way.action))
    for _ in range(MOST_MOVES):
        if match.is_over:
            break
        match.step()
    sitting = Sitting(match, glyphs=left.glyphs)
    sitting.project, sitting.is_shut = left.project, left.is_shut
    if match.is_over:
        sitting.debrief.account()  # made here, beside the screen
    played = rewind.left if rewind.what_if else left
    line = Rewind(sitting, is_all_seeing=rewind.is_all_seeing, left=played)
    line.what_if = " ".join([*_before(rewind), _said(rewind, way)])
    line.to_ply(ply)
    return line


def _left_at(left: Sitting, ply: int) -> Match:
    """The game up to a move, programs in all seats, on its own luck."""
    course, header = left.match.course, left.match.record.header
    game = left.game.unruled()
    own = replace(header, seats=dict.fromkeys(game.seats, STAND_IN))
    record = branch_record(game, course, own, ply, Parent("", ply, ""))
    players = {
        seat: make_seated(STAND_IN, game, seat, own_seed(header.seed, seat)) for seat in game.seats
    }
    return resume(game, record, players, traced=True)


def _before(rewind: Rewind) -> Iterator[str]:
    """What a line says already that another leaves."""
    if rewind.what_if:
        yield rewind.what_if


def _said(rewind: Rewind, way: WayOn) -> str:
    """Where a line leaves, and by what."""
    number = rewind.sitting.match.course.at(rewind.ply).round
    what = f"{way.who}: {way.title}" + (", as it was played" if way.is_taken else "")
    return f"From round {number}, move {rewind.ply}: {what}."
