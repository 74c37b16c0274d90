"""Expressions and conditions. Each expression knows the interval its value lies in."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Final, Literal, assert_never

from wargame.dataclass import dataclass
from wargame.rules.ir.names import Name


@dataclass(frozen=True, slots=True)
class Const:
    """A whole number written in the deck; or a seat, counted from 1, and 0 for nobody."""

    value: int
    is_seat: bool = False

    @property
    def lo(self) -> int:
        return self.value

    @property
    def hi(self) -> int:
        return self.value


@dataclass(frozen=True, slots=True)
class Read:
    """The value of a name."""

    name: Name

    @property
    def lo(self) -> int:
        return self.name.lo

    @property
    def hi(self) -> int:
        return self.name.hi


@dataclass(frozen=True, slots=True)
class Op:
    """Arithmetic; `op` names a row of `OPERATIONS`."""

    op: str
    args: tuple[Expr, ...]
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Pick:
    """The value at a position of a list; `index` provably lies inside."""

    index: Expr
    values: tuple[Expr, ...]
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class IfElse:
    """One of two values, by a condition."""

    test: Cond
    then: Expr
    other: Expr
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Scaled:
    """A value that a dial scales: `value` at 1, `off` at 0, and on beyond 1.

    What a dose in eighths leaves over of a difference falls due by rounds: see `kernel.scaled`.

    Attributes:
        dial: The dose in eighths.
        round: The name of the round.
    """

    value: Expr
    off: Expr
    dial: Name
    round: Name
    lo: int
    hi: int


Expr = Const | Read | Op | Pick | IfElse | Scaled


HOLDS: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
"""Whether a comparison holds of two numbers."""

OTHERWISE_SO: Final = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
"""What holds where a comparison does not."""

FROM_BEHIND: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
"""The same comparison from the other side."""


@dataclass(frozen=True, slots=True)
class Compare:
    """A chain of comparisons: `a < b <= c` has two operators and three operands."""

    ops: tuple[str, ...]
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Logic:
    """`and` or `or` over conditions."""

    op: Literal["and", "or"]
    args: tuple[Cond, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """A condition turned round."""

    arg: Cond


Cond = Compare | Logic | Not


def operands(part: Expr | Cond) -> tuple[Expr | Cond, ...]:
    """What an expression or a condition is made of, in the order in which it is written."""
    match part:
        case Const() | Read():
            return ()
        case Op(_, args) | Compare(_, args) | Logic(_, args):
            return args
        case Pick(index, values):
            return (index, *values)
        case IfElse(test, then, other):
            return (test, then, other)
        case Scaled(value, off):
            return (value, off)
        case Not(arg):
            return (arg,)
        case _:
            assert_never(part)


def within(part: Expr | Cond) -> list[Expr | Cond]:
    """An expression or a condition, and all inside it, each before what it is made of."""
    found: list[Expr | Cond] = []
    waiting = [part]
    while waiting:
        found.append(waiting.pop())
        waiting += operands(found[-1])[::-1]
    return found
