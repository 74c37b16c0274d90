"""IR in words: what is computed, asked and done, for people who do not read code.

The same IR is emitted as Python, so words and rules cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from typing import assert_never

from wargame.content.limits import FULL
from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.amounts import rounds
from wargame.rules.ir import Ability, Block, Cond, Expr, Name, Program, Stmt
from wargame.rules.kernel import rival

_AT_ALL = {
    (">", 0): True,
    (">=", 1): True,
    ("==", 1): True,
    ("==", 0): False,
    ("<=", 0): False,
    ("<", 1): False,
}
"""Comparisons that ask whether a number is there at all; `== 1` of what is 0 or 1."""

_COMPARE = {"<": "under", "<=": "at most", ">": "over", ">=": "at least", "==": "", "!=": "not"}


_BOUNDS = ("<", "<=", ">", ">=")

_OF_ALL: dict[str, tuple[str, Callable[[Iterable[int]], int]]] = {
    "+": ("all together", sum),
    "min": ("the least of all", min),
    "max": ("the most of all", max),
}
"""What adds up or compares a number of all parties that have it, in words, and what it gives."""

_APART = {
    (">=", "+"): "at least {} above",
    (">", "+"): "more than {} above",
    ("<=", "-"): "at least {} below",
    ("<", "-"): "more than {} below",
}
"""Comparisons with something to which a number is added, or from which it is taken."""

ELSE = "else:"
"""Begins what is done where the line before it does not hold: the two belong together."""

BY_LUCK = "by luck:"
CHOOSES = ("chooses", "may choose one", "spreads")
"""How lines begin on which ways hang: what luck brings, and how a seat chooses."""


@dataclass(frozen=True, slots=True)
class Describer:
    """Puts the IR of one program into words.

    Attributes:
        own: The id of a seat whose numbers need no owner, because the text is about that seat.
        other: What its rival is called then, if not by its title.
        me: What the seat itself is called then, if not by its title.
        values: Of numbers whose value is said behind them, that value, by their canonical names.
        at: When they have it, such as 'now'.
    """

    program: Program
    own: str = ""
    other: str = ""
    me: str = ""
    values: Mapping[str, int] = field(default_factory=dict)
    at: str = ""

    def name(self, name: Name) -> str:
        """A name with its owner, such as 'Stock (North)'."""
        behind = ", ".join(filter(None, (self.owner(name), self.noted(name))))
        return f"{name.title} ({behind})" if behind else name.title

    def noted(self, name: Name) -> str:
        """The value of a number, where it is said behind it."""
        known = self.values.get(name.text)
        return "" if known is None else f"{self.at} {known}"

    def owner(self, name: Name) -> str:
        """Whose a number is; "" where that need not be said."""
        owner, _, rest = name.text.partition(".")
        if owner == "party":
            return self.program.parties[rest.partition(".")[0]]
        theirs = (seat for seat in self.program.seats if seat.id == owner != self.own)
        return next(map(self.seat, theirs), "")

    def written(self, expr: ir.Const) -> str:
        """A number or a seat as the deck writes it, in words."""
        said = str(expr.value)
        return self.holder(expr.value) if expr.is_seat else said

    def holder(self, value: int) -> str:
        """Whom a track of seats holds."""
        return self.seat(self.program.seats[value - 1]) if value else "nobody"

    def seat(self, seat: ir.SeatIR) -> str:
        """A seat by its title, or as this text calls it."""
        if not self.own:
            return seat.title
        return (self.me if seat.id == self.own else self.other) or seat.title

    def plain(self, expr: Expr) -> Expr:
        """An expression as it stands: a named number by its value, nothing of a dial at 1."""
        match expr:
            case ir.Op("neg", (ir.Const(value),)):
                return ir.Const(-value)
            case ir.IfElse(ir.Compare(("==",), (ir.Const(one), ir.Const(other))), then, if_not):
                return self.plain(then if one == other else if_not)
            case ir.Read(name) if name.form == "number":
                return ir.Const(self.program.values[name.text])
            case ir.Scaled(value, off, dial):
                dose = self.program.values[dial.text]
                return self.plain(value if dose == FULL else off) if dose in (0, FULL) else expr
            case _:
                return expr

    def dosed(self, expr: ir.Scaled) -> str:
        """What a dial makes of a value, such as '1/2 of 3'."""
        said = f"{Fraction(self.program.values[expr.dial.text], FULL)} of {self.inner(expr.value)}"
        if expr.off == ir.Const(0):
            return said
        return f"{said}, the rest of {self.inner(expr.off)}"

    def expr(self, expr: Expr) -> str:
        """An expression; signs stay signs."""
        expr = self.plain(expr)
        if isinstance(expr, ir.Scaled):
            return self.dosed(expr)
        return self.together(expr) or self.undosed(expr)

    def undosed(self, expr: ir.Const | ir.Read | ir.Op | ir.Pick | ir.IfElse) -> str:
        """An expression that no dial scales as a whole."""
        match expr:
            case ir.Const():
                return self.written(expr)
            case ir.Read(name):
                return self.name(name)
            case ir.Op("neg", (arg,)):
                return f"-{self.inner(arg)}"
            case ir.Op("//", (left, right)):
                return f"1 per {self.expr(right)} of {self.inner(left)}"
            case ir.Op("*", (left, right)) if left == right:
                return f"the square of {self.inner(left)}"
            case ir.Op(("+" | "-" | "*" | "%") as op, (left, right)):
                sign = {"*": "×", "%": "modulo"}.get(op, op)
                return f"{self.operand(op, left)} {sign} {self.operand(op, right, last=True)}"
            case ir.Op(op, args):
                return self.function(ir.OPERATIONS[op], args)
            case ir.Pick(index, values):
                return f"{' / '.join(map(self.expr, values))} by {self.inner(index)}"
            case ir.IfElse(test, then, ir.Const(0)):
                return f"{self.inner(then)} if {self.cond(test)}"
            case ir.IfElse(test, then, other):
                return f"{self.expr(then)} if {self.cond(test)}, else {self.expr(other)}"

    def function(self, row: ir.Operation, args: Sequence[Expr]) -> str:
        """What a function gives: each part in its place, or all in the one place there is."""
        if row.said.count("{}") > 1:
            return row.said.format(*map(self.expr, args))
        return row.said.format(" and ".join(map(self.inner, args)))

    def together(self, expr: Expr) -> str:
        """What `total`, `least` and `most` come to, as 'Catch (all together)'; "" for others."""
        title, op, value = self.of_all(expr)
        return f"{title} ({_OF_ALL[op][0]}{value and f', {value}'})" if title else ""

    def of_all(self, expr: Expr) -> tuple[str, str, str]:
        """The title of a number of all parties that have it, how all of them come to one number,
        and its value where that is said; "" for other expressions."""
        names, waiting = dict[str, str](), [expr]
        op = expr.op if isinstance(expr, ir.Op) else ""
        while waiting and op in _OF_ALL:
            match waiting.pop():
                case ir.Op(inner, args) if inner == op:
                    waiting += args
                case ir.Read(name) if name.text.startswith("party."):
                    names[name.text] = name.title
                case _:
                    return "", "", ""
        tracks = dict.fromkeys(text.rpartition(".")[2] for text in names)
        having = [f"party.{party}.{track}" for party in self.program.parties for track in tracks]
        whole = [name for name in having if name in self.program.names]
        if not (len(tracks) == 1 and len(names) > 1 and sorted(names) == sorted(whole)):
            return "", "", ""
        known = [self.values[name] for name in whole if name in self.values]
        value = f"{self.at} {_OF_ALL[op][1](known)}" if len(known) == len(whole) else ""
        return next(iter(names.values())), op, value

    def terms(self, expr: Expr, sign: str = "+") -> list[str]:
        """A sum in its parts, each with its sign: '+ 2 × Stock', '- Tension'."""
        flipped, expr = {"+": "-", "-": "+"}, self.plain(expr)
        match expr:
            case ir.Op("+", (left, right)):
                return [*self.terms(left, sign), *self.terms(right, sign)]
            case ir.Op("-", (left, right)):
                return [*self.terms(left, sign), *self.terms(right, flipped[sign])]
            case ir.Op("neg", (arg,)):
                return self.terms(arg, flipped[sign])
            case ir.Const(value) if value <= 0:
                return [f"{flipped[sign]} {-value}"] if value else []
            case _:
                return [f"{sign} {self.expr(expr)}"]

    def operand(self, op: str, expr: Expr, last: bool = False) -> str:
        """One side of arithmetic: what is plain without brackets in a sum has none."""
        expr = self.plain(expr)
        match expr:
            case ir.Op("*", (left, right)) if op in "+-" and left != right:
                return self.expr(expr)
            case ir.Op("//", (left, _)) if op in "+-" and (last or isinstance(left, ir.Op)):
                return self.expr(expr)
            case ir.Op("+" | "-") if op in "+-" and not (last and op == "-"):
                return self.expr(expr)
            case _:
                return self.inner(expr)

    def inner(self, expr: Expr) -> str:
        """An expression inside another one, in brackets unless it is short."""
        expr = self.plain(expr)
        text = self.expr(expr)
        match expr:
            case ir.Const() | ir.Read() | ir.Op("neg", (ir.Const(),)):
                return text
            case _:
                return text if self.together(expr) else f"({text})"

    def cond(self, cond: Cond) -> str:
        """A condition."""
        said = self.whether(cond)
        if said:
            return said
        match cond:
            case ir.Compare((op,), (ir.Read(ir.Name("game.era")) as left, ir.Const(number))):
                era = self.program.eras[number - 1].title if self.is_era(number) else number
                return f"{self.inner(left)} is {_COMPARE[op]} {era}".replace("  ", " ")
            case ir.Compare(
                ("==",),
                (
                    ir.Op("%", (ir.Read(ir.Name("game.round") as name), ir.Const(every))),
                    ir.Const(rest),
                ),
            ) if 0 <= rest < every:
                if every == 2:
                    return f"{self.name(name)} is {'odd' if rest else 'even'}"
                first = rest or every  # rounds begin at 1
                return (
                    f"{self.name(name)} is {first}, {first + every}, {first + 2 * every} and so on"
                )
            case ir.Compare((op,), (left, right)):
                return self.compared(op, left, right)
            case ir.Compare(ops, args):
                parts = [self.inner(args[0])]
                parts += [f"{op} {self.inner(a)}" for op, a in zip(ops, args[1:], strict=True)]
                return " ".join(parts)
            case ir.Logic(op, args):
                return f" {op} ".join(
                    f"({self.cond(a)})" if isinstance(a, ir.Logic) else self.cond(a) for a in args
                )
            case ir.Not(arg):
                return f"not ({self.cond(arg)})"

    def compared(self, op: str, left: Expr, right: Expr) -> str:
        """How one thing stands to another."""
        how = _COMPARE[op]
        match self.plain(right):
            case ir.Op("+" | "-" as way, (than, by)) if (op, way) in _APART:
                match self.plain(by):
                    case ir.Const(number) if number > 0:
                        how, right = _APART[op, way].format(number), than
        is_sum = isinstance(left, ir.Op) and left.op in ("+", "-")  # read on to "is", it is plain
        said = self.each_or_any(op, left) or (self.expr(left) if is_sum else self.inner(left))
        return f"{said} is {how} {self.beside(left, right)}".replace("  ", " ")

    def each_or_any(self, op: str, expr: Expr) -> str:
        """The least or the most of all where it asks the same of each, or of any of them."""
        title, way, value = self.of_all(self.plain(expr))
        if way not in ("min", "max") or op not in _BOUNDS:
            return ""
        word = "each" if (way == "min") == (op in (">", ">=")) else "any"
        end = f", the {'least' if way == 'min' else 'most'} {value}" if value else ""
        return f"{title} ({word}{end})"

    def beside(self, left: Expr, right: Expr) -> str:
        """What something is compared with: the same number of another side is 'that of South'."""
        match self.plain(left), self.plain(right):
            case ir.Read(one), ir.Read(other) if one.title == other.title:
                seats = [seat.id for seat in self.program.seats]
                owners = [name.text.partition(".")[0] for name in (one, other)]
                if one != other and all(owner in seats for owner in owners) and self.owner(other):
                    behind = self.noted(other)
                    return f"that of {self.owner(other)}{f' ({behind})' if behind else ''}"
        return self.inner(right)

    def whether(self, cond: Cond) -> str:
        """A condition that only asks whether a card, a measure or a project is there at all; "" for
        others."""
        match cond:
            case ir.Compare((op,), (ir.Read(ir.Name(text) as name), ir.Const(number))) if (
                op,
                number,
            ) in _AT_ALL and (op, number, name.hi == 1) != ("==", 1, False):
                so = "" if _AT_ALL[op, number] else "not "
                kind, _, rest = text.partition(".")
                of = rest.partition(".")[2]
                title = name.title.rpartition(", ")[0] if of else name.title
                said = {
                    ("card", "used"): f"{title} has {so}been played",
                    ("card", "in_effect"): f"{title} is {so}in effect",
                    ("measure", "in_force"): f"{title} is {so}in force",
                    ("project", ""): f"{title} has {so}been begun",
                    ("project", "done"): f"{title} is {so}done",
                }
                return said.get((kind, of), "")
            case _:
                return ""

    def is_era(self, number: int) -> bool:
        """Whether a number is one of the deck's eras."""
        return 0 < number <= len(self.program.eras)

    def block(self, block: Block, depth: int = 0) -> list[str]:
        """The lines of a block, nested ones further in."""
        lines: list[str] = []
        for stmt in block:
            lines += self.stmt(stmt, depth)
        return lines

    def stmt(self, stmt: Stmt, depth: int) -> list[str]:
        """The lines of a statement."""
        pad = "  " * depth
        match stmt:
            case ir.Assign(target) if target.text.startswith("card."):
                return []
            case ir.Assign(target, op, value):
                return [f"{pad}{self.write(target, op, value)}"]
            case ir.Branch(test, then, other):
                lines = [f"{pad}if {self.cond(test)}:", *self.block(then, depth + 1)]
                return lines + ([f"{pad}{ELSE}", *self.block(other, depth + 1)] if other else [])
            case ir.Later(wait, times, body):
                when = (
                    f"after {rounds(wait)}" if times == 1 else f"each of the next {rounds(times)}"
                )
                return [f"{pad}{when}:", *self.block(body, depth + 1)]
            case ir.Luck(number):
                return self.luck(stmt if number < 0 else self.program.lucks[number], depth)
            case ir.Ask(number):
                return self.ask(stmt if number < 0 else self.program.asks[number], depth)
            case ir.Group(_, body):
                return self.block(body, depth)
            case ir.Call():
                return [f"{pad}{self.called(stmt)}"]
            case ir.MoveProject(verb, project):
                title = self.program.projects[project].title
                return [f"{pad}{title} {'moves one stage on' if verb == 'advance' else 'lapses'}"]
            case ir.Reveal(name):
                return [f"{pad}everybody learns {self.name(name)}"]
            case ir.Finish(ending):
                return [f"{pad}the game ends: {self.program.endings[ending].title}"]
            case _:
                assert_never(stmt)

    def called(self, call: ir.Call) -> str:
        """What the kernel does by itself; of cards, who has them."""
        (kind, number), seats = call.of, self.program.seats
        if kind != "seat":
            return call.said
        who, other = self.seat(seats[number]), self.seat(seats[rival(number)])
        return call.said.replace("{who}", who).replace("{other}", other)

    def luck(self, luck: ir.Luck, depth: int) -> list[str]:
        """What luck may bring; of a roll once for all numbers."""
        pad = "  " * depth
        if luck.rolled:
            who = self.seat(self.program.seats[luck.secret_of]) if luck.secret_of >= 0 else ""
            seen = f", seen by {who} alone" if who else ""
            return [
                f"{pad}roll {luck.rolled.said}{seen}:",
                *self.block(luck.rolled.body, depth + 1),
            ]
        lines = [f"{pad}{BY_LUCK}"]
        for outcome in luck.outcomes:
            lines.append(f"{pad}  {self.expr(outcome.weight)}× {outcome.title}")
            lines += self.block(outcome.body, depth + 2)
        return lines

    def ask(self, ask: ir.Ask, depth: int) -> list[str]:
        """A question with its options."""
        pad, who = "  " * depth, self.seat(self.program.seats[ask.seat])
        secretly = " in secret" if ask.is_secret else ""
        lines = [f"{pad}{who} {_choice(ask.targets)}{secretly}: {ask.title}"]
        for option in ask.options:
            needs = f" (if {self.cond(option.needs)})" if option.needs else ""
            lines.append(f"{pad}  {option.title}{needs}")
            lines += self.block(option.body, depth + 2)
        return lines

    def write(self, target: Name, op: str, value: Expr) -> str:
        """A change of a number: 'Trust -4', 'Stock = 10'."""
        name, value = self.name(target), self.plain(value)
        if op == "=":
            return f"{name} = {self.expr(value)}"
        sign = "+" if op == "+=" else "-"
        if isinstance(value, ir.Const):
            if value.value < 0:
                sign = "-" if sign == "+" else "+"
            return f"{name} {sign}{abs(value.value)}"
        return f"{name} {sign} {self.inner(value)}"

    def act(self, act: Ability) -> list[str]:
        """Needs, price and effect of something a seat may do."""
        lines = [f"needs: {self.cond(clause.cond)}" for clause in act.needs]
        lines += [f"costs: {self.inner(amount)} {name.title}" for name, amount, _ in act.price]
        return lines + self.block(act.do)


