"""IR to one readable Python module: a class per card, rule and event, and `class State`.

Two flavours come from the same lines: `fast` writes numbers straight, `traced` reports each
write to the state's trace. Only whitelisted identifiers, numbers and names of tracks get
into the text; nothing an author typed does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from wargame.rules import ir
from wargame.rules.kernel import HIDDEN_LISTS, PUBLIC_LISTS, SCALARS, SEGMENT
from wargame.rules.names import Identifiers

FIRST_SEGMENT = 3
"""0 stands for no segment; 1 and 2 are the kernel's two headlines."""

VERBS = ("tighten", "ease", "pause", "lift")
KINDS = ("pause", "cap", "transfer", "pledge")

_PRECEDENCE = {"+": 5, "-": 5, "*": 6, "//": 6, "%": 6}

HEADER = '''"""Deck {deck} as rules, generated from its cards: read it beside them."""

from __future__ import annotations

from typing import Final

from wargame.rules.kernel import (
    ASK, CHANCE, LUCK, BaseState, Engine, always, deals_in_force, next_deal_end, put,
)

'''


def camel(name: str) -> str:
    """A class name from an id.

    >>> camel("license_magnets")
    'LicenseMagnets'
    """
    return "".join(part.capitalize() for part in name.split("_"))


class Code:
    """Expressions as Python; `this` is what the position is called there."""

    def __init__(self, this: str = "s") -> None:
        self.this = this

    def read(self, name: ir.Name) -> str:
        """The value of a name."""
        at = f"{self.this}.{name.slot}"
        match name.form:
            case "slot":
                return at
            case "item":
                return f"{at}[{name.constant}]"
            case "derived":
                return f"{at}()"
            case "done":
                return f"(1 if {at}[{name.constant}] >= {name.bound} else 0)"
            case "suspended":
                return f"({at}[{name.constant}] - {self.this}.force[{name.constant}])"
            case "hand":
                return f"len({at})"
            case "deals":
                return f"deals_in_force({self.this})"
            case "deal_left":
                return f"next_deal_end({self.this})"

    def expr(self, expr: ir.Expr, around: int = 0) -> str:
        """An expression, in brackets if what stands around it binds tighter."""
        match expr:
            case ir.Const(value):
                return str(value) if value >= 0 or around == 0 else f"({value})"
            case ir.Read(name):
                return self.read(name)
            case ir.Op(op="neg", args=(arg,)):
                return _bracket(f"-{self.expr(arg, 7)}", 6, around)
            case ir.Op(op="clamp", args=(value, low, high)):
                return f"max({self.expr(low)}, min({self.expr(value)}, {self.expr(high)}))"
            case ir.Op(op=op, args=(left, right)) if op in _PRECEDENCE:
                own = _PRECEDENCE[op]
                text = f"{self.expr(left, own)} {op} {self.expr(right, own + 1)}"
                return _bracket(text, own, around)
            case ir.Op(op=op, args=args):
                return f"{op}({', '.join(map(self.expr, args))})"
            case ir.Pick(index, values):
                listed = ", ".join(map(self.expr, values)) + ("," if len(values) == 1 else "")
                return f"({listed})[{self.expr(index)}]"
            case ir.IfElse(test, then, other):
                text = f"{self.expr(then, 1)} if {self.cond(test, 1)} else {self.expr(other, 1)}"
                return _bracket(text, 0, around + 1 if around else 0)

    def cond(self, cond: ir.Cond, around: int = 0) -> str:
        """A condition, in brackets where needed."""
        match cond:
            case ir.Compare(ops, args):
                text = self.expr(args[0], 5)
                for op, arg in zip(ops, args[1:], strict=True):
                    text += f" {op} {self.expr(arg, 5)}"
                return _bracket(text, 4, around)
            case ir.Logic(op, args):
                own = 2 if op == "and" else 1
                return _bracket(f" {op} ".join(self.cond(a, own + 1) for a in args), own, around)
            case ir.Not(arg):
                return _bracket(f"not {self.cond(arg, 3)}", 3, around)


