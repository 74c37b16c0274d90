"""What a gauge counts: stored numbers, and the acts that move them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from wargame.content.model import Deck
from wargame.dataclass import dataclass
from wargame.lab.judge.reach import ENDING, RuleLine
from wargame.rules.asking.evaluate import made_of, names_in
from wargame.rules.ir import ClaimIR, Program

HELD: Final = ("in_force", "paused")
"""What falls or rises with a level: whoever reads it reads the level."""

Thing = tuple[str, str]
"""A noun and an id, such as `("measure", "licensing")`."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a gauge counts.

    Attributes:
        numbers: Canonical names, those behind computed ones too.
        things: Measures, projects, deal items, and `("deals", "")`, whose acts are counted.
    """

    numbers: frozenset[str]
    things: frozenset[Thing]

    @property
    def told(self) -> list[str]:
        """The numbers without what only follows a level, in alphabetical order."""
        held = {f"{name}.{kind}" for name in self.numbers for kind in HELD}
        return sorted(self.numbers - held)

    def renamed(self, measures: Mapping[str, str]) -> Counted:
        """The same with other measures in the stead of some, by their ids."""

        def named(name: str) -> str:
            noun, _, rest = name.partition(".")
            one, dot, kind = rest.partition(".")
            return f"{noun}.{measures.get(one, one)}{dot}{kind}" if noun == "measure" else name

        return Counted(
            frozenset(map(named, self.numbers)),
            frozenset(
                (noun, measures.get(name, name) if noun == "measure" else name)
                for noun, name in self.things
            ),
        )


def counted_by_claim(
    program: Program, deck: Deck, lines: Iterable[RuleLine], number: int
) -> Counted:
    """What the gauge of a claim of the deck itself counts.

    A track that the board leaves aside keeps count for the gauge, so what it is made of counts too.
    """
    claim = next(claim for claim in program.claims if claim.id == number)
    asides = {track.id for track in deck.tracks if track.aside}
    known = list(lines)
    names = set(made_of(_read(claim), program.formulas))
    if ENDING in names:
        names |= {read for line in known if ENDING in line.writes for read in line.reads}
    workings = {name for name in names if name.rpartition(".")[2] in asides}
    names |= {read for line in known if line.writes & workings for read in line.reads}
    return counted(program, names)


def counted(program: Program, names: Iterable[str]) -> Counted:
    """These numbers and what is behind them, with the things whose numbers they are."""
    numbers = set(made_of(names, program.formulas))
    things: set[Thing] = set()
    for name in numbers:
        noun, _, rest = name.partition(".")
        match noun:
            case "measure" | "project":
                things.add((noun, rest.partition(".")[0]))
            case "game" if rest.startswith("deal"):
                things.add(("deals", ""))
    if program.deals and ("deals", "") in things:
        things |= {("deal item", item.id) for item in program.deals.items}
    levels = {f"{noun}.{name}" for noun, name in things if noun in ("measure", "project")}
    measures = [name for noun, name in things if noun == "measure"]
    levels |= {f"measure.{name}.{kind}" for name in measures for kind in HELD}
    return Counted(frozenset(numbers | levels), frozenset(things))


def _read(claim: ClaimIR) -> set[str]:
    gauge = claim.gauge
    parts = [gauge.part, gauge.whole, *([gauge.only] if gauge.only else [])]
    names = {name.text for part in parts for name in names_in(part)}
    return names | ({ENDING} if gauge.endings else set())
