"""Where the points of a game came from, as a waterfall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, fit, width
from wargame.table.words.rows import BETTER, DIM, WORSE, Row, Span

if TYPE_CHECKING:
    from wargame.table.told.account.objects import Waterfall

FEWEST = 10
"""Cells of the bars, at least."""
FIGURE = 5
"""Cells of what a source changed, and of the total, at least."""
SHOWN = 8
"""Sources with a line of their own."""


def fall_rows(scene: Scene, fall: Waterfall, cells: int, pad: str = "") -> list[Row]:
    """Where a total came from: each source begins where the one before it ended.

    What was there at the start comes before all; then what went its way, the largest before the
    rest.
    """
    way = -1 if fall.end < fall.start else 1
    shown = sorted(fall.sources[:SHOWN], key=lambda one: -way * one.change)
    parts = [(one.title, one.change) for one in shown]
    rest = [one.change for one in fall.sources[SHOWN:]]
    if rest:
        parts.append((f"{len(rest)} more", sum(rest)))
    if fall.start:
        parts.insert(0, ("At the start", fall.start))
    longest = max((width(title) for title, _ in parts), default=0)
    room = cells - width(pad)
    totals = [0]
    for _, change in parts:
        totals.append(totals[-1] + change)
    said = [
        (_share(scene, fall, change), _share(scene, fall, total, ""))
        for (_, change), total in zip(parts, totals[1:], strict=True)
    ]
    figure = max([FIGURE, *(width(one) for both in said for one in both)])
    title = min(longest + 1, max(12, room - FEWEST - 2 * figure - 4))
    wide = max(FEWEST, min(50, room - title - 2 * figure - 4))
    low, high = min(0, *totals), max(0, *totals)
    found = []
    for (name, change), before, (share, total) in zip(parts, totals, said, strict=False):
        role = _side_role(scene, fall, change)
        bar = _bar(scene, before, before + change, low, high, wide)
        line = (
            Span(f"{pad}{fit(clip(name, title), title)}"),
            Span(fit(share, figure, right=True), role),
            Span(f" {bar} ", role),
            Span(fit(total, figure, right=True), DIM),
        )
        found.append(Row((line,)))
    return found


def _side_role(scene: Scene, fall: Waterfall, change: int) -> str:
    if fall.seat:
        return BETTER if change > 0 else WORSE
    if not change:
        return DIM
    return list(scene.signs.values())[change < 0].role


def _share(scene: Scene, fall: Waterfall, value: int, sign: str = "+") -> str:
    """Points of a seat; of a lead whose it is, and how much."""
    if fall.seat or not value:
        return f"{value:{sign}d}"
    return f"{list(scene.signs.values())[value < 0].glyph}{abs(value)}"


def _bar(scene: Scene, before: int, after: int, low: int, high: int, wide: int) -> str:
    """A bar from one total to the next on the scale of all of them."""
    span = max(1, high - low)
    ends = sorted((before - low, after - low))
    start = min(wide - 1, ends[0] * wide // span)
    stop = max(start + 1, -(-ends[1] * wide // span))
    return " " * start + scene.glyphs.full * (stop - start) + " " * (wide - stop)
