"""Effects: lists under `do` to blocks of statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from wargame.content import model
from wargame.content.paths import SINGULAR
from wargame.errors import DeckPath
from wargame.rules import ir
from wargame.rules.reading.groups import GroupReader, Member
from wargame.rules.reading.reader import MAX_NUMBERS, Item

PLURAL = {singular: plural for plural, singular in SINGULAR.items()}

MAX_EFFECTS = 6_000
"""Most effects a deck may come to, so that the kernel can number its segments."""

DONE = "done"
"""The option that ends a choice of several."""

WHOLE = (model.Draw, model.Discard, model.Pause, model.Advance, model.Lapse, model.EndGame)
"""Effects that no dial can scale."""


class EffectReader(GroupReader):
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
        mark = len(self.guards)
        self.guards += parser.reads
        then = self.block(item, effect.do, *path, "do")
        other = self.block(item, effect.otherwise, *path, "otherwise")
        del self.guards[mark:]
        return [] if test is None else [ir.Branch(test, then, other)]

    def luck(self, item: Item, effect: model.Chance, path: DeckPath) -> list[ir.Stmt]:
        outcomes, before = [], len(self.faults.found)
        for number, option in enumerate(effect.chance):
            here = (*path, "chance", number)
            weight = self.expr(item, option.weight, *here, "weight", lo=0, hi=10_000)
            outcomes.append(
                ir.Outcome(weight, option.title, self.block(item, option.do, *here, "do"))
            )
        if len(self.faults.found) == before:
            self.some_weight(item, outcomes, (*path, "chance"))
        found = ir.Luck(len(self.lucks), item.label, tuple(outcomes))
        self.lucks.append(found)
        return [found]

    def some_weight(self, item: Item, outcomes: list[ir.Outcome], path: DeckPath) -> None:
        if sum(outcome.weight.lo for outcome in outcomes) < 1:
            self.fault(
                item,
                item.at(*path),
                "all weights can be 0 at once",
                "Give one option a weight that is always 1 or more.",
            )

    def ask(self, item: Item, choice: model.Choice, path: DeckPath) -> list[ir.Stmt]:
        seat = self.seat(item, choice.seat, *path, "seat")
        last = len(choice.options) - 1
        if choice.options[last].needs is not None:
            self.fault(
                item,
                item.at(*path, "options", last, "needs"),
                "the last option must always be open",
                "Move 'needs' to an earlier option.",
            )
        self.unique(item, [option.id for option in choice.options], "option", *path, "options")
        options = tuple(
            ir.Answer(
                option.id,
                option.title,
                self.cond(item, option.needs, *path, "options", number, "needs"),
                self.block(item, option.do, *path, "options", number, "do"),
            )
            for number, option in enumerate(choice.options)
        )
        found = ir.Ask(len(self.asks), item.label, seat, choice.title, options)
        self.asks.append(found)
        return [found]

    def for_each(self, item: Item, effect: model.ForEach, path: DeckPath) -> list[ir.Stmt]:
        found: list[ir.Stmt] = []
        for member in self.one_each(item, effect.each, path, "each"):
            found += self.block(item.within(member.scope), effect.do, *path, "do")
        return found

    def one_each(self, item: Item, group: str, path: DeckPath, word: str) -> list[Member]:
        """The members of a group, unless one is in hand already."""
        inside = item.scope.in_hand()
        if not inside:
            return self.members(item, group, *path, word)
        said = "'party.'" if inside == "party" else f"'{inside}'"
        what = f"an '{word}' inside an 'each'" if word == "each" else f"a '{word}' inside another"
        self.fault(item, item.at(*path), what, f"{said} can be one only.")
        return []

    def target(self, item: Item, effect: model.ChooseAmong, path: DeckPath) -> list[ir.Stmt]:
        """A choice among the members of a group: a question with an option for each."""
        members = self.one_each(item, effect.target, path, "target")
        targets = self.targets(item, effect, len(members), path)
        if not members or targets is None:
            return []
        options = [
            ir.Answer(
                member.id,
                member.title,
                self.cond(item.within(member.scope), effect.needs, *path, "needs"),
                self.block(item.within(member.scope), effect.do, *path, "do"),
            )
            for member in members
        ]
        if targets.has_done:
            options.append(ir.Answer(DONE, "Done", None, ()))
            self.unique(item, [option.id for option in options], "option", *path, "target")
        seat = self.seat(item, effect.seat, *path, "seat")
        asked = ir.Ask(len(self.asks), item.label, seat, effect.title, tuple(options), targets)
        self.asks.append(asked)
        return [asked]

    def targets(
        self, item: Item, effect: model.ChooseAmong, members: int, path: DeckPath
    ) -> ir.Targets | None:
        """How often is asked, and of what count is kept; None if that is a fault."""
        if effect.up_to and effect.spread:
            self.fault(
                item,
                item.at(*path, "spread"),
                "either 'up_to' or 'spread'",
                "'up_to' lets a seat stop sooner, 'spread' makes it give all points.",
            )
            return None
        if effect.at_most and not (effect.up_to or effect.spread):
            self.fault(
                item,
                item.at(*path, "at_most"),
                "'at_most' says how often one member is chosen, and only one is",
                "Add 'up_to' or 'spread', or leave it out.",
            )
            return None
        wanted = effect.up_to or effect.spread or 1
        at_most = min(effect.at_most or (effect.spread or 1), wanted)
        times = min(wanted, at_most * members)
        is_counted = bool(effect.up_to or effect.spread)
        if is_counted and item.noun == "ruling":
            self.fault(
                item,
                item.at(*path),
                "a ruling cannot keep count of what is chosen",
                "Let it choose one member, as often as it is needed.",
            )
            return None
        slot = self.counter() if is_counted else ""
        return ir.Targets(times, at_most, slot, bool(effect.up_to), bool(effect.spread))

    def counter(self) -> str:
        """A number of the position that keeps count of what is chosen."""
        slot = self.names.ids.give("chosen")
        self.names.starts[slot] = 0
        return slot

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


def _cards(count: int) -> str:
    return "a card" if count == 1 else f"{count} cards"
