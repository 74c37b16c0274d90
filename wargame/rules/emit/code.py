"""Expressions as Python text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import assert_never

from wargame.content.limits import FULL
from wargame.rules import ir
from wargame.rules.kernel import SMALL

_PRECEDENCE = {"+": 5, "-": 5, "*": 6, "//": 6, "%": 6}


Values = tuple[ir.Expr, ...]


class Code:
    """Expressions as Python.

    Attributes:
        this: What the position is called there.
        lists: What lists of numbers that the rules were given are called: see `lists_of`.
        kept: Computed numbers that a local name holds, by their methods.
    """

    def __init__(self, this: str = "s", lists: Mapping[Values, str] | None = None) -> None:
        self.this, self.lists = this, lists or {}
        self.kept: Mapping[str, str] = {}

    @contextmanager
    def keeping(self, kept: Mapping[str, str]) -> Iterator[None]:
        """Read some computed numbers where they are kept."""
        self.kept = kept
        yield
        self.kept = {}

    def read(self, name: ir.Name) -> str:
        """The value of a name."""
        at = f"{self.this}.{name.slot}"
        match name.form:
            case "slot":
                return at
            case "item":
                return f"{at}[{name.constant}]"
            case "derived":
                return self.kept.get(name.slot) or f"{at}()"
            case "number":
                return f"{self.this}.numbers.{name.slot}"
            case "done":
                return f"(1 if {at}[{name.constant}] >= {name.bound} else 0)"
            case "suspended":
                return f"({at}[{name.constant}] - {self.this}.force[{name.constant}])"
            case "hand":
                return f"len({at}[{name.constant}])"
            case "deals":
                return f"deals_in_force({self.this})"
            case "deal_left":
                return f"next_deal_end({self.this})"
            case "runs":
                return f"item_runs({self.this}, {name.index})"
            case "left":
                return f"item_left({self.this}, {name.index}, {name.bound}, {name.until})"
            case _:
                assert_never(name.form)

    def expr(self, expr: ir.Expr, around: int = 0) -> str:
        """An expression, in brackets if what stands around it binds tighter."""
        match expr:
            case ir.Const(value):
                return str(value) if value >= 0 or around == 0 else f"({value})"
            case ir.Read(name):
                return self.read(name)
            case ir.Op():
                return self.op(expr, around)
            case ir.Pick(index, values) if values in self.lists:
                return f"{self.this}.numbers.{self.lists[values]}[{self.expr(index)}]"
            case ir.Pick(index, values):
                listed = ", ".join(map(self.expr, values)) + ("," if len(values) == 1 else "")
                return f"({listed})[{self.expr(index)}]"
            case ir.IfElse(test, then, other):
                text = f"{self.expr(then, 1)} if {self.cond(test, 1)} else {self.expr(other, 1)}"
                return _bracket(text, 0, around + 1 if around else 0)
            case ir.Scaled():
                return _bracket(self.scaled(expr), 0, around + 1 if around else 0)
            case _:
                assert_never(expr)

    def op(self, expr: ir.Op, around: int) -> str:
        """Arithmetic. Against constants the least and the greatest are found by comparing."""
        match expr:
            case ir.Op("neg", (arg,)):
                return _bracket(f"-{self.expr(arg, 7)}", 6, around)
            case ir.Op("clamp", (value, ir.Const(lo), ir.Const(hi))) if lo <= hi:
                text = f"{lo} if (v := {self.expr(value)}) < {lo} else {hi} if v > {hi} else v"
                return _bracket(text, 0, around + 1 if around else 0)
            case ir.Op("clamp", (value, low, high)):
                return f"max({self.expr(low)}, min({self.expr(value)}, {self.expr(high)}))"
            case ir.Op("min" | "max", (ir.Const(end), value) | (value, ir.Const(end))):
                is_inside = "<" if expr.op == "min" else ">"
                text = f"v if (v := {self.expr(value)}) {is_inside} {end} else {end}"
                return _bracket(text, 0, around + 1 if around else 0)
            case ir.Op(op, (left, right)) if op in _PRECEDENCE:
                own = _PRECEDENCE[op]
                text = f"{self.expr(left, own)} {op} {self.expr(right, own + 1)}"
                return _bracket(text, own, around)
            case ir.Op(op, args):
                return f"{op}({', '.join(map(self.expr, args))})"

    def scaled(self, expr: ir.Scaled, within: tuple[int, int] | None = None) -> str:
        """What a dial makes of a value: where it stands at 1, the value straight.

        Args:
            within: What the value itself never leaves, and what is made of it shall not.
        """
        other = self.dosed(expr, within)
        return f"{self.expr(expr.value, 1)} if {self.read(expr.dial)} == {FULL} else {other}"

    def dosed(self, expr: ir.Scaled, within: tuple[int, int] | None) -> str:
        """What another dose than 1 makes of a value; of small amounts by a table."""
        by = f"{self.read(expr.dial)}, {self.read(expr.round)}"
        value, (lo, hi) = expr.value, within or (expr.lo, expr.hi)
        table = f"{self.this}.numbers.{expr.dial.constant}[{self.read(expr.round)} & 7]"
        if expr.off != ir.Const(0):
            least = self.expr(expr.off, 6)
            other = f"{least} + scaled({self.expr(value, 5)} - {least}, {by})"
            is_fixed = isinstance(expr.off, ir.Const) and expr.off.lo >= value.hi
            if is_fixed and expr.off.lo - value.lo < SMALL:
                other = f"{least} - {table}[{least} - {self.expr(value, 6)}]"
            return f"max({lo}, min({other}, {hi}))" if within else other
        if value.lo >= 0 and value.hi < SMALL and lo <= 0:
            found = f"{table}[{self.expr(value)}]"
            return found if expr.hi <= hi else f"(v if (v := {found}) < {hi} else {hi})"
        if within:
            return f"scaled_within({self.expr(value)}, {by}, {lo}, {hi})"
        return f"scaled({self.expr(value)}, {by})"

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
            case _:
                assert_never(cond)


def lists_of(program: ir.Program) -> dict[Values, str]:
    """Lists that computed numbers pick from, of constants and of numbers the rules were given.

    They hold for a whole game, so each is made once; by what it is called.
    """
    found: dict[Values, str] = {}
    for derived in program.derived:
        for values in _picked_from(derived.value):
            if values not in found and _is_given(values):
                found[values] = f"LIST_{len(found)}"
    return found


def _picked_from(expr: ir.Expr) -> Iterator[Values]:
    """Every list that an expression picks from, its conditions aside."""
    if isinstance(expr, ir.Pick):
        yield expr.values
    for part in ir.operands(expr):
        if not isinstance(part, ir.Cond):
            yield from _picked_from(part)


def _is_given(values: Values) -> bool:
    """Whether a list is of constants and of at least one number that the rules were given."""
    names = [value.name.form for value in values if isinstance(value, ir.Read)]
    constants = [value for value in values if isinstance(value, ir.Const)]
    is_all = len(names) + len(constants) == len(values)
    return bool(names) and is_all and all(form == "number" for form in names)


def held_to_range(name: ir.Name, lo: int, hi: int) -> str:
    """A value `v` that may be anything from `lo` to `hi`, held to the range of a name."""
    if lo >= name.lo:
        return "v" if hi <= name.hi else f"v if v < {name.hi} else {name.hi}"
    if hi <= name.hi:
        return f"v if v > {name.lo} else {name.lo}"
    return f"{name.lo} if v < {name.lo} else {name.hi} if v > {name.hi} else v"


def reach(target: ir.Name, op: str, value: ir.Expr) -> tuple[int, int]:
    """The interval of what a write wants."""
    if op == "=":
        return value.lo, value.hi
    if op == "+=":
        return target.lo + value.lo, target.hi + value.hi
    return target.lo - value.hi, target.hi - value.lo


def _bracket(text: str, own: int, around: int) -> str:
    return f"({text})" if own < around else text
