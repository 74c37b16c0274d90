"""What luck and choices made of a finished game, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from wargame.dataclass import dataclass

if TYPE_CHECKING:
    from pydantic import TypeAdapter

NEEDED = 10.0
"""Points of win chance, or percent of the spread of results, that a deciding move costs at least,
at the lower end of its interval."""


@dataclass(frozen=True, slots=True)
class DecidingMove:
    """A choice that cost its seat so much that it decided the game, or could have.

    Attributes:
        ply, round: Where in the record it stands.
        seat: Whose choice it was.
        taken, better: What was chosen and what would have been best, in the words people type.
        cost, low, high: By how much the better one does better, with its 95 % interval: points of
            win chance, or percent of the spread of results.
        pairs: Continuations of each of the two, in the same worlds.
        survived: Whether its seat won all the same, so that it decided nothing.
        taken_title, better_title: What people read for them if they answer a question; else "".
        taken_signed, better_signed: Of a deal that they are about, the round in which it was
            signed; else 0.
    """

    ply: int
    round: int
    seat: str
    taken: str
    better: str
    cost: float
    low: float
    high: float
    pairs: int
    survived: bool = False
    taken_title: str = ""
    better_title: str = ""
    taken_signed: int = 0
    better_signed: int = 0


@dataclass(frozen=True, slots=True)
class LuckStretch:
    """Luck between two decisions.

    Attributes:
        ply, round: Its first node.
        drawn: What came at each of its nodes, as it is typed or, of luck in an effect, with its
            title and that of what calls for it; its weight, and that of all outcomes.
        change: By how much it moved what the first seat could expect.
    """

    ply: int
    round: int
    drawn: tuple[tuple[str, int, int], ...]
    change: float


@dataclass(frozen=True, slots=True)
class SeatLedger:
    """A result that adds up: `start + luck + own + rival + residual` is `result`.

    Attributes:
        seat: Whose it is.
        result: Of the seat: its lead at a contest, else its points less its par.
        start: What could be expected before the first move.
        luck, own, rival: What luck, its own choices, and the other side's made of that.
        residual: What is left over: what could be expected at the start is known no better.
        error: Standard error of each of the three, the largest.
    """

    seat: str
    result: float
    start: float
    luck: float
    own: float
    rival: float
    residual: float
    error: float


@dataclass(frozen=True, slots=True)
class MissedDeal:
    """The best deal that was never made, held against what was done instead.

    Attributes:
        ply, round: Where in the record it was refused, or could have been tabled.
        seat: Who refused it; "" if nobody tabled it.
        items: What is given in it.
        gains: What it would have brought each seat, by id: points of win chance, or points.
        gain, low, high: What it would have brought the seat that refused it at a contest, and all
            together at a seminar table, with its 95 % interval.
        pairs: Continuations of each of the two, in the same worlds.
    """

    ply: int
    round: int
    seat: str
    items: tuple[str, ...]
    gains: Mapping[str, float]
    gain: float
    low: float
    high: float
    pairs: int


@dataclass(frozen=True, slots=True)
class GameAnalysis:
    """What luck and choices made of a game.

    Attributes:
        unit: `points of win chance`, or `percent of the spread`.
        moves: Deciding moves, the dearest first, and after them those that the winner survived.
        drift: Before each stretch of moves of one owner and at the end: its ply, and the first
            seat's chance to win in percent, or at a seminar table its points less its par.
        ledgers: One for each seat.
        luck: The stretches of luck that moved most, the largest first.
        worlds: Continuations from each position of the drift.
        nodes: What it took: nodes that were played on.
        missed: The best deal that was never made; null if none was found.
        closed_in: The round in which control closed the game; then every continuation is scored as
            it stands at that point. 0 if it was played out.
    """

    unit: str
    moves: tuple[DecidingMove, ...]
    drift: tuple[tuple[int, float], ...]
    ledgers: tuple[SeatLedger, ...]
    luck: tuple[LuckStretch, ...]
    worlds: int
    nodes: int
    missed: MissedDeal | None = None
    closed_in: int = 0


def analysis_of(data: Any) -> GameAnalysis:
    """An analysis from plain data, as a worker sends it."""
    return _reader().validate_python(data)


@cache
def _reader() -> TypeAdapter[GameAnalysis]:
    """Takes a while to make, and is not wanted before the end of a game."""
    from pydantic import TypeAdapter  # noqa: PLC0415  as it says

    return TypeAdapter(GameAnalysis)
