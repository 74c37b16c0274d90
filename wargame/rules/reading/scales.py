"""What a dial scales as a whole: every number that an item adds or takes."""

from __future__ import annotations

from wargame.content.paths import SINGULAR
from wargame.errors import DeckPath
from wargame.rules import ir
from wargame.rules.reading.reader import Item, Reader

PLURAL = {singular: plural for plural, singular in SINGULAR.items()}


class ScaleReader:
    """Lays dials over what items do."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.names = reader, reader.names

    def dial(self, path: str) -> ir.Name | None:
        """The dial that scales a part of the deck as a whole, such as `rules.fatigue`."""
        return self.names.dials.get(self.names.scales.get(path, ""))

    def scaled(self, item: Item, where: DeckPath, value: ir.Expr, is_set: bool) -> ir.Expr:
        """What a line adds or takes, as the dial scales it that scales the whole item."""
        dial = self.dial(f"{PLURAL.get(item.noun, '')}.{item.id}")
        if dial is None:
            return value
        if is_set:
            self.unscalable(item, where, dial, "a number is set")
            return value
        return self.reader.read(
            item, where, lambda: self.reader.parser(item).scale(value, dial), value
        )

    def unscalable(self, item: Item, where: DeckPath, dial: ir.Name, what: str) -> None:
        self.reader.fault(
            item,
            where,
            f"{what} here, which '{dial.text}' cannot scale",
            "A dial scales what rises and falls: leave the item out of 'scales', "
            "and write scaled(…) where it acts.",
        )

    def whole(self, item: Item, path: DeckPath) -> None:
        """Note a fault if a dial is to scale something that happens or does not."""
        dial = self.dial(f"{PLURAL.get(item.noun, '')}.{item.id}")
        if dial is not None:
            self.unscalable(item, item.at(*path), dial, "something happens as a whole")
