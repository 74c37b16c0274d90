"""What statements do, flattened: for the lint that holds texts against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.asking import evaluate

_CALLS = {"lose_cards": ("discard", "luck"), "suspend_measure": ("suspend", "duration")}
"""Kinds of statement that a call of the kernel is, where its first word does not say it."""


@dataclass(slots=True)
class Deeds:
    """What statements do: flattened, with what they hang on.

    Attributes:
        writes: Every change of a number.
        reads: Canonical names that anything hangs on.
        hangs: Those of them that a condition asks about.
        bounds: The numbers that it holds them against.
        open_to: Those that an option hangs on.
        has: Which kinds of statement there are.
        moved: Projects that are sent on or back, by their numbers.
        payer: The capital of whoever acts, such as `north.capital`; "" where nobody does. To lose
            of it is a price.
        is_outer: Leaves out what hangs on an answer.
        asked: Something was left out.
        by_whom: By how much something changes hangs on who acts.
        answers: The changes that were left out.
        later: The changes that come in later rounds.
        chosen: Those that were left out, and are done to somebody who is chosen: one of each
            place in the deck.
        among: How somebody is chosen, for each such choice.
        prices: What is paid with, and how much of it, if that is written down.
        sites: The first change of each place in the deck; a place that stands for several changes
            is one for each of them.
    """

    writes: list[ir.Assign] = field(default_factory=list)
    reads: dict[str, bool] = field(default_factory=dict)
    hangs: dict[str, bool] = field(default_factory=dict)
    bounds: dict[int, bool] = field(default_factory=dict)
    open_to: dict[str, bool] = field(default_factory=dict)
    has: dict[str, int] = field(default_factory=dict)
    moved: list[int] = field(default_factory=list)
    payer: str = ""
    is_outer: bool = False
    asked: bool = False
    by_whom: bool = False
    answers: list[ir.Assign] = field(default_factory=list)
    later: list[ir.Assign] = field(default_factory=list)
    chosen: list[ir.Assign] = field(default_factory=list)
    among: list[ir.Targets] = field(default_factory=list)
    prices: list[tuple[str, int | None]] = field(default_factory=list)
    sites: dict[object, ir.Assign] = field(default_factory=dict)

    @property
    def paid(self) -> list[int | None]:
        """What prices come to, if that is written down."""
        return [amount for _, amount in self.prices]

    def answers_raise(self, tail: str) -> bool:
        """Whether something that was left out raises a number whose name ends so."""
        left_out = (*self.answers, *self.chosen)
        return any(one.op == "+=" and one.target.text.endswith(tail) for one in left_out)

    def note(self, kind: str) -> None:
        if kind == "rolled":
            self.note("luck")
        self.has[kind] = self.has.get(kind, 0) + 1

    def look(self, part: ir.Expr | ir.Cond) -> None:
        self.reads |= {name.text: True for name in evaluate.names_in(part)}

    def test(self, cond: ir.Cond) -> None:
        self.look(cond)
        self.hangs |= {name.text: True for name in evaluate.names_in(cond)}
        self.bounds |= {abs(value): True for value in _bounds(cond)}

    def may(self, block: ir.Block) -> None:
        """Take in what a text may tell, and need not: what rules do behind an act."""
        behind = Deeds(is_outer=True)
        behind.block(block)
        self.answers += behind.writes
        self.open_to |= behind.hangs

    def block(self, block: ir.Block) -> None:
        for stmt in block:
            if self.is_outer and isinstance(stmt, ir.Ask):
                self.asked = True
                self.openings(stmt.needs)
                inner = [one for one in ir.walk((stmt,)) if isinstance(one, ir.Assign)]
                self.answers += inner if stmt.targets is None else []
                alike = {one.site.path: one for one in reversed(inner)}
                self.chosen += [] if stmt.targets is None else alike.values()
                self.among += [] if stmt.targets is None else [stmt.targets]
                continue
            self.stmt(stmt)
            if isinstance(stmt, ir.Ask) and stmt.targets is not None:
                inner = [one for one in ir.walk((stmt,)) if isinstance(one, ir.Assign)]
                self.chosen += {one.site.path: one for one in reversed(inner)}.values()
                calls = [one.function for one in ir.walk((stmt,)) if isinstance(one, ir.Call)]
                self.has |= {"suspend": 1} if "suspend_measure" in calls else {}
            if isinstance(stmt, ir.Assign) and self.sites.setdefault(stmt.site.path, stmt) != stmt:
                self.has["each"] = 1
            for part in _told(stmt):
                self.block(part)

    def write(self, stmt: ir.Assign) -> None:
        if stmt.site.sort != "effect" or stmt.target.text.startswith("card."):
            return  # a count that the kernel keeps
        self.writes.append(stmt)
        if stmt.target.text.startswith("measure."):
            self.note("level")
        if stmt.target.text.endswith(".score"):
            self.note("score")
        if stmt.target.text.endswith(".capital") and stmt.op == "+=":
            self.note("gain")
        if stmt.target.text.endswith(".capital") and stmt.op == "-=":
            self.note("cost" if stmt.target.text == self.payer else "loss")

    def openings(self, needs: Iterable[ir.Cond]) -> None:
        self.open_to |= {name.text: True for cond in needs for name in evaluate.names_in(cond)}

    def change(self, stmt: ir.Assign) -> None:
        """A change; by one amount or another it is the two that a `when` would make.

        Where that hangs on who acts alone a text may tell it, and need not: each reads its own.
        """
        if not isinstance(stmt.value, ir.IfElse):
            self.write(stmt)
            self.look(stmt.value)
            return
        ways = [way for way in (stmt.value.then, stmt.value.other) if not _is_nothing(way)]
        if not evaluate.names_in(stmt.value.test):
            self.by_whom = True
            self.write(stmt)
            self.answers += [_of_amount(stmt, way) for way in ways]
            return
        self.note("condition")
        self.test(stmt.value.test)
        if len(ways) > 1:
            self.note("otherwise")
        for way in ways:
            self.change(_of_amount(stmt, way))

    def call(self, function: str) -> None:
        for kind in _CALLS.get(function, (function.partition("_")[0],)):
            self.note(kind)

    def stmt(self, stmt: ir.Stmt) -> None:
        match stmt:
            case ir.Assign():
                self.change(stmt)
            case ir.Branch(test, _, other):
                self.note("condition")
                self.test(test)
                if other:
                    self.note("otherwise")
            case ir.Later():
                self.note("duration")
                self.later += [one for one in ir.walk((stmt,)) if isinstance(one, ir.Assign)]
            case ir.Luck(rolled=rolled):
                self.note("luck" if rolled is None else "rolled")
            case ir.Ask(targets=None, needs=needs):
                self.note("option")
                self.openings(needs)
            case ir.Ask(targets=among, options=options):
                self.among += [among] if among is not None else []
                self.has |= {"target": 1} if len(options) == 1 else {"target": 1, "member": 1}
            case ir.Call(function=function):
                self.call(function)
            case ir.MoveProject(verb, project):
                self.note(verb)
                self.moved.append(project)
            case ir.Finish():
                self.note("end")
            case ir.Reveal() | ir.Group():
                pass


def _is_nothing(amount: ir.Expr) -> bool:
    return isinstance(amount, ir.Const) and not amount.is_seat and amount.value == 0


def _of_amount(write: ir.Assign, amount: ir.Expr) -> ir.Assign:
    """A change of a number by one of the amounts that it may be changed by."""
    match amount:
        case ir.Op("neg", (inner,)) if write.op != "=":
            return replace(write, op=ir.OPPOSITE_WAY[write.op], value=inner)
        case _:
            return replace(write, value=amount)


def _bounds(cond: ir.Cond) -> Iterator[int]:
    """The numbers that a condition compares something with, as they are written."""
    match cond:
        case ir.Compare(_, args):
            yield from (arg.value for arg in args if isinstance(arg, ir.Const))
        case ir.Logic(_, parts):
            for part in parts:
                yield from _bounds(part)
        case ir.Not(part):
            yield from _bounds(part)


def _told(stmt: ir.Stmt) -> tuple[ir.Block, ...]:
    """The blocks inside a statement, but those that are written once and stand for many."""
    is_many = isinstance(stmt, ir.Ask) and stmt.targets is not None
    is_roll = isinstance(stmt, ir.Luck) and stmt.rolled is not None
    return () if is_many or is_roll else ir.parts(stmt)


def amount_of(write: ir.Assign) -> int | None:
    """By how much a number changes, if that is written down."""
    match write.value:
        case ir.Const(is_seat=True):
            return None
        case ir.Const(value):
            return abs(value)
        case ir.Scaled(value=ir.Const(value)):
            return abs(value)
        case _:
            return None


def is_worked_out(write: ir.Assign) -> bool:
    """Whether arithmetic says by how much a number changes; a seat is no amount."""
    is_seat = isinstance(write.value, ir.Const) and write.value.is_seat
    return amount_of(write) is None and not is_seat


def outcomes_of(block: ir.Block) -> Iterator[str]:
    """The titles of what luck may bring in a block, as far as it hangs on no answer."""
    for stmt in block:
        if isinstance(stmt, ir.Luck) and not stmt.rolled:
            yield from (outcome.title for outcome in stmt.outcomes)
        if not isinstance(stmt, ir.Ask):
            for part in ir.parts(stmt):
                yield from outcomes_of(part)
