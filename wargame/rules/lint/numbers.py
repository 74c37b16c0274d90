"""Numbers as they are printed, and numbers as they act: for the lint that compares them.

>>> printed("Pay 2 capital. Two rounds later trust falls by three.")
([2, 3], False)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from wargame.content.number_words import number_of, spelled
from wargame.errors import shortened
from wargame.rules import ir

ONE = re.compile(r"\b(1|a|an|one|once|each|every|per|another|next|half)\b")
"""How 1 may be printed. 'Half' also stands for a division by 2."""


_NAMED = re.compile(
    r"\b[A-Z][a-z]+ (\d{3,}(, | and )?)+|\b(19|20)\d\d\b"
    r"|\b\d[\d.]{0,20}(?= [mb]illion)|\b\d{1,3}(,\d{3}){1,9}\b"
)
"""Numbers that are part of a name, such as `Sections 301 and 232`, years, and what no rule counts
in: `34 billion dollars`, `40,000 shells`."""

_DIGITS = re.compile(r"(?<![\w.])\d{1,7}(?:\.\d+)?(?!\w)")
"""A number; one with a point is printed where a whole number of tenths acts."""


_DICE = re.compile(r"\b(\d*)d(\d+)\b")
"""Dice as players write them: `2d6`."""

_TWO = "half|halves?|halved|twice|doubles?|doubled"
"""How 2 may be printed."""

_USUAL_DIE = "with 6 sides"
"""How a roll of such dice ends, in words; their sides need no print."""


def printed(text: str, *, is_prose: bool = False) -> tuple[list[int], bool]:
    """The numbers a text prints, each once, and whether it says 'one' in some way.

    Args:
        is_prose: It tells a story beside the rules: years and numbers of names are left out.
    """
    low = _DICE.sub(r"\1 d \2", (_NAMED.sub("", text) if is_prose else text).lower())
    found = [number_of(digits.replace(".", "")) for digits in _DIGITS.findall(low)]
    found += [number for number in spelled(low) if number]
    if re.search(rf"\b({_TWO if is_prose else f'{_TWO}|both'})\b", low):
        found.append(2)
    if re.search(r"\bthirds?\b(?! (?:time|round|quarter|year)s?\b)", low):
        found.append(3)
    return list(dict.fromkeys(sorted(found))), ONE.search(low) is not None


def acting(parts: Iterable[ir.CardIR | ir.ActionIR | ir.Expr], values: Mapping[str, int]) -> Acting:
    """Numbers that act: those that must be printed, and those that may be.

    Zero needs no print; weights of luck may be printed, as themselves or as percentages.

    Args:
        values: What named numbers come to, by their ids.
    """
    found = Acting(values)
    for part in parts:
        if isinstance(part, ir.CardIR):
            found.card(part)
        elif isinstance(part, ir.ActionIR):
            found.act(part.act)
            found.may += [part.per_round, part.per_game]
        else:
            found.part(part)
    return found


class Acting:
    """Gathers numbers from IR.

    Args:
        values: What named numbers come to, by their ids.
        is_outer: Leaves out what hangs on an answer.
        aside: Tracks that are workings: what changes them need not be printed.

    Attributes:
        stages: Projects with the stages that are asked for, which a text may print or name.
        where: In what each number acts that must be printed: a line, or the word of an effect.
        turning: Numbers that something is compared with, each with the first at which the answer
            is another than below it: `> 5` and `>= 6` ask the same.
    """

    def __init__(
        self, values: Mapping[str, int], *, is_outer: bool = False, aside: Sequence[str] = ()
    ) -> None:
        self.values, self.is_outer, self.aside = values, is_outer, aside
        self.must: list[int] = []
        self.where: dict[int, str] = {}
        self.here = ""
        self.may: list[int] = [0, 100]
        self.stages: list[tuple[str, int]] = []
        self.turning: list[tuple[int, int]] = []

    def all(self) -> tuple[list[int], list[int]]:
        """Those that must be printed, each once, and those that may be."""
        return list(dict.fromkeys(n for n in sorted(self.must) if n)), self.may

    def card(self, card: ir.CardIR) -> None:
        printed = card.act.price if card.printed is None else card.printed
        self.act(replace(card.act, price=printed))
        self.block(card.rival_do)
        if card.response is not None:
            self.act(card.response.act)
        self.block(card.each_round)
        self.here = "stays"
        self.add(*([card.stays] if card.stays > 0 else ()))
        self.may.append(card.worth)

    def add(self, *numbers: int) -> None:
        """Numbers that must be printed, and act in what is looked at now."""
        self.must += numbers
        for number in numbers:
            self.where.setdefault(number, self.here)

    def act(self, act: ir.Ability) -> None:
        self.here = "needs"
        for clause in act.needs:
            self.part(clause.cond)
        self.here = "cost"
        for _, amount, _ in act.price:
            self.part(amount)
        self.block(act.do)

    def block(self, block: ir.Block) -> None:
        for stmt in block:
            if not (self.is_outer and isinstance(stmt, ir.Ask)):
                self.stmt(stmt)
                for part in ir.told_parts(stmt):
                    self.block(part)

    def stmt(self, stmt: ir.Stmt) -> None:
        """What a statement says itself; the blocks inside it are looked at apart."""
        self.here = _called(stmt)
        match stmt:
            case ir.Assign():
                self.assign(stmt)
            case ir.Branch(test):
                self.part(test)
            case ir.Later(wait, times):
                self.add(wait if times == 1 else times)
            case ir.Luck(rolled=ir.Rolled(said=said, numbers=numbers)):
                is_usual = said.endswith(_USUAL_DIE)
                self.add(*(abs(n) for n in numbers[: -1 if is_usual else None] if abs(n) != 1))
                self.may += numbers if is_usual else ()
            case ir.Luck(outcomes=outcomes):
                for outcome in outcomes:
                    self.may += self.of(outcome.weight)
                self.odds([o.weight.value for o in outcomes if isinstance(o.weight, ir.Const)])
            case ir.Ask(needs=needs, targets=targets):
                self.choices(targets)
                for cond in needs:
                    self.part(cond)
            case ir.Call(count=number):
                self.add(number)
            case ir.MoveProject() | ir.Reveal() | ir.Finish() | ir.Group():
                pass
            case _:
                assert_never(stmt)

    def assign(self, stmt: ir.Assign) -> None:
        """What a number is changed by; workings and flags that are set need no print."""
        is_flag = stmt.op == "=" and isinstance(stmt.value, ir.Const) and stmt.value.value == 1
        if is_flag or stmt.target.text.rpartition(".")[2] in self.aside:
            self.may += self.of(stmt.value)
        elif stmt.site.sort != "count":
            self.part(stmt.value)

    def of(self, value: ir.Expr) -> list[int]:
        """The numbers of one expression."""
        found = Acting(self.values)
        found.part(value)
        return found.must

    def choices(self, targets: ir.Targets | None) -> None:
        """How often members are chosen; once needs no print."""
        if targets is not None:
            self.may += [targets.times, targets.at_most]
            self.add(*(n for n in (targets.times, targets.at_most) if n > 1))

    def odds(self, weights: Sequence[int]) -> None:
        """Weights of luck: as they are, together, and in percent."""
        whole = sum(weights)
        self.may += [*weights, whole]
        self.may += [100 * weight // whole for weight in weights if whole]

    def part(self, part: ir.Expr | ir.Cond) -> None:
        """What an expression or a condition says."""
        match part:
            case ir.Const(is_seat=True):
                pass
            case ir.Const(value):
                self.add(abs(value))
            case ir.Read(name):
                noun, _, number = name.text.partition(".")
                if noun == "number":
                    self.add(abs(self.values[number]))
            case ir.Compare(_, (ir.Read(ir.Name(text)), ir.Const(value))) if (
                text == "game.era" or text.startswith("card.")
            ):
                self.may.append(value)  # an era has a name, and a card is played or it is not
            case ir.Compare(_, (ir.Read(ir.Name(text)), ir.Const(value))) if (
                text.startswith("project.") and text.count(".") == 1
            ):
                self.stages += [(text.partition(".")[2], value)] if value else []
            case ir.Compare((">=" | "<",), (ir.Read(), ir.Const(1))):
                self.may.append(1)  # there is some of it, or none
            case _:
                for inner in ir.operands(part):
                    self.part(inner)
                if isinstance(part, ir.Compare):
                    self.turns(part)

    def turns(self, test: ir.Compare) -> None:
        """The numbers at which a comparison turns, as they are written and the first beyond."""
        for op, other in zip(test.ops, test.args[1:], strict=False):
            self.turning += [(n, n + (op in (">", "<="))) for n in self.of(other)]


def _called(stmt: ir.Stmt) -> str:
    """A statement as its author finds it: the line, or the word that opens it."""
    match stmt:
        case ir.Assign(site=site):
            return shortened(site.text.partition(" (rolled ")[0], 60)
        case ir.Later(times=times):
            return "after" if times == 1 else "lasting"
        case ir.Branch():
            return "when"
        case ir.Luck(rolled=rolled):
            return "roll" if rolled else "chance"
        case ir.Ask(targets=targets):
            return "target" if targets else "choose"
        case _:
            return ""
