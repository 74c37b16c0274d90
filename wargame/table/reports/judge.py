"""The judgement of a frozen deck: eleven rows that confirm or do not, and what stands beside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median

from wargame.lab.judge.claims_table import CLAIMS
from wargame.lab.judge.in_words import expected_of
from wargame.lab.judge_object import BesideEffect, JudgeObject, ValueRow, VerdictRow
from wargame.table.reports import companions
from wargame.table.reports.blocks import Line, Paragraph, Report, paragraph, span

INDENT = " " * 3

HOW = (
    "D: between doctrines. S: between players that look ahead. n: games or pairs with something to"
    " count, of those played; over: what each ratio is of, with the mechanism first."
)
BESIDE = (
    "None of this decides anything. ± is a standard error. Detectable: by how much the true effect"
    " must exceed the smallest of interest to be found nine times in ten at 0.025/11."
)


ALIKE = "no game differs"
"""Instead of what is detectable: of games that all agree the spread is not known, and not 0."""


def report(found: JudgeObject) -> Report:
    """The head, the confirmatory rows, and apart from them the exploratory ones."""
    head = [
        f"{found.deck}, judged version {found.version}",
        f"freeze {found.freeze}",
        f"master seed {found.master_seed}",
        f"looks before freezing: {found.looks}; deviations: {found.deviations}",
    ]
    if found.changed or found.red:
        return (paragraph(*head), paragraph(*_red(found)))
    beside = [Line(text, "", INDENT) for text in (BESIDE, *_beside(found))]
    return (
        paragraph(*head),
        paragraph("Confirmatory", Line(HOW, "", INDENT)),
        *(_claim(row) for row in found.confirmatory),
        paragraph("Exploratory", *beside),
    )


def _red(found: JudgeObject) -> Iterator[str]:
    for part in found.changed:
        yield f"RED: {part} is no longer as it was frozen"
    for file in found.red:
        yield f"RED: {file} is not what the manifest says"
    yield "Nothing is judged."


def _claim(row: VerdictRow) -> Paragraph:
    title = Line(f"{row.title}: {row.verdict}", f"{row.claim:>2} ", INDENT)
    return paragraph(title, *(Line(text, INDENT, INDENT + "  ") for text in _details(row)))


def _details(row: VerdictRow) -> Iterator[str]:
    yield row.reason
    yield f"p {row.p:.4g}, after Holm {row.adjusted:.4g}"
    yield f"smallest effect of interest: {row.smallest:g} {row.unit}"
    for place, words in enumerate(expected_of(CLAIMS[row.claim])):
        yield f"{f'level {place}' if place else 'effect'}: {words}"
    for value in row.values:
        yield f"{value.family} {value.what}: {_told(value)}"
    for value in row.neutral:
        yield f"{value.family} {value.what} without points for mere levels: {_told(value)}"
    for family in row.composition:
        yield f"{family}: composition: the ablation changes a denominator by half or more"
    if row.doses:
        yield f"doses: {row.doses}"
    for control in row.controls:
        passed = "as demanded" if control.is_passed else "NOT as demanded"
        yield f"control {control.name}: {control.told}, {passed}"


def _told(value: ValueRow) -> str:
    if value.value is None:
        return "nothing to count"
    near = _between(value.low, value.high)
    wide = _between(value.wide_low, value.wide_high)
    told = f"{value.value:z.2f} (95 %: {near}; 99.5 %: {wide})"
    grey = "" if value.decides else "; a control lies in the band too, so it decides nothing"
    over = " and ".join(f"{whole:,}" for whole in value.over)
    return f"{told}, n {value.seeds:,} of {value.played:,}, over {over}{grey}"


def _between(low: float | None, high: float | None) -> str:
    return span(-math.inf if low is None else low, math.inf if high is None else high, "z.2f")


def _beside(found: JudgeObject) -> Iterator[str]:
    for row in found.exploratory:
        yield f"{row.claim:>2}: at random {_effect(row.random, row.unit)}"
        yield f"{len(row.rewired)} rewired decks: {_span(row.rewired)}"
        if row.worlds:
            yield (
                f"sweep: as claimed in {row.as_claimed} of {len(row.worlds)} worlds,"
                f" {_span(row.worlds)}"
            )
        for pair in row.pairs:
            yield f"{pair.of}: {_effect(pair, row.unit)}"
        for value in row.both:
            yield f"{value.family}, games in which both count: {_told(value)}"
        yield from companions.lines(row.companions)


def _effect(one: BesideEffect, unit: str) -> str:
    if one.value is None:
        return f"nothing to count (n {one.seeds})"
    least = f"detectable {one.detectable:z.2f}" if one.error else ALIKE
    return f"{one.value:+z.2f} ± {one.error:z.2f} {unit} (n {one.seeds}, {least})"


def _span(effects: Sequence[BesideEffect]) -> str:
    """From the least to the largest, and what can be told from nothing in the median one."""
    known = sorted(one.value for one in effects if one.value is not None)
    if not known:
        return "nothing to count"
    told = [one.detectable for one in effects if one.value is not None and one.error]
    least = f"detectable {median(told):z.2f}" if told else ALIKE
    return f"{known[0]:+z.2f} to {known[-1]:+z.2f}, n {effects[0].seeds} each, {least}"
