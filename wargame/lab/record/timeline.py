"""One game from its first round to its last, as plain data: what everybody may know in the end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal

from wargame.dataclass import dataclass

CauseKind = Literal["act", "deal", "breach", "expiry", "event", "chance", "rule", "control"]
"""Why a number moved: a seat's own `act` (a play, a card, a choice in a dilemma); a `deal` as it is
signed; the `breach` of one; the `expiry` of a deal, a pause, or an effect that was dated; an
`event` from outside, such as a court; `chance`, luck inside any effect; a `rule` or review by
itself; the white cell's `control`."""

EndOfDeal = Literal["running", "ran out", "broken"]
"""How a deal stands at the end."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What a seat did.

    Attributes:
        ply: Its place among all moves of the game, from 0.
        verb, thing: What, in the words people type: `tighten` `gates`; "" for a bare verb.
    """

    ply: int
    round: int
    seat: str
    verb: str
    thing: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure, and where it stood at the start.

    Attributes:
        seat: Whose it is.
        level: On the books.
        force: In force: the level less what is paused.
    """

    id: str
    seat: str
    max: int
    level: int
    force: int


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A measure moves, on the books, in force, or both.

    Attributes:
        ply: The move during which it happened.
        round: When; effects of a move may reach into the next round.
        thing, seat: The measure, and whose it is.
        before, after: On the books.
        force_before, force_after: In force.
        cause: Why.
        by: The seat whose act it was, or who broke the deal; else "".
        source: What in the deck did it, such as `card spring_tide`.
    """

    ply: int
    round: int
    thing: str
    seat: str
    before: int
    after: int
    force_before: int
    force_after: int
    cause: CauseKind
    by: str
    source: str


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A public number that the role map names moves: a duty, say, that follows from many measures.

    Attributes:
        thing: Its canonical name.
        cause, by, source: As for a level.
    """

    ply: int
    round: int
    thing: str
    before: int
    after: int
    cause: CauseKind
    by: str
    source: str


@dataclass(frozen=True, slots=True)
class GivenItem:
    """What a side gives in a deal.

    Attributes:
        seat: Who gives it.
        kind: `pause`, `cap`, `transfer` or `pledge`.
        measure: What is held, or "".
        levels: How far levels in force fell by it when the deal was signed.
        over: The round in which it was over while its deal went on; None if it was not.
        why_over: `its time`, or how it was not kept: `not done`, `not paid`.
    """

    id: str
    seat: str
    kind: str
    measure: str
    levels: int
    over: int | None = None
    why_over: str = ""


@dataclass(frozen=True, slots=True)
class Bargain:
    """A deal.

    Attributes:
        ply, round: When it was signed.
        by: Who tabled it.
        term: The rounds it was announced for.
        items: What either side gives.
        extended: The rounds in which it was extended.
        ended: The round in which it was over; None if it still runs. One that ran out was over
            before anybody could act in that round.
        how: How it ended.
        broken_by: Who broke it, or "".
        ended_by: The move with which it was over, or None.
    """

    ply: int
    round: int
    by: str
    term: int
    items: tuple[GivenItem, ...]
    extended: tuple[int, ...] = ()
    ended: int | None = None
    how: EndOfDeal = "running"
    broken_by: str = ""
    ended_by: int | None = None

    def levels(self, seat: str) -> int:
        """How many levels a seat gives in it."""
        return sum(item.levels for item in self.items if item.seat == seat)


@dataclass(frozen=True, slots=True)
class Venture:
    """A project, from its announcement until it is done, lapses, or the game ends.

    Attributes:
        ply, round: When it was announced: its first stage was paid for, or it was given a stage.
        thing, seat: The project, and whose it is.
        due: The round in which it would be done if each stage took the time printed on it, and
            was paid for at once.
        stages: How many it has.
        reached: The rounds in which it reached its first stage, its second and so on.
        lapsed: The round in which it fell back to nothing, or None.
        plies: The moves at which it reached each of its stages.
    """

    ply: int
    round: int
    thing: str
    seat: str
    due: int
    stages: int
    reached: tuple[int, ...] = ()
    lapsed: int | None = None
    plies: tuple[int, ...] = ()

    @property
    def done(self) -> int | None:
        """The round in which it reached its last stage, or None."""
        return self.reached[-1] if len(self.reached) == self.stages else None


@dataclass(frozen=True, slots=True)
class Timeline:
    """One game.

    Attributes:
        seats: In deck order.
        rounds: How many rounds are over.
        ending: The class of the ending; "" while the game goes on.
        measures: In deck order.
        deeds: In order, as all that follow; what is done in secret left out.
        numbers: Every public number but levels, which `levels` tells: the rounds after which it had
            a new value, and that value; 0 stands for the start. "After a round" is at the next
            move, when the next round has begun.
    """

    seats: tuple[str, ...]
    rounds: int
    ending: str
    measures: tuple[Standing, ...]
    deeds: tuple[Deed, ...]
    levels: tuple[LevelChange, ...]
    moved: tuple[NumberChange, ...]
    bargains: tuple[Bargain, ...]
    ventures: tuple[Venture, ...]
    numbers: Mapping[str, tuple[tuple[int, int], ...]]

    def number(self, name: str, after: int) -> int:
        """A public number after a round.

        Raises:
            KeyError: There is none of that name.
        """
        values = self.numbers[name]
        return values[bisect_right(values, (after, NEVER)) - 1][1]


NEVER = 1 << 62
"""More than any round, and than any number of a game."""
