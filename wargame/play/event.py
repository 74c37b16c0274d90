"""What can be written down of a match, one kind each: the words of its log.

The log is never shortened. The position is a fold over the *effective* moves: every `Move`
adds one, a `Back` drops those from some ply on. The rest tells about the people at the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any, ClassVar, assert_never

from wargame.dataclass import dataclass
from wargame.rules.verbs import RULING, split

CONTROL = "CONTROL"
"""The reserved name of the white cell, who may overrule the game."""

DEALER = "dealer"
"""Who drew luck that nobody chose."""

BEGINNING = ("world", "draw")
"""Phases of what a round brings by itself as it begins; seats may be asked something in them."""

FAULT, OUT = "fault", "out"
"""Why another decided in the place of a program: it did wrong just now, or had fallen out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Something that takes the game forward.

    Attributes:
        ply: Its place among the effective moves, from 0.
        round, phase: When, as the position before it says.
        state: The hash of the position that it led to; "" if nobody asked for it.
        tracks: Every public number, if this move ended a round or the game: the values at the
            first choice after it. So a save can be checked by value when hashes no longer fit.
    """

    ply: int
    round: int
    phase: str
    state: str = ""
    tracks: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Move):
    """A seat's decision.

    Attributes:
        stand_in: `FAULT` or `OUT` if the program in the seat did not take it, else "".
    """

    kind: ClassVar[str] = "act"
    seat: str
    action: str
    stand_in: str = ""

    @property
    def secret_of(self) -> str:
        """The seat that alone may know this when it happens, or ""."""
        verb, _ = split(self.action)
        is_committed = self.phase == "headline" and verb.is_headline
        return self.seat if is_committed or verb.is_secret else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance(Move):
    """Luck: drawn by the dealer, or chosen by control with a reason.

    Attributes:
        owner: The seat it concerns, such as the one that draws a card; "" for all.
    """

    kind: ClassVar[str] = "chance"
    action: str
    owner: str = ""
    by: str = DEALER
    why: str = ""

    @property
    def secret_of(self) -> str:
        """The seat that alone may know this when it happens, or ""."""
        verb, _ = split(self.action)
        return self.owner if verb.is_secret else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling(Move):
    """Control changes the position by effects in the language of decks.

    Attributes:
        do: The effects as plain data, as in a card's `do`.
        number: Its place among all rulings of the log, undone ones too, from 0.
    """

    kind: ClassVar[str] = "ruling"
    do: tuple[Any, ...]
    number: int
    who: str = CONTROL
    why: str = ""

    secret_of: ClassVar[str] = ""

    @property
    def released(self) -> tuple[str, ...]:
        """The injects that control let happen by it."""
        return tuple(
            one["release"] for one in self.do if isinstance(one, Mapping) and "release" in one
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The moves from a ply on no longer count.

    Attributes:
        to: How many moves still count.
        who: A seat that takes back its own moves, or control.
        epoch: Of the dealer from here on; a new one means other luck.
    """

    kind: ClassVar[str] = "back"
    to: int
    who: str
    why: str = ""
    epoch: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something said that changes nothing: a rationale, a forecast, a timer, chat.

    Attributes:
        audience: "" for everyone, a seat, or control.
        role: Who of several people in a seat said it; "" for the seat.
    """

    kind: ClassVar[str] = "note"
    who: str
    topic: str
    text: str
    audience: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sit:
    """Somebody else plays a seat from here on.

    Attributes:
        secret: Of the dealer from here on, if the first program of the match sits down; "" if
            nothing changes there.
        why: The reason, if control did it.
    """

    kind: ClassVar[str] = "seat"
    seat: str
    player: str
    secret: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The game is over.

    Attributes:
        winner: Who won, "" for nobody; None at a table that names no winner.
    """

    kind: ClassVar[str] = "end"
    ending: str
    returns: Mapping[str, int] = field(default_factory=dict)
    winner: str | None = None


Effective = Act | Chance | Ruling
"""A move of any kind."""

Event = Effective | Back | Note | Sit | End


def standing(events: Iterable[Event], first: int = 0) -> list[int]:
    """The places of the moves that count, in order: those that nobody has gone back on.

    >>> moves = [Act(ply=n, round=1, phase="plays", seat="a", action="pass") for n in range(3)]
    >>> standing([*moves, Back(to=1, who="a"), moves[1]])
    [0, 4]

    Args:
        first: The ply of the first move.
    """
    kept: list[int] = []
    for place, event in enumerate(events):
        match event:
            case Act() | Chance() | Ruling():
                kept.append(place)
            case Back(to=to):
                del kept[to - first :]
            case Note() | Sit() | End():
                pass
            case _:
                assert_never(event)
    return kept


def effective(events: Sequence[Event]) -> list[Effective]:
    """The moves that count, in order; a move's ply is its place."""
    found = [events[place] for place in standing(events)]
    return [event for event in found if isinstance(event, Effective)]


def words(move: Effective) -> str:
    """What people would type for a move; a ruling goes by its number from 1."""
    match move:
        case Act(action=action) | Chance(action=action):
            return action
        case Ruling(number=number):
            return f"{RULING} {number + 1}"
        case _:
            assert_never(move)
