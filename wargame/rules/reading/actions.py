"""Actions: what a seat may do beside its cards."""

from __future__ import annotations

from wargame.rules import ir
from wargame.rules.reading.abilities import AbilityReader
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader


class ActionReader:
    """Turns actions into IR."""

    def __init__(self, reader: Reader, acts: AbilityReader) -> None:
        self.reader, self.acts, self.deck = reader, acts, reader.deck

    def actions(self) -> list[ir.ActionIR]:
        found = []
        for number, action in self.reader.each(self.deck.actions):
            item = Item("action", action.id, action.title, Scope(), ("actions", number))
            for seat in self.reader.owner(item, action.seat):
                mine = item.within(Scope(seat))
                used, total = (
                    self.reader.names.table[f"action.{action.id}.{part}"]
                    for part in ("used", "total")
                )
                found.append(
                    ir.ActionIR(
                        action.id,
                        action.title,
                        seat,
                        self.acts.act(mine, action),
                        action.per_round or 0,
                        action.per_game or 0,
                        used,
                        total,
                        self.reader.site(mine, "times taken", item.path, sort="count"),
                    )
                )
        return found
