"""What is contested, when it is judged, and who wins."""

from __future__ import annotations

from wargame.dataclass import dataclass
from wargame.rules.ir.expr import Compare, Cond, Expr, Read
from wargame.rules.ir.names import Name
from wargame.rules.ir.stmt import Block, Branch, Site, parts

JUDGED = "judged"
"""What the site of a front says of the number that its judgement moves."""
SHOWN = "shown"
"""What the site of a docket says that was secret until now."""

NEVER = 999
"""In how many rounds a front is judged that is not judged again."""


@dataclass(frozen=True, slots=True)
class FrontIR:
    """Something contested.

    Attributes:
        value, due, following: Its names: who leads, in how many rounds it is judged, and what is
            at stake then.
        into: The number that a judgement moves.
        last, staked: The names of its value and its stake when it was last judged.
        sides: By seat: when it leads, and when that is worth 2; none for an expression.
        by_sign: The stake is multiplied with the sign of its value alone.
        calendar: The rounds in which it is judged, each with its stake.
        do: Its judgement: nothing in a round in which nothing is at stake.
    """

    id: str
    title: str
    value: Name
    due: Name
    following: Name
    last: Name
    staked: Name
    into: Name
    sides: tuple[tuple[Cond | None, Cond | None], ...]
    by_sign: bool
    calendar: tuple[tuple[int, Expr], ...]
    do: Block

    @property
    def rounds(self) -> tuple[int, ...]:
        """When the calendar has it judged."""
        return tuple(number for number, _ in self.calendar)

    @property
    def prizes(self) -> tuple[Block, Block]:
        """What else happens where each seat is judged the leader."""
        found: dict[str, Block] = {">": (), "<": ()}
        for stmt in (inner for outer in self.do for inner in parts(outer)[0]):
            match stmt:
                case Branch(Compare((op,), (Read(name), _)), then) if name == self.last:
                    found[op] = then
        return found[">"], found["<"]


@dataclass(frozen=True, slots=True)
class DocketIR:
    """Who names a front for the next round.

    Attributes:
        who: The seat that has to name one now, or -1.
        measured: What says who is behind, where that is not the lead.
        named, last: The names of 1 + the front that is on the docket, and that was last; or 0.
        sealed, sealer: Where it is named in secret: 1 + the front that is hidden, and 1 + the
            seat that named it; or 0. No text reads them.
        calendar: The rounds for which one is named, each with what is at stake on it then.
        do: By front: what naming it does.
    """

    who: Expr
    measured: Expr | None
    named: Name
    last: Name
    sealed: Name | None
    sealer: Name | None
    site: Site
    calendar: tuple[tuple[int, Expr], ...]
    again: bool
    do: tuple[Block, ...]

    @property
    def rounds(self) -> tuple[int, ...]:
        """For which rounds one is named."""
        return tuple(number for number, _ in self.calendar)


@dataclass(frozen=True, slots=True)
class LossIR:
    """Something that loses a match; `seat` is who loses, counted from 1, 0 for nobody."""

    when: Cond
    seat: Expr
    title: str


@dataclass(frozen=True, slots=True)
class ContestIR:
    """Who wins.

    Attributes:
        lead: Above 0 the first seat is ahead.
        level: Who wins a lead of 0, -1 for nobody.
        floors: By seat, what it has to hold; None where there is nothing to hold.
        win, outlast, stand, fall, ruined: Match points; `outlast` to whoever wins otherwise than by
            the lead.
        handicap: The track whose start may be set.
        is_played: Whether this table names a winner.
    """

    lead: Expr
    level: int
    floors: tuple[Cond | None, ...]
    lost_by: tuple[LossIR, ...]
    ruin: tuple[LossIR, ...]
    win: int
    outlast: int
    stand: int
    fall: int
    ruined: int
    handicap: Name | None
    is_played: bool
