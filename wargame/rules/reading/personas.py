"""Personas: what a player of the program weighs."""

from __future__ import annotations

from dataclasses import replace

from wargame.content import model
from wargame.rules import ir
from wargame.rules.reading.names import ANY_SEAT, Scope
from wargame.rules.reading.reader import Item, Reader
from wargame.rules.reading.syntax import TextFault


class PersonaReader:
    """Turns the weights of personas into IR."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.deck = reader, reader.deck

    def personas(self) -> dict[tuple[str, int], tuple[tuple[ir.Expr, int], ...]]:
        """Weights for either seat; in the chair it was not made for, a persona leaves out
        what it cannot see there."""
        found = {}
        for number, persona in self.reader.each(self.deck.personas):
            item = Item("persona", persona.id, persona.title, Scope(), ("personas", number))
            home = self.reader.owner(item, persona.seat, "any")
            for seat in range(len(self.deck.seats)):
                mine = item.within(Scope(seat))
                guest = seat not in home or persona.seat == "any"
                weights = [
                    (expr, weight)
                    for text, weight in persona.weights.items()
                    if (expr := self.weighed(mine, text, guest)) is not None
                ]
                found[persona.id, seat] = tuple(weights)
            if persona.seat == "any":
                self.weighed_somewhere(item, persona)
        return found

    def weighed(self, item: Item, text: str, guest: bool) -> ir.Expr | None:
        """What a persona weighs, or None for a guest who cannot see it."""
        parse = self.reader.parser(item.within(replace(item.scope, sees=ANY_SEAT))).expression
        if not guest:
            found: ir.Expr | None = self.reader.read(
                item, item.at("weights", text), lambda: parse(text), None
            )
            return found
        try:
            return parse(text)
        except TextFault:
            return None

    def weighed_somewhere(self, item: Item, persona: model.Persona) -> None:
        """For a persona of either seat: each of its terms must make sense in one."""
        for text in persona.weights:
            seats = range(len(self.deck.seats))
            sides = [item.within(Scope(seat)) for seat in seats]
            if all(self.weighed(side, text, True) is None for side in sides):
                self.weighed(sides[0], text, False)
