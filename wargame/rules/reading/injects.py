"""Injects: events from outside, and when they may come."""

from __future__ import annotations

from wargame.rules import ir
from wargame.rules.actions import NO_INJECT
from wargame.rules.reading.effects import EffectReader
from wargame.rules.reading.eras import EraReader
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader


class InjectReader:
    """Turns injects into IR."""

    def __init__(self, reader: Reader, effects: EffectReader, eras: EraReader) -> None:
        self.reader, self.effects, self.eras, self.deck = reader, effects, eras, reader.deck

    def injects(self) -> list[ir.InjectIR]:
        found = []
        for number, inject in self.reader.each(self.deck.injects):
            item = Item("inject", inject.id, inject.title, Scope(), ("injects", number))
            self.reader.no_word(item, (NO_INJECT,))  # `inject none` is a quiet round
            found.append(
                ir.InjectIR(
                    inject.id,
                    inject.title,
                    self.reader.expr(item, inject.weight, "weight", lo=0, hi=10_000),
                    (
                        *self.eras.within(item, inject),
                        *self.reader.clauses(item, inject.needs, "needs"),
                    ),
                    inject.round or 0,
                    inject.once,
                    self.effects.block(item, inject.do, "do"),
                )
            )
        return found
