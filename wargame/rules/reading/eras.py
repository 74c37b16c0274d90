"""Eras: which rounds belong to each, and what comes and goes with them."""

from __future__ import annotations

from wargame.content import model
from wargame.errors import Unknown
from wargame.rules import ir
from wargame.rules.reading.names import SEAT_WORDS, Scope
from wargame.rules.reading.reader import Item, Reader


class EraReader:
    """Reads eras, and what cards and injects say of them."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.deck = reader, reader.deck

    def eras(self) -> list[ir.EraIR]:
        """The eras: in order, the first from round 1."""
        for number, era in enumerate(self.deck.eras):
            item = Item("era", era.id, era.title, Scope(), ("eras", number))
            if era.id in (*self.reader.names.seats, *SEAT_WORDS):
                what = f"'{era.id}' stands for somebody already, and is no name for an era"
                self.reader.fault(item, item.at("id"), what, "Choose another id.")
            before = self.deck.eras[number - 1].round if number else 0
            if era.round <= before or (number == 0 and era.round != 1):
                self.reader.fault(
                    item,
                    item.at("round"),
                    f"it begins in round {era.round}",
                    f"It must begin after round {before}." if number else "The first begins in 1.",
                )
            if era.round > self.deck.rounds.max:
                self.reader.late(item, item.at("round"), era.round)
        return [ir.EraIR(era.id, era.title, era.round) for era in self.deck.eras]

    def era_now(self) -> list[ir.Derived]:
        """How the number of the present era is computed, if the deck has eras."""
        if not self.deck.eras:
            return []
        now = ir.Read(self.reader.names.table["game.round"])
        value: ir.Expr = ir.Const(1)
        for number, era in enumerate(self.deck.eras[1:], 2):
            begun = ir.Compare((">=",), (now, ir.Const(era.round)))
            value = ir.IfElse(begun, ir.Const(number), value, 1, number)
        return [ir.Derived(self.reader.names.table["game.era"], value)]

    def span(self, item: Item, noun: model.Card | model.Inject) -> tuple[int, int]:
        """The first and the last round of something that eras bound; 0 where none does."""
        first = self.era(item, noun.era, "era")
        last = self.era(item, noun.until_era, "until_era")
        if last >= 0 and last < first:
            what = f"'{noun.until_era}' ends before it comes"
            remedy = f"It comes with '{noun.era}': name that era, or a later one."
            self.reader.fault(item, item.at("until_era"), what, remedy)
        comes = self.deck.eras[first].round if first > 0 else 0
        ends = self.deck.eras[last + 1].round - 1 if 0 <= last < len(self.deck.eras) - 1 else 0
        return comes, ends

    def era(self, item: Item, wanted: str | None, field: str) -> int:
        """The place of an era, or -1 for none."""
        if wanted is None:
            return -1
        known = [era.id for era in self.deck.eras]
        if wanted in known:
            return known.index(wanted)
        if known:
            self.reader.unknown(item, item.at(field), "era", wanted, known)
            return -1
        what, missing = f"unknown era '{wanted}'", Unknown(wanted, "era")
        path, remedy = item.at(field), "The deck has no 'eras'."
        self.reader.fault(item, path, what, remedy, unknown=missing)
        return -1

    def within(self, item: Item, inject: model.Inject) -> tuple[ir.Clause, ...]:
        """What eras ask of the round in which an inject may happen."""
        comes, last = self.span(item, inject)
        now = ir.Read(self.reader.names.table["game.round"])
        found = tuple(
            ir.Clause(ir.Compare((op,), (now, ir.Const(limit))), f"game.round {op} {limit}")
            for op, limit in ((">=", comes), ("<=", last))
            if limit
        )
        if inject.round and not comes <= inject.round <= (last or inject.round):
            self.reader.fault(item, item.at("round"), f"round {inject.round} is not in its eras")
        return found
