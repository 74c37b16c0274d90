"""What a seat may do: when, for what, and with what effect."""

from __future__ import annotations

from dataclasses import replace

from wargame.content import model
from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.reading.effects import EffectReader
from wargame.rules.reading.reader import Item, Reader


class AbilityReader:
    """Reads needs, cost and effects together."""

    def __init__(self, reader: Reader, effects: EffectReader) -> None:
        self.reader, self.effects = reader, effects

    def act(
        self,
        item: Item,
        noun: model.LevelVerb | model.Stage | model.Card | model.SeatAction | model.Response,
        *path: str | int,
    ) -> ir.Ability:
        """When, for what, and with what effect."""
        own = item.within(replace(item.scope, sees=item.scope.my))
        needs = self.reader.clauses(own, noun.needs, *path, "needs")
        price = self.reader.price(item, noun.cost, *path, "cost")
        if item.noun == "card" and self.reader.deck.turn.headline:
            self.no_secret(item, needs, price)
        return ir.Ability(needs, price, self.effects.block(item, noun.do, *path, "do"))

    def no_secret(self, item: Item, needs: tuple[ir.Clause, ...], price: ir.Price) -> None:
        """Note a fault if a card that may be a headline hangs on a private number."""
        names = [name for clause in needs for name in evaluate.names_in(clause.cond)]
        names += [name for name, _, _ in price]
        for name in names:
            if name.owner >= 0:
                self.reader.fault(
                    item,
                    item.path,
                    f"it may be a headline, and hangs on '{name.text}', which only its seat sees",
                    "A headline that comes to nothing would give it away: ask in a 'when' instead.",
                )
