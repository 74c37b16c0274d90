"""What an act does: every number with it and without it, and the difference."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from wargame.errors import first_few
from wargame.lab.arms.effects import EffectRow, TrialResult
from wargame.rules.amounts import counted
from wargame.table.reports.blocks import (
    UNTOLD,
    Line,
    Paragraph,
    Report,
    Table,
    csv_of,
    drawn_from,
    label,
    number,
    paragraph,
    span,
    table,
)
from wargame.table.reports.charts import Chart, Dot, Dots
from wargame.table.reports.programs import programs

WIDE = 20

MOST = 8
"""Acts of a class that are listed."""


def report(found: TrialResult) -> Report:
    """What was tried, then the numbers at the end, when the window closed, and the endings."""
    blocks: list[Paragraph | Table] = [_asked(found), _played(found)]
    for title, rows in _groups(found).items():
        if rows:
            blocks.append(_table(found, title, rows))
    return (
        *blocks,
        *([_notes(found)] if found.effects else []),
        *programs(found),
        paragraph(f"digest {found.digest}"),
    )


def _notes(found: TrialResult) -> Paragraph:
    """What the columns are over, and against what."""
    first, second = found.arms
    return paragraph(
        Line(
            f"effect: {first} less {second}, the mean over the pairs that part, on one luck, with"
            f" its 95 % interval. {UNTOLD} detectable: a true effect so large is told from none"
            f" nine times in ten. points: {found.points}; {_window(found).lower()}, as if the game"
            " ended there.",
            "",
            "",
        )
    )


def _window(found: TrialResult) -> str:
    return f"After {counted(found.window, 'round')}"


def charts(found: TrialResult) -> tuple[Chart, ...]:
    """Every effect with its interval, a picture for each kind of number."""
    return tuple(
        Dots(
            f"{title}: {found.arms[0]} less {found.arms[1]}",
            "effect (95 %)",
            tuple(Dot(row.what, row.effect, row.low, row.high) for row in rows),
        )
        for title, rows in _groups(found).items()
        if rows
    )


def csv_rows(found: TrialResult) -> Iterator[Sequence[object]]:
    """A head, then a row per number, with the pairs that it is over."""
    return csv_of(found.effects, pairs=found.pairs - found.dropped)


def _asked(found: TrialResult) -> Paragraph:
    deck = f"{found.deck}{':' + found.variant if found.variant else ''}"
    pairs = counted(found.pairs, "pair")
    return paragraph(f"{deck}, {pairs}, seed {found.seed}", *_arms(found))


def _arms(found: TrialResult) -> Iterator[str | Line]:
    """What the seat had to do in each arm, and who played."""
    for arm, acts in zip(found.arms, found.acts, strict=False):
        listed = [f"{act}{_times(found, count)}" for act, count in acts.items()]
        told = first_few(listed, MOST) or "act, and never could"
        yield f"{arm}: {found.seat} has to {told}"
    if found.untreated_for is not None:
        yield f"{found.arms[1]}: {found.seat} may not, {_rounds(found.untreated_for)}"
    if found.barred:
        barred = ", ".join(found.barred)
        yield f"barred to {found.seat} while the window is open: {barred}"
    yield from drawn_from(found.players)


def _times(found: TrialResult, count: int) -> str:
    played = found.pairs - found.dropped
    return f" ({count} of {played})" if count < played else ""


def _rounds(count: int) -> str:
    return f"for {count} rounds" if count > 1 else "in that round"


def _played(found: TrialResult) -> Paragraph:
    """How many pairs there are to tell of, and when their games parted."""
    parting = found.pairs - found.dropped
    parts = "parts" if parting == 1 else "part"
    lines = [f"{counted(parting, 'pair')} {parts} at the act, {found.dropped or 'none'} dropped"]
    lines[0] += ": it was open in no round that counts" * bool(found.dropped)
    if found.rounds:
        parted = ", ".join(f"{round_} ({count})" for round_, count in found.rounds.items())
        lines.append(f"in round: {parted}")
    if found.unreached:
        lines.append(_counting(found.unreached, "fell short of {} level"))
    if found.cut_short:
        lines.append(_counting(found.cut_short, "ended before the window closed"))
    return paragraph(*lines)


def _counting(pairs: int, what: str) -> str:
    """What befell pairs that count all the same."""
    whose, who = ("its", "it counts") if pairs == 1 else ("their", "they count")
    return f"{pairs} {what.format(whose)}; {who}"


def _groups(found: TrialResult) -> Mapping[str, list[EffectRow]]:
    """The rows by what is told of them; endings that never came are left out."""
    window = _window(found)
    groups: dict[str, list[EffectRow]] = {
        "At the end of the game": [],
        window: [],
        "Endings, in percent of games": [],
    }
    for row in found.effects:
        if row.kind == "ending":
            if row.first or row.second:
                groups["Endings, in percent of games"].append(row)
        else:
            groups["At the end of the game" if row.when == "end" else window].append(row)
    return groups


def _table(found: TrialResult, title: str, rows: list[EffectRow]) -> Table:
    columns = [
        label(title, WIDE),
        *(number(arm, 9, gap=2) for arm in found.arms),
        number("effect", 8, gap=2),
        number("95 %", 18, gap=2),
        number("detectable", 10, gap=2),
    ]
    cells = [
        (
            row.what,
            f"{row.first:z.1f}",
            f"{row.second:z.1f}",
            f"{row.effect:+z.1f}",
            span(row.low, row.high, "+z.1f"),
            f"{row.detectable:z.1f}" if math.isfinite(row.detectable) else "·",
        )
        for row in rows
    ]
    return table(columns, cells)
