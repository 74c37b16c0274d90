"""How seats bargain, and what they can give one another."""

from __future__ import annotations

from typing import Literal

from wargame.dataclass import dataclass
from wargame.rules.ir.moves import Ability, Clause
from wargame.rules.ir.names import Name
from wargame.rules.ir.stmt import Block, Site


@dataclass(frozen=True, slots=True)
class FailIR:
    """What follows when a deal item is not kept."""

    how: Literal["breach", "snap", "excuse"]
    do: Block
    site: Site


@dataclass(frozen=True, slots=True)
class PerformIR:
    """What the giver of an item must have brought about; both rounds 0: at the end of each."""

    needs: tuple[Clause, ...]
    by_round: int
    after: int
    fail: FailIR


@dataclass(frozen=True, slots=True)
class ItemIR:
    """A deal item. `amount` is levels, level, or units, by kind; `snap` 0 full, 1 half, 2 none.

    Attributes:
        rounds, until: Its own term, and the last round in which it runs; 0 for none.
    """

    id: str
    title: str
    seat: int
    kind: Literal["pause", "cap", "transfer", "pledge"]
    measure: int
    give: Name | None
    get: Name | None
    amount: int
    snap: int
    needs: tuple[Clause, ...]
    do: Block
    site: Site
    each_round: Block = ()
    rounds: int = 0
    until: int = 0
    performs: PerformIR | None = None
    unpaid: FailIR | None = None

    @property
    def fails(self) -> tuple[FailIR, ...]:
        """What may follow when it is not kept."""
        return tuple(filter(None, (self.performs.fail if self.performs else None, self.unpaid)))

    @property
    def fails_by_breach(self) -> bool:
        """Whether its giver may break the deal by not keeping it."""
        return any(fail.how == "breach" for fail in self.fails)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block that it may run."""
        return (self.do, self.each_round, *(fail.do for fail in self.fails))


@dataclass(frozen=True, slots=True)
class PackageIR:
    """A package that may be tabled as it is.

    Attributes:
        seat: Who may table it, or -1 for any seat.
        items: The numbers of its items, in deck order.
        needs: When, by the seat that tables it.
    """

    id: str
    title: str
    seat: int
    items: tuple[int, ...]
    term: int
    needs: tuple[tuple[Clause, ...], ...]


@dataclass(frozen=True, slots=True)
class DealsIR:
    """Bargaining. Columns hold one entry per seat: the seat that tables, or breaks."""

    max_items: int
    max_running: int
    terms: tuple[int, ...]
    both_sides: bool
    extensions: int
    table: tuple[Ability, ...]
    extend: tuple[Ability, ...]
    breach: tuple[Block, ...]
    expire: Block
    items: tuple[ItemIR, ...]
    drafting: Literal["items", "changes", "counters", "packages"] = "items"
    packages: tuple[PackageIR, ...] = ()

    def given(self, package: PackageIR) -> dict[int, list[str]]:
        """By seat that gives anything in a ready package: the titles of what it gives."""
        items = [self.items[k] for k in package.items]
        return {
            seat: [item.title for item in items if item.seat == seat]
            for seat in dict.fromkeys(sorted(item.seat for item in items))
        }
