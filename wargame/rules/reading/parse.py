"""Deck text to IR: one-line expressions, conditions and statements.

Of Python's tree of a text (`syntax`) only the node kinds listed here get through, and what comes
out is our IR. Each expression carries the interval its value lies in, proved from those of its
parts (`_bounded`).

>>> from wargame.rules.ir import Name
>>> from wargame.rules.reading.names import ANY_SEAT, Names
>>> names = Names(("a", "b"), {"parties": ()}); names.add(Name("shared.fog", "slot", "fog", 0, 9))
>>> parser = Parser(names, Scope())
>>> parser.expression("2 + shared.fog // 4").hi
4
>>> parser.condition("shared.fog + 1")
Traceback (most recent call last):
...
wargame.rules.reading.syntax.TextFault: a condition must be true or false, and this is a number
"""

from __future__ import annotations

import ast
import keyword
import re
from dataclasses import field
from functools import partial
from typing import Literal

from wargame.content.limits import NUMBER_LIMIT
from wargame.dataclass import dataclass
from wargame.errors import Unknown, nearest
from wargame.rules.ir import (
    FUNCTION_ROWS,
    LIMIT,
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
)
from wargame.rules.reading.names import ANY_SEAT, NOBODY, Names, Scope
from wargame.rules.reading.syntax import ALLOWED_PARTS, FUNCTIONS, TextFault, python_tree
from wargame.rules.reading.unknown_name import meant_seat, unknown_name

OTHER_FUNCTIONS = {
    "count": "Give the parties a derived track that is 1 or 0, and write total(party.TRACK).",
    "sum": "Write total(party.x).",
    "average": "Write total(party.x) // N.",
    "random": "Luck is an effect: use 'chance'.",
    "rand": "Luck is an effect: use 'chance'.",
    "round": "// rounds down; for the nearest, write (a + 5) // 10.",
    "floor": "// rounds down by itself.",
    "if": "Write 'a if condition else b'.",
}
"""What to do instead of a function that other languages have."""

NO_TRUTH = "Write 'value if condition else other'."
"""What to do about a condition where a number belongs."""

PICKED = (2, 21)
"""The fewest and the most values of `pick`, its place among them."""

NOTHING: Expr = Const(0)
"""What a dial leaves of a value when it is off, if nothing else is said."""

MAX_READS = 120
"""Most numbers one expression may read; `total` reads one for every party."""

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.FloorDiv: "//",
    ast.Mod: "%",
}
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


@dataclass(slots=True)
class Effort:
    """How many numbers the texts of one deck have come to read so far."""

    numbers: int = 0


