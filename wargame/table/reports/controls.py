"""Which claims show where they have nothing to stand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from wargame.lab.controls import ControlFound, ControlsObject
from wargame.lab.stats.estimate import around
from wargame.rules.amounts import counted
from wargame.table.reports.blocks import (
    Column,
    Line,
    Report,
    csv_of,
    label,
    number,
    paragraph,
    table,
)
from wargame.table.reports.charts import Chart, Dot, Dots
from wargame.table.words.wrap import wrapped

ALONE = ("random", "blank", "swapped", "mapped")
"""Controls of one row each. A criterion that is met speaks against the claim in all of them, and on
rewired decks, but not in `mapped`."""

REWIRED = ("rewired", "least", "median", "largest")

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
    " are dealt anew: on how many decks it is met, and the least, median and largest effect there."
)
DETECTABLE = (
    "detectable: by how much a true effect must exceed what is asked to be found nine times in ten"
    " at 0.025/11; the median over controls in which games differ."
)


def report(found: ControlsObject) -> Report:
    """The claims, then the effect on each control, with a star where the criterion is met."""
    claims = {
        row.claim: [one for one in found.rows if one.claim == row.claim] for row in found.rows
    }
    hashes = f"deck {found.deck_hash[:8]}, rules {found.rules_hash[:8]}"
    head = f"{found.deck}: {counted(found.games, 'game')} a cell, seed {found.seed}; {hashes}"
    asked = [(f"{one:>2} {rows[0].title}", _asked(rows[0])) for one, rows in claims.items()]
    notes = [EFFECTS, WHERE, DETECTABLE]
    if found.left_out:
        notes.append(f"No dial for claims {', '.join(map(str, found.left_out))}.")
    return (
        paragraph(head),
        table([label("claim", 0), Column("asked", gap=2)], asked),
        table(
            [label("claim", 0), *(Column(name, 16) for name in ALONE)],
            [(f"{one:>2}", *_alone(rows)) for one, rows in claims.items()],
        ),
        table(
            [label("claim", 0), *(number(name, 9) for name in REWIRED), number("detectable", 12)],
            [(f"{one:>2}", *_rewired(rows), _detectable(rows)) for one, rows in claims.items()],
        ),
        paragraph(*(Line(note, "", "") for note in notes)),
    )


def _asked(row: ControlFound) -> str:
    """Beyond what an effect has to be, and in what all effects of the claim are told."""
    return f"above {row.smallest:g} {row.unit}"


def charts(found: ControlsObject) -> tuple[Chart, ...]:
    """Each claim's effects on one scale, those that are above what is asked on what is marked."""
    numbers = {row.claim: row for row in found.rows}
    figures = [_figure(one, [row for row in found.rows if row.claim == one]) for one in numbers]
    return tuple(one for one in figures if one.dots)


def _figure(claim: int, rows: Sequence[ControlFound]) -> Dots:
    dots = [
        Dot(row.control, row.effect, *around(row.effect, row.error, row.counting))
        for row in rows
        if row.effect is not None
    ]
    least = rows[0].smallest
    most = max([least, *(dot.edges[1] for dot in dots)])
    unit = f"effect in {rows[0].unit} (95 %); marked: above {least:g}"
    return Dots(f"{claim} {rows[0].title}", unit, tuple(dots), (least, most))


def csv_rows(found: ControlsObject) -> Iterator[Sequence[object]]:
    """A head, then a row per claim and control, with the games of a cell."""
    return csv_of(found.rows, games=found.games)


def lines(row: ControlFound) -> list[str]:
    """A row while the run goes on."""
    effect = "nothing to count"
    if row.effect is not None:
        effect = (
            f"effect {row.effect:z.2f}{_error(row, 2)} {row.unit}, n {row.counting}, p {row.p:.3f}"
        )
    first = f"{row.control:>10}  {row.claim:>2} "
    told = f"{row.title}: {effect}{', met' * row.is_met}"
    return wrapped(told, first, " " * (len(first) + 2))


def _alone(rows: Sequence[ControlFound]) -> Iterator[str]:
    """What is told of each control that has one row."""
    by_name = {row.control: row for row in rows}
    for name in ALONE:
        yield _told(by_name[name]) if name in by_name else ""


def _rewired(rows: Sequence[ControlFound]) -> Iterator[str]:
    """On how many rewired decks it is met, and what effects it has on them."""
    of_it = [row for row in rows if row.control.startswith("rewired")]
    known = [row.effect for row in of_it if row.effect is not None]
    yield f"{sum(row.is_met for row in of_it)} of {len(of_it)}"
    yield from [f"{of(known):z.1f}" if known else "none" for of in (min, median, max)]


def _detectable(rows: Sequence[ControlFound]) -> str:
    known = [row.detectable for row in rows if row.error]
    return f"{median(known):z.1f}" if known else "none varies"


def _told(row: ControlFound) -> str:
    if row.effect is None:
        return "none"
    return f"{row.effect:z.1f}{_error(row, 1)} ({row.counting}){' *' if row.is_met else ''}"


def _error(row: ControlFound, places: int) -> str:
    """Its standard error; nothing where one game alone had something to count."""
    return f" ± {row.error:.{places}f}" if row.counting > 1 else ""
