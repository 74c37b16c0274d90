"""What lies open of the rival, as much in a line as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wargame.table.panes.standing import level_marks
from wargame.table.panes.typeset import ABREAST, STEP, rows
from wargame.table.told.blocks import Block, Heading, Points, Text
from wargame.table.told.scene import Scene
from wargame.table.told.standing import rival
from wargame.table.words.gate import clip, width, wrap
from wargame.table.words.rows import (
    DIM,
    Line,
    Row,
    Span,
    Target,
    cut_line,
    line_width,
    rows_height,
    text_row,
)
from wargame.table.words.view_models import builds, policies

BETWEEN = ", "
"""What stands between two things of a line."""


def rival_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """Who it is and what it holds; then its policies, its projects and its cards, in full lines.

    What it has used is printed as far as there is room: first a line each, then all that it says.
    """
    told = _told(scene, cells, 0, 0)
    count = len(scene.view.discards[scene.rival]) + len(scene.view.gone[scene.rival])
    for step in range(1, 2 * count + 1):
        more = _told(scene, cells, min(step, count), max(0, step - count))
        if rows_height(more) > lines:
            break
        told = more
    return told


def _told(scene: Scene, cells: int, printed: int, whole: int) -> list[Row]:
    """All of it, so many of its cards as they are printed, and so many of those in full."""
    brief, found, label = _in_brief(scene), list[Row](), ""
    for block in rival(scene):
        match block:
            case Heading(text):
                label = text
            case Points(points):
                things = [(one.text, one.target) for one in points if one.target is not None]
                cards = [one for one in things if one[1].kind == "card"]
                shown = cards[: min(printed, len(cards))]
                printed -= len(shown)
                found += _printed(scene, label, shown, cells, whole)
                whole = max(0, whole - len(shown))
                label = "" if shown else label
                rest = [(brief.get(t, said), t) for said, t in things[len(shown) :]]
                found += _full_lines(label, rest, cells) if rest else []
                label = ""
            case Text(text) if label and cells >= ABREAST:
                found += rows(scene, [replace(block, text=f"{label}: {text}")], cells)
                label = ""
            case _:
                found += rows(scene, _with_label(label, block), cells)
                label = ""
    return found


def _printed(
    scene: Scene, label: str, cards: Sequence[tuple[str, Target]], cells: int, whole: int
) -> list[Row]:
    """Cards with their text, below what they are; where lines are long, a line each but for the
    first, so many of which are printed whole."""
    found = [text_row(label, cells, DIM)] if cards else []
    for number, (said, target) in enumerate(cards):
        text = f"{said}: {scene.card(target.id).text}"
        is_whole = cells < ABREAST or number < whole
        texts = wrap(text, cells, "", STEP) if is_whole else [clip(text, cells)]
        found.append(Row(tuple((Span(text),) for text in texts), (target,)))
    return found


def _with_label(label: str, block: Block) -> Iterator[Block]:
    if label:
        yield Heading(label)
    yield block


def _in_brief(scene: Scene) -> dict[Target, str]:
    """Policies and projects by what they are called where there is little room, with their
    levels."""
    view, glyphs = scene.view, scene.glyphs
    found = {
        Target("measure", one.id): f"{one.short} {level_marks(scene, one)}"
        for one in policies(scene.deck, view)
    }
    return found | {
        Target("project", one.id): (
            f"{one.short} {glyphs.on * one.stage}{glyphs.off * (one.stages - one.stage)}"
        )
        for one in builds(scene.deck, view)
    }


def _full_lines(label: str, things: Sequence[tuple[str, Target]], cells: int) -> list[Row]:
    """Things one behind another behind what they are, as many in a line as fit."""
    line: list[Span] = [Span(f"{label}: ", DIM, cell=-1)] if label else []
    targets: list[Target] = []
    found: list[tuple[Line, list[Target]]] = []
    for number, (said, target) in enumerate(things):
        text = said if number == len(things) - 1 else f"{said}{BETWEEN.rstrip()}"
        if line_width(line) + bool(targets) + width(text) > cells and line:
            found.append((tuple(line), targets))
            line, targets = [], []
        line += [Span(" ", is_plain=True)] if targets else []
        line.append(Span(text, cell=len(targets)))
        targets.append(target)
    found.append((tuple(line), targets))
    return [Row((cut_line(spans, cells),), tuple(some)) for spans, some in found]
