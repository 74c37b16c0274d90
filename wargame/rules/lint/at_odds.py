"""Deal items and ready packages that can never be given: two things that they need exclude each
other, such as a measure that one of them pauses and another needs to be gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from wargame.dataclass import dataclass
from wargame.errors import DeckPath
from wargame.rules import ir
from wargame.rules.lint.advice import DeckAdvice
from wargame.rules.lint.settled import parts_of, range_of


@dataclass(frozen=True, slots=True)
class _Need:
    """Between which values a number has to be, and what says so."""

    said: str
    number: ir.Expr
    low: int
    high: int


def at_odds(program: ir.Program) -> Iterator[DeckAdvice]:
    """All of them. A package is not told for an item that is told."""
    deals = program.deals
    if deals is None:
        return
    needs = [tuple(_of_item(program, item)) for item in deals.items]
    told = [_clash(one) for one in needs]
    for number, item in enumerate(deals.items):
        if (found := told[number]) is not None:
            what = f"it can never be given: {found[0]}, and {found[1]}"
            path: DeckPath = ("deals", "items", number, "needs")
            yield f"deal item {item.id}", path, what, "Let it need what can be so."
    for number, package in enumerate(deals.packages):
        if any(told[one] is not None for one in package.items):
            continue
        together = [need for one in package.items for need in needs[one]]
        seats = [package.seat] if package.seat >= 0 else range(len(package.needs))
        why = [_clash([*together, *_of("it", package.needs[seat])]) for seat in seats]
        if (first := why[0]) is not None and None not in why:
            what = f"it can never be tabled: {first[0]}, and {first[1]}"
            path = ("deals", "packages", number, "items")
            remedy = "Take one of them out, or let them need what can be so at once."
            yield f"ready package {package.id}", path, what, remedy


def _of_item(program: ir.Program, item: ir.ItemIR) -> Iterator[_Need]:
    """What an item needs: that there is so much to pause, in force too since nothing else may
    hold it then; and what it says."""
    if item.kind == "pause":
        measure = program.measures[item.measure]
        said = f"'{item.id}' pauses {item.amount} of '{measure.id}'"
        for part in ("", ".in_force"):
            name = program.names.get(f"measure.{measure.id}{part}")
            if name is not None:
                yield _Need(said, ir.Read(name), item.amount, measure.max)
    yield from _of(f"'{item.id}'", item.needs)


def _of(who: str, clauses: Iterable[ir.Clause]) -> Iterator[_Need]:
    for clause in clauses:
        for part in parts_of(clause.cond):
            found = range_of(part)
            if found is not None and found[1] <= found[2]:
                yield _Need(f"{who} needs {clause.text}", *found)


def _clash(needs: Sequence[_Need]) -> tuple[str, str] | None:
    """Two needs that can never be met at once, in words, if there are any."""
    for one, other in combinations(needs, 2):
        if one.number == other.number and max(one.low, other.low) > min(one.high, other.high):
            return one.said, other.said
    return None
