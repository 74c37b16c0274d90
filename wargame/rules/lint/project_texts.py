"""What a project's text says that it costs, and how likely it is, against its stages.

A text may leave out what it likes. What it prints of a price or of a chance is that of a stage, of
several together, or of lapsing: a number that stands elsewhere in the project is no price. Where it
prints as many prices as there are, they stand in the order of the stages; so do stages that are
named one `then` the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from wargame.content.number_words import NUMBER, SPAN, number_of
from wargame.rules import ir
from wargame.rules.lint.stems import stems_of, telling_stems

_PAID = re.compile(rf"\b(?:pays?|costs?) ({NUMBER}) (?:capital|more)\b", re.IGNORECASE)
_TAKES = re.compile(
    rf"\btakes? (?P<work>{NUMBER}) {SPAN}\b|\bafter (?P<idle>{NUMBER}) idle {SPAN}\b", re.IGNORECASE
)
"""How long work takes, and how long nobody may work on it."""
_CLAUSE = re.compile(r"[,;:.()]")
_CHANCE = re.compile(r"\b(\d+) ?%")
_LAPSES = re.compile(r"\blaps", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;!?](?:\s|$)")
_THEN = re.compile(r"\b(?:then|afterwards|after that)\b", re.IGNORECASE)
_ANYHOW = re.compile(r"\b(?:if|once|when|unless|until|before|after(?! that\b))\b", re.IGNORECASE)
_SUCCEEDS = re.compile(r"\b(succe|fail)", re.IGNORECASE)


def costs_and_chances(text: str, row: ir.ProjectIR) -> Iterator[str]:
    """What a text says otherwise than the stages do; nothing of what is worked out in play."""
    prices, each = _prices(row), _each(row)
    paid = [(match[0], number_of(match[1])) for match in _PAID.finditer(text)]
    if prices is not None:
        priced = [price for price in each if price]
        in_order = priced if len(paid) == len(priced) > 1 else [number for _, number in paid]
        for (said, number), price in zip(paid, in_order, strict=True):
            if number not in prices or number != price:
                yield f"'{said}' is said, and the stages cost {_listed(each)}"
    for clause in _CLAUSE.split(text):
        match, chances = _CHANCE.search(clause), _chances(clause, row)
        unsure = [one for one in chances if one < 100]
        known = (*chances, *(100 - one for one in chances))
        if match and chances and number_of(match[1]) not in known:
            told = _listed(unsure or chances, "0")
            yield f"'{clause.strip()}' is said, and the chance is {told} %"


def rounds_said(text: str, row: ir.ProjectIR) -> Iterator[str]:
    """How long work is said to take, where that is how long it rests before it may lapse; and the
    other way round."""
    each = [stage.rounds for stage in row.stages]
    ends = range(len(each) + 1)
    works = [sum(each[start:end]) for end in ends for start in range(end)]
    for match in _TAKES.finditer(text) if row.lapse_after >= 0 else ():
        rests, number = [row.lapse_after], number_of(match["work"] or match["idle"])
        known, others = (works, rests) if match["work"] else (rests, works)
        if number in others and number not in known:
            told = _listed(each if match["work"] else rests)
            yield f"'{match[0]}' is said, and it comes to {told}"


def stages_in_turn(text: str, titles: Sequence[str]) -> Iterator[str]:
    """Stages that a sentence tells one after the other, and that come the other way round.

    Where it says `if`, `once`, `before` and the like, it may tell them as it likes.
    """
    own = _of_one(list(map(telling_stems, titles)))
    for sentence in _SENTENCE.split(text):
        parts = [] if _ANYHOW.search(sentence) else _THEN.split(sentence)
        told = [_named_in(part, own) for part in parts]
        if any(a and b and min(a) > max(b) for a, b in pairwise(told)):
            yield f"'{sentence.strip(' .')}' is said, and the stages come as {', '.join(titles)}"


def _of_one(stems: list[dict[str, bool]]) -> list[list[str]]:
    """The words that the title of one stage alone has."""
    known = [stem for one in stems for stem in one]
    return [[stem for stem in one if known.count(stem) == 1] for one in stems]


def _named_in(part: str, own: list[list[str]]) -> list[int]:
    """The stages that a part of a sentence names."""
    heard = stems_of(part)
    return [number for number, stems in enumerate(own) if any(stem in heard for stem in stems)]


def _prices(row: ir.ProjectIR) -> list[int] | None:
    """Every price in capital that a text may print; None where one is worked out in play."""
    each = _each(row)
    taken = [
        stmt.value
        for stage in row.stages
        for stmt in ir.walk((*stage.act.do, *row.lapse_do))
        if isinstance(stmt, ir.Assign) and stmt.target.text.endswith(".capital")
    ]
    known = [value.value for value in taken if isinstance(value, ir.Const)]
    if len(each) < len(row.stages) or len(known) < len(taken):
        return None
    ends = range(len(each) + 1)
    return [*known, *(sum(each[start:end]) for end in ends for start in range(end))]


def _each(row: ir.ProjectIR) -> list[int]:
    """What each stage costs in capital, but what is worked out in play."""
    found = []
    for stage in row.stages:
        paid = [amount for name, amount, _ in stage.act.price if name.text.endswith(".capital")]
        known = [amount.value for amount in paid if isinstance(amount, ir.Const)]
        found += [sum(known)] if len(known) == len(paid) else []
    return found


def _chances(clause: str, row: ir.ProjectIR) -> list[int]:
    """The chances that a clause may be about; none where it tells of something else."""
    is_lapse, is_success = _LAPSES.search(clause), _SUCCEEDS.search(clause)
    if bool(is_lapse) == bool(is_success):
        return []
    asked = [row.lapse_pct] if is_lapse else [stage.success_pct for stage in row.stages]
    known = [chance.value for chance in asked if isinstance(chance, ir.Const)]
    is_none = is_lapse and row.lapse_after < 0
    return [] if is_none or len(known) < len(asked) else list(dict.fromkeys(known))


def _listed(numbers: list[int], none: str = "nothing") -> str:
    return " and ".join(str(number) for number in numbers if number) or none
