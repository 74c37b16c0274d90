"""What the registration prints beside its claims and lets decide nothing, as data.

Copied from section 2 of the text that ships beside the gauges. Settled here: a companion that names
no players or sizes is told of as many pairs or games as another dose has; one that names an act is
a trial between doctrines and at random. Of `search` none has games of its own: those would be taken
from what the claims are judged by.
"""

from __future__ import annotations

from typing import Final

from wargame.dataclass import dataclass
from wargame.lab.judge.claims_table import POINTS

SHARE: Final = 100


@dataclass(frozen=True, slots=True)
class Companion:
    """A companion of a claim.

    Attributes:
        name: As the registration has it.
        claim: Whose it is.
        what: What is told, in words.
        quantities: What its number is made of, as games of its claim or of its own bring it; of
            two the second is taken away.
        scale: 100 for percent, else 1.
        unit: Of the number.
        off: Dials set to 0, without which the same is taken away from it; none for no ablation.
        placebo: The deck on which the same is taken away from it; "" for none.
        is_own: It has games or pairs of its own.
        uncounted: Why nothing counts it; "" if it is counted.
    """

    name: str
    claim: int
    what: str
    quantities: tuple[str, ...] = ()
    scale: int = 1
    unit: str = ""
    off: tuple[str, ...] = ()
    placebo: str = ""
    is_own: bool = False
    uncounted: str = ""


def _share(name: str, claim: int, what: str, quantity: str) -> Companion:
    return Companion(name, claim, what, (quantity,), SHARE, "percent")


def _less(name: str, claim: int, what: str, quantity: str, than: str) -> Companion:
    return Companion(name, claim, what, (quantity, than), SHARE, POINTS)


def _off(dial: str) -> Companion:
    what = f"games that come back, less those with {dial} alone at 0"
    return Companion(f"1b {dial}", 1, what, ("return",), SHARE, POINTS, (dial,))


def _trial(name: str, claim: int, what: str, unit: str, scale: int = 1) -> Companion:
    arms = (f"{name}.treated", f"{name}.untreated")
    return Companion(name, claim, what, arms, scale, unit, is_own=True)


def _uncounted(name: str, claim: int, what: str, why: str) -> Companion:
    return Companion(name, claim, what, uncounted=why)


COMPANIONS: Final = (
    _off("λ"),
    _off("χ"),
    _share(
        "2L",
        2,
        "rounds after the fourth in which B's whole duty is below the highest ally's"
        " (over 25 % speaks against the deck)",
        "below",
    ),
    _trial(
        "3b",
        3,
        "what A announces within two rounds where B has to raise a limit on inputs, less where it"
        " may not in that round",
        "announcements",
    ),
    _share("4b", 4, "games in which half of A's need is met before round 21", "half"),
    _trial(
        "4c",
        4,
        "stages of input projects that A pays for in the next eight rounds where it has to take an"
        " offer, less where it has to refuse it",
        "stages",
    ),
    Companion(
        "5b",
        5,
        "what is kept where the mandate changes, less what would be if a repeal had no price",
        ("treated",),
        SHARE,
        POINTS,
        placebo="unpriced",
    ),
    _uncounted(
        "6 defence", 6, "λ on defence only", "no dial scales what inputs take from defence alone"
    ),
    Companion(
        "6 voluntary",
        6,
        "rounds in which B cuts inputs to the middle of a scale of its own accord, with a level"
        " that A gives in that round or the next",
        ("voluntary cuts",),
        SHARE,
        "percent",
        is_own=True,
    ),
    _trial(
        "8b",
        8,
        "stages of its input projects that A completes within twelve rounds where B has to raise a"
        " ban on technology, less where it may not in that round",
        "stages",
    ),
    _trial(
        "9b",
        9,
        "pairs with a ban on technology raised within four rounds where A has to raise a duty or a"
        " limit on technology, less where it may not in that round",
        POINTS,
        SHARE,
    ),
    _uncounted(
        "9c", 9, "mining abroad without environmental cost", "no dial and no role names that cost"
    ),
    _uncounted(
        "10b",
        10,
        "bite of one standard control after eight rounds of control over that after none,"
        " automatic gains off",
        "no role names the bite of a control or what is gained by itself",
    ),
    _less(
        "11b",
        11,
        "deals with inputs that hold technology, less those without inputs that do",
        "technology for inputs",
        "technology for else",
    ),
    _less(
        "11c",
        11,
        "A's part of what both give in the last third of a game's deals, less in the first"
        " (games with three or more)",
        "late",
        "early",
    ),
)
"""In the order of the registration."""
