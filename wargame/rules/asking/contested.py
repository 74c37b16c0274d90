"""Fronts as they stand: who leads, what is at stake, in how many rounds, and what it would move."""

from __future__ import annotations

from dataclasses import replace

from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.asking.evaluate import Reader, number


@dataclass(frozen=True, slots=True)
class FrontStanding:
    """A front as it stands.

    Attributes:
        value: Who leads: above 0 the first seat.
        stake: What is at stake when it is judged next; 0 if it is not judged again.
        due: In how many rounds that is, 0 for this one; -1 if it is not judged again.
        is_named: It is on the docket; also if whoever looks has put it there in secret.
        into: The name of the number that a judgement moves.
        now, then: That number, and what it would be if the front were judged as things stand.
    """

    id: str
    title: str
    value: int
    stake: int
    due: int
    is_named: bool
    into: str
    now: int
    then: int

    @property
    def closed(self) -> FrontStanding:
        """The same where nothing is judged any more."""
        return replace(self, stake=0, due=-1, is_named=False, then=self.now)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A date on the calendar: which front is judged in which round, and the stake as it stands."""

    round: int
    front: str
    title: str
    stake: int


def judgements(program: ir.Program, after: int, read: Reader) -> tuple[Judgement, ...]:
    """Every date on the calendar behind a round, front by front."""
    return tuple(
        Judgement(when, front.id, front.title, number(stake, read))
        for front in program.fronts
        for when, stake in front.calendar
        if when > after
    )


def contested(program: ir.Program, read: Reader, own: int) -> tuple[FrontStanding, ...]:
    """Every front, in deck order.

    Args:
        own: The place of the front that whoever looks has named in secret.
    """
    every = range(len(program.fronts))
    return tuple(_front(program, place, read, place == own) for place in every)


def _front(program: ir.Program, place: int, read: Reader, is_own: bool) -> FrontStanding:
    front = program.fronts[place]
    value, stake, due = read(front.value), read(front.following), read(front.due)
    if is_own:
        stake, due = _sealed(program, stake, due, read)
    counted = max(-1, min(value, 1)) if front.by_sign else value
    now = read(front.into)
    docket = program.docket
    named = is_own or (docket is not None and read(docket.named) == place + 1)
    return FrontStanding(
        front.id,
        front.title,
        value,
        stake,
        -1 if due == ir.NEVER else due,
        named,
        front.into.text,
        now,
        max(front.into.lo, min(now + counted * stake, front.into.hi)),
    )


def _sealed(program: ir.Program, stake: int, due: int, read: Reader) -> tuple[int, int]:
    """When a front is judged that was named in secret, and the stake with the docket's."""
    now, judged = read(program.names["game.round"]), read(program.names["game.judged"])
    soon = int(judged == now)
    added = docket_stake(program, now + soon - 1, read)
    return (stake + added if due == soon else added), soon


def docket_stake(program: ir.Program, after: int, read: Reader) -> int:
    """What is at stake on the front that is named after a round; 0 if none is."""
    calendar = program.docket.calendar if program.docket else ()
    return next((number(stake, read) for when, stake in calendar if when == after + 1), 0)
