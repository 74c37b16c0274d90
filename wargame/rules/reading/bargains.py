"""Deals: items that can be given, and what happens around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wargame.content import model
from wargame.errors import nearest
from wargame.rules import ir
from wargame.rules.reading.effects import EffectReader
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item


class BargainReader(EffectReader):
    """Turns the deals of a deck into IR."""

    def deals(self) -> ir.DealsIR | None:
        deals = self.deck.deals
        if deals is None or self.known.has(deals):
            return None
        seats = range(len(self.deck.seats))
        all_seats = [Item("deals", "", "Deals", Scope(seat), ("deals",)) for seat in seats]
        nobody = Item("deals", "", "Deals", Scope(), ("deals",))

        def column(
            needs: str | None,
            cost: Mapping[str, int | str],
            key: str,
            do: Sequence[model.Effect],
            name: str,
        ) -> tuple[ir.Act, ...]:
            return tuple(
                ir.Act(
                    self.clauses(item, needs, "needs"),
                    self.price(item, cost, key),
                    self.block(item, do, name),
                )
                for item in all_seats
            )

        if len(dict.fromkeys(deals.terms)) != len(deals.terms):
            self.fault(nobody, nobody.at("terms"), "a term is there twice")
        breach = tuple(self.block(item, deals.breach, "breach") for item in all_seats)
        return ir.DealsIR(
            deals.max_items,
            deals.max_running,
            tuple(deals.terms),
            deals.both_sides,
            deals.extensions,
            column(deals.needs, deals.cost, "cost", deals.sign, "sign"),
            column(None, deals.extend_cost, "extend_cost", deals.extend, "extend"),
            breach,
            self.block(nobody, deals.expire, "expire"),
            tuple(filter(None, (self.deal_item(n, i) for n, i in enumerate(deals.items)))),
        )

    def deal_item(self, number: int, noun: model.DealItem) -> ir.ItemIR | None:
        item = Item("deal item", noun.id, noun.title, Scope(), ("deals", "items", number))
        seats = self.owner(item, noun.seat)
        if not seats:
            return None
        mine = item.within(Scope(seats[0]))
        measure, amount, give, get = -1, 0, None, None
        if noun.kind in ("pause", "cap"):
            measure, amount = self.held_measure(mine, noun)
        else:
            give, get, amount = self.moved_track(mine, noun)
        return ir.ItemIR(
            noun.id,
            noun.title,
            seats[0],
            noun.kind,
            measure,
            give,
            get,
            amount,
            ("full", "half", "none").index(noun.snap),
            self.clauses(mine, noun.needs, "needs"),
            self.block(mine, noun.do, "do"),
            self.site(mine, f"deal: {noun.title}", item.path, sort="goods"),
        )

    def held_measure(self, item: Item, noun: model.DealItem) -> tuple[int, int]:
        """The measure and the levels (or the level) of a `pause` or a `cap`."""
        wanted = noun.levels if noun.kind == "pause" else noun.level
        field_name = "levels" if noun.kind == "pause" else "level"
        if noun.measure is None or wanted is None:
            missing = "measure" if noun.measure is None else field_name
            self.fault(item, item.path, f"a {noun.kind} needs '{missing}'")
            return 0, 0
        for field in ("track", "amount", "level" if noun.kind == "pause" else "levels"):
            if getattr(noun, field) is not None:
                self.fault(item, item.at(field), f"a {noun.kind} takes no '{field}'")
        number = self.index(item, self.deck.measures, "measure", noun.measure, "measure")
        if number is None:
            return 0, 0
        measure = self.deck.measures[number]
        if measure.seat != self.names.seats[item.scope.my]:
            self.fault(item, item.at("measure"), f"'{measure.id}' is not the giver's measure")
        top = measure.max if noun.kind == "pause" else measure.max - 1
        if wanted > top:
            self.fault(item, item.at(field_name), f"{field_name} {wanted} is over {top}")
        return number, wanted

    def moved_track(
        self, item: Item, noun: model.DealItem
    ) -> tuple[ir.Name | None, ir.Name | None, int]:
        """Where goods come from, where they go, and how much."""
        for field in ("measure", "levels", "level"):
            if getattr(noun, field) is not None:
                self.fault(item, item.at(field), f"a {noun.kind} takes no '{field}'")
        if noun.track is None or noun.amount is None:
            missing = "track" if noun.track is None else "amount"
            self.fault(item, item.path, f"a {noun.kind} needs '{missing}'")
            return None, None, 0
        pair = [self.names.find(f"{who}.{noun.track}", item.scope) for who in ("my", "their")]
        for name in pair:
            if name is None or not name.writable or name.is_seat:
                both = [t.id for t in self.deck.tracks if t.of == "seats" and t.value is None] + [
                    "capital"
                ]
                self.fault(
                    item,
                    item.at("track"),
                    f"both seats must have '{noun.track}'",
                    nearest(noun.track, both),
                )
                return None, None, 0
        return pair[0], pair[1], noun.amount
