"""The round, the lead and the clock for a projector: in large figures, or in a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.table.panes.large import large_rows
from wargame.table.words.big import big
from wargame.table.words.gate import clip, fit
from wargame.table.words.glyphs import ASCII, Glyphs
from wargame.table.words.public import NOBODY_S, PublicTable, clock_said
from wargame.table.words.rows import ALERT, DIM, FIRST, SECOND, STRONG, WORSE, Row, Span

SOON_S = 120
"""Seconds left from which on the clock warns."""


def figure_parts(table: PublicTable, left_s: int | None) -> list[tuple[str, str, str]]:
    """The round, the lead and the clock: figures, label and role."""
    figures = f"{table.round}/{table.rounds}" if table.round else "0"
    parts: list[tuple[str, str, str]] = [(figures, "Round", STRONG)]
    if table.ahead:
        leader = int(table.ahead < 0)
        role = (FIRST, SECOND)[leader]
        parts.append((f"+{abs(table.ahead)}", f"{table.seats[leader]} leads", role))
    elif table.lead:
        parts.append(("0", table.lead.removesuffix("."), STRONG))
    if left_s is not None:
        label = table.clock.label if table.clock is not None else ""
        stands = " (stopped)" if table.clock is not None and not table.clock.is_running else ""
        role = WORSE if left_s < 0 else ALERT if left_s < SOON_S else STRONG
        parts.append((clock_said(left_s), f"{label or 'Time left'}{stands}", role))
    return parts


def parts_in_a_line(parts: Sequence[tuple[str, str, str]], cells: int) -> Row:
    """What is in large figures elsewhere, where a page needs their room; a lead of 0 is level."""
    said = [
        label if figure == "0" or figure in label else f"{label} {figure}"
        for figure, label, _ in parts
    ]
    return Row(((Span(f" {clip('   '.join(said), cells - 1)}", STRONG),),))


def observed_notice(table: PublicTable, cells: int) -> Iterator[Row]:
    """What everybody has to know now, such as that play stands still."""
    if table.notice:
        yield Row(((Span(f" {clip(table.notice, cells - 1)}", ALERT),),))


def observed_figures(
    table: PublicTable, left_s: int | None, glyphs: Glyphs, cells: int
) -> Iterator[Row]:
    """The round, the lead and the clock in large figures, each with its label; then who has won."""
    parts = figure_parts(table, left_s)
    won = _who_won(table, glyphs, cells)
    if won:
        yield from (*won, parts_in_a_line(parts, cells), *observed_notice(table, cells))
        return
    share = cells // len(parts)
    drawn = [big(text, is_ascii=glyphs is ASCII) for text, _, _ in parts]
    for y in range(max(map(len, drawn))):
        spans = [
            Span(fit(f" {figure[y]}", share), role)
            for figure, (_, _, role) in zip(drawn, parts, strict=True)
        ]
        yield Row((tuple(spans),))
    yield Row((tuple(Span(fit(f" {label}", share), DIM) for _, label, _ in parts),))
    yield from observed_notice(table, cells)


def _who_won(table: PublicTable, glyphs: Glyphs, cells: int) -> list[Row]:
    """Who has won, in large letters; nothing of what never was, or where they have no room."""
    if table.winner is None or table.what_if:
        return []
    if table.winner == NOBODY_S:
        return large_rows([("Nobody wins", ALERT)], cells, glyphs)
    role = (FIRST, SECOND)[table.winner]
    return large_rows([(f"{table.seats[table.winner]} wins", role)], cells, glyphs)
