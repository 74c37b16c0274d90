"""What everybody may know of private numbers, as Python text.

Whatever happens to such a number happens beside it to each way in which it may stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.emit.code import Code, held_to_range, reach
from wargame.rules.emit.unit import Unit, indent, listed


class Imagined(Code):
    """Expressions about one way in which the private numbers of a seat may stand."""

    def __init__(self, guess: ir.Guess) -> None:
        super().__init__()
        self.places = {name.text: place for place, name in enumerate(guess.names)}

    def read(self, name: ir.Name) -> str:
        if name.text in self.places:
            return f"h[{self.places[name.text]}]"
        return super().read(name)

    def block(self, block: ir.Block) -> list[str]:
        """What lines that write private numbers, and branches of such, do to one way."""
        lines: list[str] = []
        for stmt in block:
            match stmt:
                case ir.Assign(target, op, value):
                    lines += self.write(target, op, value)
                case ir.Branch(test, then, other):
                    lines += [f"if {self.cond(test)}:", *indent(self.block(then) or ["pass"])]
                    lines += ["else:", *indent(self.block(other))] if other else []
                case (
                    ir.Later()
                    | ir.Luck()
                    | ir.Ask()
                    | ir.Call()
                    | ir.MoveProject()
                    | ir.Reveal()
                    | ir.Finish()
                    | ir.Group()
                ):  # reading has refused it
                    raise AssertionError("a secret does no more than that")
        return lines

    def write(self, target: ir.Name, op: str, value: ir.Expr) -> list[str]:
        at, amount = self.read(target), self.expr(value, {"=": 0, "+=": 5, "-=": 6}[op])
        wanted = amount if op == "=" else f"{at} {op[0]} {amount}"
        return [f"v = {wanted}", f"{at} = {held_to_range(target, *reach(target, op, value))}"]


class Guesses:
    """Writes what becomes of the guess at a seat's private numbers."""

    def __init__(self, program: ir.Program, calls: dict[str, bool]) -> None:
        self.program, self.calls = program, calls

    def owner(self, cond: ir.Cond) -> int:
        """The seat whose private numbers a condition reads, or -1."""
        return max((name.owner for name in evaluate.names_in(cond)), default=-1)

    def way(self, unit: Unit, tests: Sequence[str], lines: Sequence[str]) -> str:
        """A method that does something to one way, unless a test rules it out."""
        name, body = unit.method_name("way"), [*tests, *lines, "return True"]
        return unit.add(name, "s: State, h: list[int]", "bool", body)

    def moved(self, unit: Unit, line: ir.Assign) -> list[str]:
        """A private number is written for all to see."""
        code = Imagined(self.program.guesses[line.target.owner])
        way = self.way(unit, [], code.block((line,)))
        return [self.followed(line.target.owner, [way], [1])]

    def followed(self, seat: int, ways: Sequence[str], weights: Sequence[int]) -> str:
        """Something happened in one of these ways."""
        self.calls["followed"] = True
        guess = self.program.guesses[seat]
        args = f"{len(guess.names)}, {listed(ways)}, {listed(weights)}"
        return f"s.{guess.slot} = followed(s, s.{guess.slot}, {args})"

    def observed(self, unit: Unit, cond: ir.Cond, holds: str) -> list[str]:
        """All see whether a condition holds; nothing to know if it reads no private number."""
        seat = self.owner(cond)
        if seat < 0:
            return []
        self.calls["observed"] = True
        guess = self.program.guesses[seat]
        test = [f"if not ({Imagined(guess).cond(cond)}):", "    return False"]
        way = self.way(unit, test, [])
        args = f"{len(guess.names)}, {way}, {holds}"
        return [f"s.{guess.slot} = observed(s, s.{guess.slot}, {args})"]

    def looked(self, name: ir.Name) -> str:
        """All see what a number is."""
        self.calls["looked"] = True
        guess = self.program.guesses[name.owner]
        args = f"{len(guess.names)}, {guess.names.index(name)}, s.{name.slot}"
        return f"s.{guess.slot} = looked(s.{guess.slot}, {args})"

    def affordable(self, unit: Unit, act: ir.Ability) -> list[str]:
        """An act was taken: all see that its needs hold and that its price could be paid."""
        lines: list[str] = []
        for clause in act.needs:
            lines += self.observed(unit, clause.cond, "True")
        for target, amount, _ in act.price:
            if target.owner >= 0:
                floor = ir.Op("+", (amount, ir.Const(target.lo)), amount.lo, amount.hi)
                lines += self.observed(unit, ir.Compare((">=",), (ir.Read(target), floor)), "True")
        return lines