@dataclass(slots=True)
class Parser:
    """Reads text in one scope.

    Attributes:
        reads: Every name read since it was last emptied.
        writes: The seat whose private number is being written, or -1.
    """

    names: Names
    scope: Scope
    effort: Effort = field(default_factory=Effort)
    reads: list[str] = field(default_factory=list)
    writes: int = -1

    def expression(self, text: str | int) -> Expr:
        """A whole-number expression.

        Raises:
            TextFault: The text is not one.
        """
        if isinstance(text, int):
            return Const(text)
        _check_still(text, "a number")
        return self._number(python_tree(text, "eval").body)  # type: ignore[attr-defined]

    def seat(self, text: str | int) -> Expr:
        """A seat: its number counted from 1, or 0 for nobody.

        Raises:
            TextFault: The text is none.
        """
        if isinstance(text, int):
            raise TextFault(*self._no_seat())
        return self._seat(python_tree(text, "eval").body)  # type: ignore[attr-defined]

    def value(self, text: str) -> Expr:
        """An expression for a number, or for a seat.

        Raises:
            TextFault: The text is neither.
        """
        body = python_tree(text, "eval").body  # type: ignore[attr-defined]
        return self._seat(body) if self._is_seat(body) else self._number(body)

    def condition(self, text: str) -> Cond:
        """A condition.

        Raises:
            TextFault: The text is not one.
        """
        _check_still(text, "a condition")
        return self._cond(python_tree(text, "eval").body)  # type: ignore[attr-defined]

    def statement(self, text: str) -> tuple[Name, str, Expr]:
        """A statement: its target, its operator, and its value.

        Raises:
            TextFault: The text is not one, or its target cannot be written.
        """
        body = python_tree(text, "exec").body  # type: ignore[attr-defined]
        if len(body) != 1:
            raise TextFault("one statement a line", "Put each into a list item of its own.")
        match body[0]:
            case ast.Assign(targets=[target], value=value):
                op = "="
            case ast.AugAssign(target=target, op=ast.Add(), value=value):
                op = "+="
            case ast.AugAssign(target=target, op=ast.Sub(), value=value):
                op = "-="
            case _:
                raise TextFault(
                    "a line must change a number",
                    "Write NAME = value, NAME += value or NAME -= value.",
                    body[0].col_offset,
                )
        name = self._target(target)
        self.writes = name.owner
        if not name.is_seat:
            return name, op, self._number(value)
        if op != "=":
            what = f"'{name.text}' holds a seat, which neither rises nor falls"
            raise TextFault(
                what, f"Write {name.text} = me, or the id of a seat.", target.col_offset
            )
        return name, op, self._seat(value)

    def _target(self, node: ast.expr) -> Name:
        name = self._name(node)
        if not name.writable:
            raise TextFault(
                f"'{name.text}' cannot be written", _write_hint(name.text), node.col_offset
            )
        return name

    def _name(self, node: ast.expr) -> Name:
        text = _dotted(node)
        if text is None:
            raise TextFault("a name was expected here", "", node.col_offset)
        name = self.names.find(text, self.scope)
        if name is None:
            raise unknown_name(text, node.col_offset, self.names, self.scope)
        self._count([name])
        return name

    def _read(self, node: ast.expr) -> Name:
        """A name whose value is read here: one that only its seat sees needs leave."""
        name = self._name(node)
        may = (-1, self.writes, self.scope.sees)
        if name.owner not in may and self.scope.sees != ANY_SEAT:
            seat = self.names.seats[name.owner]
            raise TextFault(f"only {seat} sees '{name.text}'", _PRIVATE, node.col_offset)
        return name

    def _count(self, names: list[Name]) -> None:
        """Take note of what is read."""
        self.reads += [name.text for name in names]
        self.effort.numbers += len(names)

    def _is_seat(self, node: ast.expr) -> bool:
        """Whether a part stands for a seat."""
        match node:
            case ast.Name(id=word):
                return word in self.names.holders() or word in ("me", "rival")
            case ast.Attribute() if self.names.hold_seats:
                name = self.names.find(_dotted(node) or "", self.scope)
                return name is not None and name.is_seat
            case ast.IfExp(body=body, orelse=orelse):
                return self._is_seat(body) or self._is_seat(orelse)
            case _:
                return False

    def _no_seat(self, at: int = 0) -> tuple[str, str, int]:
        known = ", ".join(self.names.holders(self.scope.my))
        what = "a seat was expected here"
        return what, f"Write {known}, or a track of seats.", at

    def _number_for_seat(self, name: Name, at: int, beside: str = "", word: str = "") -> TextFault:
        """A number where a seat should stand; of a front, how it is asked who leads.

        Args:
            beside, word: What it is compared with, and by which sign.
        """
        what, remedy, _ = self._no_seat()
        if not (name.text.startswith("front.") and name.lo < 0):
            return TextFault(what, f"'{name.text}' is a number. {remedy}", at)
        first, second = self.names.seats
        signs = {first: ">", second: "<", NOBODY: "=="} if word == "==" else {}
        leads = f"above 0 when {first} leads, below 0 when {second} does"
        write = f" Write {name.text} {signs[beside]} 0." if beside in signs else ""
        return TextFault(what, f"'{name.text}' is a number, {leads}.{write}", at)

    def _seat(self, node: ast.expr) -> Expr:
        known = self.names.holders(self.scope.my)
        match node:
            case ast.Name(id=word) if word in known:
                return Const(known[word], is_seat=True)
            case ast.Name(id="me" | "rival"):
                raise TextFault("nobody is acting here", "Name the seat.", node.col_offset)
            case ast.Name(id=word):
                missing = Unknown(word, "seat", tuple(known))
                hint = partial(nearest, meant_seat(word, known), known)
                raise TextFault(f"unknown seat '{word}'", hint, node.col_offset, missing)
            case ast.Attribute() if self._is_seat(node):
                return Read(self._name(node))
            case ast.IfExp(test=test, body=body, orelse=orelse):
                then, other = self._seat(body), self._seat(orelse)
                lo, hi = min(then.lo, other.lo), max(then.hi, other.hi)
                return IfElse(self._cond(test), then, other, lo, hi)
            case ast.Attribute():
                raise self._number_for_seat(self._name(node), node.col_offset)
            case _:
                raise TextFault(*self._no_seat(node.col_offset))

    def _number(self, node: ast.expr) -> Expr:
        if self._is_seat(node):
            what = "a number was expected, and this is a seat"
            raise TextFault(what, "Compare it, as in 'shared.x == me'.", node.col_offset)
        return self._amount(node)

    def _amount(self, node: ast.expr) -> Expr:
        match node:
            case ast.Constant(value=value):
                return _constant(value, node.col_offset)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return _bounded("neg", (self._number(operand),), node)
            case ast.BinOp():
                return self._binary(node)
            case ast.Call():
                return self._call(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                then, other = self._number(body), self._number(orelse)
                lo, hi = min(then.lo, other.lo), max(then.hi, other.hi)
                return IfElse(self._cond(test), then, other, lo, hi)
            case ast.Name(id=word) if word in self.names.constants:
                return Const(self.names.constants[word])
            case ast.Name(id="roll") if isinstance(self.scope.roll, int):
                return Const(self.scope.roll)
            case ast.Name() | ast.Attribute():
                return Read(self._read(node))
            case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
                what = "a number was expected, and this is true or false"
                raise TextFault(what, NO_TRUTH, node.col_offset)
            case _:
                raise TextFault("not an allowed expression", ALLOWED_PARTS, node.col_offset)

    def _binary(self, node: ast.BinOp) -> Expr:
        op = _BINARY.get(type(node.op))
        if op is None:
            remedy = "Use // to divide." if isinstance(node.op, ast.Div) else ALLOWED_PARTS
            raise TextFault("not an allowed operator", remedy, node.col_offset)
        left, right = self._number(node.left), self._number(node.right)
        if op in ("//", "%") and not (isinstance(right, Const) and right.value > 0):
            raise TextFault(
                "divide only by a positive constant",
                "Write a whole number such as 10 after // or %.",
                node.right.col_offset,
            )
        return _bounded(op, (left, right), node)

    def _call(self, node: ast.Call) -> Expr:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in FUNCTIONS or node.keywords:
            raise TextFault(
                f"unknown function '{name}'" if name else "not an allowed expression",
                OTHER_FUNCTIONS.get(name) or nearest(name, FUNCTIONS),
                node.col_offset,
            )
        if name in ("total", "least", "most"):
            return self._over_parties(name, node)
        if name == "scaled":
            return self._scaled(node)
        args = tuple(self._number(arg) for arg in node.args)
        least, most = FUNCTION_ROWS[name].parts if name in FUNCTION_ROWS else PICKED
        if not least <= len(args) <= most:
            what = f"{name} was given {len(args)} values"
            raise TextFault(what, f"Write {FUNCTIONS[name][0]}.", node.col_offset)
        return _bounded(name, args, node) if name in FUNCTION_ROWS else _picked(args, node)

    def _scaled(self, node: ast.Call) -> Expr:
        """A value by a dial, and what it is when the dial is off."""
        if not 2 <= len(node.args) <= 3:
            usage = f"Write {FUNCTIONS['scaled'][0]}."
            raise TextFault(f"scaled was given {len(node.args)} values", usage, node.col_offset)
        dial = self._dial(node.args[1])
        off = self._number(node.args[2]) if len(node.args) == 3 else Const(0)
        return self.scale(self._number(node.args[0]), dial, off, node.col_offset)

    def scale(self, value: Expr, dial: Name, off: Expr = NOTHING, at: int = 0) -> Expr:
        """A value as a dial scales it.

        Raises:
            TextFault: It can grow too large.
        """
        low, high = value.lo - off.hi, value.hi - off.lo
        low, high = off.lo + min(0, 2 * low), off.hi + max(0, 2 * high)
        if low < -LIMIT or high > LIMIT:
            raise TextFault("this number can grow too large", "Use clamp().", at)
        return Scaled(value, off, dial, self.names.table["game.round"], low, high)

    def _dial(self, node: ast.expr) -> Name:
        text = _dotted(node) or ""
        head, _, name = text.partition(".")
        if head != "dial":
            usage = f"Write {FUNCTIONS['scaled'][0]}."
            raise TextFault("a dial was expected here", usage, node.col_offset)
        if name not in self.names.dials:
            known = [f"dial.{one}" for one in self.names.dials]
            raise TextFault(
                f"unknown dial '{name}'",
                nearest(f"dial.{name}", known),
                node.col_offset,
                Unknown(name, "dial", tuple(self.names.dials)),
            )
        return self.names.dials[name]

    def _over_parties(self, function: str, node: ast.Call) -> Expr:
        usage = f"Write {FUNCTIONS[function][0]}."
        text = _dotted(node.args[0]) if len(node.args) == 1 else None
        if text is None or not text.startswith("party.") or text.count(".") != 1:
            raise TextFault(f"{function} takes one track of parties", usage, node.col_offset)
        found = self.names.parties_with(text.partition(".")[2])
        if not found:
            known = [f"party.{track}" for track in self.names.tracks_of_parties()]
            missing = Unknown(text.partition(".")[2], "track", tuple(known))
            hint = partial(nearest, text, known)
            raise TextFault(f"no party has '{text}'", hint, node.col_offset, missing)
        if found[0].is_seat:
            raise TextFault(f"'{text}' holds seats, not numbers", usage, node.col_offset)
        self._count(found)
        if len(self.reads) > MAX_READS:
            raise TextFault(
                f"it reads more than {MAX_READS} numbers",
                f"Each {function}() reads one for every party: use a derived track.",
                node.col_offset,
            )
        args: tuple[Expr, ...] = tuple(map(Read, found))
        if function == "total":
            total: Expr = args[0]
            for arg in args[1:]:
                total = _bounded("+", (total, arg), node)
            return total
        if len(args) == 1:
            return args[0]
        return _bounded({"least": "min", "most": "max"}[function], args, node)

    def _cond(self, node: ast.expr) -> Cond:
        match node:
            case ast.Compare(left=left, ops=ops, comparators=rights):
                words = tuple(_COMPARE.get(type(op), "") for op in ops)
                if "" in words:
                    raise TextFault("not an allowed comparison", ALLOWED_PARTS, node.col_offset)
                return Compare(words, self._compared(words, [left, *rights]))
            case ast.BoolOp(op=op, values=values):
                word: Literal["and", "or"] = "and" if isinstance(op, ast.And) else "or"
                return Logic(word, tuple(map(self._cond, values)))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self._cond(operand))
            case ast.Constant(value=bool()) | ast.Constant(value=str()):
                raise TextFault("not an allowed condition", ALLOWED_PARTS, node.col_offset)
            case _:
                self._number(node)
                raise TextFault(
                    "a condition must be true or false, and this is a number",
                    "Compare it with something, as in 'my.trust > 0'.",
                    node.col_offset,
                )

    def _compared(self, words: tuple[str, ...], nodes: list[ast.expr]) -> tuple[Expr, ...]:
        """What is compared: numbers, or seats, which are the same or not."""
        if not any(map(self._is_seat, nodes)):
            return tuple(map(self._number, nodes))
        if any(word not in ("==", "!=") for word in words):
            what = "a seat is compared with == and != alone"
            raise TextFault(what, "", nodes[0].col_offset)
        for node, beside in (nodes[:2], nodes[1::-1]):
            if isinstance(node, ast.Attribute) and not self._is_seat(node):
                name, said = self._name(node), _dotted(beside) or ""
                raise self._number_for_seat(name, node.col_offset, said, words[0])
        return tuple(map(self._seat, nodes))


