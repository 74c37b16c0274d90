"""Every line of a deck's rules with what it reads, what it writes and what it means.

A line is told by its noun and by its meaning, not by its number, so that two programs can be held
against each other: a deck and its ablation, say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import chain
from typing import Literal, assert_never

from wargame.content.limits import FULL
from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.asking.evaluate import names_in
from wargame.rules.ir import Block, Cond, Expr, Name, Program, Stmt

RuleKind = Literal["effect", "price", "need", "limit", "points", "weight", "derived", "start"]

UNSPOKEN = frozenset(("lo", "hi", "site", "sites", "number", "item", "title", "said", "text"))
"""Fields of the rules that do not act."""

ENDING = "game.ending"
"""The name, here alone, of how a game ended."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A line of a deck's rules.

    Attributes:
        noun, id, slot: Where it stands: `card` `mediation` `play`.
        kind: A `need` says what is legal, a `limit` is any other number of a noun.
        writes, reads: Canonical names; its guards are read too.
        meaning: Equal for lines that act alike.
        text: What people read of it.
    """

    noun: str
    id: str
    slot: str
    kind: RuleKind
    writes: frozenset[str]
    reads: frozenset[str]
    meaning: str
    text: str

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return " ".join(filter(None, (self.noun, self.id, self.slot)))


@dataclass(frozen=True, slots=True)
class _Around:
    """What a statement stands in: conditions, luck, a delay."""

    meaning: str = ""
    reads: frozenset[str] = frozenset()

    def within(self, word: str, reads: Iterable[str] = ()) -> _Around:
        return _Around(f"{self.meaning}{word}; ", self.reads | frozenset(reads))


_NOTHING = _Around()


def lines_of(program: Program) -> list[RuleLine]:
    """Every line of a program."""
    return list(_Lines(program).all())


def meaning_of(part: object, values: Mapping[str, int]) -> str:
    """A part of the rules as text that is equal for parts that act alike.

    Args:
        part: Anything that programs are made of.
        values: What named numbers and dials come to.
    """
    match part:
        case Name(text=text):
            return str(values.get(text, text))
        case ir.Scaled(value=value, dial=dial) if values.get(dial.text) == FULL:
            return meaning_of(value, values)
        case str() | int() | None:
            return str(part)
        case tuple() | list():
            return f"[{', '.join(meaning_of(one, values) for one in part)}]"
        case _ if is_dataclass(part):
            named = [field.name for field in fields(part) if field.name not in UNSPOKEN]
            inner = ", ".join(meaning_of(getattr(part, name), values) for name in named)
            return f"{type(part).__name__}({inner})"
        case _:
            return repr(part)


class _Lines:
    """Goes through a program noun by noun."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.values: Mapping[str, int] = program.values

    def all(self) -> Iterator[RuleLine]:
        yield from self._numbers()
        yield from self._seats()
        yield from self._moves()
        yield from self._course()
        yield from self._talks()

    # --- nouns -----------------------------------------------------------------------------

    def _numbers(self) -> Iterator[RuleLine]:
        p = self.program
        for name in p.names.values():
            if name.writable:
                yield self._limit("track", name.text, "range", (name.lo, name.hi), {name.text})
        for text, value in p.starts.items():
            yield self._limit("track", text, "start", value, {text}, kind="start")
        for one in p.derived:
            yield self._expr("track", one.name.text, "", "derived", one.value, {one.name.text})

    def _seats(self) -> Iterator[RuleLine]:
        p = self.program
        for seat in p.seats:
            money = {f"{seat.id}.capital"}
            limits = (seat.capital_start, seat.capital_max, seat.hand)
            yield self._limit("seat", seat.id, "capital and hand", limits, money)
            yield self._expr("seat", seat.id, "income", "effect", seat.income, money)
            points = {f"{seat.id}.score"}
            yield self._expr("seat", seat.id, "score", "points", seat.score, points)
        for agenda in p.agendas:
            points = {f"{p.seats[agenda.seat].id}.score"}
            yield self._expr("agenda", agenda.id, "", "points", agenda.score, points)
        for (name, number), weights in p.personas.items():
            for part, weight in weights:
                slot = f"{p.seats[number].id} weight {weight}"
                yield self._expr("persona", name, slot, "weight", part, set())

    def _moves(self) -> Iterator[RuleLine]:
        for card in self.program.cards:
            yield from self._act("card", card.id, "play", card.act)
            yield from self._block("card", card.id, "rival", card.rival_do)
            if card.response is not None:
                slot = f"answer {' or '.join(card.response.to)} {', '.join(card.response.of)}"
                yield from self._act("card", card.id, slot.rstrip(), card.response.act)
            yield from self._block("card", card.id, "each_round", card.each_round)
            yield self._limit("card", card.id, "worth", (card.worth, card.once), set())
        for seat, bury in zip(self.program.seats, self.program.buries, strict=False):
            slot = f"{seat.id} buries"
            yield from self._act("cards_rule", "", slot, bury.act)
            yield self._limit("cards_rule", "", slot, bury.per_round, {bury.used.text})
        for measure in self.program.measures:
            written = {f"measure.{measure.id}"}
            limits = (measure.max, measure.pause_rounds)
            yield self._limit("measure", measure.id, "levels", limits, written)
            for verb, act in measure.verbs.items():
                if act is not None:
                    yield from self._act("measure", measure.id, verb, act)
                    yield self._limit("measure", measure.id, verb, "open", written, kind="need")
        for project in self.program.projects:
            yield from self._project(project)
        for action in self.program.actions:
            yield from self._act("action", action.id, "act", action.act)
            limits = (action.per_round, action.per_game)
            yield self._limit(
                "action", action.id, "limits", limits, {action.used.text, action.total.text}
            )

    def _project(self, project: ir.ProjectIR) -> Iterator[RuleLine]:
        written = {f"project.{project.id}"}
        for stage in project.stages:
            slot = f"stage {stage.id}"
            for line in self._act("project", project.id, slot, stage.act):
                yield replace(line, reads=line.reads | written)
            yield self._expr("project", project.id, slot, "effect", stage.success_pct, written)
            dose = meaning_of(stage.dial, self.values) if stage.dial else str(FULL)
            yield self._limit("project", project.id, slot, (stage.rounds, dose), written)
        lapse = (project.lapse_after, project.lapse_pct)
        yield self._limit("project", project.id, "lapse", lapse, written)
        yield from self._block("project", project.id, "lapse", project.lapse_do)

    def _course(self) -> Iterator[RuleLine]:
        p = self.program
        for phase, block in p.rules.items():
            for stmt in block:
                label = stmt.label if isinstance(stmt, ir.Group) else ""
                yield from self._block("rule", label, phase, (stmt,))
        for answer in p.answers:
            on = f"on {' or '.join(answer.on)} {', '.join(answer.of)}".rstrip()
            yield from self._block("rule", answer.group.label, on, (answer.group,))
        for inject in p.injects:
            conds = tuple(clause.cond for clause in inject.needs)
            drawn = (inject.weight, conds, inject.round, inject.once)
            comes = self._comes(drawn, *map(_texts, conds))
            yield from self._block("inject", inject.id, "", inject.do, comes)
            yield self._limit("inject", inject.id, "drawn", drawn, set())
        for review in p.reviews:
            when = (review.rounds, review.agendas)
            yield from self._block("review", review.id, "", review.do, self._comes(when))
            yield self._limit("review", review.id, "rounds", when, set())
        yield from self._fronts()
        for ending in p.endings:
            limits = (ending.when, ending.immediate)
            reads = names_in(ending.when) if ending.when else []
            line = self._limit("ending", ending.id, "", limits, {ENDING})
            yield replace(line, reads=frozenset(name.text for name in reads))
        length = (p.max_rounds, p.uncertain_from, p.end_pct, p.plays, p.initiative, p.headline)
        yield self._limit("game", "", "turn and length", length, set())
        yield from self._turns()

    def _turns(self) -> Iterator[RuleLine]:
        p = self.program
        for seat, row in zip(p.seats, p.passes, strict=False):
            counts = {row.passed.text}
            act = ir.Ability(price=row.price)
            for line in self._act("game", "", f"{seat.id} passes", act):
                yield replace(line, writes=line.writes | counts)
            yield self._limit("game", "", f"{seat.id} passes", row.limit, counts)
        for seat in p.seats:
            for value in (seat.hand_now, seat.plays_now):
                if value is not None:
                    yield self._expr("seat", seat.id, "hand and plays", "effect", value, set())
        if p.initiative_now is not None:
            yield self._expr("game", "", "initiative", "effect", p.initiative_now, set())

    def _fronts(self) -> Iterator[RuleLine]:
        """Fronts pay in the lead: who leads is read as points are."""
        p = self.program
        for front in p.fronts:
            paid = {front.into.text}
            yield self._expr("front", front.id, "lead", "points", ir.Read(front.value), paid)
            yield from self._block("front", front.id, "", front.do)
        if p.docket:
            named = (p.docket.who, p.docket.calendar, p.docket.again)
            yield self._limit("docket", "", "", named, set())

    def _talks(self) -> Iterator[RuleLine]:
        deals, seats = self.program.deals, self.program.seats
        if deals is None:
            return
        shape = (deals.max_items, deals.max_running, deals.terms, deals.both_sides)
        ways: tuple[object, ...] = (shape, deals.extensions)
        if deals.packages:
            packages = [(one.id, one.seat, one.items, one.term) for one in deals.packages]
            ways = (*ways, deals.drafting, tuple(packages))
        yield self._limit("deals", "", "shape", ways, {"game.deals"}, "need")
        for package in deals.packages:
            for clause in (clause for needs in package.needs for clause in needs):
                yield self._cond("ready package", package.id, "", clause.cond, clause.text)
        for verb, acts in (("table", deals.table), ("extend", deals.extend)):
            for seat, act in zip(seats, acts, strict=True):
                yield from self._act("deals", seat.id, verb, act)
        for seat, block in zip(seats, deals.breach, strict=True):
            yield from self._block("deals", seat.id, "breach", block)
        yield from self._block("deals", "", "expire", deals.expire)
        for item in deals.items:
            yield from self._act("deal item", item.id, "", ir.Ability(item.needs, (), item.do))
            for block in item.blocks[1:]:
                yield from self._block("deal item", item.id, "", block)
            for clause in item.performs.needs if item.performs else ():
                yield self._cond("deal item", item.id, "performs", clause.cond, clause.text)
            goods = (item.kind, item.measure, item.give, item.get, item.amount, item.snap)
            yield self._limit("deal item", item.id, "goods", goods, self._touched(item))

    def _touched(self, item: ir.ItemIR) -> set[str]:
        """What an item moves when it is signed."""
        if item.kind in ("pause", "cap"):
            return {f"measure.{self.program.measures[item.measure].id}"}
        return {name.text for name in (item.give, item.get) if name is not None}

    # --- parts of nouns --------------------------------------------------------------------

    def _act(self, noun: str, id: str, slot: str, act: ir.Ability) -> Iterator[RuleLine]:
        for clause in act.needs:
            yield self._cond(noun, id, slot, clause.cond, clause.text)
        for name, amount, site in act.price:
            line = self._expr(noun, id, slot, "price", amount, {name.text})
            yield RuleLine(
                noun, id, slot, "price", line.writes, line.reads, line.meaning, site.text
            )
        yield from self._block(noun, id, slot, act.do)

    def _comes(self, when: object, *reads: Iterable[str]) -> _Around:
        """What a block stands in that comes by itself: if that changes, so do its lines."""
        return _NOTHING.within(f"comes {meaning_of(when, self.values)}", chain(*reads))

    def _block(
        self, noun: str, id: str, slot: str, block: Block, within: _Around = _NOTHING
    ) -> Iterator[RuleLine]:
        for stmt, around in self._walk(block, within):
            writes, reads, text = self._touches(stmt)
            meaning = around.meaning + meaning_of(stmt, self.values)
            read = frozenset(reads) | around.reads
            yield RuleLine(noun, id, slot, "effect", frozenset(writes), read, meaning, text)

    def _walk(self, block: Block, around: _Around) -> Iterator[tuple[Stmt, _Around]]:
        """The statements that do something, each with what it stands in."""
        for stmt in block:
            match stmt:
                case ir.Branch(test, then, other):
                    told, reads = meaning_of(test, self.values), _texts(test)
                    yield from self._walk(then, around.within(f"if {told}", reads))
                    yield from self._walk(other, around.within(f"unless {told}", reads))
                case ir.Later(wait, times, body):
                    yield from self._walk(body, around.within(f"after {wait} times {times}"))
                case ir.Luck(outcomes=outcomes):
                    odds = meaning_of(tuple(one.weight for one in outcomes), self.values)
                    reads = {text for one in outcomes for text in _texts(one.weight)}
                    for place, one in enumerate(outcomes):
                        yield from self._walk(one.body, around.within(f"{place} of {odds}", reads))
                case ir.Ask(seat=seat, options=options):
                    for option in options:
                        needs = meaning_of(option.needs, self.values)
                        reads = _texts(option.needs) if option.needs else set()
                        word = f"seat {seat} chooses {option.id} {needs}"
                        yield from self._walk(option.body, around.within(word, reads))
                case ir.Group(body=body, switch=switch):
                    if self.values.get(switch, 1):
                        yield from self._walk(body, around)
                case ir.Assign() | ir.Call() | ir.MoveProject() | ir.Reveal() | ir.Finish():
                    yield stmt, around
                case _:
                    assert_never(stmt)

    def _touches(self, stmt: Stmt) -> tuple[set[str], set[str], str]:
        """What a statement writes and reads, and what people read of it."""
        p = self.program
        match stmt:
            case ir.Assign(target, _, value, site):
                return {target.text}, _texts(value), site.text
            case ir.MoveProject(verb, project, _):
                name = f"project.{p.projects[project].id}"
                return {name}, set(), f"{verb} {p.projects[project].id}"
            case ir.Call(of=("measure", number), said=said):
                name = f"measure.{p.measures[number].id}"
                return {f"{name}.in_force", f"{name}.paused"}, set(), said
            case ir.Call(of=("seat", number), said=said):
                return {f"{p.seats[number].id}.hand_size"}, set(), said
            case ir.Finish(ending):
                return {ENDING}, set(), f"end: {p.endings[ending].id}"
            case ir.Branch() | ir.Later() | ir.Luck() | ir.Ask() | ir.Group() | ir.Reveal():
                return set(), set(), ""
            case ir.Call():  # an inject, whose own lines say what it does
                return set(), set(), ""

    def _cond(self, noun: str, id: str, slot: str, cond: Cond, text: str) -> RuleLine:
        meaning, reads = meaning_of(cond, self.values), frozenset(_texts(cond))
        return RuleLine(noun, id, slot, "need", frozenset(), reads, meaning, text)

    def _expr(
        self, noun: str, id: str, slot: str, kind: RuleKind, expr: Expr, writes: set[str]
    ) -> RuleLine:
        meaning, reads = meaning_of(expr, self.values), frozenset(_texts(expr))
        return RuleLine(noun, id, slot, kind, frozenset(writes), reads, meaning, slot or kind)

    def _limit(
        self,
        noun: str,
        id: str,
        slot: str,
        value: object,
        writes: set[str],
        kind: RuleKind = "limit",
    ) -> RuleLine:
        meaning = meaning_of(value, self.values)
        written = frozenset(writes)
        return RuleLine(noun, id, slot, kind, written, frozenset(), meaning, f"{slot} {meaning}")


def _texts(part: Expr | Cond) -> set[str]:
    return {name.text for name in names_in(part)}
