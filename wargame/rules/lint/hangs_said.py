"""What a text says hangs on a condition or comes later, where that is another change.

Only what is clear is told: changes by a number with a sign, each told once, some of them under an
`if` or put off, and some not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wargame.content.number_words import NUMBER, SPAN
from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.asking.evaluate import names_in
from wargame.rules.lint.deeds import amount_of
from wargame.rules.lint.said_amounts import SaidAmount, said_amounts
from wargame.rules.lint.spoken_names import SpokenNames
from wargame.rules.lint.stems import stems_of

_PIECE = re.compile(
    r"(?<=[.;!?:])\s+|,? (?:and|but|then),? "
    rf"(?=(?:if|when|while)\b|(?:[+\u2212-]\d+ )?(?:in|for) (?:{NUMBER}) {SPAN}\b"
    rf"|(?:{NUMBER}) {SPAN} later\b)",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|when|whenever|while|as long as|provided)\b", re.IGNORECASE)
_LATER = re.compile(
    rf"\b(?:in|for) (?:{NUMBER}) {SPAN}\b|\b{SPAN} later\b|\bnext (?:(?:{NUMBER}) )?{SPAN}\b",
    re.IGNORECASE,
)
_MAY_HANG = re.compile(
    r"\b(?:if|when\w*|while|once|unless|until|only|needs?|as long as|provided|where|who\w*|with"
    r"|without|under|over|at|from|in|is|are|has|have|than|then|so|too|also|case|likewise|as well"
    r"|thus)\b",
    re.IGNORECASE,
)
"""What may say, or carry on, that something hangs on a condition."""

_MAY_WAIT = re.compile(
    rf"\b(?:{SPAN}|later|next|then|so|too|also|after\w*|until|likewise|as well|once|again"
    r"|there)\b",
    re.IGNORECASE,
)
_ANYWAY = re.compile(
    r"\b(?:any ?way|any case|either way|always|regardless|whatever|all cases|at any rate|at once"
    r"|now|still|even)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"^\W*(?:if|when|while)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Deed:
    """A change, the names that it hangs on, and whether it comes later."""

    write: ir.Assign
    hangs: tuple[str, ...]
    is_later: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """A change, where a text tells it."""

    deed: _Deed
    said: str
    piece: str


def hung_otherwise(
    text: str, block: ir.Block, needed: Mapping[str, bool], spoken: SpokenNames
) -> Iterator[str]:
    """What a text says of another change than the rules do.

    Args:
        needed: Names that the whole act hangs on: an `if` may be about those.
    """
    deeds = _deeds(block)
    told = _told(text, deeds, spoken) if deeds else []
    if len(told) < 2:
        return
    if not needed:
        yield from _conditional(told)
    yield from _exchanged(told, spoken, needed)
    yield from _put_off(told)


def _conditional(told: list[_Told]) -> Iterator[str]:
    free, bound = _apart(told, [bool(one.deed.hangs) for one in told])
    under = [one for one in free if _IF.search(one.piece) and not _ANYWAY.search(one.piece)]
    pieces = [one.piece for one in bound]
    plain = [one for one in bound if not _MAY_HANG.search(one.piece)]
    for one in under:
        if one.piece in pieces and _LEADS.search(one.piece) and "," in one.piece:
            yield f"'{one.said}' is said under an 'if', and it hangs on nothing"
        elif plain and one.piece not in pieces:
            yield f"'{one.said}' is said under an 'if', and '{plain[0].said}' hangs on it"


def _exchanged(told: list[_Told], spoken: SpokenNames, needed: Mapping[str, bool]) -> Iterator[str]:
    """Changes under the condition of another one."""
    for one in told:
        heard = stems_of(one.piece)
        others = [
            name
            for other in told
            if other.piece != one.piece
            for name in other.deed.hangs
            if name not in (*one.deed.hangs, *needed, one.deed.write.target.text)
        ]
        is_said = any(spoken.is_told(name, heard) for name in others)
        own = one.deed.hangs and not any(spoken.is_named(name, heard) for name in one.deed.hangs)
        if own and is_said and _IF.search(one.piece):
            yield f"'{one.said}' is said under an 'if', and it hangs on something else"


def _put_off(told: list[_Told]) -> Iterator[str]:
    now, later = _apart(told, [one.deed.is_later for one in told])
    waiting = [one for one in now if _LATER.search(one.piece)]
    pieces = [one.piece for one in later]
    plain = [one for one in later if not _MAY_WAIT.search(one.piece)]
    for one in waiting:
        if plain and one.piece not in pieces:
            yield f"'{one.said}' is said to come later, and '{plain[0].said}' comes later"


def _apart(told: list[_Told], marks: list[bool]) -> tuple[list[_Told], list[_Told]]:
    pairs = list(zip(told, marks, strict=True))
    return [one for one, mark in pairs if not mark], [one for one, mark in pairs if mark]


def _told(text: str, deeds: list[_Deed], spoken: SpokenNames) -> list[_Told]:
    """Each change that one number of the text alone tells, and that tells no other."""
    tokens = [(piece, one) for piece in _PIECE.split(text) for one in said_amounts(piece)]
    tokens = [(piece, one) for piece, one in tokens if one.sign in ("+", "-")]
    fits = [[n for n, deed in enumerate(deeds) if _fits(one, deed, spoken)] for _, one in tokens]
    known = [found[0] for found in fits if len(found) == 1]
    return [
        _Told(deeds[found[0]], f"{_about(token)}{token.sign}{token.number}", piece)
        for found, (piece, token) in zip(fits, tokens, strict=True)
        if len(found) == 1 and known.count(found[0]) == 1
    ]


def _about(token: SaidAmount) -> str:
    last = re.split(r"[,;:.(]| and ", token.near)[-1].strip()
    return f"{last} " if last else ""


def _fits(token: SaidAmount, deed: _Deed, spoken: SpokenNames) -> bool:
    is_like = (token.sign == "+") == (deed.write.op == "+=") and deed.write.op != "="
    is_much = amount_of(deed.write) == token.number
    last = stems_of(_about(token)) or spoken.context(token)
    is_named = not spoken.means(last) or spoken.is_named(deed.write.target.text, last)
    return is_like and is_much and is_named


def _deeds(block: ir.Block, hangs: tuple[str, ...] = (), *, is_later: bool = False) -> list[_Deed]:
    """The changes of a block; none where luck or a seat decides, or something else comes if not."""
    found: list[_Deed] = []
    for stmt in block:
        match stmt:
            case ir.Assign():
                found.append(_Deed(stmt, hangs, is_later))
                continue
            case ir.Branch(test, then, ()):
                inner = _deeds(then, (*hangs, *_names(test)), is_later=is_later)
            case ir.Later(body=body):
                inner = _deeds(body, hangs, is_later=True)
            case ir.Group(body=body):
                inner = _deeds(body, hangs, is_later=is_later)
            case ir.Luck() | ir.Ask() | ir.Branch():
                return []
            case _:
                continue
        if not inner:
            return []
        found += inner
    return found


def _names(cond: ir.Cond) -> tuple[str, ...]:
    return tuple(name.text for name in names_in(cond))
