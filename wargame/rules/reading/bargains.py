"""Deals: items that can be given, and what happens around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wargame.content import model
from wargame.rules import ir
from wargame.rules.reading.effects import EffectReader
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader

_TAKEN = {
    "levels": ("level", "It is how many are paused; 'level' is the highest that a cap allows."),
    "level": ("levels", "It is the highest there may be; 'levels' is how many a deal pauses."),
}
"""What is written for a field of a `pause` or a `cap`, and what either is."""


class BargainReader:
    """Turns the deals of a deck into IR."""

    def __init__(self, reader: Reader, effects: EffectReader) -> None:
        self.reader, self.effects = reader, effects
        self.names, self.deck = reader.names, reader.deck

    def deals(self) -> ir.DealsIR | None:
        deals = self.deck.deals
        if deals is None or self.reader.known.has(deals):
            return None
        with self.reader.hearing(deals):
            return self.all_deals(deals)

    def all_deals(self, deals: model.Deals) -> ir.DealsIR:
        seats = range(len(self.deck.seats))
        all_seats = [Item("deals", "", "Deals", Scope(seat), ("deals",)) for seat in seats]
        nobody = Item("deals", "", "Deals", Scope(), ("deals",))

        def column(
            needs: str | None,
            cost: Mapping[str, int | str],
            key: str,
            do: Sequence[model.Effect],
            name: str,
        ) -> tuple[ir.Ability, ...]:
            return tuple(
                ir.Ability(
                    self.reader.clauses(item, needs, "needs"),
                    self.paid_openly(item, self.reader.price(item, cost, key)),
                    self.effects.block(item, do, name),
                )
                for item in all_seats
            )

        if len(dict.fromkeys(deals.terms)) != len(deals.terms):
            self.reader.fault(nobody, nobody.at("terms"), "a term is there twice")
        breach = tuple(self.effects.block(item, deals.breach, "breach") for item in all_seats)
        return ir.DealsIR(
            deals.max_items,
            deals.max_running,
            tuple(deals.terms),
            deals.both_sides,
            deals.extensions,
            column(deals.needs, deals.cost, "cost", deals.sign, "sign"),
            column(None, deals.extend_cost, "extend_cost", deals.extend, "extend"),
            breach,
            self.effects.block(nobody, deals.expire, "expire"),
            tuple(filter(None, (self.deal_item(n, i) for n, i in enumerate(deals.items)))),
            deals.drafting,
            self.packages(nobody, deals),
        )

    def packages(self, nobody: Item, deals: model.Deals) -> tuple[ir.PackageIR, ...]:
        """The ready packages, each whole and unlike the others."""
        if deals.drafting != "items" and not deals.packages:
            self.reader.fault(
                nobody,
                nobody.at("drafting"),
                f"'drafting: {deals.drafting}' leaves nothing to table",
                "Write 'packages:', or leave 'drafting' out.",
            )
        found: dict[tuple[tuple[int, ...], int], str] = {}
        packages = []
        for number, noun in enumerate(deals.packages):
            item = Item(
                "ready package", noun.id, noun.title, Scope(), ("deals", "packages", number)
            )
            items = self.packed(item, deals, noun)
            twin = found.setdefault((items, noun.term), noun.id)
            if twin != noun.id:
                self.reader.fault(item, item.path, f"it holds the same as '{twin}', for as long")
            packages.append(self.package(item, deals, noun, items))
        return tuple(packages)

    def package(
        self, item: Item, deals: model.Deals, noun: model.ReadyPackage, items: tuple[int, ...]
    ) -> ir.PackageIR:
        if noun.term not in deals.terms:
            known = ", ".join(map(str, deals.terms))
            self.reader.fault(item, item.at("term"), f"{noun.term} is none of the terms: {known}")
        owners = self.reader.owner(item, noun.seat, "any")
        needs = tuple(
            self.reader.clauses(item.within(Scope(seat)), noun.needs, "needs")
            if seat in owners
            else ()
            for seat in range(len(self.deck.seats))
        )
        seat = owners[0] if len(owners) == 1 else -1
        return ir.PackageIR(noun.id, noun.title, seat, items, noun.term, needs)

    def packed(self, item: Item, deals: model.Deals, noun: model.ReadyPackage) -> tuple[int, ...]:
        """The numbers of a package's items, in deck order. What cannot be together is a fault."""
        self.reader.unique(item, noun.items, "item", "items")
        found = [
            self.reader.index(item, deals.items, "deal item", name, "items", place)
            for place, name in enumerate(noun.items)
        ]
        items = sorted(dict.fromkeys(number for number in found if number is not None))
        is_known = None not in found and all(
            deals.items[number].seat in self.names.seats
            and not self.is_of_other(deals.items[number])
            for number in items
        )
        for seat in self.names.seats:
            count = sum(deals.items[number].seat == seat for number in items)
            if count > deals.max_items:
                what = f"{seat} gives {count} items, and 'max_items' is {deals.max_items}"
                self.reader.fault(item, item.at("items"), what)
            if not count and deals.both_sides and is_known:
                remedy = "Put one in, or write 'both_sides: false'."
                self.reader.fault(item, item.at("items"), f"{seat} gives nothing", remedy)
        if is_known:
            self.kept_apart(item, [deals.items[number] for number in items])
        return tuple(items)

    def is_of_other(self, item: model.DealItem) -> bool:
        """Whether an item holds a measure of the other side: one of the two is told to be wrong."""
        return any(one.id == item.measure and one.seat != item.seat for one in self.deck.measures)

    def kept_apart(self, item: Item, items: Sequence[model.DealItem]) -> None:
        """One package may not hold a measure twice, nor hand over the same goods twice."""
        for place, one in enumerate(items):
            for other in items[:place]:
                same = one.measure is not None and one.measure == other.measure
                goods = one.kind == other.kind == "transfer" and one.seat == other.seat
                if same or (goods and one.track == other.track):
                    what = f"'{other.id}' and '{one.id}' cannot stand in one package"
                    thing = one.measure if same else one.track
                    self.reader.fault(item, item.at("items"), what, f"Both are about '{thing}'.")

    def deal_item(self, number: int, noun: model.DealItem) -> ir.ItemIR | None:
        item = Item("deal item", noun.id, noun.title, Scope(), ("deals", "items", number))
        seats = self.reader.owner(item, noun.seat)
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
            (*self.in_time(noun), *self.reader.clauses(mine, noun.needs, "needs")),
            self.effects.block(mine, noun.do, "do"),
            self.reader.site(mine, f"deal: {noun.title}", item.path, sort="goods"),
            self.effects.block(mine, noun.each_round, "each_round"),
            noun.rounds or 0,
            self.round_of(mine, noun.until_round, "until_round"),
            self.performance(mine, noun),
            self.unpaid(mine, noun),
        )

    def private(self, item: Item, name: ir.Name) -> None:
        """Note a fault: deals are made of what both sides see."""
        self.reader.fault(
            item,
            item.path,
            f"a deal about '{name.text}', which only its seat sees",
            "Give and pay what both sides see.",
        )

    def paid_openly(self, item: Item, price: ir.Price) -> ir.Price:
        """What is paid in talks, none of it from a private number."""
        for name, _, _ in price:
            if name.owner >= 0:
                self.private(item, name)
        return price

    def in_time(self, noun: model.DealItem) -> tuple[ir.Clause, ...]:
        """That an item is not given when its time is over."""
        last = noun.until_round or (noun.performs.by_round or 0 if noun.performs else 0)
        if not last:
            return ()
        now, op = ir.Read(self.names.table["game.round"]), "<" if noun.until_round else "<="
        return (ir.Clause(ir.Compare((op,), (now, ir.Const(last))), f"game.round {op} {last}"),)

    def round_of(self, item: Item, number: int | None, *path: str) -> int:
        """A round of the game, or 0."""
        last = self.deck.rounds.max
        if number is not None and number > last:
            self.reader.late(item, item.at(*path), number)
        return number or 0

    def performance(self, item: Item, noun: model.DealItem) -> ir.PerformIR | None:
        """What the giver must have brought about."""
        wanted = noun.performs
        if wanted is None:
            return None
        if wanted.by_round and wanted.after:
            what = "'by_round' and 'after' both say when"
            self.reader.fault(item, item.at("performs", "after"), what, "Leave one of them out.")
        return ir.PerformIR(
            self.reader.clauses(item, wanted.needs, "performs", "needs"),
            self.round_of(item, wanted.by_round, "performs", "by_round"),
            wanted.after or 0,
            self.failing(item, wanted, "performs", "not done"),
        )

    def unpaid(self, item: Item, noun: model.DealItem) -> ir.FailIR | None:
        """What happens when a pledge cannot be paid."""
        if noun.default is None:
            return None
        if noun.kind != "pledge":
            self.reader.fault(item, item.at("default"), f"a {noun.kind} takes no 'default'")
        return self.failing(item, noun.default, "default", "not paid")

    def failing(
        self, item: Item, noun: model.Performance | model.Unpaid, field: str, said: str
    ) -> ir.FailIR:
        site = self.reader.site(item, said, item.at(field), sort="goods")
        return ir.FailIR(noun.failed, self.effects.block(item, noun.do, field, "do"), site)

    def held_measure(self, item: Item, noun: model.DealItem) -> tuple[int, int]:
        """The measure and the levels (or the level) of a `pause` or a `cap`."""
        wanted = noun.levels if noun.kind == "pause" else noun.level
        field_name = "levels" if noun.kind == "pause" else "level"
        if noun.measure is None or wanted is None:
            self.lacks(item, noun, "measure" if noun.measure is None else field_name)
            return 0, 0
        for field in ("track", "amount", "level" if noun.kind == "pause" else "levels"):
            if getattr(noun, field) is not None:
                self.reader.fault(item, item.at(field), f"a {noun.kind} takes no '{field}'")
        number = self.reader.index(item, self.deck.measures, "measure", noun.measure, "measure")
        if number is None:
            return 0, 0
        measure = self.deck.measures[number]
        giver = self.names.seats[item.scope.my]
        if measure.seat != giver and measure.seat in self.names.seats:
            own = ", ".join(one.id for one in self.deck.measures if one.seat == giver) or "none"
            what = f"'{measure.id}' is not the giver's measure"
            self.reader.fault(item, item.at("measure"), what, f"Of {giver} there is: {own}.")
        top = measure.max if noun.kind == "pause" else measure.max - 1
        if wanted > top:
            what = f"{field_name} {wanted} is over {top}"
            held = "" if noun.kind == "pause" else f"At {measure.max} it would hold nothing back."
            self.reader.fault(item, item.at(field_name), what, held)
        return number, wanted

    def lacks(self, item: Item, noun: model.DealItem, missing: str) -> None:
        """Note a field that a `pause` or a `cap` needs; beside it `level` and `levels` are taken
        for each other."""
        other = {"levels": noun.level, "level": noun.levels}.get(missing)
        what = f"a {noun.kind} needs '{missing}'"
        if other is None:
            self.reader.fault(item, item.path, what)
            return
        wrong, meant = _TAKEN[missing]
        remedy = f"Write {missing}: {other}. {meant}"
        self.reader.fault(item, item.at(wrong), what, remedy)

    def moved_track(
        self, item: Item, noun: model.DealItem
    ) -> tuple[ir.Name | None, ir.Name | None, int]:
        """Where goods come from, where they go, and how much."""
        for field in ("measure", "levels", "level"):
            if getattr(noun, field) is not None:
                self.reader.fault(item, item.at(field), f"a {noun.kind} takes no '{field}'")
        if noun.track is None or noun.amount is None:
            missing = "track" if noun.track is None else "amount"
            self.reader.fault(item, item.path, f"a {noun.kind} needs '{missing}'")
            return None, None, 0
        pair = [self.names.find(f"{who}.{noun.track}", item.scope) for who in ("my", "their")]
        for name in pair:
            if name is not None and name.owner >= 0:
                self.private(item, name)
                return None, None, 0
            if name is None or not name.writable or name.is_seat:
                tracks = [t for t in self.deck.tracks if t.of == "seats" and t.kind == "number"]
                both = [t.id for t in tracks if t.value is None and t.seen_by == "all"]
                both.append("capital")
                what = f"both seats must have '{noun.track}'"
                self.reader.unknown(item, item.at("track"), "track", noun.track, both, what)
                return None, None, 0
        return pair[0], pair[1], noun.amount
