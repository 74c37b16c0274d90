"""Who a front's text says leads from a number on, and for whom it says a prize is.

Told only where a clause names one seat and asks for one number, which the other seat has to reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wargame.rules import ir
from wargame.rules.kernel import rival
from wargame.rules.lint.asked import TURNED, said_bounds
from wargame.rules.lint.branches_said import turn_of
from wargame.rules.lint.patterns import BETWEEN

_CLAUSE = re.compile(r"[,;:.()]|\band\b")

_LEADS = re.compile(r"\b(?:leads?|ahead|wins?)\b", re.IGNORECASE)

Bounds = list[tuple[int, bool]]
"""Where what is asked for turns, and whether it holds from there on."""


def leads_otherwise(
    text: str, row: ir.FrontIR, value: ir.Expr, titles: Sequence[str]
) -> Iterator[str]:
    """Clauses of a front that name a seat beside what the other one has to reach.

    Args:
        value: Who leads, above 0 the first seat.
        titles: What the seats are called, in their order.
    """
    called = [re.compile(rf"\b{re.escape(title)}\b", re.IGNORECASE) for title in titles]
    asked = [list(_bounds(cond)) for cond in row.sides] if any(map(any, row.sides)) else _of(value)
    told = [one for one in BETWEEN.split(text) if _LEADS.search(one) and not TURNED.search(one)]
    for clause in (part for one in told for part in _CLAUSE.split(one)):
        named = [seat for seat, title in enumerate(called) if title.search(clause)]
        said = list(dict.fromkeys(said_bounds(clause)))
        if len(named) == 1 and len(said) == 1 and len(asked) == len(called):
            own, other = asked[named[0]], asked[rival(named[0])]
            if said[0] in other and said[0] not in own:
                yield f"'{clause.strip()}' is said, and it happens to the other side"
    for seat, title in enumerate(titles):
        won = re.search(rf"\bwon by (?:the )?{re.escape(title)}\b", text, re.IGNORECASE)
        if won and row.prizes and not row.prizes[seat] and row.prizes[rival(seat)]:
            yield f"'{won[0]}' is said, and it happens to the other side"


def _bounds(ways: Sequence[ir.Cond | None]) -> Iterator[tuple[int, bool]]:
    """Where conditions turn that hold a number against one that is written down."""
    for cond in ways:
        for part in [] if cond is None else ir.within(cond):
            if isinstance(part, ir.Compare) and (found := turn_of(part)) is not None:
                yield found


def _of(value: ir.Expr) -> list[Bounds]:
    """The same of one expression: by seat, what makes it lead."""
    found: list[Bounds] = [[], []]
    while isinstance(value, ir.IfElse):
        turn = turn_of(value.test)
        for part, is_so in ((value.then, True), (value.other, False)):
            if turn is not None and isinstance(part, ir.Const | ir.Op) and part.lo * part.hi > 0:
                found[part.lo < 0].append((turn[0], turn[1] == is_so))
        value = value.other
    return found
