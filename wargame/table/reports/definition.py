"""What of a deck's claims its rules decide before anybody plays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.lab.definition_object import ClauseRow, DefinitionObject, DefinitionRow
from wargame.rules.amounts import counted
from wargame.table.reports.blocks import Line, Paragraph, Report, paragraph

MOST = 6
"""How many places of one kind are told; the object for programs has all."""


def report(found: DefinitionObject) -> Report:
    """On which games what play shows rests, then claim by claim."""
    return (paragraph(Line(_games(found), "", "")), *(_claim(one) for one in found.claims))


def _games(found: DefinitionObject) -> str:
    told = "how often acts are open is counted"
    raised = ", and counted numbers are raised," if found.by_play else ""
    return f"{found.deck}: {told}{raised} in games at random, seed {found.seed}"


def _claim(one: DefinitionRow) -> Paragraph:
    head = Line(f"{one.title}, without {one.ablation}", f"{one.id:>2} ", "   ")
    return paragraph(head, *(Line(text, "   ", "     ") for text in _told(one)))


def _told(one: DefinitionRow) -> Iterator[str]:
    more = len(one.counts) - MOST
    counts = ", ".join(one.counts[:MOST]) + (f" and {more} more" if more > 0 else "")
    yield f"differs in {counted(len(one.changed), 'line')}, counts {counts}"
    yield from _clauses("", one.clauses)
    yield from _clauses("near, ", one.near)
    yield from _clauses("", one.neutral)
    if one.neutral:
        yield "so a neutral run is due: the claim is judged again, all points blind to these levels"
    if one.least_open:
        yield f"least open of what is counted: {one.least_open}; under 20 % it were no choice"
    if one.silenced:
        yield f"weights of doctrines that name what is counted, set to 0: {len(one.silenced)}"
    if one.listed:
        yield f"other payments with a counted act: {len(one.listed)}"
    if not (one.clauses or one.near or one.neutral):
        yield "the rules leave it to play"


def _clauses(word: str, rows: Sequence[ClauseRow]) -> Iterator[str]:
    for row in rows[:MOST]:
        yield f"{word}{row.clause}: {row.place}: {row.text}"
    if len(rows) > MOST:
        yield f"{word}and {len(rows) - MOST} more"
