"""Effects: lists under `do` to blocks of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from wargame.content import model
from wargame.content.paths import SINGULAR
from wargame.errors import DeckPath, nearest
from wargame.rules import ir
from wargame.rules.amounts import counted
from wargame.rules.asking import evaluate
from wargame.rules.kernel import rival
from wargame.rules.reading.choices import ChoiceReader
from wargame.rules.reading.names import ANY_SEAT, Scope
from wargame.rules.reading.reader import MAX_NUMBERS, Item

PLURAL = {singular: plural for plural, singular in SINGULAR.items()}

MAX_EFFECTS = 6_000
"""Most effects a deck may come to, so that the kernel can number its segments."""

WHOLE = (
    model.Draw,
    model.Discard,
    model.Give,
    model.Recover,
    model.Peek,
    model.Pause,
    model.Advance,
    model.Lapse,
    model.EndGame,
)
"""Effects that no dial can scale."""


class EffectReader(ChoiceReader):
    """Turns effects into statements."""

    def act(
        self,
        item: Item,
        noun: model.LevelVerb | model.Stage | model.Card | model.SeatAction | model.Response,
        *path: str | int,
    ) -> ir.Ability:
        """When, for what, and with what effect."""
        own = item.within(replace(item.scope, sees=item.scope.my))
        needs = self.clauses(own, noun.needs, *path, "needs")
        price = self.price(item, noun.cost, *path, "cost")
        if item.noun == "card" and self.deck.turn.headline:
            self.no_secret(item, needs, price)
        return ir.Ability(needs, price, self.block(item, noun.do, *path, "do"))

    def no_secret(self, item: Item, needs: tuple[ir.Clause, ...], price: ir.Price) -> None:
        """Note a fault if a card that may be a headline hangs on a private number."""
        names = [name for clause in needs for name in evaluate.names_in(clause.cond)]
        names += [name for name, _, _ in price]
        for name in names:
            if name.owner >= 0:
                self.fault(
                    item,
                    item.path,
                    f"it may be a headline, and hangs on '{name.text}', which only its seat sees",
                    "A headline that comes to nothing would give it away: ask in a 'when' instead.",
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
        if item.scope.secret >= 0 and not isinstance(effect, str | model.When):
            self.tells(item, path)
            return []
        match effect:
            case str():
                return self.write(item, effect, path)
            case model.When():
                return self.branch(item, effect, path)
            case model.After(after=wait, do=do):
                return [ir.Later(wait, 1, self.block(item, do, *path, "do"))]
            case model.Lasting(lasting=times, do=do):
                return self.lasting(item, times, do, path)
            case model.ChanceEffect():
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
            case model.Discard(discard=count, seat=seat, at_random=luck):
                return [self.discarded(self.seat(item, seat, *path, "seat"), count, luck)]
            case model.Give(give=count, seat=seat):
                return self.given(item, self.seat(item, seat, *path, "seat"), count, path)
            case model.Peek(peek=count, at=place, seat=seat):
                return [self.peeked(self.seat(item, seat, *path, "seat"), count, place)]
            case model.Recover(recover=count, seat=seat):
                return [self.recovered(self.seat(item, seat, *path, "seat"), count)]
            case model.Pause(pause=measure, rounds=rounds):
                one = self.chosen(item, "measure", measure)
                number = self.index(item, self.deck.measures, "measure", one, *path, "pause")
                return [] if number is None else [self.suspended(number, rounds)]
            case model.Advance(advance=project):
                return self.project(item, "advance", project, path)
            case model.Lapse(lapse=project):
                return self.project(item, "lapse", project, path)
            case model.LookAt(look=text):
                return self.look(item, text, (*path, "look"))
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
        if item.scope.secret >= 0 and target.owner != item.scope.secret:
            self.tells(item, path)
        value = self.scaled(item, where, value, op == "=")
        if target.text.endswith(".score"):
            self.scored.append((item.label, value))
        reads = [name for name in parser.reads if name != target.text]
        return [ir.Assign(target, op, value, self.site(item, text, where, reads, value))]

    def tells(self, item: Item, path: DeckPath) -> None:
        """Note a fault: something that a secret sets off would give it away."""
        seat = self.names.seats[item.scope.secret]
        self.fault(
            item,
            item.at(*path),
            f"this would give away what only {seat} is to know",
            f"A secret may change only numbers of {seat} that are 'seen_by: owner'.",
        )

    def look(self, item: Item, text: str, path: DeckPath) -> list[ir.Stmt]:
        """A private number laid open."""
        name = self.names.find(text.strip(), item.scope)
        if name is None or name.owner < 0:
            known = [one.text for guess in self.names.guesses.values() for one in guess.names]
            what = f"'{text}' is no number that only its seat sees"
            self.fault(item, item.at(*path), what, nearest(text, known))
            return []
        site = self.site(item, f"look: {text}", item.at(*path), sort="look")
        return [ir.Reveal(name, site)]

    def test(self, item: Item, text: str, path: DeckPath) -> tuple[ir.Cond | None, list[str]]:
        """The condition of a branch and what it reads: private numbers of one seat at most."""
        sees = item.scope.secret if item.scope.secret >= 0 else ANY_SEAT
        parser = self.parser(item.within(replace(item.scope, sees=sees)))
        found = self.read(item, item.at(*path), lambda: parser.condition(text), None)
        names = [] if found is None else evaluate.names_in(found)
        if len({name.owner for name in names if name.owner >= 0}) > 1:
            self.fault(
                item,
                item.at(*path),
                "this reads private numbers of both seats",
                "Ask for those of one seat, and inside that for those of the other.",
            )
        return found, parser.reads

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
        test, reads = self.test(item, effect.when, (*path, "when"))
        if test is not None and item.scope.roll is not None and not evaluate.names_in(test):
            return self.decided(item, effect, evaluate.truth(test, _no_name), path)
        mark = len(self.guards)
        self.guards += reads
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

    def discarded(self, seat: int, count: int, at_random: bool) -> ir.Call:
        how, function = (" at random", "lose_cards") if at_random else ("", "discard_cards")
        said = f"{self.deck.seats[seat].title} discards {_cards(count)}{how}"
        return self.handled(function, seat, count, said, dropped=count)

    def given(self, item: Item, seat: int, count: int, path: DeckPath) -> list[ir.Stmt]:
        rule = self.deck.cards_rule
        if rule is None or not rule.mix:
            what = "cards are given only where all seats draw from one pile"
            self.fault(item, item.at(*path), what, "Write 'cards_rule: {mix: true}'.")
            return []
        to = self.deck.seats[rival(seat)].title
        said = f"{self.deck.seats[seat].title} gives {_cards(count)} to {to}"
        return [self.handled("give_cards", seat, count, said, dropped=count)]

    def recovered(self, seat: int, count: int) -> ir.Call:
        said = f"{self.deck.seats[seat].title} takes {_cards(count)} back from its discards"
        return self.handled("recover_cards", seat, count, said)

    def peeked(self, seat: int, count: int, place: str) -> ir.Call:
        who, other = self.deck.seats[seat].title, self.deck.seats[rival(seat)].title
        if place == "hand":
            said = f"{who} sees {_cards(count)} of the hand of {other}"
            return self.handled("spy_cards", seat, count, said)
        return self.handled("see_cards", seat, count, f"{who} sees {_next(count)}")

    def handled(self, function: str, seat: int, count: int, said: str, dropped: int = 0) -> ir.Call:
        """A call that asks a seat or luck for cards, noted so that their actions have ids."""
        self.called[function] = True
        return ir.Call(function, ("seat", seat), count, said, nodes=count, dropped=dropped)

    def suspended(self, measure: int, rounds: int) -> ir.Call:
        span = counted(rounds, "round")
        said = f"{self.deck.measures[measure].title} is suspended for {span}"
        return ir.Call("suspend_measure", ("measure", measure), rounds, said)

    def released(self, item: Item, effect: model.Release, place: int) -> list[ir.Stmt]:
        """What an inject does that control lets happen, and that it counts as drawn."""
        injects = self.deck.injects
        number = self.index(item, injects, "inject", effect.release, "do", place, "release")
        if number is None:
            return []
        inject = injects[number]
        said = f"{inject.title} happens"
        own = Item("inject", inject.id, inject.title, Scope(), ("injects", number))
        counted = ir.Call("inject_released", ("inject", number), 1, said)
        return [counted, *self.block(own, inject.do, "do")]

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


def _next(count: int) -> str:
    return "the next card of its pile" if count == 1 else f"the next {count} cards of its pile"
