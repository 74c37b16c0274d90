"""IR in words: what a card, a measure or a rule does, for people who do not read code.

The same IR is emitted as Python, so words and rules cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction
from functools import partial
from typing import Any, assert_never

from wargame.content.limits import FULL
from wargame.dataclass import dataclass
from wargame.errors import UsageError, nearest, visible
from wargame.rules import ir
from wargame.rules.amounts import counted
from wargame.rules.ir import Ability, Block, Cond, Expr, Name, Program, Stmt
from wargame.rules.kernel import rival
from wargame.rules.verbs import ACTS, PAUSE

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


_APART = {
    (">=", "+"): "at least {} above",
    (">", "+"): "more than {} above",
    ("<=", "-"): "at least {} below",
    ("<", "-"): "more than {} below",
}
"""Comparisons with something to which a number is added, or from which it is taken."""


DOES = {word: said for word, (_, said) in ACTS.items()}
"""How the acts that a rule may answer are said."""


OTHER, ITSELF = "the other side", "this side"
"""What seats are called in a text that holds for each of them."""


@dataclass(frozen=True, slots=True)
class Describer:
    """Puts the IR of one program into words.

    Attributes:
        own: The id of a seat whose numbers need no owner, because the text is about that seat.
        other: What its rival is called then, if not by its title.
        me: What the seat itself is called then, if not by its title.
        noted: What is said behind a number, by its canonical name, such as its value.
    """

    program: Program
    own: str = ""
    other: str = ""
    me: str = ""
    noted: Mapping[str, str] = field(default_factory=dict)

    def name(self, name: Name) -> str:
        """A name with its owner, such as 'Stock (North)'."""
        behind = ", ".join(filter(None, (self.owner(name), self.noted.get(name.text))))
        return f"{name.title} ({behind})" if behind else name.title

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
            case ir.Op("clamp", (value, low, high)):
                return f"{self.expr(value)}, from {self.expr(low)} to {self.expr(high)}"
            case ir.Op("//", (left, right)):
                return f"1 per {self.expr(right)} of {self.inner(left)}"
            case ir.Op("*", (left, right)) if left == right:
                return f"the square of {self.inner(left)}"
            case ir.Op(("+" | "-" | "*" | "%") as op, (left, right)):
                sign = {"*": "×", "%": "modulo"}.get(op, op)
                return f"{self.operand(op, left)} {sign} {self.operand(op, right, last=True)}"
            case ir.Op(op, args):
                word = {"min": "the least of", "max": "the most of", "abs": "the size of"}[op]
                return f"{word} {' and '.join(map(self.inner, args))}"
            case ir.Pick(index, values):
                return f"{' / '.join(map(self.expr, values))} by {self.inner(index)}"
            case ir.IfElse(test, then, ir.Const(0)):
                return f"{self.inner(then)} if {self.cond(test)}"
            case ir.IfElse(test, then, other):
                return f"{self.expr(then)} if {self.cond(test)}, else {self.expr(other)}"

    def together(self, expr: Expr) -> str:
        """What `total` adds up, such as 'Catch (all together)'; "" for other sums."""
        names, waiting = dict[str, str](), [expr]
        while waiting:
            match waiting.pop():
                case ir.Op("+", (left, right)):
                    waiting += [left, right]
                case ir.Read(name) if name.text.startswith("party."):
                    names[name.text] = name.title
                case _:
                    return ""
        tracks = dict.fromkeys(text.rpartition(".")[2] for text in names)
        having = [f"party.{party}.{track}" for party in self.program.parties for track in tracks]
        whole = [name for name in having if name in self.program.names]
        is_whole = len(tracks) == 1 and len(names) > 1 and sorted(names) == sorted(whole)
        return f"{next(iter(names.values()))} (all together)" if is_whole else ""

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
        return f"{self.inner(left)} is {how} {self.beside(left, right)}".replace("  ", " ")

    def beside(self, left: Expr, right: Expr) -> str:
        """What something is compared with: the same number of another side is 'that of South'."""
        match self.plain(left), self.plain(right):
            case ir.Read(one), ir.Read(other) if one.title == other.title:
                seats = [seat.id for seat in self.program.seats]
                owners = [name.text.partition(".")[0] for name in (one, other)]
                if one != other and all(owner in seats for owner in owners) and self.owner(other):
                    behind = self.noted.get(other.text)
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
                return lines + ([f"{pad}else:", *self.block(other, depth + 1)] if other else [])
            case ir.Later(wait, times, body):
                when = (
                    f"after {_rounds(wait)}" if times == 1 else f"each of the next {_rounds(times)}"
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
        lines = [f"{pad}by luck:"]
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

    def card(self, card: ir.CardIR) -> list[str]:
        """What the rules make of a card."""
        lines = [*self.span(card), *self.priced(card), f"or: {card.worth} capital"]
        if card.rival_do:
            lines += ["  and then:", *self.block(card.rival_do, 2)]
        if card.stays:
            span = f"for {_rounds(card.stays)} more" if card.stays > 0 else "to the end of the game"
            lines.append(f"stays in effect {span}")
        if card.each_round:
            lines += ["each round while in effect:", *self.block(card.each_round, 1)]
        if card.response is not None:
            lines += self.response(card.response, card.seat)
        if self.program.mixed and not card.is_foreign:
            lines += self.held_by_rival(card)
        return lines + (["once: it leaves the game when its effect is used"] if card.once else [])

    def response(self, response: ir.ResponseIR, seat: int) -> list[str]:
        """Which acts of the other side a card answers, and how."""
        other, does = (
            self.seat(self.program.seats[rival(seat)]),
            self.does(response.to, response.of),
        )
        return [f"as an answer when {other} {does}:", *_in(self.act(response.act))]

    def priced(self, card: ir.CardIR) -> list[str]:
        """A card's policy at its printed price, and what changes that."""
        act = card.act if card.printed is None else replace(card.act, price=card.printed)
        lines = self.act(act)
        place = len(act.needs) + len(act.price)
        return [*lines[:place], *map(self.change, card.changes), *lines[place:]]

    def change(self, change: ir.ChangeIR) -> str:
        """What a modifier makes of a price: 'costs 1 Capital less if Calm is over 0'."""
        when = f" if {self.cond(change.when)}" if change.when is not None else ""
        amount, less = self.plain(change.more), "more"
        if isinstance(amount, ir.Const) and amount.value < 0:
            amount, less = ir.Const(-amount.value), "less"
        return f"costs {self.inner(amount)} {change.name.title} {less}{when} ({change.title})"

    def held_by_rival(self, card: ir.CardIR) -> list[str]:
        """What a card is to the rival, who may hold it too."""
        owner, lines = self.seat(self.program.seats[card.seat]), []
        for row in self.program.cards:
            if row.id == card.id and row.is_foreign:
                holder = self.seat(self.program.seats[row.seat])
                happens = f", and it happens for {owner}, unpaid" if row.rival_do else ""
                lines.append(f"in the hand of {holder}: {card.worth} capital{happens}")
        return lines

    def span(self, card: ir.CardIR) -> list[str]:
        """When a card comes into the pile and leaves the game, if it does not stay throughout."""
        first = [f"comes in round {card.comes}, with {self.era(card.comes)}"] if card.comes else []
        last = [f"leaves the game after round {card.last}"] if card.last else []
        return first + last

    def era(self, number: int) -> str:
        """The title of the era that begins with a round."""
        return next(era.title for era in self.program.eras if era.round == number)

    def measure(self, measure: ir.MeasureIR) -> list[str]:
        """What may be done to a measure."""
        lines = []
        for verb, act in measure.verbs.items():
            if act is not None:
                again = f" for {_rounds(measure.pause_rounds)}" if verb == PAUSE.word else ""
                lines += [f"{verb}{again}:", *(f"  {line}" for line in self.act(act))]
        return lines

    def project(self, project: ir.ProjectIR) -> list[str]:
        """The stages of a project, and how it can lapse."""
        lines = []
        for stage in project.stages:
            work = self.work(stage)
            lines.append(f"{stage.id}: {work}, succeeds {self.expr(stage.success_pct)} %")
            lines += [f"  {line}" for line in self.act(stage.act)]
        if project.lapse_after >= 0:
            pct = self.expr(project.lapse_pct)
            lines.append(f"idle for over {_rounds(project.lapse_after)}: lapses {pct} %")
            lines += self.block(project.lapse_do, 1)
        return lines

    def work(self, stage: ir.StageIR) -> str:
        """How long a stage is worked on."""
        if not stage.rounds:
            return "at once"
        dose = self.program.values[stage.dial.text] if stage.dial else FULL
        part = "" if dose == FULL else f"{Fraction(dose, FULL)} of "
        return f"{part}{_rounds(stage.rounds)}"

    def action(self, action: ir.ActionIR) -> list[str]:
        """What an action takes and does, and how often it may be taken."""
        limits = ((action.per_round, "a round"), (action.per_game, "a game"))
        often = [f"at most {times(most)} {span}" for most, span in limits if most]
        return [*often, *self.act(action.act)]

    def answer(self, answer: ir.AnswerIR) -> list[str]:
        """Which act a rule answers, and what it does then."""
        seat = self.seat(self.program.seats[answer.seat])
        does = self.does(answer.on, answer.of)
        return [f"when {seat} {does}:", *self.block(answer.group.body, 1)]

    def does(self, acts: Iterable[str], of: Sequence[str]) -> str:
        """Acts that something answers, as a side does them, and to which things if not to all."""
        said = " or ".join(DOES[word] for word in acts)
        return f"{said} ({', '.join(map(self.done_to, of))})" if of else said

    def done_to(self, thing: str) -> str:
        """What an act is done to, by its title."""
        p = self.program
        items = p.deals.items if p.deals else ()
        nouns: tuple[Sequence[Any], ...] = (p.cards, p.measures, p.projects, p.actions, items)
        return next(str(one.title) for known in nouns for one in known if one.id == thing)

    def inject(self, inject: ir.InjectIR) -> list[str]:
        """When an inject happens, and what it does."""
        when = f"in round {inject.round}" if inject.round else f"weight {self.expr(inject.weight)}"
        lines = [when, *(f"needs: {self.cond(clause.cond)}" for clause in inject.needs)]
        return [*lines, *self.block(inject.do)]

    def beyond(self, inject: ir.InjectIR) -> str:
        """What an inject does in one line, beyond what its text tells in numbers: of choices and
        of luck what the ways are called, and what hangs on a condition or comes later."""
        every = [line for line in self.block(inject.do) if not line.startswith("    ")]
        hangs = [line.startswith(" ") for line in (*every, "")]
        lines = [line for n, line in enumerate(every) if hangs[n] or hangs[n + 1]]
        ends = ["" if at == len(lines) else _after(lines, at) for at in range(1, len(lines) + 1)]
        return "".join(f"{line.strip()}{end}" for line, end in zip(lines, ends, strict=True))

    def front(self, front: ir.FrontIR) -> list[str]:
        """Who leads on a front, when it is judged, and what a judgement does."""
        lines = self.leads(front)
        lines += [f"judged in {self.dates(front.calendar)}"] if front.calendar else []
        moved = f"a judgement: {self.name(front.into)} moves by the stake, for whoever leads"
        lines.append(f"{moved}, however far" if front.by_sign else moved)
        for seat, prize in zip(self.program.seats, front.prizes, strict=True):
            lines += [f"won by {seat.title}:", *self.block(prize, 1)] if prize else []
        return lines

    def leads(self, front: ir.FrontIR) -> list[str]:
        """When each side leads."""
        derived = {one.name: one.value for one in self.program.derived}
        lines = [f"who leads: {self.expr(derived[front.value])}"] if not front.sides else []
        for seat, (lead, grip) in zip(self.program.seats, front.sides, strict=False):
            lines += [f"{seat.title} leads if {self.cond(lead)}"] if lead else []
            lines += [f"{seat.title} leads twice over if {self.cond(grip)}"] if grip else []
        return lines

    def dates(self, calendar: Iterable[tuple[int, Expr]]) -> str:
        """Rounds with their stakes: 'round 1 at stake 3, round 4 at stake 6'."""
        return ", ".join(f"round {n} at stake {self.expr(stake)}" for n, stake in calendar)

    def deal_item(self, item: ir.ItemIR) -> list[str]:
        """What giving an item means."""
        lines = [f"needs: {self.cond(clause.cond)}" for clause in item.needs]
        if item.kind in ("pause", "cap"):
            title = self.program.measures[item.measure].title
            held = "is cut by" if item.kind == "pause" else "may not exceed"
            back = ("all of it comes back", "half comes back", "it stays so")[item.snap]
            lines.append(f"{title} {held} {item.amount} while the deal lasts; then {back}")
        elif item.give is not None and item.get is not None:
            often = "each round" if item.kind == "pledge" else "at signing"
            lines.append(f"{item.amount} {item.give.title} goes to the other side {often}")
        return [*lines, *self.block(item.do), *self.item_time(item), *self.item_failing(item)]

    def item_time(self, item: ir.ItemIR) -> list[str]:
        """How long an item runs by itself, and what it does meanwhile."""
        lines = [f"it runs for {_rounds(item.rounds)}, whatever the term"] if item.rounds else []
        lines += [f"it runs until round {item.until} at most"] if item.until else []
        each = self.block(item.each_round, 1)
        return [*lines, "each further round:", *each] if each else lines

    def item_failing(self, item: ir.ItemIR) -> list[str]:
        """What the giver of an item must do, and what follows if it does not."""
        lines, performs = [], item.performs
        if performs is not None:
            needs = " and ".join(self.cond(clause.cond) for clause in performs.needs)
            when = "at the end of each further round"
            if performs.by_round:
                when = f"at the end of round {performs.by_round}"
            elif performs.after:
                when = f"{_rounds(performs.after)} after the signing"
            lines += [f"{when}: {needs}", *self.failing(performs.fail)]
        if item.unpaid is not None:
            lines += ["each time it is due: all of it is paid", *self.failing(item.unpaid)]
        return lines

    def failing(self, fail: ir.FailIR) -> list[str]:
        """What follows when an item is not kept."""
        how = {
            "breach": "the giver breaks the deal",
            "snap": "it is over, and what it suspended comes back",
            "excuse": "the deal goes on",
        }[fail.how]
        return [f"  if not: {how}", *self.block(fail.do, 2)]

    def package(self, package: ir.PackageIR) -> list[str]:
        """Who may table a ready package, when, and what is in it."""
        deals, seats = self.program.deals, self.program.seats
        assert deals is not None
        needs = [clause for needs in package.needs for clause in needs]
        lines = [f"needs: {text}" for text in dict.fromkeys(self.cond(one.cond) for one in needs)]
        who = seats[package.seat].title if package.seat >= 0 else "either side"
        lines.append(f"{who} may table it, for {_rounds(package.term)}")
        for seat, given in deals.given(package).items():
            lines.append(f"{seats[seat].title} gives: {'; '.join(given)}")
        return lines


