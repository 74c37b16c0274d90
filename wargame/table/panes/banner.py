"""The banner over the table: what the rival just did, in two lines, or three where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wargame.dataclass import dataclass
from wargame.table.panes.effects import moved_spans
from wargame.table.told.acts import GOOD_FOR, SHARED, TO_YOU, StagedAct, touched
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, width
from wargame.table.words.rows import DIM, STRONG, Line, Span, Target, line_width

PAD = "   "


@dataclass(frozen=True, slots=True)
class Staged:
    """One of some acts that are told one after another.

    Attributes:
        scene: What whoever looks sees.
        place: Which of the acts it is.
    """

    scene: Scene
    acts: Sequence[StagedAct]
    place: int = 0

    @property
    def next(self) -> Staged | None:
        """The one after it; None after the last."""
        is_last = self.place + 1 == len(self.acts)
        return None if is_last else replace(self, place=self.place + 1)

    @property
    def touched(self) -> frozenset[Target]:
        """What of the table it touched."""
        return touched(self.scene, self.acts[self.place].moved)

    def lines(self, cells: int) -> tuple[Line, ...]:
        """It, as the banner tells it."""
        return banner_lines(self.scene, self.acts, self.place, cells)


def banner_lines(
    scene: Scene, acts: Sequence[StagedAct], place: int, cells: int
) -> tuple[Line, ...]:
    """One of some acts: what was done, what it did to whoever looks, what it may be good for."""
    act = acts[place]
    last = place + 1 == len(acts)
    left = f"{place + 1} of {len(acts)}  " if len(acts) > 1 else ""
    how = Span(f" {left}Enter: {'on' if last else 'next'} ", DIM)
    first = _said(scene, act, cells - width(how.text))
    gap = " " * max(0, cells - line_width(first) - width(how.text))
    effects, good_for = _effects(scene, act, cells), _good_for(act)
    lines = [(*first, Span(gap), how)]
    together = line_width(effects) + width(PAD) + width(good_for)
    if effects and good_for and together <= cells:
        return (*lines, (*effects, Span(PAD), Span(good_for, DIM)))
    lines += [effects] if effects else []
    lines += [(Span(clip(f"{PAD}{good_for}", cells), DIM),)] if good_for else []
    return tuple(lines)


def _said(scene: Scene, act: StagedAct, cells: int) -> Line:
    """What was done, and what whoever did it says to that, if there is room."""
    sign = scene.signs.get(act.seat)
    mark = Span(f" {sign.glyph if sign else scene.glyphs.nobody} ", sign.role if sign else STRONG)
    text = clip(act.text, max(0, cells - width(mark.text)))
    spans = [mark, Span(text, sign.role if sign else STRONG)]
    line = f"  “{act.line}”" if act.line else ""
    if line and line_width(spans) + width(line) <= cells:
        spans.append(Span(line, DIM))
    return tuple(spans)


def _effects(scene: Scene, act: StagedAct, cells: int) -> Line:
    """The numbers that moved, those of whoever looks first, as many as fit."""
    spans: list[Span] = []
    for label, moves in ((TO_YOU, act.yours), (SHARED, act.shared)):
        head = Span(f"{PAD if not spans else ' '}{label}: ", DIM)
        for moved in moves:
            new = [head] if moved is moves[0] else []
            new += [*moved_spans(scene, moved, whole=True), Span("  ")]
            if line_width((*spans, *new)) > cells + 2:
                return tuple(spans)
            spans += new
    return tuple(spans)


def _good_for(act: StagedAct) -> str:
    return f"{GOOD_FOR}: {act.good_for}" if act.good_for else ""
