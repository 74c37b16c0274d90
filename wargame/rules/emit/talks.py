"""How seats bargain, as classes of the generated module: the talks, items and ready packages."""

from __future__ import annotations

from wargame.rules import ir
from wargame.rules.emit.rows import RowCall, row_method
from wargame.rules.emit.sheet import NounSheet
from wargame.rules.emit.unit import Unit, camel

DRAFTING = {"items": "", "changes": "CHANGES", "counters": "COUNTERS", "packages": "PACKAGES"}
FAILS = {"excuse": "EXCUSED", "snap": "SNAPPED", "breach": "BROKEN"}
KINDS = {"pause": "PAUSED", "cap": "CAPPED", "transfer": "TRANSFERRED", "pledge": "PLEDGED"}


class TalkNouns:
    """Writes how seats bargain, and what may change hands."""

    def __init__(self, sheet: NounSheet) -> None:
        self.sheet, self.write, self.program = sheet, sheet.write, sheet.program

    def deals(self) -> None:
        deals = self.program.deals
        if deals is None:
            return
        unit = self.sheet.unit("Deals", "How the seats bargain.")
        talks: list[dict[str, object]] = [{} for _ in self.program.seats]
        for verb, acts in (("table", deals.table), ("extend", deals.extend)):
            for seat, act, cells in zip(self.program.seats, acts, talks, strict=True):
                name = f"{verb}_{seat.id}"
                cells[f"{verb}_open"] = self.write.open(unit, act, f"{name}_open")
                cells[f"{verb}_pay"] = self.write.pay(unit, act, f"{name}_pay")
                cells[f"{verb}_do"] = self.write.block(unit, act.do, name)
        for seat, breach, cells in zip(self.program.seats, deals.breach, talks, strict=True):
            cells["breach_do"] = self.write.block(unit, breach, f"breach_{seat.id}")
        rules = {
            "slots": deals.max_running,
            "max_items": deals.max_items,
            "terms": list(deals.terms),
            "both_sides": str(deals.both_sides),
            "max_extensions": deals.extensions,
            "expire_do": self.write.block(unit, deals.expire, "expire"),
            "drafting": DRAFTING[deals.drafting] or None,
        }
        if DRAFTING[deals.drafting]:
            self.write.calls[DRAFTING[deals.drafting]] = True
        self.sheet.single["deals"] = row_method(unit, RowCall("DealRules", rules), "rules")
        for seat, cells in zip(self.program.seats, talks, strict=True):
            self.sheet.row(unit, "talks", RowCall("TalkRow", cells), f"{seat.id}_row")
        self.sheet.done(unit)
        for number, item in enumerate(deals.items):
            self.deal_item(item, number in self.program.noted)
        for package in deals.packages:
            self.package(package)

    def package(self, package: ir.PackageIR) -> None:
        """The row of a package that is ready to be tabled."""
        unit = self.sheet.unit(f"{camel(package.id)}Package", f"Ready package {package.id}.")
        opens = [
            self.sheet.test(unit, needs, name=f"open_{seat.id}")
            for seat, needs in zip(self.program.seats, package.needs, strict=True)
        ]
        cells = {
            "seat": self.write.seat(package.seat) if package.seat >= 0 else -1,
            "items": sum(1 << number for number in package.items),
            "term": package.term,
            "opens": opens,
        }
        self.write.calls["PackageRow"] = True
        self.sheet.row(unit, "packages", RowCall("PackageRow", cells))
        self.sheet.done(unit)

    def deal_item(self, item: ir.ItemIR, is_noted: bool) -> None:
        seat = self.program.seats[item.seat].id
        unit = self.sheet.unit(f"{camel(item.id)}Item", f"Deal item {item.id}, given by {seat}.")
        move = "None"
        price: ir.Price = ()
        if item.give is not None and item.get is not None:
            move = self.moved(unit, item.give, item.get, item)
            price = self.goods(item.give, item) if item.kind == "transfer" else ()
        track = list(self.program.names).index(item.give.text) if item.give else -1
        cells = {
            "seat": self.write.seat(item.seat),
            "kind": KINDS[item.kind],
            "measure": self.write.measure(item.measure) if item.measure >= 0 else -1,
            "track": track,
            "amount": item.amount,
            "snap": item.snap,
            "open": self.sheet.test(unit, item.needs, price),
            "move": move,
            "do": self.write.block(unit, item.do, "do"),
            "site": item.site.number,
            "name": f'"deal.{item.id}"' if is_noted else None,
            "each_do": self.write.block(unit, item.each_round, "each_round"),
            "rounds": item.rounds or None,
            "until": item.until or None,
            "performs": self.performs(unit, item.performs),
            **self.unpaid(unit, item),
        }
        self.sheet.row(unit, "items", RowCall("ItemRow", cells))
        self.sheet.done(unit)

    def performs(self, unit: Unit, performs: ir.PerformIR | None) -> RowCall | None:
        """The row of what the giver of an item must have brought about."""
        if performs is None:
            return None
        self.write.calls["PerformRow"] = True
        cells = {
            "holds": self.write.open(unit, ir.Ability(performs.needs), "performs"),
            "fail": self.fails(unit, performs.fail, "not_done"),
            "by_round": performs.by_round,
            "after": performs.after,
        }
        return RowCall("PerformRow", cells)

    def unpaid(self, unit: Unit, item: ir.ItemIR) -> dict[str, object]:
        """The test of a pledge, and what follows if it is not paid."""
        if item.unpaid is None or item.give is None:
            return {}
        return {
            "paid": self.sheet.test(unit, (), self.goods(item.give, item), "paid"),
            "unpaid": self.fails(unit, item.unpaid, "not_paid"),
        }

    def fails(self, unit: Unit, fail: ir.FailIR, name: str) -> RowCall:
        """The row of what follows when an item is not kept."""
        self.write.calls["FailRow"] = self.write.calls[FAILS[fail.how]] = True
        do = self.write.block(unit, fail.do, name)
        return RowCall("FailRow", {"how": FAILS[fail.how], "site": fail.site.number, "do": do})

    def moved(self, unit: Unit, give: ir.Name, get: ir.Name, item: ir.ItemIR) -> str:
        """A method that moves goods, as far as the giver has them."""
        lo, hi = -give.lo, give.hi - give.lo
        held = ir.Op("+", (ir.Read(give), ir.Const(lo)), 0, hi) if lo else ir.Read(give)
        amount = ir.Op("min", (ir.Const(item.amount), held), 0, min(item.amount, hi))
        lines = self.write.write(get, "+=", amount, item.site)
        lines += self.write.write(give, "-=", amount, item.site)
        return unit.add(unit.method_name("move"), "s: State, o: int", "None", lines)

    def goods(self, give: ir.Name, item: ir.ItemIR) -> ir.Price:
        """What the giver of a transfer must have."""
        return ((give, ir.Const(item.amount), item.site),)
