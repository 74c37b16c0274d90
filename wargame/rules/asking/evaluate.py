"""What an expression is worth on a position, for people who ask.

The game itself runs on generated Python; this walks the same IR, one value at a time, so
that an answer can show the numbers it was made of. A test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from wargame.rules.ir import (
    HOLDS,
    OPERATIONS,
    Compare,
    Cond,
    Const,
    Expr,
    IfElse,
    Logic,
    Name,
    Not,
    Op,
    Pick,
    Read,
    Scaled,
    Site,
    within,
)
from wargame.rules.ir.moves import Price
from wargame.rules.kernel import (
    BaseState,
    deals_in_force,
    item_left,
    item_runs,
    next_deal_end,
    scaled,
)

Reader = Callable[[Name], int]
"""Gives the value of a name on some position."""


def number(expr: Expr, read: Reader) -> int:
    """The value of an expression."""
    match expr:
        case Const(value):
            return value
        case Read(name):
            return read(name)
        case Op(op, args):
            return OPERATIONS[op].worth(*(number(arg, read) for arg in args))
        case Pick(index, values):
            return number(values[number(index, read)], read)
        case IfElse(test, then, other):
            return number(then if truth(test, read) else other, read)
        case Scaled(value, off, dial, now):
            least = number(off, read)
            return least + scaled(number(value, read) - least, read(dial), read(now))


def computed(name: Name, formula: Expr, read: Reader) -> int:
    """The value of a number that is computed: it stays in its range."""
    return max(name.lo, min(number(formula, read), name.hi))


def truth(cond: Cond, read: Reader) -> bool:
    """Whether a condition holds."""
    match cond:
        case Compare(ops, args):
            values = [number(arg, read) for arg in args]
            pairs = zip(ops, values, values[1:], strict=False)
            return all(HOLDS[op](left, right) for op, left, right in pairs)
        case Logic(op, args):
            return (all if op == "and" else any)(truth(arg, read) for arg in args)
        case Not(arg):
            return not truth(arg, read)


def shortfall(cond: Cond, read: Reader) -> int:
    """How far numbers are from a condition: 0 where it holds, else what they lack, added up where
    several have to hold, and the least where one is enough."""
    match cond:
        case Compare(ops, args):
            values = [number(arg, read) for arg in args]
            pairs = zip(ops, values, values[1:], strict=False)
            return sum(_lacking(op, left, right) for op, left, right in pairs)
        case Logic(op, args):
            gaps = [shortfall(arg, read) for arg in args]
            return sum(gaps) if op == "and" else min(gaps)
        case Not(arg):
            return int(truth(arg, read))


def _lacking(op: str, left: int, right: int) -> int:
    """How far one number is from where a comparison holds."""
    if HOLDS[op](left, right):
        return 0
    return abs(left - right) + (op in ("<", ">", "!="))


def names_in(part: Expr | Cond) -> list[Name]:
    """Every name that is read, in order, each once."""
    return list(dict.fromkeys(one.name for one in within(part) if isinstance(one, Read)))


def made_of(names: Iterable[str], formulas: Mapping[str, Expr]) -> dict[str, bool]:
    """Some numbers, and all that the computed ones among them are made of."""
    found, waiting = dict[str, bool](), list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = True
            waiting += [one.text for one in names_in(formulas[name])] if name in formulas else []
    return found


def in_turn(price: Price, formulas: Mapping[str, Expr]) -> tuple[Price, Price]:
    """The parts of a price, each before what it is worked out from is paid; what is left over is
    worked out from one another."""
    waiting, ordered = list(price), list[tuple[Name, Expr, Site]]()
    while waiting:
        reads = [made_of([one.text for one in names_in(part[1])], formulas) for part in waiting]
        free = [
            place
            for place, (name, _, _) in enumerate(waiting)
            if not any(name.text in read for read in reads[:place] + reads[place + 1 :])
        ]
        if not free:
            break
        ordered.append(waiting.pop(free[0]))
    return tuple(ordered), tuple(waiting)


DONE = ".done"


def behind(names: Iterable[str], formulas: Mapping[str, Expr]) -> dict[str, bool]:
    """What may be written to move some numbers: all that they are made of, and the stage of a
    project where they ask whether it is done."""
    found = made_of(names, formulas)
    return {**found, **{name.removesuffix(DONE): True for name in found}}


def read_state(state: BaseState, name: Name) -> int:
    """The value of a name on a full position."""
    if name.form == "number":
        return int(getattr(cast("Any", state).numbers, name.slot))
    held = getattr(state, name.slot)
    match name.form:
        case "slot":
            return int(held)
        case "item":
            return int(held[name.index])
        case "derived":
            return int(held())
        case "done":
            return int(held[name.index] >= name.bound)
        case "suspended":
            return int(held[name.index] - state.force[name.index])
        case "hand":
            return len(held[name.index])
        case "deals":
            return deals_in_force(state)
        case "deal_left":
            return next_deal_end(state)
        case "runs":
            return item_runs(state, name.index)
        case "left":
            return item_left(state, name.index, name.bound, name.until)
