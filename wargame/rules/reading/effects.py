"""Effects: lists under `do` to blocks of statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from wargame.content import model
from wargame.content.paths import SINGULAR
from wargame.errors import DeckPath
from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.reading.choices import ChoiceReader
from wargame.rules.reading.reader import MAX_NUMBERS, Item

PLURAL = {singular: plural for plural, singular in SINGULAR.items()}

MAX_EFFECTS = 6_000
"""Most effects a deck may come to, so that the kernel can number its segments."""

WHOLE = (model.Draw, model.Discard, model.Pause, model.Advance, model.Lapse, model.EndGame)
"""Effects that no dial can scale."""


class EffectReader(ChoiceReader):
    """Turns effects into statements."""

    def act(
        self,
        item: Item,
        noun: model.Verb | model.Stage | model.Card | model.SeatAction,
        *path: str | int,
    ) -> ir.Act:
        """When, for what, and with what effect."""
        return ir.Act(
            self.clauses(item, noun.needs, *path, "needs"),
            self.price(item, noun.cost, *path, "cost"),
            self.block(item, noun.do, *path, "do"),
        )

    def block(self, item: Item, effects: Sequence[model.Effect], *path: str | int) -> ir.Block:
        """A list of effects."""
        found: list[ir.Stmt] = []
        for number, effect in enumerate(effects):
            found += self.effect(item, effect, (*path, number))
        return tuple(found)

    def effect(self, item: Item, effect: model.Effect, path: DeckPath) -> list[ir.Stmt]:  # noqa: C901 - one case a word
        """One effect; `each` gives several."""
        if self.too_many(1):
            return []
        if isinstance(effect, WHOLE):
            self.whole(item, path)
        match effect:
            case str():
                return self.write(item, effect, path)
            case model.When():
                return self.branch(item, effect, path)
            case model.After(after=wait, do=do):
                return [ir.Later(wait, 1, self.block(item, do, *path, "do"))]
            case model.Lasting(lasting=times, do=do):
                return self.lasting(item, times, do, path)
            case model.Chance():
                return self.luck(item, effect, path)
            case model.Roll():
                return self.roll(item, effect, path)
            case model.Choose():
                return self.ask(item, effect.choose, (*path, "choose"))
            case model.ChooseAmong():
                return self.target(item, effect, path)
            case model.ForEach():
                return self.for_each(item, effect, path)
            case model.Draw(draw=count, seat=seat):
                return [self.drawn(self.seat(item, seat, *path, "seat"), count)]
            case model.Discard(discard=count, seat=seat):
                return [self.discarded(self.seat(item, seat, *path, "seat"), count)]
            case model.Pause(pause=measure, rounds=rounds):
                one = self.chosen(item, "measure", measure)
                number = self.index(item, self.deck.measures, "measure", one, *path, "pause")
                return [] if number is None else [self.suspended(number, rounds)]
            case model.Advance(advance=project):
                return self.project(item, "advance", project, path)
            case model.Lapse(lapse=project):
                return self.project(item, "lapse", project, path)
            case model.EndGame(end=ending):
                number = self.index(item, self.deck.endings, "ending", ending, *path, "end")
                return [] if number is None else [ir.Finish(number)]
            case _:
                assert_never(effect)

    def lasting(
        self, item: Item, times: int, do: Sequence[model.Effect], path: DeckPath
    ) -> list[ir.Stmt]:
        body = self.block(item, do, *path, "do")
        if any(isinstance(stmt, ir.Later) and stmt.times > 1 for stmt in ir.walk(body)):
            self.fault(
                item,
                item.at(*path),
                "a 'lasting' inside a 'lasting'",
                "It would start anew each round: use a rule, or 'after'.",
            )
        return [ir.Later(1, times, body)]

    def too_many(self, more: int) -> bool:
        """Count effects; whether the deck has come to too many of them."""
        self.effects += more
        if self.effects <= MAX_EFFECTS:
            return False
        self.whole_deck(
            f"more than {MAX_EFFECTS} effects",
            "Each 'each' counts once for every party, each review once for every round.",
        )
        return True

    def is_too_much(self) -> bool:
        """Whether the deck has come to more than one may have."""
        return self.effects > MAX_EFFECTS or self.effort.numbers > MAX_NUMBERS

    def write(self, item: Item, text: str, path: DeckPath) -> list[ir.Stmt]:
        """A line that changes a number."""
        parser = self.parser(item)
        where = item.at(*path)
        found = self.read(item, where, lambda: parser.statement(text), None)
        if found is None:
            return []
        target, op, value = found
        value = self.scaled(item, where, value, op == "=")
        if target.text.endswith(".score"):
            self.scored.append((item.label, value))
        reads = [name for name in parser.reads if name != target.text]
        return [ir.Assign(target, op, value, self.site(item, text, where, reads, value))]

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
        return self.read(item, where, lambda: self.parser(item).scale(value, dial), value)

    def unscalable(self, item: Item, where: DeckPath, dial: ir.Name, what: str) -> None:
        self.fault(
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

    def branch(self, item: Item, effect: model.When, path: DeckPath) -> list[ir.Stmt]:
        parser = self.parser(item)
        test = self.read(item, item.at(*path, "when"), lambda: parser.condition(effect.when), None)
        if test is not None and item.scope.roll is not None and not evaluate.names_in(test):
            return self.decided(item, effect, evaluate.truth(test, _no_name), path)
        mark = len(self.guards)
        self.guards += parser.reads
        then = self.block(item, effect.do, *path, "do")
        other = self.block(item, effect.otherwise, *path, "otherwise")
        del self.guards[mark:]
        return [] if test is None else [ir.Branch(test, then, other)]

    def decided(self, item: Item, effect: model.When, holds: bool, path: DeckPath) -> list[ir.Stmt]:
        """What is left of a branch whose condition a roll has settled."""
        then = self.block(item, effect.do, *path, "do")
        other = self.block(item, effect.otherwise, *path, "otherwise")
        return list(then if holds else other)

    def for_each(self, item: Item, effect: model.ForEach, path: DeckPath) -> list[ir.Stmt]:
        found: list[ir.Stmt] = []
        for member in self.one_each(item, effect.each, path, "each"):
            found += self.block(item.within(member.scope), effect.do, *path, "do")
        return found

    def drawn(self, seat: int, count: int) -> ir.Call:
        said = f"{self.deck.seats[seat].title} draws {_cards(count)}"
        return ir.Call("draw_cards", ("seat", seat), count, said, nodes=count)

    def discarded(self, seat: int, count: int) -> ir.Call:
        said = f"{self.deck.seats[seat].title} discards {_cards(count)}"
        return ir.Call("discard_cards", ("seat", seat), count, said, nodes=count, dropped=count)

    def suspended(self, measure: int, rounds: int) -> ir.Call:
        span = "1 round" if rounds == 1 else f"{rounds} rounds"
        said = f"{self.deck.measures[measure].title} is suspended for {span}"
        return ir.Call("suspend_measure", ("measure", measure), rounds, said)

    def project(self, item: Item, verb: str, project: str, path: DeckPath) -> list[ir.Stmt]:
        project = self.chosen(item, "project", project)
        number = self.index(item, self.deck.projects, "project", project, *path, verb)
        if number is None:
            return []
        site = self.site(item, f"{verb}: {project}", item.at(*path), sort="stage")
        return [ir.MoveProject("advance" if verb == "advance" else "lapse", number, site)]


def _no_name(name: ir.Name) -> int:
    """For a condition that reads none."""
    raise KeyError(name.text)


def _cards(count: int) -> str:
    return "a card" if count == 1 else f"{count} cards"