Teller = Callable[[Describer], list[str]]
"""Tells something, from the point of view that a describer has."""


def describe_item(program: Program, item: str) -> list[str]:
    """What the rules make of an item, by its id; what each seat has of it, once if it is alike.

    Raises:
        UsageError: There is nothing of that id.
    """
    words = Describer(program)
    deal_items = program.deals.items if program.deals else ()
    groups = [g for block in program.rules.values() for g in block if isinstance(g, ir.Group)]
    rules: dict[str, Teller] = {g.label: partial(_ruled, g) for g in groups}
    rules |= {one.group.label: partial(_answered, one) for one in program.answers}
    cards = [card for card in program.cards if not card.is_foreign]
    of_seats: tuple[tuple[Sequence[Any], Callable[[Describer, Any], list[str]]], ...] = (
        (cards, Describer.card),
        (program.agendas, _aim),
    )
    for nouns, tell_of in of_seats:
        held: dict[ir.SeatIR, Teller] = {
            program.seats[one.seat]: partial(_told, tell_of, one) for one in nouns if one.id == item
        }
        if held:
            return _by_seat(program, held)
    tellers: tuple[tuple[Sequence[Any], Callable[[Any], list[str]]], ...] = (
        (program.measures, words.measure),
        (program.projects, words.project),
        (program.actions, words.action),
        (program.injects, words.inject),
        (deal_items, words.deal_item),
        (program.deals.packages if program.deals else (), words.package),
        (program.reviews, lambda review: words.block(review.do)),
        (program.fronts, words.front),
        (program.endings, lambda end: [words.cond(end.when)] if end.when else ["otherwise"]),
    )
    for nouns, tell in tellers:
        for noun in nouns:
            if noun.id == item:
                return tell(noun)
    if item in rules:
        return rules[item](words)
    each = {
        seat: rules[f"{item}_{seat.id}"] for seat in program.seats if f"{item}_{seat.id}" in rules
    }
    if each:
        return _by_seat(program, each)
    number = _computed(words, item)
    if number:
        return number
    known = [noun.id for nouns, _ in (*of_seats, *tellers) for noun in nouns] + list(rules)
    raise UsageError(f"There is nothing called '{visible(item[:60])}'. {nearest(item, known)}")


