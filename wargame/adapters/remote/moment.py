"""What a screen gets of one moment, as plain data: made of a seat's `Scene` and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Final

from pydantic import Field

from wargame.content.effects import plain_effects
from wargame.dataclass import dataclass
from wargame.objects import plain_data
from wargame.play.log import Seen
from wargame.play.player import HUMAN, PROGRAM, REMOTE, is_program
from wargame.play.proceedings import Proceeding
from wargame.play.witnessed import witnessed
from wargame.players.command import describe_move
from wargame.rules.actions import Write
from wargame.rules.asking.tested import TestedCondition
from wargame.rules.refusal import Reason
from wargame.table.told.scene import Scene

MOST: Final = 1 << 256
Whole = Annotated[int, Field(ge=-MOST, le=MOST)]
"""A whole number as games have them: some of them are sets, a bit for each card."""

Cell = Whole | list[Whole] | list[list[Whole]]
State = tuple[Whole, str, list[str], list[Whole], list[Cell]]
"""A view as `SeatState.packed` gives it."""

WriteRow = tuple[Whole, Whole, Whole, Whole, str, Whole, Whole, Whole, str]
"""A write: ply, round, the number of its site, origin, name, wanted, old, new, seen_by."""


@dataclass(frozen=True, slots=True)
class NewsRow:
    """A move as the seat knows it: one of the `news` of the protocol, with what it wrote."""

    ply: Whole
    round: Whole
    phase: str
    seat: str
    owner: str
    verb: str
    action: str | None
    title: str
    about: str
    signed: Whole
    fizzled: tuple[tuple[str, str], ...]
    dated: tuple[str, ...]
    tested: tuple[TestedCondition, ...]
    expired: tuple[str, ...]
    ran_out: tuple[tuple[Whole, tuple[str, ...]], ...]
    broken: tuple[tuple[Whole, tuple[str, ...]], ...]
    is_own_offer: bool
    is_stand_in: bool
    reasons: tuple[Reason, ...]
    reveals: bool
    is_open: bool
    has_no_answer: bool
    writes: tuple[WriteRow, ...]


@dataclass(frozen=True, slots=True)
class ToldMoment:
    """What a seat may see of one moment.

    Attributes:
        state: The view.
        rulings: What control has ruled, the effects of each.
        first: The place of the first of `news` among all that the seat has seen.
        told: How much of that it had been told when it took its last decision.
        before: Numbers as they stood then.
        players: Who sits where, as whoever sits in this seat calls them.
        undo, redo: Why its last decision cannot be taken back, and why none can be taken again;
            "" if one can.
        again: What would be taken again.
    """

    state: State
    rulings: tuple[Any, ...]
    first: Whole
    news: tuple[NewsRow, ...]
    told: Whole
    before: dict[str, Whole]
    beside: tuple[Proceeding, ...]
    course: dict[str, list[Whole]]
    players: dict[str, str]
    undo: str = ""
    redo: str = ""
    again: str = ""


def packed_moment(scene: Scene, told: int) -> dict[str, Any]:
    """A moment as plain data, with all that the seat has seen.

    Args:
        told: How much of it the seat had been told before.
    """
    view = scene.view
    return {
        "state": view.packed(),
        "rulings": [plain_effects(effects) for effects in view.rules.rulings],
        "first": 0,
        "news": [packed_news(one) for one in scene.seen],
        "told": told,
        "before": dict(scene.before),
        "beside": [plain_data(_as_called(one, view.seat)) for one in scene.beside],
        "course": {name: list(values) for name, values in scene.course.items()},
        "players": called(scene.players, view.seat),
    }


def packed_news(one: Seen) -> dict[str, Any]:
    """A move as the seat knows it; what is secret is left out by `witnessed`."""
    entry, (known,) = one.entry, witnessed([one])
    row = describe_move(known)
    del row["changes"]  # the writes tell them
    return {
        **row,
        "reasons": [plain_data(fizzle.reason) for fizzle in entry.fizzled],
        "tested": [plain_data(one) for one in entry.tested],
        "reveals": entry.reveals,
        "is_open": entry.is_open,
        "has_no_answer": entry.has_no_answer,
        "writes": [_row(write) for write in entry.writes],
    }


def since(moment: dict[str, Any], sent: Sequence[Any]) -> dict[str, Any]:
    """The same moment with the news alone that differ from those that were sent."""
    news = moment["news"]
    pairs = enumerate(zip(news, sent, strict=False))
    first = next((n for n, (now, then) in pairs if now != then), min(len(news), len(sent)))
    return {**moment, "first": first, "news": news[first:]}


def _row(write: Write) -> list[Any]:
    when = [write.ply, write.round, write.site.number, write.origin]
    return [*when, write.name, write.wanted, write.old, write.new, write.seen_by]


def _as_called(one: Proceeding, seat: str) -> Proceeding:
    """What happened beside the moves; whoever has sat down as whoever sits in a seat calls them."""
    if one.kind != "seat":
        return one
    return replace(one, what=called({one.seat: one.what}, seat)[one.seat])


def called(players: Mapping[str, str], seat: str) -> dict[str, str]:
    """Who sits where, as whoever sits in a seat calls them; a program's line is told nobody: it
    names files of the host."""

    def name_of(name: str, is_own: bool) -> str:
        if name in (HUMAN, REMOTE):
            return HUMAN if is_own else REMOTE
        return PROGRAM if is_program(name) else name

    return {other: name_of(name, other == seat) for other, name in players.items()}
