"""Which claims show where they have nothing to stand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from wargame.lab.controls import ControlFound, ControlsObject
from wargame.rules.amounts import counted
from wargame.table.reports.blocks import Column, Report, label, paragraph, table

COLUMNS = ("random", "blank", "swapped", "mapped", "rewired", "detectable")
"""A criterion that is met speaks against the claim in all of them but `mapped`."""


def report(found: ControlsObject) -> Report:
    """A row for each claim: the effect on each control, and a star where the criterion is met."""
    claims = dict.fromkeys((row.claim, row.title) for row in found.rows)
    hashes = f"deck {found.deck_hash[:8]}, rules {found.rules_hash[:8]}"
    head = f"{found.deck}: {counted(found.games, 'game')} a cell, seed {found.seed}; {hashes}"
    columns = [label("claim", 44), *(Column(name, gap=2) for name in COLUMNS)]
    rows = [
        [f"{number:>2} {title}", *_cells([row for row in found.rows if row.claim == number])]
        for number, title in claims
    ]
    notes = [
        "The effect against the ablation, and in brackets in how many games or pairs there was",
        "something to count; * where the criterion is met, at 0.05.",
        "rewired: on how many decks it is met, and the least, median and largest effect.",
        "mapped: the role map is permuted as the labels are, so here it should be met.",
        "detectable: by how much a true effect must exceed the smallest of interest to be found",
        "nine times in ten at 0.025/11; the median over controls in which games differ.",
    ]
    if found.left_out:
        notes.append(f"No dial for claims {', '.join(map(str, found.left_out))}.")
    return (paragraph(head), table(columns, rows), paragraph(*notes))


def line(row: ControlFound) -> str:
    """A row while the run goes on."""
    effect = "nothing to count"
    if row.effect is not None:
        effect = f"effect {row.effect:.2f} ± {row.error:.2f}, n {row.counting}, p {row.p:.3f}"
    return f"{row.control:>10}  {row.claim:>2} {row.title}: {effect}{', met' * row.is_met}"


def _cells(rows: Sequence[ControlFound]) -> Iterator[str]:
    for name in COLUMNS:
        of_it = [row for row in rows if row.control.partition(" ")[0] == name]
        if name == "detectable":
            known = [row.detectable for row in rows if row.error]
            yield f"{median(known):.1f}" if known else "none varies"
        elif name == "rewired":
            known = [row.effect for row in of_it if row.effect is not None]
            span = f": {min(known):.1f}, {median(known):.1f}, {max(known):.1f}" if known else ""
            yield f"{sum(row.is_met for row in of_it)} of {len(of_it)}{span}"
        else:
            yield _told(of_it[0]) if of_it else ""


def _told(row: ControlFound) -> str:
    if row.effect is None:
        return "none"
    return f"{row.effect:.1f} ± {row.error:.1f} ({row.counting}){' *' if row.is_met else ''}"
