"""Rules that answer an act: whose, which acts, and on which things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from wargame.content import model
from wargame.rules import ir, kernel
from wargame.rules.reading.names import Scope
from wargame.rules.reading.nouns import NounReader
from wargame.rules.reading.reader import Item

ACTS: Final[Mapping[model.ActWord, tuple[int, str]]] = {
    "play": (kernel.V_PLAY, "card"),
    "burn": (kernel.V_CAPITAL, "card"),
    "bury": (kernel.V_BURY, "card"),
    "headline": (kernel.V_HEADLINE, "card"),
    "tighten": (kernel.V_TIGHTEN, "measure"),
    "ease": (kernel.V_EASE, "measure"),
    "pause": (kernel.V_PAUSE, "measure"),
    "lift": (kernel.V_LIFT, "measure"),
    "fund": (kernel.V_FUND, "project"),
    "act": (kernel.V_ACT, "action"),
    "sign": (kernel.V_ACCEPT, "item"),
    "extend": (kernel.V_EXTEND, "item"),
    "breach": (kernel.V_BREACH, "item"),
    "pass": (kernel.V_PASS, ""),
}
"""The kernel's verb for each act that a rule may answer, and what kind of thing it is done to."""

Own = Sequence[tuple[str, int]]
"""Things by id and owner; -1 for what both may have to do with."""


class AnswerReader:
    """Turns the rules that answer an act into IR."""

    def __init__(self, reader: NounReader, program: ir.Program) -> None:
        self.reader = reader
        deck, items = reader.deck, program.deals.items if program.deals else ()
        self.ids: dict[str, list[str]] = {
            "card": [card.id for card in deck.cards],
            "measure": [measure.id for measure in deck.measures],
            "project": [project.id for project in deck.projects],
            "action": [action.id for action in deck.actions],
            "item": [item.id for item in deck.deals.items] if deck.deals else [],
            "": [],
        }
        self.things: dict[str, Own] = {
            "card": [(card.id, card.seat) for card in program.cards],
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
        words = [rule.answers] if isinstance(rule.answers, str) else list(rule.answers or ())
        self.reader.unique(item, list(words), "act", "answers")
        self.known_things(item, rule, words)
        switch = f"rule.{rule.id}" if rule.removable else ""
        for mine in self.reader.each_seat(item, rule.seat or "seats"):
            seat = mine.scope.my
            (group,) = self.reader.guarded(mine, rule.when, rule.do, rule.id, switch)
            assert isinstance(group, ir.Group)
            acts = tuple(
                (ACTS[word][0], things)
                for word in words
                if (things := self.numbers(word, rule.of, seat)) or not rule.of
            )
            yield ir.AnswerIR(seat, group, acts, tuple(words), tuple(rule.of))

    def known_things(self, item: Item, rule: model.Rule, words: Sequence[model.ActWord]) -> None:
        """Each thing under `of` may be what one of the acts is done to, and each act has one."""
        kinds = list(dict.fromkeys(ACTS[word][1] for word in words))
        known = [name for kind in kinds for name in self.ids[kind]]
        for place, name in enumerate(rule.of):
            if name not in known:
                what = f"'{name}' is nothing that {' or '.join(words)} is done to"
                self.reader.unknown(item, item.at("of", place), "thing", name, known, what)
        for word in words if rule.of else ():
            if not any(name in rule.of for name in self.ids[ACTS[word][1]]):
                what = f"'{word}' is done to none of {', '.join(rule.of)}"
                self.reader.fault(item, item.at("answers"), what, "Give it a rule of its own.")

    def numbers(self, word: model.ActWord, of: Sequence[str], seat: int) -> tuple[int, ...]:
        """The kernel's numbers of the things under `of` that a seat may do this to."""
        things = enumerate(self.things[ACTS[word][1]])
        return tuple(n for n, (name, owner) in things if name in of and owner in (seat, -1))
