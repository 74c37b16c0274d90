"""What is true by definition: section 3 of the registration, read off the rules of two decks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from wargame.dataclass import dataclass
from wargame.lab.judge.counted import Counted
from wargame.lab.judge.reach import RuleLine, lines_of
from wargame.rules.asking.evaluate import made_of
from wargame.rules.ir import Program

DefinedBy = Literal["writes", "forbids", "pays", "no choice", "neutral run"]
"""The five clauses, in the order of the registration."""

UNDOING = ("breach", "expire")
"""What ends a deal: payments for it are listed, and no payment for the deal."""

LEVELS = ("", "in_force", "paused", "age")
"""What may stand behind `measure.ID.` in the name of a level."""


@dataclass(frozen=True, slots=True)
class Clause3:
    """A clause that applies, and what in the deck shows it.

    Attributes:
        place: As `rule bite, effects`.
        text: The line there, and what it has to do with the gauge.
    """

    clause: DefinedBy
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.clause}: {self.place}: {self.text}"


@dataclass(frozen=True, slots=True)
class Definition:
    """What reading the rules has shown of a claim and its ablation.

    Attributes:
        found: By definition; without any, the rules leave it open.
        near: The ablation touches what is counted at one remove: random players decide.
        neutral: Points for mere levels, for which a neutral run is due.
        silenced: Weights of doctrines that name what is counted: they are set to 0 in judged games.
        listed: Other payments that come with a counted act: capital, anger, a breach.
        changed: Every place in which deck and ablation differ.
    """

    found: tuple[Clause3, ...]
    near: tuple[Clause3, ...]
    neutral: tuple[Clause3, ...]
    silenced: tuple[str, ...]
    listed: tuple[str, ...]
    changed: tuple[str, ...]


def define(deck: Program, ablation: Program, counted: Counted) -> Definition:
    """Hold a deck and its ablation against what a gauge counts."""
    return _Reader(deck, ablation, counted).definition()


def difference(one: Sequence[RuleLine], other: Sequence[RuleLine]) -> list[RuleLine]:
    """The lines that stand in one of two programs alone."""

    def key(line: RuleLine) -> tuple[str, ...]:
        return (line.noun, line.id, line.slot, line.kind, line.meaning, *sorted(line.writes))

    ours, theirs = Counter(map(key, one)), Counter(map(key, other))
    only = (ours - theirs) | (theirs - ours)
    return [line for line in (*one, *other) if key(line) in only]


class _Reader:
    """Has both programs at hand."""

    def __init__(self, deck: Program, ablation: Program, counted: Counted) -> None:
        self.lines, self.without = lines_of(deck), lines_of(ablation)
        self.changed = difference(self.lines, self.without)
        self.counted = counted
        self.moved = {
            name for line in self.changed if line.kind != "points" for name in line.writes
        }
        self.formulas = deck.formulas

    def definition(self) -> Definition:
        pays = list(self._pays())
        found = [*self._writes(), *self._forbids(), *(one for one in pays if one.clause == "pays")]
        return Definition(
            _unique(found),
            _unique(self._near()),
            _unique(one for one in pays if one.clause == "neutral run"),
            tuple(dict.fromkeys(self._silenced())),
            tuple(dict.fromkeys(self._listed())),
            tuple(dict.fromkeys(f"{line.place}: {line.text}" for line in self.changed)),
        )

    def _writes(self) -> Iterator[Clause3]:
        """Clause 1: a changed line writes or redefines what is counted."""
        for line in self.changed:
            hit = line.writes & self.counted.numbers
            if hit and line.kind not in ("price", "need", "points"):
                yield Clause3("writes", line.place, f"{line.text} [counted: {_few(hit)}]")

    def _forbids(self) -> Iterator[Clause3]:
        """Clause 2: legality, price or gate of a counted act, or of the act that undoes it."""
        for line in self.changed:
            if line.kind in ("need", "price") and self._is_counted(line):
                yield Clause3("forbids", line.place, line.text)
        for line in (*self.lines, *self.without):
            if line.kind in ("need", "price") and self._is_counted(line):
                hit = made_of(line.reads, self.formulas).keys() & self.moved
                if hit:
                    yield Clause3("forbids", line.place, f"{line.text} [changed: {_few(hit)}]")

    def _pays(self) -> Iterator[Clause3]:
        """Clauses 3 and 5: points for what is counted, in deck or ablation."""
        scored = {name for line in self.lines for name in line.writes if name.endswith(".score")}
        for line in (*self.lines, *self.without):
            scores = line.writes & scored if line.kind == "effect" else frozenset()
            if line.kind == "points" or scores:
                yield from self._paid(line)
            if scores and self._is_counted(line) and line.slot not in UNDOING:
                yield Clause3("pays", line.place, f"{line.text} [with a counted act]")

    def _listed(self) -> Iterator[str]:
        """Other payments that come with a counted act, or with what undoes it."""
        for line in self.lines:
            is_more = line.kind == "effect" and line.writes - self.counted.numbers
            if is_more and self._is_counted(line):
                yield f"{line.place}: {line.text}"

    def _paid(self, line: RuleLine) -> Iterator[Clause3]:
        read = made_of(line.reads, self.formulas).keys() & self.counted.numbers
        hit = read - self.formulas.keys()
        levels = {name for name in hit if _is_level(name)}
        same = line not in self.changed
        if hit - levels:
            yield Clause3("pays", line.place, f"points read {_few(hit - levels)}")
        elif levels and not same:
            yield Clause3("pays", line.place, f"points read {_few(levels)}, unlike in the ablation")
        elif levels:
            yield Clause3("neutral run", line.place, f"points read {_few(levels)}")

    def _near(self) -> Iterator[Clause3]:
        """What the changed lines write is read by a line that writes what is counted."""
        for line in (*self.lines, *self.without):
            hit = made_of(line.reads, self.formulas).keys() & (self.moved - self.counted.numbers)
            if hit and line.kind == "effect" and line.writes & self.counted.numbers:
                yield Clause3("writes", line.place, f"{line.text} [reads: {_few(hit)}]")

    def _silenced(self) -> Iterator[str]:
        """Weights that name what is counted; a computed number tells what came of it."""
        for line in self.lines:
            if line.kind == "weight" and line.reads & self.counted.numbers:
                yield line.place

    def _is_counted(self, line: RuleLine) -> bool:
        """Whether a line stands in an act that is counted."""
        return (line.noun, line.id) in self.counted.things or (
            line.noun == "deals" and ("deals", "") in self.counted.things
        )


def _is_level(name: str) -> bool:
    noun, _, rest = name.partition(".")
    return noun == "measure" and rest.partition(".")[2] in LEVELS


def _few(names: Iterable[str]) -> str:
    ordered = sorted(names)
    more = f" and {len(ordered) - 4} more" if len(ordered) > 4 else ""
    return ", ".join(ordered[:4]) + more


def _unique(found: Iterable[Clause3]) -> tuple[Clause3, ...]:
    return tuple(dict.fromkeys(found))
