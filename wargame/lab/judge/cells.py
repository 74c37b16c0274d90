"""The cells of a judgement: which games are played, of which deck, by whom, how many, in order.

Section 5 of the registration. Cells are shared between claims wherever deck, players and trial are
the same. Seeds run from 0 in every cell, so that game n of all cells has the same luck.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Final, Literal

from wargame.dataclass import dataclass
from wargame.lab.judge.claims_table import CELL_SEEDS, CLAIMS, FAMILIES, ROWS, Registered
from wargame.lab.judge.companions_table import COMPANIONS, Companion

CellFamily = Literal["S", "D", "U"]

DIALS: Final[Mapping[str, str]] = {
    "λ": "lambda",
    "χ": "chi",
    "ρ": "rho",
    "τ": "tau",
    "φ": "phi",
    "κ": "kappa",
    "δ": "delta",
}
"""What the registration's dials are called in a deck."""

REWIRED: Final = 20

WORLDS: Final = 64
"""In how many worlds the obligatory sweep looks at the sign of each effect."""

WORLD_SEEDS: Final = 50
"""How many seeds each of them has; the registration leaves it open."""

SHORT_S: Final = 200
"""Seeds of S where 30 iterations do not fit into the registered core hours."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Games of one kind.

    Attributes:
        name: Tells it from all others, such as `D lambda=0`.
        family: Who plays: `search`, doctrines, or nobody in particular.
        over: What is laid over the deck.
        placebo: `rewired 7`, `swapped`, `mapped` (swapped, and the role map with it), `blank`,
            `barren` (projects cannot succeed), `one mandate`, `neutral` (levels that the claim
            counts bring no points), `unpriced` (A's measures come down at no price), or "".
        claim: Whose trial is played, or whose doctrines' weights are set to 0; 0 for none.
        seeds: How many games or pairs.
        companion: Whose trial is played in place of the claim's own; "" for none.
    """

    name: str
    family: CellFamily
    over: str
    placebo: str
    claim: int
    seeds: int
    companion: str = ""


@dataclass(frozen=True, slots=True)
class Against:
    """Two cells: a deck, and the same without the mechanism."""

    deck: str
    off: str


CompanionCells = tuple[str, ...]
"""A cell, or a cell and the same without what an ablation takes away."""


@dataclass(frozen=True, slots=True)
class ClaimCells:
    """The cells that a claim is judged by, each by its name.

    Attributes:
        main: By family, U among them.
        doses: From the lowest to the highest, in D.
        rewired: In the order of the decks.
        must_fail: Controls of this claim alone that need games of their own, by their words.
        worlds: In which what the deck assumes without a source is drawn anew; told, never judged.
        neutral: By family, the deck without points for mere levels; none where it gives none.
        companions: By the name of each that is counted, and by family: its cell, and for one with
            an ablation the same without; told, never judged.
    """

    main: Mapping[str, Against]
    doses: tuple[str, ...]
    rewired: tuple[Against, ...]
    swapped: Against
    mapped: Against
    blank: Against
    must_fail: Mapping[str, Against]
    worlds: tuple[Against, ...] = ()
    neutral: Mapping[str, Against] = field(default_factory=dict)
    companions: Mapping[str, Mapping[CellFamily, CompanionCells]] = field(default_factory=dict)


MAPPED: Final = "mapped"
"""The placebo in which the role map is permuted as the labels are."""

NEUTRAL: Final = "neutral"
"""The placebo in which points are blind to the levels that a claim counts."""

UNPRICED: Final = "unpriced"
"""The placebo in which a repeal costs nothing."""

BARREN: Final = ("an input project that cannot succeed", "where B's stages cannot succeed")
"""Controls in which projects are begun in vain."""

ONE_MANDATE: Final = "both mandates are the same player"
NO_FEAR: Final = "at λ = 0"


@dataclass(slots=True)
class _Cells:
    """Gathers cells, each once."""

    seeds_s: int
    silenced: Collection[int]
    by_name: dict[str, Cell] = field(default_factory=dict)

    def add(
        self, claim: Registered, family: CellFamily, over: str, placebo: str = "", seeds: int = 0
    ) -> str:
        own = claim.is_trial or placebo == NEUTRAL
        own = own or (family == "D" and claim.number in self.silenced)
        number = claim.number if own else 0
        name = " ".join(filter(None, (family, over or "deck", placebo, f"#{number}" * own)))
        count = seeds or {**CELL_SEEDS, "S": self.seeds_s}[family]
        known = self.by_name.get(name)
        if known is None or known.seeds < count:
            self.by_name[name] = Cell(name, family, over, placebo, number, count)
        return name

    def of_companion(self, one: Companion, family: CellFamily) -> CompanionCells:
        """The cells of a companion in a family: those of its claim, or pairs of its own."""
        claim, seeds = CLAIMS[one.claim], CELL_SEEDS["dose"]
        if one.is_own:
            name = f"{family} deck #{one.name}"
            self.by_name[name] = Cell(name, family, "", "", one.claim, seeds, one.name)
            return (name,)
        deck = self.add(claim, family, "")
        if not one.off and not one.placebo:
            return (deck,)
        return deck, self.add(claim, family, dials_at(one.off, "0"), one.placebo, seeds)

    def against(
        self, claim: Registered, family: CellFamily, placebo: str = "", seeds: int = 0
    ) -> Against:
        return Against(
            self.add(claim, family, "", placebo, seeds),
            self.add(claim, family, stack_of(claim, "0"), placebo, seeds),
        )


