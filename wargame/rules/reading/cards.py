"""Cards: a row for each seat that may hold one, and what the deck says of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wargame.content import model
from wargame.content.model import acts_in, copies_of
from wargame.errors import DeckPath
from wargame.rules import ir
from wargame.rules.kernel import rival
from wargame.rules.reading.abilities import AbilityReader
from wargame.rules.reading.eras import EraReader
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader

NO_RULE = model.CardsRule.model_construct()
"""What is true of the cards of a deck that says nothing of it."""

Changes = list[tuple[list[str], ir.ChangeIR]]
"""What modifiers make of prices, each with the tags of the cards that it is about."""

MAX_ROWS = 1_000
"""Most cards that the kernel can number, each counted for every seat that may hold it."""


class CardReader:
    """Reads cards, and the rule of all cards."""

    def __init__(self, reader: Reader, acts: AbilityReader, eras: EraReader) -> None:
        self.reader, self.acts, self.eras, self.effects = reader, acts, eras, acts.effects
        self.names, self.deck = reader.names, reader.deck

    @property
    def rule(self) -> model.CardsRule:
        """What is true of all cards."""
        return self.deck.cards_rule or NO_RULE

    def cards_of(self) -> list[ir.CardIR]:
        """The cards of one seat after those of the other. Where all seats draw from one pile, each
        has a row for every card, in the same order."""
        found: list[ir.CardIR] = []
        changes = [self.changes(seat) for seat in range(len(self.names.seats))]
        for number, card in self.reader.each(self.deck.cards):
            item = Item("card", card.id, card.title, Scope(), ("cards", number))
            span = self.eras.span(item, card)
            seats = self.reader.owner(item, card.seat, "any")
            own = [self.card(item, card, seat, span, changes[seat]) for seat in seats]
            if self.rule.mix and len(own) == 1:
                own.append(self.foreign(own[0]))
            for copy in copies_of(card):
                is_copy = copy.id != card.id
                found += [replace(one, id=copy.id, is_copy=is_copy) for one in own]
                own = [replace(one, each_round=()) for one in own]
        self.too_many_cards(found)
        return sorted(found, key=lambda card: card.seat)

    def too_many_cards(self, found: list[ir.CardIR]) -> None:
        """Refuse more cards than the kernel can number, and copies that go by another's id."""
        if len(found) > MAX_ROWS:
            self.reader.whole_deck(
                f"more than {MAX_ROWS} cards",
                "Each copy counts, and each seat whose card it may be.",
            )
        written = [card.id for card in self.deck.cards]
        for number, card in self.reader.each(self.deck.cards):
            for copy in copies_of(card)[1:]:
                if copy.id in written:
                    item = Item("card", card.id, card.title, Scope(), ("cards", number))
                    what = f"a copy would be called '{copy.id}', as another card is"
                    self.reader.fault(item, item.at("copies"), what, "Rename one of them.")

    def card(
        self, item: Item, card: model.Card, seat: int, span: tuple[int, int], changes: Changes
    ) -> ir.CardIR:
        """A card as its owner holds it."""
        mine = item.within(Scope(seat))
        act, event = self.acts.act(mine, card), self.effects.block(mine, card.rival_do, "rival_do")
        act = replace(act, do=(*self.counted(mine, card), *act.do))
        if self.rule.rival_event == "always":
            act = replace(act, do=(*act.do, *event))
        mine_too = tuple(one for tags, one in changes if any(tag in tags for tag in card.tags))
        printed = act.price if mine_too else None
        act = replace(act, price=self.changed(mine, act.price, mine_too))
        worth = self.reader.site(
            mine, f"played for {card.worth} capital", item.at("worth"), sort="worth"
        )
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
            printed=printed,
            changes=mine_too,
            stays=rounds_in_effect(card),
            each_round=self.effects.block(mine, card.each_round, "each_round"),
            left=self.names.table.get(f"card.{card.id}.left"),
            response=self.response(mine, card),
            is_answer=card.response is not None and not card.do,
        )

    def response(self, item: Item, card: model.Card) -> ir.ResponseIR | None:
        """What a card does as an answer."""
        noun = card.response
        if noun is None:
            return None
        return ir.ResponseIR(
            self.acts.act(item, noun, "response"), acts_in(noun.to), tuple(noun.of)
        )

    def counted(self, item: Item, card: model.Card) -> ir.Block:
        """What counts how often a policy has happened, and how long it stays in effect."""
        if card.stays is not None and card.seat == "any":
            what, remedy = "a card of any seat cannot stay in effect", "Write one for each seat."
            self.reader.fault(item, item.at("stays"), what, remedy)
        if card.each_round and card.stays is None:
            what = "it has 'each_round' and no 'stays'"
            remedy = "Say how long: 'stays: 2' for two rounds more, or 'stays: game'."
            self.reader.fault(item, item.at("each_round"), what, remedy)
        found = []
        used = self.names.table.get(f"card.{card.id}.used")
        if used is not None:
            site = self.reader.site(item, "its policy happens", item.path, sort="count")
            found.append(ir.Assign(used, "+=", ir.Const(1), site))
        left = self.names.table.get(f"card.{card.id}.left")
        if left is not None:
            site = self.reader.site(item, "it stays in effect", item.at("stays"), sort="count")
            found.append(ir.Assign(left, "=", self.rounds_left(card), site))
        return tuple(found)

    def rounds_left(self, card: model.Card) -> ir.Expr:
        """For how many rounds a card that is played is in effect, this one included."""
        if card.stays != "game":
            return ir.Const(rounds_in_effect(card) + 1)
        now, end = ir.Read(self.names.table["game.round"]), self.deck.rounds.max + 1
        return ir.Op("-", (ir.Const(end), now), end - now.hi, end - now.lo)

    def in_effect(self) -> list[ir.Derived]:
        """How it is computed whether a card is in effect."""
        found = []
        for card in self.deck.cards:
            if card.stays is not None:
                left = ir.Read(self.names.table[f"card.{card.id}.left"])
                is_on = ir.Compare((">=",), (left, ir.Const(1)))
                value = ir.IfElse(is_on, ir.Const(1), ir.Const(0), 0, 1)
                found.append(ir.Derived(self.names.table[f"card.{card.id}.in_effect"], value))
        return found

    def changes(self, seat: int) -> Changes:
        """What modifiers make of the prices that a seat pays, each with its tags."""
        found: Changes = []
        known = list(dict.fromkeys(tag for card in self.deck.cards for tag in card.tags))
        for number, modifier in enumerate(self.deck.modifiers):
            here: DeckPath = ("modifiers", number)
            item = Item("modifier", modifier.id, modifier.title, Scope(seat), here)
            for place, tag in enumerate(modifier.tags):
                if tag not in known:
                    what = f"no card has the tag '{tag}'"
                    self.reader.unknown(item, item.at("tags", place), "tag", tag, known, what)
            if seat not in self.reader.owner(item, modifier.seat, "any"):
                continue
            when = self.reader.cond(item, modifier.when, "when")
            for key, amount in modifier.cost.items():
                more = self.reader.expr(item, amount, "cost", key)
                name = self.reader.own_number(item, key, "cost", key)
                if name is not None:
                    change = ir.ChangeIR(modifier.id, modifier.title, when, name, more)
                    found.append((modifier.tags, change))
        return found

    def changed(self, item: Item, price: ir.Price, changes: Sequence[ir.ChangeIR]) -> ir.Price:
        """A price with what modifiers make of it, never below 0."""
        found = {name.text: (name, amount, site) for name, amount, site in price}
        for change in changes:
            name, amount, site = found.get(change.name.text) or (
                change.name,
                ir.Const(0),
                self.reader.site(item, f"cost: {change.title}", item.path, (), change.more, "cost"),
            )
            more = change.more
            if change.when is not None:
                low, high = min(more.lo, 0), max(more.hi, 0)
                more = ir.IfElse(change.when, more, ir.Const(0), low, high)
            total = ir.Op("+", (amount, more), amount.lo + more.lo, amount.hi + more.hi)
            found[change.name.text] = (name, total, site)
        return tuple(
            (name, at_least_nothing(amount), site) for name, amount, site in found.values()
        )

    def foreign(self, card: ir.CardIR) -> ir.CardIR:
        """A card as its owner's rival holds it: taken for capital, it happens for its owner."""
        event: ir.Block = card.act.do
        if card.act.needs:
            event = (ir.Branch(all_of(card.act.needs), event, ()),)
        if self.rule.rival_event == "never":
            event = ()
        return replace(
            card,
            seat=rival(card.seat),
            act=ir.Ability(),
            rival_do=event,
            printed=None,
            changes=(),
            stays=0,
            each_round=(),
            left=None,
            response=None,
            is_answer=False,
            is_foreign=True,
        )

    def buries(self) -> tuple[ir.BuryIR, ...]:
        """How each seat buries cards."""
        bury = self.rule.bury
        if bury is None:
            return ()
        found = []
        for seat, name in enumerate(self.names.seats):
            item = Item("cards_rule", "", "Burying a card", Scope(seat), ("cards_rule",))
            price = self.reader.price(item, bury.cost, "bury", "cost")
            site = self.reader.site(item, "cards buried", item.at("bury"), sort="count")
            do: ir.Block = ()
            if bury.into is not None:
                do = tuple(self.effects.write(item, f"my.{bury.into} += 1", ("bury", "into")))
            used = self.names.table[f"{name}.buried"]
            found.append(ir.BuryIR(ir.Ability((), price, do), used, bury.per_round, site))
        return tuple(found)


def rounds_in_effect(card: model.Card) -> int:
    """For how many more rounds a card stays in effect: 0 for none, -1 for the whole game."""
    return -1 if card.stays == "game" else card.stays or 0


def at_least_nothing(amount: ir.Expr) -> ir.Expr:
    """An amount, 0 where it would be less."""
    if amount.lo >= 0:
        return amount
    return ir.Op("max", (ir.Const(0), amount), 0, max(0, amount.hi))


def all_of(needs: tuple[ir.Clause, ...]) -> ir.Cond:
    """Several conditions as one."""
    conds = tuple(clause.cond for clause in needs)
    return conds[0] if len(conds) == 1 else ir.Logic("and", conds)