def _bracket(text: str, own: int, around: int) -> str:
    return f"({text})" if own < around else text


@dataclass(slots=True)
class Unit:
    """One class of the generated module while it is written."""

    name: str
    doc: str
    methods: list[str] = field(default_factory=list)
    taken: dict[str, bool] = field(default_factory=dict)

    def method_name(self, wanted: str) -> str:
        """A method name that is free in this class."""
        name, number = wanted, 1
        while name in self.taken:
            number += 1
            name = f"{wanted}_{number}"
        self.taken[name] = True
        return name

    def add(self, name: str, parameters: str, result: str, lines: Sequence[str]) -> str:
        """A static method; gives its full name."""
        head = [f"    @staticmethod\n    def {name}({parameters}) -> {result}:"]
        self.methods.append("\n".join([*head, *(f"        {line}" for line in lines)]))
        return f"{self.name}.{name}"

    def text(self) -> str:
        return "\n\n".join([f'class {self.name}:\n    """{self.doc}"""', *self.methods]) + "\n"


class Emitter:
    """Writes the module of one program in one flavour."""

    def __init__(self, program: ir.Program, traced: bool) -> None:
        self.program = program
        self.traced = traced
        self.code = Code()
        self.classes = Identifiers()
        self.units: list[str] = []
        self.segments: list[str] = []
        self.blocks: list[ir.Block] = []
        self.tables: list[str] = []
        self.luck_do: dict[int, list[int]] = {}
        self.luck_weights: dict[int, str] = {}
        self.ask_do: dict[int, list[int]] = {}
        self.ask_open: dict[int, list[str]] = {}
        for name in program.names.values():
            self.classes.taken |= {name.slot: True, name.constant: True}

    # --- statements ------------------------------------------------------------------------

    def block(self, unit: Unit, block: ir.Block, wanted: str) -> int:
        """A block as one segment, and more where it has to stop. Gives the first one's number."""
        if not block:
            return 0
        number = len(self.segments) + FIRST_SEGMENT
        name = unit.method_name(wanted)
        self.segments.append(f"{unit.name}.{name}")
        self.blocks.append(block)
        unit.add(name, "s: State, o: int", "None", self.lines(unit, block, wanted))
        return number

    def lines(self, unit: Unit, block: ir.Block, wanted: str) -> list[str]:
        """The lines of a block, up to the first statement that may stop."""
        lines: list[str] = []
        for place, stmt in enumerate(block):
            if not ir.stops(stmt):
                lines += self.plain(unit, stmt, wanted)
                continue
            rest = self.block(unit, block[place + 1 :], wanted)
            if rest:
                lines.append(self.then(rest))
            return lines + self.stop(unit, stmt, wanted)
        return lines or ["pass"]

    def then(self, segment: int) -> str:
        """Put a segment on the stack, with its name for the reader."""
        name = self.segments[segment - FIRST_SEGMENT]
        return f"s.stack.append(o | {segment})  # {name}"

    def plain(self, unit: Unit, stmt: ir.Stmt, wanted: str) -> list[str]:
        """A statement that runs to its end."""
        match stmt:
            case ir.Write(target, op, value, site):
                return self.write(target, op, value, site)
            case ir.Branch(test, then, other):
                lines = [f"if {self.code.cond(test)}:"]
                lines += indent(self.lines(unit, then, wanted))
                if other:
                    lines += ["else:", *indent(self.lines(unit, other, wanted))]
                return lines
            case ir.Later(wait, times, body):
                segment = self.block(unit, body, f"{wanted}_later")
                if not segment:
                    return []
                name = self.segments[segment - FIRST_SEGMENT]
                return [f"s.queue += [s.round + {wait}, o | {segment}, {times}]  # {name}"]
            case ir.PauseMeasure(measure, rounds):
                return [f"ENGINE.pause_measure(s, o, {self.measure(measure)}, {rounds})"]
            case ir.Finish(ending):
                return [f"s.finish = {ending + 1}  # {self.program.endings[ending].id}"]
            case ir.Group(label, body):
                return self.lines(unit, body, label)
            case _:
                raise AssertionError(stmt)

    def stop(self, unit: Unit, stmt: ir.Stmt, wanted: str) -> list[str]:
        """A statement that may hand over; it is the last of its segment."""
        match stmt:
            case ir.Luck(number):
                self.luck(unit, stmt, wanted)
                return [f"s.node, s.actor, s.arg, s.origin = LUCK, CHANCE, {number}, o"]
            case ir.Ask(number, seat=seat):
                self.ask(unit, stmt, wanted)
                return [f"s.node, s.actor, s.arg, s.origin = ASK, {self.seat(seat)}, {number}, o"]
            case ir.Cards(verb, seat, count):
                return [f"ENGINE.start_{verb}(s, {self.seat(seat)}, {count})"]
            case ir.MoveProject(verb, project, site):
                named = self.project(project)
                return [f"ENGINE.{verb}_project(s, o, {named}, {site.number})"]
            case ir.Branch(test, then, other):
                lines = [f"if {self.code.cond(test)}:"]
                lines += indent(self.push(unit, then, wanted))
                if other:
                    lines += ["else:", *indent(self.push(unit, other, wanted))]
                return lines
            case ir.Group(label, body):
                return self.push(unit, body, label)
            case _:
                raise AssertionError(stmt)

    def push(self, unit: Unit, block: ir.Block, wanted: str) -> list[str]:
        segment = self.block(unit, block, wanted)
        return [self.then(segment)] if segment else ["pass"]

    def luck(self, unit: Unit, stmt: ir.Luck, wanted: str) -> None:
        """The options of a piece of luck, and their weights."""
        self.luck_do[stmt.number] = [
            self.block(unit, outcome.body, f"{wanted}_outcome") for outcome in stmt.outcomes
        ]
        weights = f"[{', '.join(self.code.expr(outcome.weight) for outcome in stmt.outcomes)}]"
        if not all(isinstance(outcome.weight, ir.Const) for outcome in stmt.outcomes):
            name = unit.method_name(f"{wanted}_weights")
            weights = unit.add(name, "s: State", "list[int]", [f"return {weights}"])
        self.luck_weights[stmt.number] = weights

    def ask(self, unit: Unit, stmt: ir.Ask, wanted: str) -> None:
        """The options of a dilemma, and when each is open."""
        self.ask_do[stmt.number] = [
            self.block(unit, option.body, f"{wanted}_{option.id}") for option in stmt.options
        ]
        self.ask_open[stmt.number] = [
            self.test(unit, option.needs, f"{option.id}_open") for option in stmt.options
        ]

    def write(self, target: ir.Name, op: str, value: ir.Expr, site: ir.Site) -> list[str]:
        """A write, clamped only as far as intervals leave it possible to overshoot."""
        at = self.code.read(target)
        amount = self.code.expr(value, {"=": 0, "+=": 5, "-=": 6}[op])
        wanted = amount if op == "=" else f"{at} {op[0]} {amount}"
        if target.slot == "level":
            return [f"ENGINE.set_level(s, o, {target.constant}, {wanted}, {site.number})"]
        if self.traced:
            args = f'{site.number}, "{target.text}", {at}, {wanted}, {target.lo}, {target.hi}'
            return [f"{at} = put(s, o, {args})"]
        lo, hi = _reach(target, op, value)
        if lo >= target.lo and hi <= target.hi:
            return [f"{at} = {wanted}"]
        if lo >= target.lo:
            clamped = f"v if v < {target.hi} else {target.hi}"
        elif hi <= target.hi:
            clamped = f"v if v > {target.lo} else {target.lo}"
        else:
            low = f"{target.lo} if v < {target.lo}"
            clamped = f"{low} else {target.hi} if v > {target.hi} else v"
        return [f"v = {wanted}", f"{at} = {clamped}"]

    def pay(self, unit: Unit, price: ir.Price, name: str) -> str:
        """A method that pays, or None."""
        if not price:
            return "None"
        lines: list[str] = []
        for target, amount, site in price:
            lines += self.write(target, "-=", amount, site)
        return unit.add(unit.method_name(name), "s: State, o: int", "None", lines)

    def open(self, unit: Unit, act: ir.Act, name: str) -> str:
        """A method that tells whether an act is allowed, or the kernel's `always`."""
        tests = [self.code.cond(clause.cond, 3) for clause in act.needs]
        for target, amount, _ in act.price:
            if amount.hi > 0:
                floor = f" + {target.lo}" if target.lo else ""
                tests.append(f"{self.code.read(target)} >= {self.code.expr(amount, 5)}{floor}")
        if not tests:
            return "always"
        return unit.add(
            unit.method_name(name), "s: State", "bool", [f"return {' and '.join(tests)}"]
        )

    def test(self, unit: Unit, cond: ir.Cond | None, name: str) -> str:
        """A method that tests a condition, or None for none."""
        if cond is None:
            return "None"
        return unit.add(
            unit.method_name(name), "s: State", "bool", [f"return {self.code.cond(cond)}"]
        )

    def number(self, unit: Unit, expr: ir.Expr, name: str) -> str:
        """A method that computes a number."""
        return unit.add(
            unit.method_name(name), "s: State", "int", [f"return {self.code.expr(expr)}"]
        )

    def seat(self, number: int) -> str:
        return self.program.names[f"{self.program.seats[number].id}.capital"].constant

    def measure(self, index: int) -> str:
        """The constant that names a measure."""
        return self.program.names[f"measure.{self.program.measures[index].id}"].constant

    def project(self, index: int) -> str:
        """The constant that names a project."""
        return self.program.names[f"project.{self.program.projects[index].id}"].constant

    # --- nouns -----------------------------------------------------------------------------

    def unit(self, wanted: str, doc: str) -> Unit:
        return Unit(self.classes.give(wanted), doc)

    def done(self, unit: Unit) -> None:
        """A class is complete; one without methods is left out."""
        if unit.methods:
            self.units.append(unit.text())

    def table(self, name: str, values: Iterable[object]) -> None:
        """A line that fills a table of the engine."""
        self.tables.append(f"e.{name} = [{', '.join(map(str, values))}]")

    def cards(self) -> None:
        rows = []
        hands = [[c.id for c in self.program.cards if c.seat == seat] for seat in (0, 1)]
        for card in self.program.cards:
            seat = self.program.seats[card.seat].id
            suffix = camel(seat) if card.id in hands[0] and card.id in hands[1] else ""
            unit = self.unit(camel(card.id) + suffix, f"Card {card.id}, in the hand of {seat}.")
            rows.append(
                (
                    card.seat,
                    self.open(unit, card.act, "open"),
                    self.pay(unit, card.act.price, "pay"),
                    self.block(unit, card.act.do, "do"),
                    self.block(unit, card.rival_do, "rival_do"),
                    card.worth,
                    card.worth_site.number,
                    card.once,
                )  # fmt: skip
            )
            self.done(unit)
        self.rows(
            ("card_seat", "card_open", "card_pay", "card_do", "card_rival", "card_worth",
             "card_site", "card_once"), rows,
        )  # fmt: skip

    def rows(self, names: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Fill several tables, one column each."""
        for place, name in enumerate(names):
            self.table(name, (row[place] for row in rows))

    def measures(self) -> None:
        grid: dict[str, list[list[object]]] = {"open": [], "pay": [], "do": []}
        for verb in VERBS:
            for column in grid.values():
                column.append([])
        rows = []
        for measure in self.program.measures:
            seat = self.program.seats[measure.seat].id
            unit = self.unit(camel(measure.id), f"Measure {measure.id} of {seat}.")
            for place, verb in enumerate(VERBS):
                act = measure.verbs[verb]
                if act is None:
                    cells: tuple[object, object, object] = (None, None, 0)
                else:
                    cells = (
                        self.open(unit, act, f"{verb}_open"),
                        self.pay(unit, act.price, f"{verb}_pay"),
                        self.block(unit, act.do, verb),
                    )
                for column, cell in zip(grid.values(), cells, strict=True):
                    column[place].append(cell)
            sites = [measure.sites[verb].number for verb in (*VERBS, "ages")]
            rows.append(
                (measure.seat, measure.max, measure.start, f'"measure.{measure.id}"',
                 measure.pause_rounds, sites)
            )  # fmt: skip
            self.done(unit)
        self.rows(
            ("measure_seat", "measure_max", "measure_start", "measure_names", "measure_pause",
             "measure_site"), rows,
        )  # fmt: skip
        for name, column in zip(("verb_open", "verb_pay", "verb_do"), grid.values(), strict=True):
            self.table(name, (_listed(cells) for cells in column))

    def projects(self) -> None:
        rows = []
        for project in self.program.projects:
            seat = self.program.seats[project.seat].id
            unit = self.unit(camel(project.id), f"Project {project.id} of {seat}.")
            stages = project.stages
            rows.append(
                (
                    project.seat,
                    f'"project.{project.id}"',
                    project.site.number,
                    _listed(self.open(unit, st.act, f"{st.id}_open") for st in stages),
                    _listed(self.pay(unit, st.act.price, f"{st.id}_pay") for st in stages),
                    [st.rounds for st in stages],
                    _listed(self.number(unit, st.success_pct, f"{st.id}_pct") for st in stages),
                    [self.block(unit, st.act.do, st.id) for st in stages],
                    project.lapse_after,
                    self.number(unit, project.lapse_pct, "lapse_pct"),
                    self.block(unit, project.lapse_do, "lapse"),
                )  # fmt: skip
            )
            self.done(unit)
        self.rows(
            ("project_seat", "project_names", "project_site", "stage_open", "stage_pay",
             "stage_rounds", "stage_pct", "stage_do", "lapse_after", "lapse_pct", "lapse_do"), rows,
        )  # fmt: skip

    def rules(self) -> None:
        """The rules of each phase, a class each, called one after the other."""
        for phase in ("world", "draw", "account"):
            block = self.program.rules[phase]
            units: dict[str, Unit] = {}
            phase_unit = self.unit(f"{camel(phase)}Phase", f"Every rule of phase {phase}.")
            segment = self.phase(phase_unit, block, units)
            for unit in units.values():
                self.done(unit)
            self.done(phase_unit)
            self.tables.append(f"e.{phase}_do = {segment}")

    def phase(self, unit: Unit, block: ir.Block, units: dict[str, Unit]) -> int:
        """A segment that runs rules in order, cut behind each rule that may stop."""
        if not block:
            return 0
        number = len(self.segments) + FIRST_SEGMENT
        name = unit.method_name("do")
        self.segments.append(f"{unit.name}.{name}")
        self.blocks.append(block)
        lines: list[str] = []
        for place, stmt in enumerate(block):
            assert isinstance(stmt, ir.Group)
            own = self.unit(f"{camel(stmt.label)}Rule", f"Rule {stmt.label}.")
            units[own.name] = own
            segment = self.block(own, stmt.body, "do")
            if not segment:
                continue
            if not ir.stops(stmt):
                lines.append(f"{self.segments[segment - FIRST_SEGMENT]}(s, o)")
                continue
            rest = self.phase(unit, block[place + 1 :], units)
            if rest:
                lines.append(self.then(rest))
            lines.append(self.then(segment))
            break
        unit.add(name, "s: State, o: int", "None", lines or ["pass"])
        return number

    def injects(self) -> None:
        rows = []
        for inject in self.program.injects:
            unit = self.unit(f"{camel(inject.id)}Inject", f"Inject {inject.id}.")
            opens = self.open(unit, ir.Act(inject.needs), "open")
            rows.append(
                (
                    inject.round,
                    inject.once,
                    "None" if opens == "always" else opens,
                    self.number(unit, inject.weight, "weight"),
                    self.block(unit, inject.do, "do"),
                )  # fmt: skip
            )
            self.done(unit)
        self.rows(
            ("inject_round", "inject_once", "inject_open", "inject_weight", "inject_do"), rows
        )

    def deals(self) -> None:
        deals = self.program.deals
        if deals is None:
            return
        unit = self.unit("Deals", "How the seats bargain.")
        seats = [seat.id for seat in self.program.seats]
        for name, acts in (("table", deals.table), ("extend", deals.extend)):
            pairs = list(zip(seats, acts, strict=True))
            self.table(f"{name}_open", (self.open(unit, a, f"{name}_{s}_open") for s, a in pairs))
            self.table(
                f"{name}_pay", (self.pay(unit, a.price, f"{name}_{s}_pay") for s, a in pairs)
            )
            self.table(f"{name}_do", (self.block(unit, a.do, f"{name}_{s}") for s, a in pairs))
        self.table(
            "breach_do",
            (
                self.block(unit, block, f"breach_{seat}")
                for seat, block in zip(seats, deals.breach, strict=True)
            ),
        )
        self.tables.append(f"e.expire_do = {self.block(unit, deals.expire, 'expire')}")
        self.done(unit)
        self.tables += [
            f"e.deal_slots, e.max_items = {deals.max_running}, {deals.max_items}",
            f"e.terms, e.both_sides = {list(deals.terms)}, {deals.both_sides}",
            f"e.max_extensions = {deals.extensions}",
        ]
        self.rows(
            ("item_seat", "item_kind", "item_measure", "item_amount", "item_snap", "item_open",
             "item_move", "item_do", "item_site"), [self.deal_item(item) for item in deals.items],
        )  # fmt: skip

    def deal_item(self, item: ir.ItemIR) -> tuple[object, ...]:
        seat = self.program.seats[item.seat].id
        unit = self.unit(f"{camel(item.id)}Item", f"Deal item {item.id}, given by {seat}.")
        move = "None"
        price: ir.Price = ()
        if item.give is not None and item.get is not None:
            amount = ir.Const(item.amount)
            lines = self.write(item.give, "-=", amount, item.site)
            lines += self.write(item.get, "+=", amount, item.site)
            move = unit.add(unit.method_name("move"), "s: State, o: int", "None", lines)
            price = ((item.give, amount, item.site),) if item.kind == "transfer" else ()
        opens = self.open(unit, ir.Act(item.needs, price), "open")
        row = (
            item.seat, KINDS.index(item.kind), item.measure, item.amount, item.snap,
            "None" if opens == "always" else opens, move, self.block(unit, item.do, "do"),
            item.site.number,
        )  # fmt: skip
        self.done(unit)
        return row

    def seats(self) -> None:
        unit = self.unit("Seats", "What arrives each round, and what counts at the end.")
        seats = self.program.seats
        self.table("seat_names", (f'"{seat.id}"' for seat in seats))
        self.table("capital_start", (seat.capital_start for seat in seats))
        self.table("capital_max", (seat.capital_max for seat in seats))
        self.table("hand_size", (seat.hand for seat in seats))
        self.table("income", (self.number(unit, s.income, f"{s.id}_income") for s in seats))
        self.table("income_site", (seat.income_site.number for seat in seats))
        self.table("final_score", (self.number(unit, s.score, f"{s.id}_score") for s in seats))
        self.table("final_site", (seat.score_site.number for seat in seats))
        agendas = self.program.agendas
        scores = [self.number(unit, a.score, f"{a.id}_{seats[a.seat].id}_agenda") for a in agendas]
        self.table("agenda_seat", (agenda.seat for agenda in agendas))
        self.table("agenda_score", scores)
        self.table("agenda_site", (agenda.site.number for agenda in agendas))
        self.done(unit)

    def reviews(self) -> None:
        unit = self.unit("Reviews", "What is judged, round by round.")
        last = self.program.max_rounds
        blocks: list[ir.Block] = [()] * (last + 1)
        agendas = [False] * (last + 1)
        for review in self.program.reviews:
            for number in review.rounds:
                if number <= last:
                    blocks[number] += review.do
                    agendas[number] |= review.agendas
        segments = [self.block(unit, block, f"round_{n}") for n, block in enumerate(blocks)]
        self.table("review_do", segments)
        self.table("review_agendas", agendas)
        self.done(unit)

    def endings(self) -> None:
        unit = self.unit("Endings", "When the game ends, and what its end is called.")
        for name, chosen in (
            ("immediate", [e for e in self.program.endings if e.immediate]),
            ("classify", self.program.endings),
        ):
            lines = []
            for ending in chosen:
                if ending.when is not None:
                    place = self.program.endings.index(ending) + 1
                    lines += [f"if {self.code.cond(ending.when)}:", f"    return {place}"]
            last = 0 if name == "immediate" else len(self.program.endings)
            found = unit.add(name, "s: State", "int", [*lines, f"return {last}"])
            self.tables.append(f"e.{name} = {found}")
        self.done(unit)

    def personas(self) -> list[str]:
        lines = []
        units: dict[str, Unit] = {}
        for (persona, seat), weights in self.program.personas.items():
            if persona not in units:
                units[persona] = self.unit(f"{camel(persona)}Persona", f"Persona {persona}.")
            unit = units[persona]
            terms = [f"{weight} * {self.code.expr(expr, 7)}" for expr, weight in weights]
            body = ["v = 0", *(f"v += {term}" for term in terms), "return v"]
            name = unit.add(self.program.seats[seat].id, "s: State", "int", body)
            lines.append(f'    ("{persona}", {seat}): {name},')
        for unit in units.values():
            self.done(unit)
        return ["PERSONAS = {", *lines, "}"]

    # --- the module ------------------------------------------------------------------------

    def state(self) -> str:
        """`class State`: a named whole number per track, and how to copy one."""
        tracks = list(self.program.starts)
        slots = "".join(f'"{track}", ' for track in tracks)
        lines = [
            "class State(BaseState):",
            '    """One position of this deck, a named whole number per track."""',
            "",
            f"    __slots__ = ({slots})",
            "",
            *(f"    {track}: int" for track in tracks),
        ]
        lines += self.state_method("new", "a game before its first round", self.new_lines())
        lines += self.state_method(
            "copy", "the same position, to be changed apart", self.copies(True)
        )
        lines += self.state_method("public", "what everyone may see", self.copies(False))
        code = Code("self")
        for derived in self.program.derived:
            name, value = derived.name, code.expr(derived.value)
            if derived.value.lo < name.lo or derived.value.hi > name.hi:
                value = f"max({name.lo}, min({value}, {name.hi}))"
            lines += ["", f"    def {name.slot}(self) -> int:", f"        return {value}"]
        return "\n".join(lines) + "\n"

    def state_method(self, name: str, doc: str, body: list[str]) -> list[str]:
        head = ["", f"    def {name}(self) -> State:", f'        """Give {doc}."""']
        return [
            *head,
            "        t = State()",
            *(f"        {line}" for line in body),
            "        return t",
        ]

    def new_lines(self) -> list[str]:
        starts = [f"t.{track} = {start}" for track, start in self.program.starts.items()]
        return ["t.start(ENGINE)", *starts]

    def copies(self, hidden: bool) -> list[str]:
        """Assignments from an allow-list; hidden places stay empty unless asked for."""
        tracks = self.program.starts
        lines = [f"t.{name} = self.{name}" for name in (*SCALARS, *tracks)]
        lines += [f"t.{name} = self.{name}[:]" for name in PUBLIC_LISTS]
        lines += [f"t.{name} = {f'self.{name}[:]' if hidden else '[]'}" for name in HIDDEN_LISTS]
        return [*lines, "t.trace = None"]

    def constants(self) -> list[str]:
        found = {name.constant: name.index for name in self.program.names.values() if name.constant}
        return [f"{constant}: Final = {index}" for constant, index in found.items()]

    def settings(self) -> list[str]:
        p = self.program
        return [
            f"e.quiet_weight, e.end_pct = {p.quiet_weight}, {p.end_pct}",
            f"e.max_rounds, e.uncertain_from = {p.max_rounds}, {p.uncertain_from}",
            f"e.turns, e.initiative = {2 * p.plays}, {p.initiative}",
            f"e.headline, e.headline_order = {p.headline}, {list(p.headline_order)}",
            f"e.agenda_candidates = {p.agenda_candidates}",
        ]

    def module(self) -> str:
        """The whole text."""
        nouns: tuple[Callable[[], None], ...] = (
            self.seats, self.cards, self.measures, self.projects, self.rules, self.injects,
            self.deals, self.reviews, self.endings,
        )  # fmt: skip
        for noun in nouns:
            noun()
        personas = self.personas()
        lucks = range(len(self.program.lucks))
        asks = range(len(self.program.asks))
        self.table("luck_do", (self.luck_do.get(n, []) for n in lucks))
        self.table("luck_weights", (self.luck_weights.get(n, "[1]") for n in lucks))
        self.table("ask_do", (self.ask_do.get(n, []) for n in asks))
        self.table("ask_open", (_listed(self.ask_open.get(n, [])) for n in asks))
        fill = [f"e.segments += [{', '.join(self.segments)}]", *self.tables, *self.settings()]
        tracks = "".join(f'"{track}", ' for track in self.program.starts)
        parts = [
            HEADER.format(deck=self.program.deck_id) + "\n".join(self.constants()) + "\n",
            "ENGINE: Final = Engine()\n",
            self.state(),
            *self.units,
            "def fill(e: Engine) -> None:\n"
            '    """Fill the tables of the engine."""\n' + "\n".join(indent(fill)) + "\n",
            "\n".join(
                [f"TRACKS: Final = ({tracks})", *personas, "", "fill(ENGINE)", "ENGINE.ready()"]
            ),
        ]
        return "\n\n".join(parts) + "\n"


def indent(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _listed(cells: Iterable[object]) -> str:
    return f"[{', '.join(map(str, cells))}]"


def _reach(target: ir.Name, op: str, value: ir.Expr) -> tuple[int, int]:
    """The interval of what a write wants."""
    if op == "=":
        return value.lo, value.hi
    if op == "+=":
        return target.lo + value.lo, target.hi + value.hi
    return target.lo - value.hi, target.hi - value.lo


@dataclass(frozen=True, slots=True)
class Module:
    """The text of a generated module, and what each of its segments does."""

    text: str
    blocks: tuple[ir.Block, ...]

    def block(self, frame: int) -> ir.Block:
        """The statements behind a frame of the stack or the queue; the kernel's have none."""
        place = (frame & SEGMENT) - FIRST_SEGMENT
        return self.blocks[place] if place >= 0 else ()


def emit(program: ir.Program, traced: bool = False) -> Module:
    """A program's module, fast or traced. Segment numbers are the same in both."""
    emitter = Emitter(program, traced)
    text = emitter.module()
    return Module(text, tuple(emitter.blocks))
