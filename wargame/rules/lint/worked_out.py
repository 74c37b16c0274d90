"""Amounts that are worked out: which way a text says they go, whose they are, and what is counted.

`Fame +1 per 3 of the crowd` says that fame rises, by one for three, and of whose crowd. Told is
what arithmetic is sure to do otherwise: a value that may be on either side of 0 goes either way,
and of a sum nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wargame.content.number_words import NUMBER, number_of
from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.asking.evaluate import names_in
from wargame.rules.lint.deeds import is_worked_out
from wargame.rules.lint.misread import Misreader, spoken_title, told_way
from wargame.rules.lint.patterns import BETWEEN, FAR
from wargame.rules.lint.spoken_names import SpokenNames
from wargame.rules.lint.stems import stems_of

_AMOUNT = re.compile(
    r"(?<![\w.])(?P<sign>[+\u2212-])?\d+(?![\w.]*\d)"
    r"|(?:(?<!\w)(?P<apart>[+\u2212-]) )?"
    r"\b(?:half|twice|double|(?P<so>(?:so|as) (?:much|many))|what|an?|one|your|its|their)\b",
    re.IGNORECASE,
)
"""What may be an amount: a number, a share, or whatever is counted."""

_LAST = re.compile(r"[,;:(]| and | but | then ")
_COUNT = r"\b(?:per|for (?:each|every))\b"
_COUNTED = re.compile(_COUNT, re.IGNORECASE)
_CUT = re.compile(rf"{_COUNT}|[,;:.(]| (?:and|but|if|to|from) ", re.IGNORECASE)

_ADDED = re.compile(r"\b(?:adds?|takes?) $", re.IGNORECASE)
_TO = re.compile(r"^[^,;:.]*?\b(?:to|from) (?P<what>[^,;:.]*)", re.IGNORECASE)
"""What is changed is named behind the amount: `add half your fleet to fame`."""

_ROLLED = re.compile(r"\b(?:roll\w*|dic?e|points?)\b", re.IGNORECASE)

_BEFORE = re.compile(
    rf"(?<![\w.+\u2212-])(?:[+\u2212-])?(?P<times>{NUMBER})[^,.;:\d]{{0,40}}?{_COUNT}"
    rf"(?: full)?(?: (?P<by>{NUMBER}))?(?P<unit> [^,.;:]*)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"{_COUNT}(?: full)?(?: (?P<by>{NUMBER}))?(?P<unit> [^,.;:]{FAR}),"
    rf" [^,.;:\d]{FAR}[+\u2212-](?P<times>\d+)",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\b(?P<share>half|twice)(?! (?:in|an?|per|the time)\b)(?P<unit> [^,.;:]*)", re.IGNORECASE
)
_SHARES = {"half": (1, 2), "twice": (2, 1)}


def worked_out_otherwise(
    text: str, block: ir.Block, spoken: SpokenNames, reader: Misreader
) -> Iterator[str]:
    """What a text says otherwise of the amounts that a block works out."""
    writes = [stmt for stmt in ir.walk_told(block) if isinstance(stmt, ir.Assign)]
    if any(map(is_worked_out, writes)):
        for sentence in BETWEEN.split(text):
            yield from _turned(sentence, writes, spoken, reader)
            yield from _counted(sentence, writes, spoken, reader)


def way_of(write: ir.Assign) -> str:
    """Which way a change goes, `+=` or `-=`; "" where it sets a number or may go either way."""
    if write.op == "=":
        return ""
    if write.value.lo >= 0:
        return write.op
    return ir.OPPOSITE_WAY[write.op] if write.value.hi <= 0 else ""


def _turned(
    sentence: str, writes: Sequence[ir.Assign], spoken: SpokenNames, reader: Misreader
) -> Iterator[str]:
    """Amounts that are said to go the other way, or to be of the other side."""
    before = 0
    for match in _AMOUNT.finditer(sentence):
        near, behind = sentence[before : match.start()], sentence[match.end() :]
        before = match.end() if match[0][-1].isdigit() else before
        last = _LAST.split(near)[-1]
        if _COUNTED.search(last):
            continue
        heard, added = stems_of(last), _ADDED.search(last) and _TO.search(behind)
        if added:
            heard = stems_of(added["what"])
        elif not spoken.means(heard):
            heard = stems_of(_CUT.split(behind)[0])
        named = [one for one in writes if spoken.is_named(one.target.text, heard)]
        sure = [one for one in named if spoken.is_told(one.target.text, heard)]
        if not any(map(is_worked_out, sure)):
            continue
        sign, title = (
            match["sign"] or match["apart"],
            spoken_title(spoken.names, sure[0].target.text),
        )
        said = ("+=" if sign == "+" else "-=") if sign else told_way(near, behind, title)
        said = said or ("+=" if match["so"] and not last.strip() else "")
        ways = [way_of(one) for one in named]
        about = f"{last.strip()} {match[0]}".strip()
        if said and all(ways) and said not in ways:
            yield f"'{about}' is said, and it goes the other way"
        elif said:
            turned = [replace(one, op=said) for one in sure]
            yield from reader.wrong(last, behind, about, sentence, turned, ())


@dataclass(frozen=True, slots=True)
class _Rate:
    """How much is said to come for how many.

    Attributes:
        unit: What is counted, in words.
    """

    said: str
    times: int
    by: int
    unit: str


def _rates(sentence: str) -> Iterator[_Rate]:
    for pattern in (_BEFORE, _BEHIND):
        for match in pattern.finditer(sentence):
            by = number_of(match["by"]) if match["by"] else 1
            times = number_of(match["times"])
            yield _Rate(match[0].strip(), times, by, match["unit"])
    for match in _SHARED.finditer(sentence):
        times, by = _SHARES[match["share"].lower()]
        yield _Rate(match[0].strip(), times, by, match["unit"])


def _counted(
    sentence: str, writes: Sequence[ir.Assign], spoken: SpokenNames, reader: Misreader
) -> Iterator[str]:
    """What is counted of the other side, or comes to more or less for each than is said."""
    for rate in _rates(sentence):
        unit = _CUT.split(rate.unit)[0]
        values = [one.value for one in writes if is_worked_out(one)]
        counted = [value for value in values if _names(value, unit, spoken)]
        names = [name for value in counted for name in _names(value, unit, spoken)]
        owner = reader.owner(rate.unit)
        owners = [name.partition(".")[0] for name in names]
        is_each = all(map(reader.is_name_of_each, names))
        if owner and names and is_each and owner not in owners:
            yield f"'{rate.said}' is said, and the other side's is counted"
        forms = [_form(value) for value in counted]
        wrong = [form for form in forms if form and form[0] * rate.by != form[1] * rate.times]
        if wrong and len(wrong) == len(forms):
            times, by = wrong[0]
            yield f"'{rate.said}' is said, and it comes to {times} for each {by}"


def _names(value: ir.Expr, unit: str, spoken: SpokenNames) -> list[str]:
    """What a value reads, as far as words name it for sure; a roll has no title."""
    names, heard = [one.text for one in names_in(value)], stems_of(unit)
    is_rolled = _ROLLED.search(unit) is not None
    return [one for one in names if (is_rolled if one == "roll" else spoken.is_told(one, heard))]


def _form(value: ir.Expr) -> tuple[int, int] | None:
    """So much for each so many, if a value is that."""
    match value:
        case ir.Read():
            return 1, 1
        case ir.Scaled(whole):
            return _form(whole)
        case ir.Op("*", (ir.Const(times), inner)) | ir.Op("*", (inner, ir.Const(times))):
            form = _form(inner)
            return form and (times * form[0], form[1])
        case ir.Op("//", (inner, ir.Const(by))):
            form = _form(inner)
            return form and (form[0], by * form[1])
        case ir.Op("+", (inner, ir.Const())) if isinstance(inner, ir.Read):
            return 1, 1
        case ir.Op("min" | "max" | "clamp", args):
            inner_ones = [arg for arg in args if not isinstance(arg, ir.Const)]
            return _form(inner_ones[0]) if len(inner_ones) == 1 else None
        case _:
            return None