def _aim(of: Describer, agenda: ir.AgendaIR) -> list[str]:
    return [f"scores: {of.expr(agenda.score)}"]


def _told(tell: Callable[[Describer, Any], list[str]], noun: object, of: Describer) -> list[str]:
    return tell(of, noun)


def _ruled(group: ir.Group, of: Describer) -> list[str]:
    return of.block(group.body)


def _answered(answer: ir.AnswerIR, of: Describer) -> list[str]:
    return of.answer(answer)


def _computed(words: Describer, track: str) -> list[str]:
    """How a number is computed, for each that has it; nothing if it is not."""
    program = words.program
    found = [one for one in program.derived if one.name.text.rpartition(".")[2] == track]
    seats = {seat.id: seat for seat in program.seats}
    owned = {one.name.text.partition(".")[0]: one for one in found}
    if owned.keys() == seats.keys():
        return _by_seat(program, {seats[o]: partial(_formula, one) for o, one in owned.items()})
    if len(found) == 1:
        return _formula(found[0], words)
    return [f"{words.name(one.name)} {_formula(one, words)[0]}" for one in found]


def _formula(computed: ir.Derived, of: Describer) -> list[str]:
    return [f"= {of.expr(computed.value)}"]


def _by_seat(program: Program, each: Mapping[ir.SeatIR, Teller]) -> list[str]:
    """What every seat has of its own: once if it is alike for all, else for one after another."""
    if len(each) == 1:
        return next(iter(each.values()))(Describer(program))
    alike = [tell(Describer(program, seat.id, OTHER, ITSELF)) for seat, tell in each.items()]
    if all(lines == alike[0] for lines in alike):
        return ["for each side:", *_in(alike[0])] if alike[0] else []
    lines = []
    for seat, tell in each.items():
        said = tell(Describer(program))
        lines += [f"for {seat.title}:", *_in(said)] if said else []
    return lines


def _after(lines: Sequence[str], at: int) -> str:
    """What stands between the line before `at` and that one, where all stand in one."""
    if lines[at].startswith(" ") and not lines[at - 1].startswith(" "):
        return " "  # it hangs on the one before
    return "; "


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


def times(count: int) -> str:
    """How often, in words: once, twice, 3 times."""
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def _in(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _rounds(count: int) -> str:
    return counted(count, "round")
