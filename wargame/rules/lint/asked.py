"""Which way a text says that a number is asked for, and of whom: `5 or more`, `under 30`, `your 3`.

Only what is asked the other way round, of the other side, or from a number beside it on is told,
and only where the text gives the very number that is asked for: what it leaves out, or says in
other words, is no business of this lint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from wargame.content.number_words import number_of
from wargame.rules import ir
from wargame.rules.lint.goes_with import known_number

Asking = ir.Block | ir.Cond | ir.Expr
"""What may ask for a number."""

_UP = ("at least", "over", "above", "more than", "from", "more", "higher", "up")
_SAID = re.compile(
    r"\b(?P<before>at least|at most|over|above|more than|under|below|less than|fewer than"
    r"|from(?= (?:level )?\d+(?: \w+){0,3} (?:on|up|upwards)\b))"
    r" (?:at )?(?:level )?(?P<first>\d+)(?!\w|\.\d)"
    r"|(?<![\w.+\u2212-])(?P<second>\d+)(?: %)?(?: [a-z']+){0,5}?"
    r" or (?P<behind>more|higher|above|up|less|fewer|lower|below)\b",
    re.IGNORECASE,
)
_STRICT = ("over", "above", "more than", "under", "below", "less than", "fewer than")
"""Words that leave out the number behind them."""

_CLAUSE = re.compile(r"[,.;:(]")

TURNED = re.compile(r"\b(unless|until|except|otherwise|instead|else)\b", re.IGNORECASE)
"""Words by which a condition may be told the other way round."""

_STEPS = {">": 1, "<": -1}
"""How far the first number that holds lies from the one that is written."""


def clauses(act: ir.Ability) -> list[Asking]:
    """What an act asks for, and what it does."""
    return [*(clause.cond for clause in act.needs), act.do]


def asked_otherwise(text: str, parts: Iterable[Asking], values: Mapping[str, int]) -> Iterator[str]:
    """What a text says the wrong way round of the numbers that something asks for.

    Args:
        values: What named numbers come to, by their ids.
    """
    if TURNED.search(text):
        return
    found = [
        (m[0], number_of(m["first"] or m["second"]), _is_up(m), (m["before"] or "").lower())
        for m in _SAID.finditer(text)
    ]
    asked = _Asked(values)
    for part in parts if found else ():
        asked.part(part)
    for said, number, is_up, word in found:
        ways = asked.ways[is_up]
        more, less = ("more", "less") if is_up else ("less", "more")
        other = asked.ways[not is_up].get(number)
        if other is not None and number not in ways:
            yield f"'{said}' is said, and it asks for {other} or {less}"
        at = number + (word in _STRICT) * (1 if is_up else -1)
        if number in asked.written[is_up] and at not in ways.values():
            yield f"'{said}' is said, and it asks for {ways[number]} or {more}"


def turning_points(text: str) -> Iterator[tuple[int, int]]:
    """Numbers that a text asks for, each with the first at which it is otherwise than below it.

    >>> list(turning_points("At 6 it is over 5, or 6 or more; until then 5 or less, or under 6."))
    [(5, 6), (6, 6), (5, 6), (6, 6)]
    """
    for match in _SAID.finditer(text):
        yield number_of(match["first"] or match["second"]), _turns_at(match)


def said_bounds(text: str) -> Iterator[tuple[int, bool]]:
    """Where what a text asks for turns, as above, and whether it asks for what is from there on."""
    for match in _SAID.finditer(text):
        yield _turns_at(match), _is_up(match)


def _turns_at(match: re.Match[str]) -> int:
    number, word = number_of(match["first"] or match["second"]), (match["before"] or "").lower()
    return number + ((word in _STRICT) == _is_up(match))


def asked_of(
    text: str,
    parts: Iterable[Asking],
    values: Mapping[str, int],
    owner: Callable[[str], str],
    is_of_each: Callable[[str], bool],
) -> Iterator[str]:
    """What a text says to be asked of one side, and is asked of the other.

    Args:
        values: What named numbers come to, by their ids.
        owner: The seat that the words before a number name, or "".
        is_of_each: Whether a number is one that each seat has.
    """
    asked = _Asked(values)
    for part in parts:
        asked.part(part)
    for match in _SAID.finditer(text):
        names = asked.names.get(number_of(match["first"] or match["second"]), {})
        last = _CLAUSE.split(text[: match.start()])[-1]
        said = owner(last)
        owners = [name.partition(".")[0] for name in names]
        if said and owners and said not in owners and all(map(is_of_each, names)):
            yield f"'{last.strip()} {match[0]}' is said, and it is asked of the other side"


def _is_up(match: re.Match[str]) -> bool:
    return (match["before"] or match["behind"]).lower() in _UP


class _Asked:
    """Gathers comparisons with a number: by which way, as it may be printed, and what it is."""

    def __init__(self, values: Mapping[str, int]) -> None:
        self.values = values
        self.ways: dict[bool, dict[int, int]] = {True: {}, False: {}}
        self.written: dict[bool, dict[int, bool]] = {True: {}, False: {}}
        self.names: dict[int, dict[str, bool]] = {}

    def part(self, part: Asking, *, is_turned: bool = False) -> None:
        """What is asked for in a part; turned, it also says when something does not come."""
        match part:
            case tuple():
                for stmt in part:
                    self.stmt(stmt)
            case ir.Compare(ops, args):
                for op, left, right in zip(ops, args, args[1:], strict=False):
                    self.compared(op, left, right, is_turned)
            case ir.Not(arg):
                self.part(arg, is_turned=True)
            case ir.IfElse(test, then, other):
                self.part(test, is_turned=other != ir.Const(0))
                self.part(then)
                self.part(other)
            case _:
                for inner in ir.operands(part):
                    self.part(inner, is_turned=is_turned)

    def stmt(self, stmt: ir.Stmt) -> None:
        """A statement with the blocks in it; what else happens if not asks for the opposite."""
        match stmt:
            case ir.Assign(value=value):
                self.part(value)
            case ir.Branch(test, _, other):
                self.part(test, is_turned=bool(other))
            case ir.Ask(needs=needs):
                for cond in needs:
                    self.part(cond)
            case _:
                pass
        for block in ir.told_parts(stmt):
            self.part(block)

    def compared(self, op: str, left: ir.Expr, right: ir.Expr, is_turned: bool) -> None:
        number = known_number(right, self.values)
        if number is None:
            op, number = ir.FROM_BEHIND[op], known_number(left, self.values)
        if number is None or number <= 0 or op in ("==", "!="):
            return
        at = number + _STEPS.get(op, 0)
        for side in (left, right):
            if isinstance(side, ir.Read):
                for near in (number, at, at - 1 if op in (">", ">=") else at + 1):
                    self.names.setdefault(near, {})[side.name.text] = True
        for is_up in (True, False):
            is_own = is_up == (op in (">", ">="))
            if is_turned or is_own:
                first = at if is_own else number + _STEPS.get(ir.OTHERWISE_SO[op], 0)
                self.ways[is_up] |= {first: first, first - 1 if is_up else first + 1: first}
                self.written[is_up][number] = True
