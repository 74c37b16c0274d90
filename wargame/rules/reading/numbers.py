"""Numbers as they are printed, and numbers as they act: for the lint that compares them.

>>> printed("Pay 2 capital. Two rounds later trust falls by three.")
([2, 3], False)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from wargame.rules import ir

WORDS = {
    word: number
    for number, word in enumerate(
        (
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ),
        start=1,
    )
}
"""Numbers that may be printed as words."""

ONE = re.compile(r"\b(1|a|an|one|once|each|every|per|another|next|half)\b")
"""How 1 may be printed. 'Half' also stands for a division by 2."""


def printed(text: str) -> tuple[list[int], bool]:
    """The numbers a text prints, each once, and whether it says 'one' in some way."""
    low = text.lower()
    found = [int(digits) for digits in re.findall(r"(?<![\w.])\d{1,7}(?!\w)", low)]
    found += [WORDS[word] for word in re.findall(r"[a-z]+", low) if word in WORDS]
    if re.search(r"\b(half|twice|both|doubles?)\b", low):
        found.append(2)
    return list(dict.fromkeys(sorted(found))), ONE.search(low) is not None


def acting(parts: Iterable[Any]) -> tuple[list[int], list[int]]:
    """Numbers that act: those that must be printed, and those that may be.

    Zero needs no print; weights of luck may be printed, as themselves or as percentages.
    """
    must: list[int] = []
    may: list[int] = [0, 100]
    for part in parts:
        _gather(part, must, may)
    return list(dict.fromkeys(n for n in sorted(must) if n)), may


def _gather(part: Any, must: list[int], may: list[int]) -> None:
    match part:
        case ir.Const(value):
            must.append(abs(value))
        case ir.CardIR(act=act, worth=worth, rival_do=rival_do):
            _gather(act, must, may)
            _gather(rival_do, must, may)
            may.append(worth)
        case ir.Act(needs, price, do):
            for clause in needs:
                _gather(clause.cond, must, may)
            for _, amount, _ in price:
                _gather(amount, must, may)
            _gather(do, must, may)
        case tuple():
            for inner in part:
                _gather(inner, must, may)
        case _:
            _gather_more(part, must, may)


def _gather_more(part: Any, must: list[int], may: list[int]) -> None:
    match part:
        case ir.Assign(value=value):
            _gather(value, must, may)
        case ir.Branch(test, then, other):
            _gather((test, then, other), must, may)
        case ir.Later(wait, times, body):
            must.append(wait if times == 1 else times)
            _gather(body, must, may)
        case ir.Luck(_, _, outcomes):
            weights = [w.weight.value for w in outcomes if isinstance(w.weight, ir.Const)]
            may += weights
            may += [100 * weight // sum(weights) for weight in weights if sum(weights)]
            may.append(sum(weights))
            _gather(tuple(outcome.body for outcome in outcomes), must, may)
        case ir.Ask(options=options):
            _gather(tuple((o.needs, o.body) for o in options), must, may)
        case ir.Cards(count=count):
            must.append(count)
        case ir.PauseMeasure(rounds=rounds):
            must.append(rounds)
        case ir.Op(_, args) | ir.Compare(_, args) | ir.Logic(_, args):
            _gather(args, must, may)
        case ir.Pick(index, values):
            _gather((index, values), must, may)
        case ir.IfElse(test, then, other):
            _gather((test, then, other), must, may)
        case ir.Not(arg):
            _gather(arg, must, may)
