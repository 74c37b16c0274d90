"""Conditions that intervals alone settle, and conditions that settle one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from wargame.rules import ir

Bounds = tuple[int, int]
"""The least and the most a number can be."""

Limits = Mapping[str, Bounds]
"""Numbers that go less far than the engine allows, by name."""

ROUND = "game.round"


def decided(cond: ir.Cond, limits: Limits) -> bool | None:
    """Whether intervals alone settle a condition; None if they do not."""
    match cond:
        case ir.Compare(ops, args):
            pairs = zip(ops, args, args[1:], strict=False)
            found = [_compare(op, _bounds(a, limits), _bounds(b, limits)) for op, a, b in pairs]
            if False in found or clashes(parts_of(cond)):
                return False
            return True if all(found) else None
        case ir.Logic(op, args):
            values = [decided(arg, limits) for arg in args]
            stop = op == "or"
            if stop in values:
                return stop
            if None not in values:
                return not stop
            parts = [cond] if op == "and" else [ir.Not(arg) for arg in args]
            return stop if clashes(part for one in parts for part in parts_of(one)) else None
        case ir.Not(arg):
            inner = decided(arg, limits)
            return None if inner is None else not inner


def why(cond: ir.Cond, limits: Limits) -> str:
    """What settles a condition: a number that never comes so far; "" if it takes more to tell."""
    for part in parts_of(cond):
        if isinstance(part, ir.Compare) and decided(part, limits) is not None:
            counts = [arg for arg in part.args if not isinstance(arg, ir.Const)]
            for arg in sorted(counts, key=lambda one: not isinstance(one, ir.Read)):
                low, high = _bounds(arg, limits)
                name = f"'{arg.name.text}'" if isinstance(arg, ir.Read) else "What it compares"
                return f"{name} goes from {low} to {high}."
    return "Its parts cannot hold at once." if clashes(parts_of(cond)) else ""


def _bounds(expr: ir.Expr, limits: Limits) -> Bounds:
    """The interval of a value, within what its number is limited to."""
    if not isinstance(expr, ir.Read) or expr.name.text not in limits:
        return expr.lo, expr.hi
    low, high = limits[expr.name.text]
    return max(low, expr.lo), min(high, expr.hi)


def _compare(op: str, a: Bounds, b: Bounds) -> bool | None:
    if op in (">", ">="):
        return _compare({">": "<", ">=": "<="}[op], b, a)
    if op == "<":
        return True if a[1] < b[0] else False if a[0] >= b[1] else None
    if op == "<=":
        return True if a[1] <= b[0] else False if a[0] > b[1] else None
    is_apart = a[1] < b[0] or b[1] < a[0]
    is_same = a[0] == a[1] == b[0] == b[1]
    if not is_apart and not is_same:
        return None
    return is_same if op == "==" else is_apart


def clashes(parts: Iterable[ir.Cond]) -> bool:
    """Whether conditions can never hold at once, as `x < 3` and `x > 4`."""
    ranges: dict[ir.Expr, Bounds] = {}
    for part in parts:
        if (found := range_of(part)) is not None:
            number, low, high = found
            before = ranges.get(number, (low, high))
            ranges[number] = max(low, before[0]), min(high, before[1])
    return any(low > high for low, high in ranges.values())


# --- what follows from what ----------------------------------------------------------------


def implies(cond: ir.Cond, other: ir.Cond) -> bool:
    """Whether one condition provably makes another one true; False where it takes more to tell.

    Numbers are compared with numbers that are written down, and joined by `and` and `or`.
    """
    if cond == other:
        return True
    if isinstance(cond, ir.Logic) and cond.op == "or":
        return all(implies(part, other) for part in cond.args)
    if isinstance(other, ir.Logic):
        parts = (implies(cond, part) for part in other.args)
        return all(parts) if other.op == "and" else any(parts)
    wanted = range_of(other)
    if wanted is None:
        return any(part == other for part in parts_of(cond))
    known = [
        found for part in parts_of(cond) if (found := range_of(part)) and found[0] == wanted[0]
    ]
    if not known:
        return False
    low, high = max(one[1] for one in known), min(one[2] for one in known)
    return wanted[1] <= low and high <= wanted[2]


def parts_of(cond: ir.Cond) -> Iterator[ir.Cond]:
    """What has to hold at once: of a chain of comparisons, each."""
    match cond:
        case ir.Logic("and", args):
            for part in args:
                yield from parts_of(part)
        case ir.Not(ir.Logic("or", args)):
            for part in args:
                yield from parts_of(ir.Not(part))
        case ir.Not(ir.Not(inner)):
            yield from parts_of(inner)
        case ir.Not(ir.Compare((op,), args)):
            yield ir.Compare((ir.OTHERWISE_SO[op],), args)
        case ir.Compare(ops, args):
            for op, a, b in zip(ops, args, args[1:], strict=False):
                yield ir.Compare((op,), (a, b))
        case _:
            yield cond


def range_of(cond: ir.Cond) -> tuple[ir.Expr, int, int] | None:
    """A number, and where it lies if a comparison holds; None for all else."""
    match cond:
        case ir.Compare((op,), (ir.Const() as left, right)) if not isinstance(right, ir.Const):
            return range_of(ir.Compare((ir.FROM_BEHIND[op],), (right, left)))
        case ir.Compare((op,), (left, ir.Const(value, False))) if not isinstance(left, ir.Const):
            low, high = {
                "<": (left.lo, value - 1),
                "<=": (left.lo, value),
                ">": (value + 1, left.hi),
                ">=": (value, left.hi),
                "==": (value, value),
            }.get(op, (left.lo, left.hi))
            return None if op == "!=" else (left, max(low, left.lo), min(high, left.hi))
    return None
