"""Effects in a row: each number with its arrow, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.table.told.blocks import Moved
from wargame.table.told.largest import Foretold
from wargame.table.told.scene import Scene
from wargame.table.words.gate import fitting
from wargame.table.words.rows import BETTER, DIM, WORSE, Line, Span, line_width

MOST = 3
"""Effects that a row tells."""


def effect_spans(scene: Scene, effects: Sequence[Foretold], cells: int, most: int = MOST) -> Line:
    """The first of some effects that fit; when they come stands before those of later.

    Where some are left out, and all others are good for whoever looks, the first that is bad takes
    the place of the last, if it fits there; a sign for the rest comes last, and how many they are.

    Args:
        most: How many are told at most.
    """
    shown = _fitting(scene, effects[:most], cells)
    left = [one for one in effects if one not in shown]
    if len(shown) > 1 and left and not any(is_worse(scene, one.moved) for one in shown):
        last = (shown[-1].when, shown[-1].way)
        bad = [one for one in left if is_worse(scene, one.moved) and (one.when, one.way) == last]
        other = [*shown[:-1], *bad[:1]]
        shown = other if len(_fitting(scene, other, cells)) == len(shown) else shown
    found = _set(scene, shown)
    if not (left and found):
        return found
    cut = f" {scene.glyphs.cut}"
    room = cells - line_width(found[:-1])
    return (*found[:-1], Span(fitting([f"{cut} {len(left)} more", cut], room), DIM))


def _fitting(scene: Scene, effects: Sequence[Foretold], cells: int) -> list[Foretold]:
    """As many of the first as fit."""
    count = len(effects)
    while count and line_width(_set(scene, effects[:count])) > cells + 2:
        count -= 1
    return list(effects[:count])


def _set(scene: Scene, effects: Sequence[Foretold]) -> Line:
    """Some effects in a row, two blanks behind each."""
    found: list[Span] = []
    last = ("", 0)
    for one in effects:
        found += [Span(f"{one.when}: ", DIM)] if (one.when, one.way) != last else []
        found += [*moved_spans(scene, one.moved), Span("  ")]
        last = (one.when, one.way)
    return tuple(found)


def is_worse(scene: Scene, moved: Moved) -> bool:
    """Whether a number moves the wrong way for whoever looks."""
    if moved.name == scene.titles.lead:
        return scene.gain(moved.new - moved.old) < 0
    if moved.name.startswith(f"{scene.rival}."):
        return False
    return scene.is_better(moved.name, moved.new - moved.old) is False


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
    gain = scene.gain(moved.new - moved.old)
    went = scene.glyphs.arrow.join(scene.lead_said(one) for one in (moved.old, moved.new))
    role = BETTER if gain > 0 else WORSE if gain < 0 else ""
    return Span(f"{went}{'!' if gain < 0 else ''}", role)
