"""Endings: when a game is over, and what it is called then."""

from __future__ import annotations

from wargame.content import model
from wargame.rules import ir
from wargame.rules.reading.names import ANY_SEAT, NOBODY, Scope
from wargame.rules.reading.reader import Item, Reader


class EndingReader:
    """Turns endings into IR."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.names, self.deck = reader, reader.names, reader.deck

    def endings(self) -> list[ir.EndingIR]:
        found = []
        last = len(self.deck.endings) - 1
        for number, ending in enumerate(self.deck.endings):
            item = Item("ending", ending.id, ending.title, Scope(), ("endings", number))
            end = item if ending.immediate else item.within(Scope(sees=ANY_SEAT))
            if ending.when is None and number != last:
                what = "only the last ending may go without 'when'"
                remedy = "Say when it comes, or put it behind all others."
                self.reader.fault(item, item.path, what, remedy)
            if number == last and (ending.when is not None or ending.immediate):
                self.reader.fault(
                    item,
                    item.path,
                    "the last ending must take whatever is left",
                    "Leave out 'when' and 'immediate'.",
                )
            self.ending_winner(item, ending)
            found.append(
                ir.EndingIR(
                    ending.id,
                    ending.title,
                    self.reader.cond(end, ending.when, "when"),
                    ending.immediate,
                )
            )
        return found

    def ending_winner(self, item: Item, ending: model.Ending) -> None:
        """Whose win an ending tells of, if it tells, is a seat's or nobody's."""
        known = (NOBODY, *self.names.seats)
        if ending.winner is not None and ending.winner not in known:
            self.reader.unknown(item, item.at("winner"), "seat", ending.winner, known)
