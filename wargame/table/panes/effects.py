"""Effects in a row: each number with its arrow, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.table.told.blocks import Moved
from wargame.table.told.largest import Foretold
from wargame.table.told.scene import Scene
from wargame.table.words.gate import width
from wargame.table.words.rows import BETTER, DIM, WORSE, Line, Span


def effect_spans(scene: Scene, effects: Sequence[Foretold], cells: int) -> Line:
    """The first of some effects that fit; when they come stands before those of later."""
    found: list[Span] = []
    used, when = 0, ""
    for one in effects:
        new = [Span(f"{one.when}: ", DIM)] if one.when != when else []
        new += [*moved_spans(scene, one.moved), Span("  ")]
        size = sum(width(span.text) for span in new)
        if used + size > cells + 2:
            break
        found, used, when = [*found, *new], used + size, one.when
    return tuple(found)


def moved_spans(scene: Scene, moved: Moved, *, whole: bool = False) -> list[Span]:
    """A number in a word or two, and how it moves: a level and the lead from and to, all else by
    how much.

    Args:
        whole: Tell from where to where of all else too.
    """
    glyphs, by = scene.glyphs, moved.new - moved.old
    name = moved.name.removesuffix(".in_force")  # the arrow is that of what is in force
    called = scene.briefest.get(name, scene.shorts.get(name, scene.titles.title(name)))
    owner = scene.signs.get(moved.name.partition(".")[0])
    label = Span(f"{owner.glyph if owner else ''}{called} ", owner.role if owner else "")
    if moved.name.startswith(("measure.", "project.")):
        return [label, Span(f"{moved.old}{glyphs.arrow}{moved.new}")]
    if moved.name == scene.titles.lead:
        return [label, lead_span(scene, moved)]
    better = scene.is_better(moved.name, by)
    arrow = glyphs.up if by > 0 else glyphs.down
    role = {True: BETTER, False: WORSE, None: ""}[better]
    start = f"{moved.old}{glyphs.arrow}{moved.new} " if whole else ""
    return [label, Span(f"{start}{arrow}{by:+d}{'!' if better is False else ''}", role)]


def lead_span(scene: Scene, moved: Moved) -> Span:
    """Who had the lead, and who has it then; good or bad for whoever looks."""
    gain = (moved.new - moved.old) * (1 if scene.me == next(iter(scene.titles.seats)) else -1)
    went = scene.glyphs.arrow.join(scene.lead_said(one) for one in (moved.old, moved.new))
    role = BETTER if gain > 0 else WORSE if gain < 0 else ""
    return Span(f"{went}{'!' if gain < 0 else ''}", role)
