"""Rules that answer an act: whose, which acts, and on which things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.content import model
from wargame.content.model import acts_in
from wargame.rules import ir
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader
from wargame.rules.reading.rules import RuleReader
from wargame.rules.verbs import ACCEPT, ACTS, BREACH, EXTEND


def done_to(word: str) -> str:
    """What kind of thing an act is done to: of deals it is their items."""
    verb, _ = ACTS[word]
    if verb in (ACCEPT, EXTEND, BREACH):
        return "item"
    return "" if verb.thing == "none" else verb.thing


Owned = Sequence[tuple[str, int]]
"""Things by id and owner; -1 for what both may have to do with."""


class AnswerReader:
    """Turns the rules that answer an act into IR."""

    def __init__(self, reader: Reader, rules: RuleReader, program: ir.Program) -> None:
        self.reader, self.rules, self.program = reader, rules, program
        deck, items = reader.deck, program.deals.items if program.deals else ()
        self.ids: dict[str, list[str]] = {
            "card": [card.id for card in deck.cards],
            "measure": [measure.id for measure in deck.measures],
            "project": [project.id for project in deck.projects],
            "action": [action.id for action in deck.actions],
            "item": [item.id for item in deck.deal_items],
            "": [],
        }
        self.things: dict[str, Owned] = {
            "card": list(_printed(program.cards)),
            "measure": [(one.id, one.seat) for one in program.measures],
            "project": [(one.id, one.seat) for one in program.projects],
            "action": [(one.id, one.seat) for one in program.actions],
            "item": [(item.id, -1) for item in items],
            "": [],
        }

    def answers(self) -> list[ir.AnswerIR]:
        """A row for each rule and each seat whose acts it answers, in deck order."""
        found: list[ir.AnswerIR] = []
        for number, rule in self.reader.each(self.reader.deck.rules):
            item = Item("rule", rule.id, rule.title, Scope(), ("rules", number))
            self.shape(item, rule)
            if rule.answers is not None:
                found += self.of_rule(item, rule)
        return found

    def windows(self) -> list[ir.WindowIR]:
        """Which acts each seat may answer, and with which cards; acts of equal cards together."""
        for number, card in self.reader.each(self.reader.deck.cards):
            if card.response is not None:
                path = ("cards", number, "response")
                item = Item("card", card.id, card.title, Scope(), path)
                self.answerable(item, card.response)
        found: dict[tuple[int, tuple[int, ...]], list[tuple[int, tuple[int, ...]]]] = {}
        for seat in range(len(self.program.seats)):
            for word, of, cards in self.answered_by(seat):
                found.setdefault((seat, cards), []).append((ACTS[word][0].number, of))
        return [ir.WindowIR(seat, tuple(acts), cards) for (seat, cards), acts in found.items()]

    def answerable(self, item: Item, response: model.Response) -> None:
        """Note a fault if it answers what it cannot."""
        to = acts_in(response.to)
        self.reader.unique(item, to, "act", "to")
        self.known_things(item, response.of, to, "to")
        for word in to:
            if response.of and done_to(word) == "item":
                what = f"'{word}' is answered whatever the deal holds"
                self.reader.fault(item, item.at("of"), what, "Leave 'of' out.")

    def answered_by(self, seat: int) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
        """By act, and by the things it is done to if that matters: the cards that answer it."""
        cards = [(n, card.response) for n, card in enumerate(self.program.cards)]
        own = [(n, row) for n, row in cards if row and self.program.cards[n].seat == seat]
        for word in ACTS:
            kind = done_to(word)
            to_it = [(n, row) for n, row in own if word in row.to]
            if not any(row.of for _, row in to_it):
                if to_it:
                    yield word, (), tuple(n for n, _ in to_it)
                continue
            by_cards: dict[tuple[int, ...], list[int]] = {}
            for thing, (name, owner) in enumerate(self.things[kind]):
                able = tuple(n for n, row in to_it if not row.of or name in row.of)
                if able and owner != seat:
                    by_cards.setdefault(able, []).append(thing)
            for able, things in by_cards.items():
                yield word, tuple(things), able

    def shape(self, item: Item, rule: model.Rule) -> None:
        """A rule comes each round, or answers an act."""
        if (rule.phase is None) == (rule.answers is None):
            what = (
                "it has both 'phase' and 'answers'"
                if rule.answers
                else "it has neither 'phase' nor 'answers'"
            )
            remedy = "'phase' says when in a round it comes, 'answers' which act it answers."
            self.reader.fault(item, item.path, what, remedy)
        elif rule.of and rule.answers is None:
            self.reader.fault(item, item.at("of"), "'of' belongs to 'answers'", "Leave it out.")

    def of_rule(self, item: Item, rule: model.Rule) -> Iterator[ir.AnswerIR]:
        """The rule once for each seat that it is for."""
        words = acts_in(rule.answers)
        self.reader.unique(item, words, "act", "answers")
        self.known_things(item, rule.of, words, "answers")
        switch = f"rule.{rule.id}" if rule.removable else ""
        for mine in self.rules.each_seat(item, rule.seat or "seats"):
            seat = mine.scope.my
            (group,) = self.rules.guarded(mine, rule.when, rule.do, rule.id, switch)
            assert isinstance(group, ir.Group)
            acts = tuple(
                (ACTS[word][0].number, things)
                for word in words
                if (things := self.numbers(word, rule.of, seat)) or not rule.of
            )
            yield ir.AnswerIR(seat, group, acts, words, tuple(rule.of))

    def known_things(self, item: Item, of: Sequence[str], words: Sequence[str], field: str) -> None:
        """Each thing under `of` may be what one of the acts is done to, and each act has one."""
        kinds = list(dict.fromkeys(done_to(word) for word in words))
        known = [name for kind in kinds for name in self.ids[kind]]
        for place, name in enumerate(of):
            if name not in known:
                what = f"'{name}' is nothing that {' or '.join(words)} is done to"
                self.reader.unknown(item, item.at("of", place), "thing", name, known, what)
        is_any_known = any(name in known for name in of)
        for word in words if is_any_known else ():
            if not any(name in of for name in self.ids[done_to(word)]):
                what = f"'{word}' is done to none of {', '.join(of)}"
                remedy = "Leave it out, or add what it is done to."
                self.reader.fault(item, item.at(field), what, remedy)

    def numbers(self, word: str, of: Sequence[str], seat: int) -> tuple[int, ...]:
        """The kernel's numbers of the things under `of` that a seat may do this to."""
        things = enumerate(self.things[done_to(word)])
        return tuple(n for n, (name, owner) in things if name in of and owner in (seat, -1))


def _printed(cards: Sequence[ir.CardIR]) -> Iterator[tuple[str, int]]:
    """Each card by the id that stands in the deck, which copies of it share, and its owner."""
    name = ""
    for card in cards:
        name = name if card.is_copy else card.id
        yield name, card.seat
