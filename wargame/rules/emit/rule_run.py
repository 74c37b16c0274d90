"""Rules in one run: what several of them read is worked out once.

A computed number is a method of the state, worked out whenever it is read. Where rules stand one
behind the other and nothing can come between them, it is kept in a local name instead, `now_` and
its own, until something that it depends on is written. Only what is sure to be read is worked out
so; what a branch may need is worked out in the branch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.emit.position import computed
from wargame.rules.emit.sheet import NounSheet
from wargame.rules.emit.unit import Unit, indent

MOVED_BY_LEVEL: Final = ("level", "ceiling", "force")
"""The lists in which a write of a measure's level may change anything."""


class RuleRun:
    """Writes statements that stand one behind the other, of which none hands over to anybody.

    Attributes:
        kept: The local name of each computed number that holds now, by its method.
    """

    def __init__(self, sheet: NounSheet, unit: Unit) -> None:
        self.write, self.unit = sheet.write, unit
        self.kept: dict[str, str] = {}
        self._computed = {one.name.slot: one for one in sheet.program.derived}
        self._behind: dict[str, tuple[str, ...]] = {}

    def forget(self) -> None:
        """Something was done that may have changed any number."""
        self.kept = {}

    def block(self, block: ir.Block) -> list[str]:
        """The lines of a block, all of which is straight."""
        lines: list[str] = []
        for stmt in block:
            lines += self.statement(stmt)
        return lines

    def statement(self, stmt: ir.Stmt) -> list[str]:
        """The lines of a statement, behind those of what it reads."""
        match stmt:
            case ir.Assign(target, _, value):
                lines = self._worked_out(certain(value))
                with self.write.code.keeping(self.kept):
                    lines += self.write.assign(self.unit, stmt)
                self._written(target)
                return lines
            case ir.Branch(test, then, other):
                lines = self._worked_out(certain_of(test))
                with self.write.code.keeping(self.kept):
                    condition = self.write.code.cond(test)
                return [*lines, *self._either(condition, then, other)]
            case ir.Group(label, body, switch) if switch:
                return [f"# {label}", *self._either(self.write.switch(switch), body)]
            case ir.Group(label, body):
                return [f"# {label}", *self.block(body)]
            case _:
                return self.write.statement(self.unit, stmt, "")

    def _either(self, condition: str, then: ir.Block, other: ir.Block = ()) -> list[str]:
        """One block or the other; what both of them leave as it is, or work out anew, holds."""
        before = self.kept.copy()
        lines = [f"if {condition}:", *indent(self.block(then) or ["pass"])]
        after, self.kept = self.kept, before
        rest = self.block(other)
        if rest:
            lines += ["else:", *indent(rest)]
        self.kept = {slot: name for slot, name in self.kept.items() if slot in after}
        return lines

    def _worked_out(self, slots: Iterable[str]) -> list[str]:
        """Lines that work out computed numbers which are not kept yet, each after what it reads."""
        lines: list[str] = []
        for slot in slots:
            if slot not in self.kept:
                lines += self._worked_out(certain(self._computed[slot].value))
                with self.write.code.keeping(self.kept):
                    before, value = computed(self._computed[slot], self.write.code)
                self.kept[slot] = f"now_{slot}"
                lines += [*before, f"now_{slot} = {value}"]
        return lines

    def _written(self, target: ir.Name) -> None:
        """What depends on a number that was written has to be worked out anew."""
        moved = MOVED_BY_LEVEL if target.slot == "level" else (target.slot,)
        self.kept = {
            slot: name
            for slot, name in self.kept.items()
            if not any(one in self._sources(slot) for one in moved)
        }

    def _sources(self, slot: str) -> tuple[str, ...]:
        """The attributes of a position that a computed number depends on."""
        if slot not in self._behind:
            found: list[str] = []
            for name in evaluate.names_in(self._computed[slot].value):
                if name.form == "derived":
                    found += self._sources(name.slot)
                else:
                    found += [name.slot, "force"] if name.form == "suspended" else [name.slot]
            self._behind[slot] = tuple(dict.fromkeys(found))
        return self._behind[slot]


def is_straight(block: ir.Block) -> bool:
    """Whether a block does no more than to write numbers that all see, and to end the game."""
    for stmt in ir.walk(block):
        match stmt:
            case ir.Assign(target):
                if target.owner >= 0:
                    return False
            case ir.Branch(test):
                if any(name.owner >= 0 for name in evaluate.names_in(test)):
                    return False
            case ir.Group() | ir.Finish():
                pass
            case _:
                return False
    return True


def certain(expr: ir.Expr) -> Iterator[str]:
    """The computed numbers that an expression is sure to read."""
    match expr:
        case ir.Read(name):
            if name.form == "derived":
                yield name.slot
        case ir.Op(args=args):
            for arg in args:
                yield from certain(arg)
        case ir.Pick(index):
            yield from certain(index)
        case ir.IfElse(test):
            yield from certain_of(test)
        case ir.Scaled(value):
            yield from certain(value)
        case ir.Const():
            pass


def certain_of(cond: ir.Cond) -> Iterator[str]:
    """The computed numbers that a condition is sure to read."""
    match cond:
        case ir.Compare(args=args):
            for arg in args[:2]:
                yield from certain(arg)
        case ir.Logic(args=args):
            yield from certain_of(args[0])
        case ir.Not(arg):
            yield from certain_of(arg)
