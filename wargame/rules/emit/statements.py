"""Statements as Python text: a block becomes a segment, cut wherever it has to stop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from wargame.rules import ir
from wargame.rules.asking.evaluate import in_turn
from wargame.rules.emit.code import Code, held_to_range, lists_of, reach
from wargame.rules.emit.guesses import Guesses, Imagined
from wargame.rules.emit.rows import RowCall, row_method, rows_method
from wargame.rules.emit.unit import Unit, indent
from wargame.rules.reading.identifiers import Identifiers

_Opened = tuple[int, int, list[str], ir.Stmt | None]
"""A segment being written: its number and place, its lines so far, what it may stop at."""


class Statements:
    """Writes the statements of one program in one flavour.

    Attributes:
        segments: The full name of each segment of the deck, and `blocks` what it does.
        lucks, asks: The call that gives the rows of a piece of luck or a question, by number.
    """

    def __init__(self, program: ir.Program, traced: bool, first_segment: int = 0) -> None:
        self.program = program
        behind_the_kernel = 1 + len(program.seats)  # behind none and the seats' headlines
        self.first_segment = first_segment or behind_the_kernel
        self.traced = traced
        self.code = Code(lists=lists_of(program))
        self.classes = Identifiers()
        self.segments: list[str] = []
        self.calls: dict[str, bool] = {}
        self.blocks: list[ir.Block] = []
        self.lucks: dict[int, str] = {}
        self.asks: dict[int, str] = {}
        self.guesses = Guesses(program, self.calls)
        self.is_secret = False
        for name in program.names.values():
            self.classes.taken |= {name.slot: True, name.constant: True}

    def block(self, unit: Unit, block: ir.Block, wanted: str) -> int:
        """A block as one segment, and more where it has to stop. Gives the first one's number.

        What may stop is written last, from the end, so that a list may be as long as it likes.
        """
        if not block:
            return 0
        opened: list[_Opened] = []
        start = 0
        while start < len(block):
            here = self.segment(unit, block[start:], wanted)
            lines, stop, start = self.until_stop(unit, block, start, wanted)
            opened.append((*here, lines, stop))
        rest: list[str] = []
        for number, place, lines, stop in reversed(opened):
            last = self.statement(unit, stop, wanted) if stop else []
            unit.add_at(place, self.method_of(number), [*lines, *rest, *last] or ["pass"])
            rest = [self.then(number)]
        return opened[0][0]

    def segment(self, unit: Unit, block: ir.Block, wanted: str) -> tuple[int, int]:
        """A new segment: its number, and its place among the methods of its class."""
        self.segments.append(f"{unit.name}.{unit.method_name(wanted)}")
        self.blocks.append(block)
        return len(self.segments) - 1 + self.first_segment, unit.reserve()

    def until_stop(
        self, unit: Unit, block: ir.Block, start: int, wanted: str
    ) -> tuple[list[str], ir.Stmt | None, int]:
        """The lines up to the first statement that may stop, that one, and where to go on."""
        lines: list[str] = []
        for place in range(start, len(block)):
            if ir.stops(block[place]):
                return lines, block[place], place + 1
            lines += self.statement(unit, block[place], wanted)
        return lines, None, len(block)

    def lines(self, unit: Unit, block: ir.Block, wanted: str) -> list[str]:
        """The lines of a block in which nothing stops."""
        return self.until_stop(unit, block, 0, wanted)[0] or ["pass"]

    def then(self, segment: int) -> str:
        """Put a segment on the stack, with its name for the reader."""
        return f"s.stack.append(o | {segment})  # {self.name_of(segment)}"

    def name_of(self, segment: int) -> str:
        """The full name of a segment of the deck."""
        return self.segments[segment - self.first_segment]

    def method_of(self, segment: int) -> str:
        """The name of a segment within its class."""
        return self.name_of(segment).rpartition(".")[2]

    def statement(self, unit: Unit, stmt: ir.Stmt, wanted: str) -> list[str]:
        """The lines of a statement; one that may hand over is the last of its segment."""
        match stmt:
            case ir.Assign():
                return self.assign(unit, stmt)
            case ir.Reveal(name, site):
                return [self.guesses.looked(name), *self.noted(name, site)]
            case ir.Later(wait, times, body):
                return self.later(wait, times, self.block(unit, body, f"{wanted}_later"))
            case ir.Call(function, (kind, number), count):
                of = {"seat": self.seat, "measure": self.measure}.get(kind, str)(number)
                self.calls[function] = True
                return [f"{function}(TABLES, s, o, {of}, {count})"]
            case ir.Finish(ending):
                return [f"s.finish = s.finish or {ending + 1}  # {self.program.endings[ending].id}"]
            case ir.Luck(number):
                self.luck(unit, stmt, wanted)
                return [f"s.node, s.actor, s.arg, s.origin = LUCK, CHANCE, {number}, o"]
            case ir.Ask():
                return self.asked(unit, stmt, wanted)
            case ir.MoveProject(verb, project, site):
                named = self.project(project)
                return [f"{verb}_project(TABLES, s, o, {named}, {site.number})"]
            case ir.Branch():
                return self.branch(unit, stmt, wanted)
            case ir.Group(label, body):
                return (self.push if ir.stops(stmt) else self.lines)(unit, body, label)
            case _:
                assert_never(stmt)

    def in_place(self, block: ir.Block) -> None:
        """A block that is written where it is done has a number, and nothing runs it by that."""
        self.segments.append("None")
        self.blocks.append(block)

    def switched(self, group: ir.Group, line: str) -> list[str]:
        """A line, under the parameter that may leave the group out."""
        return [f"if {self.switch(group.switch)}:", f"    {line}"] if group.switch else [line]

    def switch(self, parameter: str) -> str:
        """Whether a rule is in use that may be left out."""
        return f"s.numbers.{self.program.parameters[parameter]}"

    def branch(self, unit: Unit, stmt: ir.Branch, wanted: str) -> list[str]:
        """Both blocks in place, or as segments of their own where anything in them may stop."""
        inner = self.push if ir.stops(stmt) else self.lines
        test, lines = self.code.cond(stmt.test), []
        seen = [] if self.is_secret else self.guesses.observed(unit, stmt.test, "seen")
        if seen:
            lines, test = [f"seen = {test}", *seen], "seen"
        lines += [f"if {test}:", *indent(inner(unit, stmt.then, wanted))]
        if stmt.other:
            lines += ["else:", *indent(inner(unit, stmt.other, wanted))]
        return lines

    def assign(self, unit: Unit, stmt: ir.Assign) -> list[str]:
        """A write, and what all others may know of a private number from then on."""
        lines = self.write(stmt.target, stmt.op, stmt.value, stmt.site)
        if stmt.target.owner < 0 or self.is_secret:
            return lines
        return [*self.guesses.moved(unit, stmt), *lines]

    def asked(self, unit: Unit, stmt: ir.Ask, wanted: str) -> list[str]:
        """A question is put."""
        if stmt.targets is not None:
            return self.targets(unit, stmt, stmt.targets, wanted)
        self.ask(unit, stmt, wanted)
        asked = f"ASK, {self.seat(stmt.seat)}, {stmt.number}, o"
        return [f"s.node, s.actor, s.arg, s.origin = {asked}"]

    def noted(self, name: ir.Name, site: ir.Site) -> list[str]:
        """What a trace says when a number is laid open."""
        at = self.code.read(name)
        args = f'{site.number}, "{name.text}", {at}, {at}, {name.lo}, {name.hi}'
        return [f"put(s, o, {args})"] if self.traced else []

    def later(self, wait: int, times: int, segment: int) -> list[str]:
        """Put a segment into the queue."""
        if not segment:
            return []
        name = self.name_of(segment)
        return [f"s.queue += (s.round + {wait}, o | {segment}, {times})  # {name}"]

    def push(self, unit: Unit, block: ir.Block, wanted: str) -> list[str]:
        segment = self.block(unit, block, wanted)
        return [self.then(segment)] if segment else ["pass"]

    def luck(self, unit: Unit, stmt: ir.Luck, wanted: str) -> None:
        """The row of a piece of luck."""
        bodies = [outcome.body for outcome in stmt.outcomes]
        if stmt.secret_of >= 0:
            odds = [outcome.weight.lo for outcome in stmt.outcomes]
            ways = [(None, body) for body in bodies]
            do = self.secret(unit, stmt.secret_of, ways, odds, [f"{wanted}_outcome"] * len(ways))
        else:
            do = [self.block(unit, body, f"{wanted}_outcome") for body in bodies]
        weights = f"[{', '.join(self.code.expr(outcome.weight) for outcome in stmt.outcomes)}]"
        computed = "None"
        if not all(isinstance(outcome.weight, ir.Const) for outcome in stmt.outcomes):
            name = unit.method_name(f"{wanted}_weights")
            computed = unit.add(name, "s: State", "list[int]", [f"return {weights}"])
            weights = "[]"
        hidden = stmt.secret_of >= 0
        cells = {"weights": weights, "weights_now": computed, "do": do, "secret": hidden}
        self.lucks[stmt.number] = row_method(unit, RowCall("LuckRow", cells), f"{wanted}_luck")

    def ask(self, unit: Unit, stmt: ir.Ask, wanted: str) -> None:
        """The rows of a question's options."""
        if stmt.is_secret:
            ways = [(option.needs, option.body) for option in stmt.options]
            names = [f"{wanted}_{option.id}" for option in stmt.options]
            do = self.secret(unit, stmt.seat, ways, [1] * len(ways), names)
        else:
            do = [self.block(unit, one.body, f"{wanted}_{one.id}") for one in stmt.options]
        opens = [self.test(unit, option.needs, f"{option.id}_open") for option in stmt.options]
        rows = [
            RowCall("OptionRow", {"open": test, "do": segment, "secret": stmt.is_secret})
            for test, segment in zip(opens, do, strict=True)
        ]
        self.asks[stmt.number] = rows_method(unit, "OptionRow", rows, f"{wanted}_options")

    def secret(
        self,
        unit: Unit,
        seat: int,
        ways: Sequence[tuple[ir.Cond | None, ir.Block]],
        weights: Sequence[int],
        wanted: Sequence[str],
    ) -> list[int]:
        """The segments of what is done in secret: to all others each may have been any of them."""
        code = Imagined(self.program.guesses[seat])
        methods = [
            self.guesses.way(
                unit,
                [] if needs is None else [f"if not ({code.cond(needs)}):", "    return False"],
                code.block(body),
            )
            for needs, body in ways
        ]
        follow = self.guesses.followed(seat, methods, weights)
        self.is_secret, found = True, []
        for (_, body), name in zip(ways, wanted, strict=True):
            number, place = self.segment(unit, body, name)
            lines = self.lines(unit, body, name) if body else []
            unit.add_at(place, self.method_of(number), [follow, *lines])
            found.append(number)
        self.is_secret = False
        return found

    def targets(self, unit: Unit, stmt: ir.Ask, targets: ir.Targets, wanted: str) -> list[str]:
        """Ask for a member of a group while any is open, and so on until the count is up."""
        again, place = self.segment(unit, (stmt,), f"{wanted}_target") if targets.slot else (0, 0)
        rows = [
            self.member(unit, stmt, targets, member, again, wanted)
            for member in range(len(stmt.members))
        ]
        rest = [RowCall("OptionRow", {}) for _ in stmt.options[len(rows) :]]
        self.asks[stmt.number] = rows_method(unit, "OptionRow", [*rows, *rest], f"{wanted}_options")
        opens = [str(row.cells["open"]) for row in rows]
        tests = [] if "None" in opens else [" or ".join(f"{test}(s)" for test in opens)]
        if targets.slot:
            tests = [f"s.{targets.slot} & {_bits(ir.Targets.LEFT)}", *(f"({t})" for t in tests)]
        asked = f"s.node, s.actor, s.arg, s.origin = ASK, {self.seat(stmt.seat)}, {stmt.number}, o"
        lines = [f"if {' and '.join(tests)}:", f"    {asked}"] if tests else [asked]
        if not targets.slot:
            return lines
        unit.add_at(place, self.method_of(again), lines)
        return [f"s.{targets.slot} = {targets.times}", self.then(again)]

    def member(
        self, unit: Unit, stmt: ir.Ask, targets: ir.Targets, member: int, again: int, wanted: str
    ) -> RowCall:
        """The row of one member: whether it is open, and what is done to it before all else."""
        option = stmt.options[member]
        if not targets.slot:
            do = self.block(unit, option.body, f"{wanted}_{option.id}")
            return RowCall("OptionRow", {"open": self.test(unit, option.needs, "open"), "do": do})
        number, place = self.segment(unit, option.body, f"{wanted}_{option.id}")
        do = self.block(unit, option.body, f"{wanted}_{option.id}_do")
        count = f"s.{targets.slot} += {(1 << targets.place(member)) - 1}"
        lines = [count, self.then(again), *([self.then(do)] if do else [])]
        unit.add_at(place, self.method_of(number), lines)
        held = f"s.{targets.slot} >> {targets.place(member)} & {_bits(targets.width)}"
        tests = [f"{held} < {targets.at_most}"]
        tests += [self.code.cond(option.needs, 3)] if option.needs is not None else []
        name = unit.method_name(f"{option.id}_open")
        opens = unit.add(name, "s: State", "bool", [f"return {' and '.join(tests)}"])
        return RowCall("OptionRow", {"open": opens, "do": number})

    def write(self, target: ir.Name, op: str, value: ir.Expr, site: ir.Site) -> list[str]:
        """A write, clamped only as far as intervals leave it possible to overshoot."""
        at = self.code.read(target)
        amount = self.code.expr(value, {"=": 0, "+=": 5, "-=": 6}[op])
        wanted = amount if op == "=" else f"{at} {op[0]} {amount}"
        if target.slot == "level":
            return [f"set_level(TABLES, s, o, {target.constant}, {wanted}, {site.number})"]
        if self.traced:
            args = f'{site.number}, "{target.text}", {at}, {wanted}, {target.lo}, {target.hi}'
            return [f"{at} = put(s, o, {args})"]
        clamped = held_to_range(target, *reach(target, op, value))
        if clamped == "v":
            return [f"{at} = {wanted}"]
        return [f"v = {wanted}", f"{at} = {clamped}"]

    def pay(self, unit: Unit, act: ir.Ability, name: str) -> str:
        """A method that pays, or None."""
        lines = self.guesses.affordable(unit, act)
        lines += self.payments(unit, act.price)
        if not lines:
            return "None"
        return unit.add(unit.method_name(name), "s: State, o: int", "None", lines)

    def payments(self, unit: Unit, price: ir.Price) -> list[str]:
        """Each part is paid, none after what it is worked out from.

        Parts that hang on one another by computed numbers go by their names: a save keeps a price
        in no other order.
        """
        ordered, circle = in_turn(price, self.program.formulas)
        lines: list[str] = []
        for target, amount, site in (*ordered, *sorted(circle, key=lambda part: part[0].text)):
            lines += self.assign(unit, ir.Assign(target, "-=", amount, site))
        return lines

    def open(self, unit: Unit, act: ir.Ability, name: str) -> str:
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


def _bits(width: int) -> int:
    """So many bits, all set."""
    return (1 << width) - 1
