"""The eleven rows of the registration as data: what is compared, by how much, in which band.

Copied from section 2 of the text that ships beside the gauges; a test holds each number, direction
and dial against it. A quantity is a name of what a registered gauge counts in a game, as part and
whole; claims with a trial have one for each arm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.judge.bootstrap import Between

Combination = tuple[tuple[int, str], ...]
"""Quantities, each with what it counts: `((1, "treated"), (-1, "untreated"))`."""

Family = Literal["S", "D"]
FAMILIES: Final[tuple[Family, ...]] = ("S", "D")

HALVES = (0.0, 0.5, 1.0, 2.0)
ENDLESS = Between()
PERCENT = Between(0, 100)
DIFFERENCE = Between(-100, 100)

POINTS: Final = "percentage points"
"""In what differences of percentages are told."""


@dataclass(frozen=True, slots=True)
class Level:
    """What a value has to be in the deck itself.

    Attributes:
        of: What is added up; the claim's own gauge if it is empty.
        low, high: It must be above and below these; None where nothing is asked.
    """

    low: float | None = None
    high: float | None = None
    of: Combination = ()


@dataclass(frozen=True, slots=True)
class Registered:
    """A claim as it was registered.

    Attributes:
        gauge: What its one number is made of.
        scale: 100 for percent, else 1.
        off: The dials of its ablation, all set to 0.
        moves: Which way the ablation moves the number. A trial's effect can only fall.
        smallest: The smallest effect of interest, in `unit`.
        doses: At which the dials are set; without any, no dose is asked.
        levels: Each is one more test.
        ends: What one game can bring to the number.
        occurs: A quantity that must reach a share of all games for the claim to be judged.
        must_fail: Controls of this claim alone, in the words of the registration.
        is_off_later: Its ablation begins at the election that is on trial.
    """

    number: int
    title: str
    gauge: Combination
    scale: int
    off: tuple[str, ...]
    moves: Literal["up", "down"]
    smallest: float
    unit: Literal["points", "cycles", "levels", "stages"]
    doses: tuple[float, ...]
    levels: tuple[Level, ...] = ()
    ends: Between = ENDLESS
    is_trial: bool = False
    occurs: tuple[str, float] | None = None
    must_fail: tuple[str, ...] = ()
    is_off_later: bool = False

    @property
    def quantities(self) -> tuple[str, ...]:
        """All that is read of a game for it."""
        of = [self.gauge, *(level.of for level in self.levels)]
        names = [name for one in of for _, name in one]
        return tuple(dict.fromkeys([*names, *(self.occurs or ())[:1]]))


EFFECT: Combination = ((1, "treated"), (-1, "untreated"))
ABOVE_NOTHING = Level(low=0)

ROWS: Final = (
    Registered(
        1,
        "A balance, not a break",
        ((1, "return"),),
        100,
        ("λ", "χ"),
        "down",
        10,
        "points",
        HALVES,
        (
            Level(low=0, of=((1, "return"), (-1, "stays"))),
            Level(low=0, of=((1, "return"), (-1, "break"))),
            Level(high=10, of=((1, "break"),)),
        ),
        PERCENT,
        occurs=("leaves", 30),
    ),
    Registered(
        2,
        "Who can retaliate is relieved",
        ((1, "rival"), (-1, "allies")),
        100,
        ("λ",),
        "down",
        15,
        "points",
        HALVES,
        (ABOVE_NOTHING,),
    ),
    Registered(
        3,
        "Announced is not built",
        ((1, "stands"),),
        100,
        ("φ",),
        "up",
        10,
        "points",
        HALVES,
        (Level(3, 50),),
        PERCENT,
        must_fail=("for U",),
    ),
    Registered(
        4,
        "Détente may buy time",
        ((1, "bought"),),
        100,
        ("τ",),
        "down",
        5,
        "points",
        HALVES,
        (),
        PERCENT,
        must_fail=("at λ = 0",),
    ),
    Registered(
        5,
        "Confrontation outlives administrations",
        ((1, "treated"),),
        100,
        ("λ",),
        "down",
        10,
        "points",
        (),
        (Level(low=80), Level(high=10, of=((1, "untreated"), (-1, "treated")))),
        PERCENT,
        True,
        must_fail=("both mandates are the same player",),
        is_off_later=True,
    ),
    Registered(
        6,
        "A partial embargo moves the other capital quickly",
        EFFECT,
        100,
        ("λ",),
        "down",
        10,
        "points",
        HALVES,
        (ABOVE_NOTHING,),
        DIFFERENCE,
        True,
        must_fail=("if the gate for talks reads weeks or stocks",),
    ),
    Registered(
        7,
        "Dispute, talks, agreement, again",
        ((1, "cycles"),),
        1,
        ("ρ",),
        "down",
        0.5,
        "cycles",
        HALVES,
        (ABOVE_NOTHING,),
        must_fail=("for U",),
    ),
    Registered(
        8,
        "The leverage sits upstream",
        ((1, "input"), (-1, "other")),
        1,
        ("κ",),
        "down",
        0.25,
        "levels",
        (0.0, 0.5, 1.0),
        (ABOVE_NOTHING,),
        is_trial=True,
        must_fail=("inputs and B.other swapped",),
    ),
    Registered(
        9,
        "Guarding dominance",
        EFFECT,
        100,
        ("δ",),
        "down",
        8,
        "points",
        HALVES,
        (ABOVE_NOTHING,),
        DIFFERENCE,
        True,
        must_fail=("an input project that cannot succeed",),
    ),
    Registered(
        10,
        "Controls galvanise industry",
        EFFECT,
        1,
        ("χ",),
        "down",
        0.5,
        "stages",
        HALVES,
        (ABOVE_NOTHING,),
        is_trial=True,
        must_fail=("for U", "where B's stages cannot succeed"),
    ),
    Registered(
        11,
        "Bargaining among equals",
        ((1, "given"),),
        100,
        ("λ",),
        "down",
        5,
        "points",
        HALVES,
        (Level(40, 60),),
        PERCENT,
        must_fail=("where rules force equal gifts",),
    ),
)

CLAIMS: Final[Mapping[int, Registered]] = {row.number: row for row in ROWS}
"""By number."""


def check_registered(numbers: Iterable[int]) -> None:
    """Refuse a claim that is not registered.

    Raises:
        UsageError: There is no row of one of these numbers.
    """
    for number in numbers:
        if number not in CLAIMS:
            raise UsageError(
                f"No claim {number} is registered: they are {min(CLAIMS)} to {max(CLAIMS)}."
            )


CELL_SEEDS: Final[Mapping[str, int]] = {
    "D": 2000,
    "U": 2000,
    "S": 400,
    "rewired": 200,
    "blank": 1000,
    "dose": 500,
    "swapped": 500,
    "must fail": 500,
}
"""How many seeds a cell has, section 5."""
