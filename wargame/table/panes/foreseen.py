"""What an action would do: its price, what happens at once, later, and by luck."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.asking.preview import Change, Effects, Preview
from wargame.table.panes.logs import moved
from wargame.table.told.news import without_echoes
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip
from wargame.table.words.rows import DIM, STRONG, Line, Row, Span, text_row
from wargame.table.words.wrap import rounds


def preview_rows(scene: Scene, found: Preview, cells: int) -> list[Row]:
    """Price, what happens at once, later and by luck; a number per line."""
    rows: list[Row] = []
    if found.price:
        rows.append(Row(tuple(_moves(scene, found.price, cells, "pay "))))
    if found.if_accepted:
        rows.append(text_row("If the rival accepts:", cells, DIM))
    effects = effect_rows(scene, found.effects, cells, 0)
    return rows + (effects or [text_row("Nothing changes at once.", cells, DIM)])


def effect_rows(scene: Scene, effects: Effects, cells: int, depth: int) -> list[Row]:
    """Effects; what hangs on luck further in."""
    pad = "  " * depth
    rows = [Row((line,)) for line in _moves(scene, _netted(effects.changes), cells, f"{pad}")]
    for promise in effects.promises:
        times = f", {rounds(promise.times)} in a row" if promise.times > 1 else ""
        rows.append(text_row(f"In {rounds(promise.in_rounds)}{times}:", cells, DIM, pad, pad))
        if promise.changes:
            rows += [Row((line,)) for line in _moves(scene, promise.changes, cells, f"{pad}  ")]
        else:
            rows += [text_row(word, cells, "", f"{pad}  ", f"{pad}  ") for word in promise.words]
    for odds in effects.odds:
        pct = 100 * odds.weight // odds.total
        said = f"{pct} % ({odds.weight} in {odds.total}): {odds.title}"
        rows.append(text_row(said, cells, STRONG, pad, f"{pad}  "))
        rows += effect_rows(scene, odds.then, cells, depth + 1)
    if effects.question:
        rows.append(text_row(f"Then: {effects.question}", cells, "", pad, f"{pad}  "))
    return rows


def _netted(changes: Iterable[Change]) -> list[Change]:
    """One change per number, from first to last; what is not for people's eyes left out."""
    found: dict[str, Change] = {}
    for one in changes:
        if one.name.endswith((".age", ".working")) or one.name.startswith("game."):
            continue
        first = found.get(one.name)
        old = first.old if first else one.old
        found[one.name] = Change(one.name, one.title, old, one.new, one.wanted, one.cause)
    return without_echoes(list(found.values()))


def _moves(scene: Scene, changes: Iterable[Change], cells: int, pad: str) -> list[Line]:
    lines: list[Line] = []
    for one in changes:
        lines.append(moved(scene, one.name, one.old, one.new, cells, pad))
        if one.wanted != one.new:
            lines.append(
                (Span(clip(f"{pad}  (stopped at {one.new}; wanted {one.wanted})", cells), DIM),)
            )
    return lines