def cells_of(
    silenced: Collection[int],
    seeds_s: int = CELL_SEEDS["S"],
    worlds: Sequence[str] = (),
    neutral: Collection[int] = (),
) -> tuple[list[Cell], dict[int, ClaimCells]]:
    """Every cell in its order, and which of them each claim needs.

    Args:
        silenced: Claims for which a doctrine's weight is set to 0: they have games of their own.
        seeds_s: How many seeds S has.
        worlds: What is laid over the deck in each world of the sweep.
        neutral: Claims for which a neutral run is due.
    """
    found = _Cells(seeds_s, silenced)
    needed = {}
    for row in ROWS:
        needed[row.number] = ClaimCells(
            {family: found.against(row, family) for family in ("D", "S", "U")},
            tuple(_doses(found, row)),
            tuple(
                found.against(row, "D", f"rewired {number}", CELL_SEEDS["rewired"])
                for number in range(1, REWIRED + 1)
            ),
            found.against(row, "D", "swapped", CELL_SEEDS["swapped"]),
            found.against(row, "D", "mapped", CELL_SEEDS["swapped"]),
            found.against(row, "D", "blank", CELL_SEEDS["blank"]),
            {words: one for words in row.must_fail for one in _must_fail(found, row, words)},
            tuple(_in_world(found, row, over) for over in worlds),
            {
                family: found.against(row, family, NEUTRAL)
                for family in FAMILIES
                if row.number in neutral
            },
        )
    needed = {number: _with_companions(found, number, one) for number, one in needed.items()}
    return list(found.by_name.values()), needed


def cells_at_random(companions: Iterable[Companion]) -> tuple[list[Cell], list[CompanionCells]]:
    """The cells by which some companions are told of games at random, and those of each."""
    found = _Cells(0, ())
    needed = [found.of_companion(one, "U") for one in companions]
    return list(found.by_name.values()), needed


def _with_companions(found: _Cells, claim: int, cells: ClaimCells) -> ClaimCells:
    """A claim's companions come last, so that they move no cell of any claim."""
    mine = [one for one in COMPANIONS if one.claim == claim and not one.uncounted]
    named = {
        one.name: {family: found.of_companion(one, family) for family in _families(one)}
        for one in mine
    }
    return replace(cells, companions=named)


def _families(one: Companion) -> tuple[CellFamily, ...]:
    """In whose games a companion is told where a deck is judged."""
    if one.is_own:
        return ("D", "U")
    return ("D",) if one.off or one.placebo else ("D", "S", "U")


def _doses(found: _Cells, row: Registered) -> Iterator[str]:
    for dose in row.doses:
        over = "" if dose == 1 else stack_of(row, f"{dose:g}" if dose != 0.5 else "1/2")
        yield found.add(row, "D", over, "", CELL_SEEDS["dose"])


def _in_world(found: _Cells, row: Registered, over: str) -> Against:
    """A claim in a world of the sweep."""
    without = "+".join(filter(None, (over, stack_of(row, "0"))))
    seeds = WORLD_SEEDS
    return Against(found.add(row, "D", over, "", seeds), found.add(row, "D", without, "", seeds))


def _must_fail(found: _Cells, row: Registered, words: str) -> Iterator[Against]:
    """The cells of a control of one claim alone, if it needs any."""
    seeds = CELL_SEEDS["must fail"]
    if words in BARREN:
        yield found.against(row, "D", "barren", seeds)
    elif words == ONE_MANDATE:
        yield found.against(row, "D", "one mandate", seeds)
    elif words == NO_FEAR:
        still = f"{DIALS['λ']}=0"
        off = f"{still}+{stack_of(row, '0')}"
        yield Against(found.add(row, "D", still, "", seeds), found.add(row, "D", off, "", seeds))


def stack_of(row: Registered, dose: str) -> str:
    """What is laid over a deck to set a claim's dials to a dose.

    >>> from wargame.lab.judge.claims_table import CLAIMS
    >>> stack_of(CLAIMS[1], "0")
    'lambda=0+chi=0'
    """
    return dials_at(row.off, dose)


def dials_at(dials: Iterable[str], dose: str) -> str:
    """What is laid over a deck to set some dials to a dose."""
    return "+".join(f"{DIALS[dial]}={dose}" for dial in dials)


def without_ablation(claim: Registered, over: str) -> str:
    """What is laid over a deck until the election at which an ablation begins.

    >>> from wargame.lab.judge.claims_table import CLAIMS
    >>> without_ablation(CLAIMS[5], "grip=3+lambda=0"), without_ablation(CLAIMS[6], "lambda=0")
    ('grip=3', 'lambda=0')
    """
    return over.removesuffix(stack_of(claim, "0")).rstrip("+") if claim.is_off_later else over
