"""Which claims show where they have nothing to stand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from wargame.lab.controls import ControlFound, ControlsObject
from wargame.rules.amounts import counted
from wargame.table.reports.blocks import Column, Report, label, paragraph, table

COLUMNS = ("random", "rewired", "blank", "swapped", "mapped", "detectable")
"""In each of the first four a criterion that is met speaks against the claim."""


def report(found: ControlsObject) -> Report:
    """A row for each claim: the effect on each control, and a star where the criterion is met."""
    claims = dict.fromkeys((row.claim, row.title) for row in found.rows)
    head = f"{found.deck}: {counted(found.games, 'game')} a cell, seed {found.seed}"
    columns = [label("claim", 44), *(Column(name, gap=2) for name in COLUMNS)]
    rows = [
        [f"{number:>2} {title}", *_cells([row for row in found.rows if row.claim == number])]
        for number, title in claims
    ]
    notes = [
        "The effect against the ablation; * where the criterion is met, at 0.05.",
        "rewired: on how many decks it is met, and the largest effect.",
        "mapped: the role map is permuted as the labels are, so here it should be met.",
        "detectable: by how much a true effect must exceed the smallest of interest to be found",
        "nine times in ten at 0.025/11; the median over controls.",
    ]
    if found.left_out:
        notes.append(f"No dial for claims {', '.join(map(str, found.left_out))}.")
    return (paragraph(head), table(columns, rows), paragraph(*notes))


def _cells(rows: Sequence[ControlFound]) -> Iterator[str]:
    for name in COLUMNS:
        of_it = [row for row in rows if row.control.partition(" ")[0] == name]
        if name == "detectable":
            yield f"{median(row.detectable for row in rows):.1f}"
        elif name == "rewired":
            known = [row.effect for row in of_it if row.effect is not None]
            largest = f", {max(known):.1f}" if known else ""
            yield f"{sum(row.is_met for row in of_it)} of {len(of_it)}{largest}"
        else:
            yield from (_told(row) for row in of_it)


def _told(row: ControlFound) -> str:
    effect = "none" if row.effect is None else f"{row.effect:.1f}"
    return f"{effect}{' *' if row.is_met else ''}"
