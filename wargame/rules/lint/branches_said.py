"""Which of two ways a text tells behind `otherwise`: the one that comes if a condition fails.

Only what is clear is told: a condition with one number, the same number of the board changed by
another amount either way, and a text that prints the condition and both amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wargame.content.number_words import number_of
from wargame.rules import ir
from wargame.rules.lint.asked import said_bounds
from wargame.rules.lint.deeds import amount_of

_ELSE = re.compile(r"\b(?:otherwise|else|if not)\b", re.IGNORECASE)
_TURNED = re.compile(r"\b(?:unless|until|except|instead|rather|not|no)\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?<![\w.])([+\u2212-])(\d+)(?![\w.]*\d)|\b(?:by|loses?|gains?|adds?) (\d+)\b"
)

Ways = tuple[int, int, int, bool]
"""What happens if a condition holds and if not, where it turns, and whether it holds above that."""


def turned_ways(text: str, block: ir.Block) -> Iterator[str]:
    """Where a text tells the two ways of a condition the wrong way round."""
    found = _ELSE.search(text)
    if not found or _TURNED.search(text.replace(found[0], "")):
        return
    before, after = text[: found.start()], re.split(r"[.;]", text[found.end() :])[0]
    ways = list(_ways(block))
    said = dict.fromkeys(said_bounds(before))
    if len(ways) != 1 or len(said) != 1:
        return
    (then, other, at, is_up), (said_at, is_said_up) = ways[0], next(iter(said))
    if said_at != at:
        return
    first, second = (then, other) if is_said_up == is_up else (other, then)
    told = _amounts(before), _amounts(after)
    if second in told[0] and first in told[1] and not (first in told[0] or second in told[1]):
        yield f"'{found[0]}{after}' is said, and that comes if it is so"


def _amounts(text: str) -> list[int]:
    """The amounts that a part of a text prints, with their signs; those in words as they stand."""
    return [
        int(match[2]) * (1 if match[1] == "+" else -1) if match[2] else number_of(match[3])
        for match in _AMOUNT.finditer(text)
    ]


def _ways(block: ir.Block) -> Iterator[Ways]:
    for stmt in ir.walk_told(block):
        if not isinstance(stmt, ir.Branch) or len(stmt.then) != 1 or len(stmt.other) != 1:
            continue
        turn, (then,), (other,) = turn_of(stmt.test), stmt.then, stmt.other
        if turn is None or not (isinstance(then, ir.Assign) and isinstance(other, ir.Assign)):
            continue
        amounts = [_signed(one) for one in (then, other)]
        if then.target == other.target and amounts[0] != amounts[1] and None not in amounts:
            yield amounts[0] or 0, amounts[1] or 0, *turn


def turn_of(cond: ir.Cond) -> tuple[int, bool] | None:
    """From which number on a condition is another than below it, and whether it holds there."""
    match cond:
        case ir.Compare((op,), (_, ir.Const(value))) if op in (">", ">=", "<", "<="):
            return value + (op in (">", "<=")), op in (">", ">=")
        case _:
            return None


def _signed(write: ir.Assign) -> int | None:
    amount = amount_of(write)
    return None if amount is None or write.op == "=" else amount if write.op == "+=" else -amount