def _choice(targets: ir.Targets | None) -> str:
    """How a seat chooses."""
    if targets is None:
        return "chooses"
    if targets.times == 1:
        return "may choose one" if targets.has_done else "chooses one"
    each = "" if targets.at_most == targets.times else f", at most {targets.at_most} each"
    if targets.is_spread:
        return f"spreads {targets.times}{each}"
    return f"chooses up to {targets.times}" + (each if targets.at_most > 1 else "")


def are_ways(line: str) -> bool:
    """Whether what hangs on a described line are ways that exclude one another, not one thing after
    another.

    >>> are_ways("by luck:"), are_ways("North may choose one: Whom?"), are_ways("if Calm is 3:")
    (True, True, False)
    """
    return line == BY_LUCK or any(f" {word}" in line for word in CHOOSES)


def in_a_row(lines: Iterable[str], separator: str = "; ") -> str:
    """The lines of a block as one; what hangs on a line stands in brackets behind it.

    >>> in_a_row(["Trust +1", "by luck:", "  60× It works", "    Trust +4", "  40× It does not"])
    'Trust +1; by luck [60× It works [Trust +4]; 40× It does not]'
    """
    told, depth = "", 0
    for line in lines:
        now = (len(line) - len(line.lstrip())) // 2
        sign = " [" if now > depth else "]" * (depth - now) + separator
        told, depth = f"{told}{sign if told else ''}{line.strip().removesuffix(':')}", now
    return told + "]" * depth