_PRIVATE = (
    "Its seat's needs, a 'when', lines that change its private numbers, the 'score' of seats and "
    "endings that do not come at once may read it."
)


_CHANGE = re.compile(r"[\w.)] *[+-]=(?!=)")
"""What changes a number, as an effect does."""


def _check_still(text: str, expected: str) -> None:
    """Refuse an effect where nothing can change."""
    if change := _CHANGE.search(text):
        remedy = "Write it under 'do'; to compare, write >=, <= or ==."
        if expected == "a number":
            remedy = "Write it under 'do', or write + or - for what is added or taken away."
        what = f"{expected} belongs here, and this changes a number"
        raise TextFault(what, remedy, change.end() - 2)


def _constant(value: object, offset: int) -> Expr:
    match value:
        case bool():
            raise TextFault("a number was expected here", "", offset)
        case int() if abs(value) <= NUMBER_LIMIT:
            return Const(value)
        case int():
            raise TextFault(f"number out of range -{NUMBER_LIMIT}..{NUMBER_LIMIT}", "", offset)
        case float():
            remedy = "Numbers are whole: choose a finer unit, such as percent, or divide with // 2."
            raise TextFault(f"{value} is not a whole number", remedy, offset)
        case _:
            raise TextFault("not an allowed expression", ALLOWED_PARTS, offset)


