"""Cards: a row for each seat that may hold one, and what the deck says of all of them."""

from __future__ import annotations

from dataclasses import replace

from wargame.content import model
from wargame.rules import ir
from wargame.rules.kernel import rival
from wargame.rules.reading.eras import EraReader
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item

NO_RULE = model.CardsRule.model_construct()
"""What is true of the cards of a deck that says nothing of it."""


class CardReader(EraReader):
    """Reads cards, and the rule of all cards."""

    @property
    def rule(self) -> model.CardsRule:
        """What is true of all cards."""
        return self.deck.cards_rule or NO_RULE

    def cards_of(self) -> list[ir.CardIR]:
        """The cards of one seat after those of the other. Where all seats draw from one pile, each
        has a row for every card, in the same order."""
        found: list[ir.CardIR] = []
        for number, card in self.each(self.deck.cards):
            item = Item("card", card.id, card.title, Scope(), ("cards", number))
            span = self.span(item, card)
            own = [self.card(item, card, seat, span) for seat in self.owner(item, card.seat, "any")]
            found += own
            if self.rule.mix and len(own) == 1:
                found.append(self.foreign(own[0]))
        return sorted(found, key=lambda card: card.seat)

    def card(self, item: Item, card: model.Card, seat: int, span: tuple[int, int]) -> ir.CardIR:
        """A card as its owner holds it."""
        mine = item.within(Scope(seat))
        act, event = self.act(mine, card), self.block(mine, card.rival_do, "rival_do")
        if self.rule.rival_event == "always":
            act = replace(act, do=(*act.do, *event))
        worth = self.site(mine, f"played for {card.worth} capital", item.at("worth"), sort="worth")
        comes, last = span
        return ir.CardIR(
            card.id,
            card.title,
            seat,
            act,
            card.worth,
            worth,
            () if self.rule.rival_event == "never" else event,
            card.once,
            comes,
            last,
        )

    def foreign(self, card: ir.CardIR) -> ir.CardIR:
        """A card as its owner's rival holds it: taken for capital, it happens for its owner."""
        event: ir.Block = card.act.do
        if card.act.needs:
            event = (ir.Branch(all_of(card.act.needs), event, ()),)
        if self.rule.rival_event == "never":
            event = ()
        return replace(card, seat=rival(card.seat), act=ir.Act(), rival_do=event, is_foreign=True)

    def buries(self) -> tuple[ir.BuryIR, ...]:
        """How each seat buries cards."""
        bury = self.rule.bury
        if bury is None:
            return ()
        found = []
        for seat, name in enumerate(self.names.seats):
            item = Item("cards_rule", "", "Burying a card", Scope(seat), ("cards_rule",))
            price = self.price(item, bury.cost, "bury", "cost")
            site = self.site(item, "cards buried", item.at("bury"), sort="count")
            do: ir.Block = ()
            if bury.into is not None:
                do = tuple(self.write(item, f"my.{bury.into} += 1", ("bury", "into")))
            used = self.names.table[f"{name}.buried"]
            found.append(ir.BuryIR(ir.Act((), price, do), used, bury.per_round, site))
        return tuple(found)


def all_of(needs: tuple[ir.Clause, ...]) -> ir.Cond:
    """Several conditions as one."""
    conds = tuple(clause.cond for clause in needs)
    return conds[0] if len(conds) == 1 else ir.Logic("and", conds)
