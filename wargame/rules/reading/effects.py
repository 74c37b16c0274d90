"""Effects: lists under `do` to blocks of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from wargame.content import model
from wargame.errors import DeckPath, Unknown, nearest
from wargame.rules import ir
from wargame.rules.amounts import counted
from wargame.rules.asking import evaluate
from wargame.rules.reading.choices import ChoiceReader
from wargame.rules.reading.groups import GroupReader
from wargame.rules.reading.names import ANY_SEAT, Scope
from wargame.rules.reading.reader import Item, Reader
from wargame.rules.reading.scales import ScaleReader

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


class EffectReader:
    """Turns effects into statements."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.names, self.deck = reader, reader.names, reader.deck
        self.groups, self.scales = GroupReader(reader), ScaleReader(reader)
        self.choices = ChoiceReader(reader, self.groups, self.block)

    def block(self, item: Item, effects: Sequence[model.Effect], *path: str | int) -> ir.Block:
        """A list of effects."""
        found: list[ir.Stmt] = []
        for number, effect in enumerate(effects):
            found += self.effect(item, effect, (*path, number))
        return tuple(found)

    def effect(self, item: Item, effect: model.Effect, path: DeckPath) -> list[ir.Stmt]:  # noqa: C901 - one case a word
        """One effect; `each` gives several."""
        if self.reader.too_many(1):
            return []
        if isinstance(effect, WHOLE):
            self.scales.whole(item, path)
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
                return self.choices.luck(item, effect, path)
            case model.Roll():
                return self.choices.roll(item, effect, path)
            case model.Choose():
                return self.choices.ask(item, effect.choose, (*path, "choose"))
            case model.ChooseAmong():
                return self.choices.target(item, effect, path)
            case model.ForEach():
                return self.for_each(item, effect, path)
            case model.Draw(draw=count, seat=seat):
                return [self.drawn(self.reader.seat(item, seat, *path, "seat"), count)]
            case model.Discard(discard=count, seat=seat, at_random=luck):
                return [self.discarded(self.reader.seat(item, seat, *path, "seat"), count, luck)]
            case model.Give(give=count, seat=seat):
                return self.given(item, self.reader.seat(item, seat, *path, "seat"), count, path)
            case model.Peek(peek=count, at=place, seat=seat):
                return [self.peeked(self.reader.seat(item, seat, *path, "seat"), count, place)]
            case model.Recover(recover=count, seat=seat):
                return [self.recovered(self.reader.seat(item, seat, *path, "seat"), count)]
            case model.Pause(pause=measure, rounds=rounds):
                one = self.groups.chosen(item, "measure", measure)
                number = self.reader.index(item, self.deck.measures, "measure", one, *path, "pause")
                return [] if number is None else [self.suspended(number, rounds)]
            case model.Advance(advance=project):
                return self.project(item, "advance", project, path)
            case model.Lapse(lapse=project):
                return self.project(item, "lapse", project, path)
            case model.LookAt(look=text):
                return self.look(item, text, (*path, "look"))
            case model.EndGame(end=ending):
                number = self.reader.index(item, self.deck.endings, "ending", ending, *path, "end")
                return [] if number is None else [ir.Finish(number)]
            case _:
                assert_never(effect)

    def lasting(
        self, item: Item, times: int, do: Sequence[model.Effect], path: DeckPath
    ) -> list[ir.Stmt]:
        body = self.block(item, do, *path, "do")
        if any(isinstance(stmt, ir.Later) and stmt.times > 1 for stmt in ir.walk(body)):
            self.reader.fault(
                item,
                item.at(*path),
                "a 'lasting' inside a 'lasting'",
                "It would start anew each round: use a rule, or 'after'.",
            )
        return [ir.Later(1, times, body)]

    def write(self, item: Item, text: str, path: DeckPath) -> list[ir.Stmt]:
        """A line that changes a number."""
        parser = self.reader.parser(item)
        where = item.at(*path)
        found = self.reader.read(item, where, lambda: parser.statement(text), None)
        if found is None:
            return []
        target, op, value = found
        if item.scope.secret >= 0 and target.owner != item.scope.secret:
            self.tells(item, path)
        value = self.scales.scaled(item, where, value, op == "=")
        if target.text.endswith(".score"):
            self.reader.scored.append((item.label, value))
        least, most = (target.lo, target.hi) if op == "=" else (0, target.hi - target.lo)
        if value.lo > most or (op == "=" and value.hi < least):
            went = "sets it beyond" if op == "=" else "moves it farther"
            what = f"'{target.text}' goes from {target.lo} to {target.hi}, and this {went}"
            self.reader.advise(item, where, what)
        reads = [name for name in parser.reads if name != target.text]
        return [ir.Assign(target, op, value, self.reader.site(item, text, where, reads, value))]

    def tells(self, item: Item, path: DeckPath) -> None:
        """Note a fault: something that a secret sets off would give it away."""
        seat = self.names.seats[item.scope.secret]
        self.reader.fault(
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
            missing = None if name else Unknown(text.strip().rpartition(".")[2], "track")
            self.reader.fault(item, item.at(*path), what, nearest(text, known), unknown=missing)
            return []
        site = self.reader.site(item, f"look: {text}", item.at(*path), sort="look")
        return [ir.Reveal(name, site)]

    def test(self, item: Item, text: str, path: DeckPath) -> tuple[ir.Cond | None, list[str]]:
        """The condition of a branch and what it reads: private numbers of one seat at most."""
        sees = item.scope.secret if item.scope.secret >= 0 else ANY_SEAT
        parser = self.reader.parser(item.within(replace(item.scope, sees=sees)))
        found = self.reader.read(item, item.at(*path), lambda: parser.condition(text), None)
        names = [] if found is None else evaluate.names_in(found)
        if len({name.owner for name in names if name.owner >= 0}) > 1:
            self.reader.fault(
                item,
                item.at(*path),
                "this reads private numbers of both seats",
                "Ask for those of one seat, and inside that for those of the other.",
            )
        return found, parser.reads

    def branch(self, item: Item, effect: model.When, path: DeckPath) -> list[ir.Stmt]:
        """What hangs on a condition; of one that a roll has settled, what is left of it."""
        test, reads = self.test(item, effect.when, (*path, "when"))
        mark = len(self.reader.guards)
        self.reader.guards += reads
        then = self.block(item, effect.do, *path, "do")
        other = self.block(item, effect.otherwise, *path, "otherwise")
        del self.reader.guards[mark:]
        if test is not None and item.scope.roll is not None and not evaluate.names_in(test):
            return list(then if evaluate.truth(test, _no_name) else other)
        return [] if test is None else [ir.Branch(test, then, other)]

    def for_each(self, item: Item, effect: model.ForEach, path: DeckPath) -> list[ir.Stmt]:
        found: list[ir.Stmt] = []
        for member in self.groups.one_each(item, effect.each, path, "each"):
            found += self.block(item.within(member.scope), effect.do, *path, "do")
        return found

    def drawn(self, seat: int, count: int) -> ir.Call:
        said = f"{{who}} draws {_cards(count)}"
        return ir.Call("draw_cards", ("seat", seat), count, said, nodes=count)

    def discarded(self, seat: int, count: int, at_random: bool) -> ir.Call:
        how, function = (" at random", "lose_cards") if at_random else ("", "discard_cards")
        said = f"{{who}} discards {_cards(count)}{how}"
        return self.handled(function, seat, count, said, dropped=count)

    def given(self, item: Item, seat: int, count: int, path: DeckPath) -> list[ir.Stmt]:
        rule = self.deck.cards_rule
        if rule is None or not rule.mix:
            what = "cards are given only where all seats draw from one pile"
            self.reader.fault(item, item.at(*path), what, "Write 'cards_rule: {mix: true}'.")
            return []
        said = f"{{who}} gives {_cards(count)} to {{other}}"
        return [self.handled("give_cards", seat, count, said, dropped=count)]

    def recovered(self, seat: int, count: int) -> ir.Call:
        said = f"{{who}} takes {_cards(count)} back from its discards"
        return self.handled("recover_cards", seat, count, said)

    def peeked(self, seat: int, count: int, place: str) -> ir.Call:
        if place == "hand":
            said = f"{{who}} sees {_cards(count)} of the hand of {{other}}"
            return self.handled("spy_cards", seat, count, said)
        return self.handled("see_cards", seat, count, f"{{who}} sees {_next(count)}")

    def handled(self, function: str, seat: int, count: int, said: str, dropped: int = 0) -> ir.Call:
        """A call that asks a seat or luck for cards, noted so that their actions have ids."""
        self.reader.called[function] = True
        return ir.Call(function, ("seat", seat), count, said, nodes=count, dropped=dropped)

    def suspended(self, measure: int, rounds: int) -> ir.Call:
        span = counted(rounds, "round")
        said = f"{self.deck.measures[measure].title} is paused for {span}"
        return ir.Call("suspend_measure", ("measure", measure), rounds, said)

    def released(self, item: Item, effect: model.Release, place: int) -> list[ir.Stmt]:
        """What an inject does that control lets happen, and that it counts as drawn."""
        injects = self.deck.injects
        number = self.reader.index(item, injects, "inject", effect.release, "do", place, "release")
        if number is None:
            return []
        inject = injects[number]
        said = f"{inject.title} happens"
        own = Item("inject", inject.id, inject.title, Scope(), ("injects", number))
        counted = ir.Call("inject_released", ("inject", number), 1, said)
        return [counted, *self.block(own, inject.do, "do")]

    def project(self, item: Item, verb: str, project: str, path: DeckPath) -> list[ir.Stmt]:
        project = self.groups.chosen(item, "project", project)
        number = self.reader.index(item, self.deck.projects, "project", project, *path, verb)
        if number is None:
            return []
        site = self.reader.site(item, f"{verb}: {project}", item.at(*path), sort="stage")
        return [ir.MoveProject("advance" if verb == "advance" else "lapse", number, site)]


def _no_name(name: ir.Name) -> int:
    """For a condition that reads none."""
    raise KeyError(name.text)


def _cards(count: int) -> str:
    return "a card" if count == 1 else f"{count} cards"


def _next(count: int) -> str:
    return "the next card of its pile" if count == 1 else f"the next {count} cards of its pile"
