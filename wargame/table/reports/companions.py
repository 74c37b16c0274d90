"""What the registration prints beside its claims: a value, its interval and what was counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from wargame.lab.companion_rows import CompanionRow
from wargame.lab.companions import CompanionsObject
from wargame.lab.judge.claims_table import POINTS
from wargame.rules.amounts import counted
from wargame.table.reports.blocks import (
    Block,
    Column,
    Line,
    Report,
    brackets,
    csv_of,
    label,
    listed,
    paragraph,
    table,
    within,
)

WHOSE: Final = {"D": "between doctrines", "S": "players that look ahead", "U": "at random"}
"""In words, whose games these are."""

IN_PERCENT: Final = ("percent", POINTS)
"""Units of which one place tells enough."""

HOW: Final = (
    "counted: how many of or in how many, all games together, and less what is taken away. n: games"
    " or pairs with something to count, where something is taken away on the side with fewer, of"
    " those played. All are played at random, at a table that names no winner."
)
BESIDE: Final = "This stands beside the registered claims and decides nothing."


def report(found: CompanionsObject) -> Report:
    """The companions that were counted, what each of them tells, and those that nothing counts."""
    hashes = f"deck {found.deck_hash[:8]}, rules {found.rules_hash[:8]}"
    head = f"{found.deck}: {counted(found.games, 'game')} each, seed {found.seed}; {hashes}"
    known = [row for row in found.rows if not row.uncounted]
    return (
        paragraph(head),
        *_told(known),
        listed("Not counted", [Line(_why(row)) for row in found.rows if row.uncounted]),
        paragraph(*(Line(text, "", "   ") for text in found.roles)),
        paragraph(brackets("games or pairs", HOW), Line(BESIDE, "", "")),
    )


def _told(rows: Sequence[CompanionRow]) -> Iterator[Block]:
    if rows:
        columns = [label("beside", 0), *(Column(name, gap=2) for name in ("value", "counted", "n"))]
        yield table(columns, [(row.name, _value(row), _counted(row), _n(row)) for row in rows])
        yield listed("What they are", [Line(_what(row)) for row in rows])


def lines(rows: Sequence[CompanionRow]) -> Iterator[str]:
    """Each companion of a judged claim in a line, family by family."""
    for row in rows:
        if row.uncounted:
            yield _why(row)
        else:
            told = f"{_value(row)}, {_counted(row)}, n {_n(row)}"
            yield f"{_what(row)}; {WHOSE[row.family]} {told}"


def csv_rows(found: CompanionsObject) -> Iterator[Sequence[object]]:
    """A head, then a row per companion, with the games of each."""
    return csv_of(found.rows, games=found.games)


def _what(row: CompanionRow) -> str:
    return f"{row.name}, in {row.unit}: {row.what}"


def _why(row: CompanionRow) -> str:
    return f"{row.name}, {row.what}: not counted, for {row.uncounted}"


def _value(row: CompanionRow) -> str:
    if row.value is None or row.low is None or row.high is None:
        return "nothing to count"
    places = 1 if row.unit in IN_PERCENT else 2
    return within(row.value, row.low, row.high, f"{'+' * (len(row.over) > 1)}z.{places}f")


def _counted(row: CompanionRow) -> str:
    link = "of" if row.unit in IN_PERCENT else "in"
    ratios = zip(row.parts, row.over, strict=True)
    return " less ".join(f"{part:,} {link} {whole:,}" for part, whole in ratios)


def _n(row: CompanionRow) -> str:
    return f"{row.seeds:,} of {row.played:,}"
