"""Rules and reviews: what happens by itself, each round or in some."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.content import model
from wargame.rules import ir
from wargame.rules.reading.effects import EffectReader
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader


class RuleReader:
    """Turns rules and reviews into IR."""

    def __init__(self, reader: Reader, effects: EffectReader) -> None:
        self.reader, self.effects = reader, effects
        self.names, self.deck = reader.names, reader.deck

    def rules(self) -> dict[str, ir.Block]:
        found: dict[str, list[ir.Stmt]] = {"world": [], "draw": [], "account": []}
        for number, rule in self.reader.each(self.deck.rules):
            item = Item("rule", rule.id, rule.title, Scope(), ("rules", number))
            if rule.phase is None or rule.answers is not None:
                continue
            for mine in self.each_seat(item, rule.seat):
                switch = f"rule.{rule.id}" if rule.removable else ""
                found[rule.phase] += self.guarded(mine, rule.when, rule.do, rule.id, switch)
        return {phase: tuple(block) for phase, block in found.items()}

    def each_seat(self, item: Item, seat: str | None) -> list[Item]:
        """The item once for each seat it is for, or once for nobody."""
        if seat is None:
            return [item]
        return [item.within(Scope(number)) for number in self.reader.owner(item, seat, "seats")]

    def guarded(
        self, item: Item, when: str | None, do: Sequence[model.Effect], name: str, switch: str = ""
    ) -> list[ir.Stmt]:
        """A block under an optional condition, kept together under a name."""
        test, reads = (None, []) if when is None else self.effects.test(item, when, ("when",))
        mark = len(self.reader.guards)
        self.reader.guards += reads
        body = self.effects.block(item, do, "do")
        del self.reader.guards[mark:]
        if test is not None:
            body = (ir.Branch(test, body, ()),)
        suffix = f"_{self.names.seats[item.scope.my]}" if item.scope.my >= 0 else ""
        return [ir.Group(name + suffix, body, switch)]

    def reviews(self) -> list[ir.ReviewIR]:
        found, last = [], self.deck.rounds.max
        for number, review in enumerate(self.deck.reviews):
            item = Item("review", review.id, review.title, Scope(), ("reviews", number))
            for k, when in enumerate(review.rounds):
                if when > last:
                    self.reader.late(item, item.at("rounds", k), when)
            if self.reader.known.has(review):
                continue
            body: list[ir.Stmt] = []
            for mine in self.each_seat(item, review.seat):
                body += self.guarded(mine, review.when, review.do, review.id)
            self.reader.too_many(sum(1 for _ in ir.walk(tuple(body))) * (len(review.rounds) - 1))
            found.append(
                ir.ReviewIR(
                    review.id, review.title, tuple(review.rounds), tuple(body), review.agendas
                )
            )
        return found
