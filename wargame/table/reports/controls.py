"""Which claims show where they have nothing to stand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from wargame.lab.controls import ControlFound, ControlsObject
from wargame.rules.amounts import counted
from wargame.table.reports.blocks import Column, Line, Report, csv_of, label, paragraph, table

COLUMNS = ("random", "blank", "swapped", "mapped", "rewired", "detectable")
"""A criterion that is met speaks against the claim in all of them but `mapped`."""


EFFECTS = (
    "Each number is an effect: what the claim counts with its mechanism less without it, in the"
    " direction claimed, on the same luck, ± its standard error, and in brackets in how many games"
    " or pairs there was something to count; * where the criterion is met: p is 0.05 or less,"
    " one-sided, for an effect above what is asked and for every level. Everywhere but in mapped"
    " that speaks against the claim. Games are played at a table that names no winner."
)
WHERE = (
    "random: players at random, on the deck itself. All others are games between doctrines. blank:"
    " no card does anything. swapped: rules read other measures than they name. mapped: the same,"
    " and the role map is permuted as the labels are, so here it should be met. rewired: effects"
    " are dealt anew: on how many decks it is met, and the least, median and largest effect."
)
DETECTABLE = (
    "detectable: by how much a true effect must exceed what is asked to be found nine times in ten"
    " at 0.025/11; the median over controls in which games differ."
)


def report(found: ControlsObject) -> Report:
    """A row for each claim: the effect on each control, and a star where the criterion is met."""
    claims = dict.fromkeys((row.claim, row.title, _asked(row)) for row in found.rows)
    hashes = f"deck {found.deck_hash[:8]}, rules {found.rules_hash[:8]}"
    head = f"{found.deck}: {counted(found.games, 'game')} a cell, seed {found.seed}; {hashes}"
    wide = max((len(title) + 3 for _, title, _ in claims), default=0)
    columns = [label("claim", wide), *(Column(name, gap=2) for name in ("asked", *COLUMNS))]
    rows = [
        [f"{number:>2} {title}", asked, *_cells([row for row in found.rows if row.claim == number])]
        for number, title, asked in claims
    ]
    notes = [EFFECTS, WHERE, DETECTABLE]
    if found.left_out:
        notes.append(f"No dial for claims {', '.join(map(str, found.left_out))}.")
    told = paragraph(*(Line(note, "", "") for note in notes))
    return (paragraph(head), table(columns, rows), told)


def _asked(row: ControlFound) -> str:
    """Beyond what an effect has to be, and in what all effects of the claim are told."""
    return f"above {row.smallest:g} {row.unit}"


def csv_rows(found: ControlsObject) -> Iterator[Sequence[object]]:
    """A head, then a row per claim and control, with the games of a cell."""
    return csv_of(found.rows, games=found.games)


def line(row: ControlFound) -> str:
    """A row while the run goes on."""
    effect = "nothing to count"
    if row.effect is not None:
        effect = (
            f"effect {row.effect:.2f}{_error(row, 2)} {row.unit}, n {row.counting}, p {row.p:.3f}"
        )
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
    return f"{row.effect:.1f}{_error(row, 1)} ({row.counting}){' *' if row.is_met else ''}"


def _error(row: ControlFound, places: int) -> str:
    """Its standard error; nothing where one game alone had something to count."""
    return f" ± {row.error:.{places}f}" if row.counting > 1 else ""
