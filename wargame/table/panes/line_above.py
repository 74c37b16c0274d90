"""The line above a table: scores, and the numbers that are always in sight."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from wargame.table.panes.instrument_line import alarm, bar
from wargame.table.panes.tracks import change_spans
from wargame.table.told.instruments import Instrument, gauges
from wargame.table.told.scene import Scene
from wargame.table.words.rows import DIM, STRONG, Line, Span, cut_line, line_width

LEAST = 2
"""The form of a number in the line above that tells least: its value alone."""


def headline(scene: Scene, cells: int) -> Line:
    """Scores with par where they count, then the numbers that are always in sight.

    All of them are there; of the first ones more is told, as far as there is room.
    """
    scored = _scores(scene) if scene.view.match_end is None else []
    shown = gauges(scene)
    forms = [LEAST] * len(shown)

    def line() -> Line:
        told = (_gauge(scene, one, form) for one, form in zip(shown, forms, strict=True))
        return _joined([part for part in (scored, *told) if part])

    for form in range(LEAST - 1, -1, -1):
        for place in range(len(shown)):
            before, forms[place] = forms[place], form
            if line_width(line()) > cells:
                forms[place] = before
    spans = cut_line(line(), cells)
    return (*spans, Span(" " * max(0, cells - line_width(spans))))


def _joined(parts: Sequence[Sequence[Span]]) -> Line:
    return tuple(chain.from_iterable((Span("  " if n else " "), *p) for n, p in enumerate(parts)))


def _scores(scene: Scene) -> list[Span]:
    """Both scores, each with the par that it is measured by."""
    found: list[Span] = []
    for seat in (scene.me, scene.rival):
        found.append(Span(f"{'  ' if found else ''}{scene.mark(seat)} ", scene.role(seat)))
        found.append(Span(f"{scene.by_name[f'{seat}.score'].value}", STRONG))
        if par := scene.par(seat):
            found.append(Span(f" of par {par}", DIM))
    return found


def _gauge(scene: Scene, one: Instrument, form: int) -> list[Span]:
    """A number in the line above: the narrower the form, the less of it."""
    marker = one.marker
    spans = [
        Span(f"{one.title} "),
        Span(f"{marker.number}{marker.unit if marker.unit == '%' else ''}", alarm(one, STRONG)),
    ]
    change = change_spans(scene, marker)[0]
    spans += [Span(change.text.rstrip(), change.role)] if change.text.strip() else []
    if form == 0 and not marker.is_hidden:
        spans.append(Span(f" {bar(scene, one)}", DIM))
    if form < LEAST:
        spans.append(Span(f" {one.word}".rstrip(), alarm(one, DIM)))
    return spans