_COUNTED = ("game", "card", "action", "deal", "buried", "passed", "hand_size")
"""Heads and ends of names that no effect writes and no formula of the deck gives."""


def _write_hint(text: str) -> str:
    if text.startswith("project."):
        return "Use 'advance: PROJECT' or 'lapse: PROJECT'."
    if text.startswith("measure."):
        return "Write the level itself: measure.ID."
    if text.startswith("number."):
        return "A named number stays what it is in a game: let a track hold what changes."
    if text.partition(".")[0] in _COUNTED or text.rpartition(".")[2] in _COUNTED:
        return "The game keeps count of it by itself."
    return "It is computed; write one of the numbers it is computed from."


def _dotted(node: ast.expr) -> str | None:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            inner = _dotted(value)
            name = attr.lower() if keyword.iskeyword(attr.lower()) else attr
            return None if inner is None else f"{inner}.{name}"
        case _:
            return None


def _bounded(op: str, args: tuple[Expr, ...], node: ast.expr) -> Op:
    """An operation with its interval; refuses what could leave ±LIMIT.

    >>> found = _bounded("*", (Const(3), _bounded("neg", (Const(2),), ast.Pass())), ast.Pass())
    >>> found.lo, found.hi
    (-6, -6)
    """
    lo, hi = OPERATIONS[op].bounds(*args)
    if lo < -LIMIT or hi > LIMIT:
        raise TextFault("this number can grow too large", "Use clamp().", node.col_offset)
    return Op(op, args, lo, hi)


def _picked(args: tuple[Expr, ...], node: ast.Call) -> Pick:
    """A value by its place, which is proved to be there."""
    index, values = args[0], args[1:]
    if index.lo < 0 or index.hi >= len(values):
        raise TextFault(
            f"the place can be {index.lo}..{index.hi}, and there are {len(values)} values",
            f"Give {index.hi + 1} values, or clamp the place.",
            node.col_offset,
        )
    return Pick(index, values, min(v.lo for v in values), max(v.hi for v in values))
