"""The judgement of a frozen deck: eleven rows that confirm or do not, and what stands beside."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.lab.judge_object import JudgeObject, ValueRow, VerdictRow
from wargame.table.reports.blocks import Line, Paragraph, Report, paragraph

INDENT = " " * 3


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
    beside = [Line(text, "", INDENT) for text in _beside(found)]
    return (
        paragraph(*head),
        paragraph("Confirmatory"),
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
    for value in row.values:
        yield f"{value.family} {value.what}: {_told(value)}"
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
    told = f"{value.value:.2f} ({value.low:.2f} to {value.high:.2f}"
    grey = "" if value.decides else "; a control lies in the band too, so it decides nothing"
    return f"{told}; 99.5 %: {value.wide_low:.2f} to {value.wide_high:.2f}){grey}"


def _beside(found: JudgeObject) -> Iterator[str]:
    for row in found.exploratory:
        random = "nothing to count" if row.random is None else f"{row.random:.2f}"
        known = [value for value in row.rewired if value is not None]
        span = f"{min(known):.2f} to {max(known):.2f}" if known else "nothing to count"
        yield f"{row.claim:>2}: at random {random}; {len(row.rewired)} rewired decks: {span}"
        for value in row.both:
            yield f"{value.family}, games in which both count: {_told(value)}"
