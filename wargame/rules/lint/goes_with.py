"""What each number of a thing goes with: the name that it changes or is held against, a time, a
price. For the lint that finds numbers which have changed places in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.asking.evaluate import names_in

TIME, PRICE, LEVELS = "a time", "a price", "levels"
"""What a number goes with that is no name of the deck."""

_BY_ROUND = ("suspend_measure",)
"""Words of the kernel whose number is one of rounds."""


@dataclass(slots=True)
class GoesWith:
    """Gathers numbers from a thing.

    Args:
        values: What named numbers come to, by their ids.

    Attributes:
        numbers: By name, or one of the words above, the numbers that go with it, and whether it is
            just that one: beside `x > 4` stand 4, 5 and 3.
        open: What is worked out in part, so that any number may be told of it.
        ways: By name and number the ways in which it changes by that, `+=` and `-=`.
        ordered: What something comes to by level, in the order of the levels, with its names.
    """

    values: Mapping[str, int]
    numbers: dict[str, dict[int, bool]] = field(default_factory=dict)
    open: dict[str, bool] = field(default_factory=dict)
    ways: dict[tuple[str, int], dict[str, bool]] = field(default_factory=dict)
    ordered: list[tuple[tuple[str, ...], tuple[int, ...]]] = field(default_factory=list)

    def add(self, name: str, *numbers: int) -> None:
        self.numbers.setdefault(name, {}).update({abs(n): True for n in numbers if n})

    def near(self, name: str, *numbers: int) -> None:
        """Add what may be told of a name, too."""
        known = self.numbers.setdefault(name, {})
        known |= {n: False for n in numbers if n > 0 and n not in known}

    def moves(self, name: str, way: str, *numbers: int) -> None:
        """Add numbers by which something changes, and which way; "" where that is not known."""
        self.add(name, *numbers)
        for number in numbers:
            if number and way:
                turned = ir.OPPOSITE_WAY.get(way, way) if number < 0 else way
                self.ways.setdefault((name, abs(number)), {})[turned] = True

    def act(self, act: ir.Ability) -> None:
        """What an act asks for, costs and does."""
        for clause in act.needs:
            self.cond(clause.cond)
        for name, amount, _ in act.price:
            self.amount(name.text, amount)
            self.amount(PRICE, amount)
        self.block(act.do)

    def block(self, block: ir.Block) -> None:
        for stmt in ir.walk(block):
            match stmt:
                case ir.Assign(target, op, value):
                    self.amount(target.text, value, op)
                    if op == "-=":
                        self.amount(PRICE, value)
                case ir.Branch(test):
                    self.cond(test)
                case ir.Later(wait, times):
                    self.add(TIME, wait, times)
                case ir.Call(function, _, count) if function in _BY_ROUND:
                    self.add(TIME, count)
                case ir.Ask(needs=needs):
                    for cond in needs:
                        self.cond(cond)
                case _:
                    pass

    def amount(self, name: str, value: ir.Expr, way: str = "") -> None:
        """What goes with something that comes to a value, or changes by it."""
        match value:
            case ir.Const(number):
                self.moves(name, way, number)
            case ir.Read(read) if read.text.startswith("number."):
                self.moves(name, way, self.values[read.text.partition(".")[2]])
            case ir.Scaled(whole):
                self.amount(name, whole, way)
            case ir.IfElse(test, then, other):
                self.cond(test)
                self.amount(name, then, way)
                self.amount(name, other, way)
            case ir.Op("*", (ir.Const(number), ir.Read(read))):
                self.moves(name, way, number)
                self.add(read.text, number)
            case _:
                self.open[name] = True
                self.loose(value)

    def loose(self, value: ir.Expr) -> None:
        """Parts of what is worked out: their numbers go with all that they read."""
        for part in ir.within(value):
            if isinstance(part, ir.IfElse):
                self.cond(part.test)
        for read in names_in(value):
            self.open[read.text] = True

    def cond(self, cond: ir.Cond) -> None:
        match cond:
            case ir.Compare(_, args):
                names = [arg.name.text for arg in args if isinstance(arg, ir.Read)]
                known = [known_number(arg, self.values) for arg in args]
                bounds = [number for number in known if number is not None]
                for name in names:
                    told = TIME if name == "game.round" else name
                    self.add(told, *bounds)
                    self.near(told, *(bound + more for bound in bounds for more in (-1, 1)))
                for arg in args:
                    if not isinstance(arg, ir.Read | ir.Const):
                        self.loose(arg)
            case ir.Logic(_, args):
                for inner in args:
                    self.cond(inner)
            case ir.Not(inner):
                self.cond(inner)

    def of(self, names: Iterable[str]) -> dict[int, bool]:
        """The numbers that go with any of some names, and whether they are just these."""
        found: dict[int, bool] = {}
        for name in names:
            for number, is_exact in self.numbers.get(name, {}).items():
                found[number] = is_exact or found.get(number, False)
        return found

    def elsewhere(self, number: int, names: Iterable[str]) -> bool:
        """Whether a number goes with something else than some names."""
        told = dict.fromkeys(names, True)
        return any(found.get(number) for name, found in self.numbers.items() if name not in told)


def known_number(value: ir.Expr, values: Mapping[str, int]) -> int | None:
    """A number that is written down, or named; None for what is worked out."""
    match value:
        case ir.Const(number, is_seat=False):
            return number
        case ir.Read(read) if read.text.startswith("number."):
            return values[read.text.partition(".")[2]]
        case _:
            return None
