"""Blocks as rows for a width in cells, with the roles that colour them and what a cursor is on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from wargame.table.panes.courses import course_row
from wargame.table.panes.effects import lead_span
from wargame.table.panes.overlays import overlay_rows
from wargame.table.panes.tracks import chart_row, title_in, value_spans
from wargame.table.panes.waterfalls import fall_rows
from wargame.table.told.blocks import (
    Abreast,
    Because,
    Block,
    Charts,
    CourseChart,
    Drifts,
    Falls,
    Heading,
    Markers,
    Moved,
    Moves,
    Overlay,
    Passage,
    Point,
    Points,
    SideBySide,
    Text,
    Under,
)
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, fit, width, wrap
from wargame.table.words.rows import (
    BETTER,
    DIM,
    HEAD,
    WORSE,
    Line,
    Row,
    Span,
    Target,
    blank,
    line_width,
    text_row,
)
from wargame.table.words.view_models import Marker

STEP = "  "
ABREAST = 64
"""Cells from which on both sides stand in columns."""
GAP = 2
"""Cells between two columns."""
MOVED = 64
"""Cells that a number which moved takes at most: farther off, the eye finds its line no more."""
NUMBER = 18
"""Cells of a number with its change and its band."""


def rows(scene: Scene, blocks: Iterable[Block], cells: int, pad: str = "") -> list[Row]:
    """Blocks as rows, `pad` before every line."""
    found: list[Row] = []
    for block in blocks:
        if isinstance(block, Heading) and block.size != "line" and found:
            found.append(blank())
        found += _rows(scene, block, cells, pad)
    return found


def _rows(scene: Scene, block: Block, cells: int, pad: str) -> list[Row]:
    match block:
        case Heading(text, _, seat, legend):
            mark = f"{scene.mark(seat)} " if seat in scene.signs else ""
            text = f"{text}: {legend}" if legend else text
            return [text_row(f"{mark}{text}", cells, scene.role(seat) or HEAD, pad, pad)]
        case Text(text, role):
            return [text_row(text, cells, role, pad, pad)]
        case Points(points):
            return _point_rows(scene, points, cells, pad)
        case Moves() | Abreast():
            return _moving(scene, block, cells, pad)
        case Drifts():
            return [Row(tuple(_drifts(scene, block, cells, pad)))]
        case Markers(markers):
            return [_marker_row(scene, marker, cells, pad) for marker in markers]
        case Charts(charts):
            return [chart_row(scene, marker, values, cells) for marker, values in charts]
        case CourseChart() | Overlay() | Falls():
            return _charted(scene, block, cells, pad)
        case Because():
            return [Row(tuple(_because(scene, block, cells, pad)))]
        case Passage() | SideBySide():
            return _passages(scene, block, cells, pad)
        case Under(blocks):
            return rows(scene, blocks, cells, f"{pad}{STEP}")
        case _:
            assert_never(block)


def _charted(scene: Scene, block: CourseChart | Overlay | Falls, cells: int, pad: str) -> list[Row]:
    """A chart, and below it what is marked on it."""
    match block:
        case Overlay():
            return overlay_rows(scene, block, cells, pad)
        case Falls():
            return fall_rows(scene, block.fall, cells, pad)
        case CourseChart():
            return [course_row(scene, block, cells, pad), *rows(scene, block.marked, cells, pad)]


# --- lists -------------------------------------------------------------------------------------


def _point_rows(scene: Scene, points: Sequence[Point], cells: int, pad: str) -> list[Row]:
    glyphs = scene.glyphs
    marks = {
        "": " ",
        "here": glyphs.cursor,
        "done": glyphs.on,
        "work": glyphs.work,
        "ahead": glyphs.off,
    }
    label = max((width(one.label) for one in points), default=0)
    has_marks = any(one.mark for one in points)
    found = []
    for one in points:
        start = f"{fit(one.label, label)} " if label else ""
        start += f"{scene.mark(one.seat)} " if one.seat and not label else ""
        start += f"{marks[one.mark]} " if has_marks else ""
        start = f"{pad}{start or '- '}"
        found.append(_point_row(one, start, cells))
    return found


def _point_row(point: Point, start: str, cells: int) -> Row:
    first, *rest = wrap(point.text, cells - width(start)) or ("",)
    under = " " * width(start)
    lines: list[Line] = [(Span(start, point.role or DIM), Span(first, point.role))]
    lines += [(Span(under), Span(line, point.role)) for line in rest]
    return Row(tuple(lines), (point.target,) if point.target else ())


# --- numbers -----------------------------------------------------------------------------------


def _marker_row(scene: Scene, marker: Marker, cells: int, pad: str) -> Row:
    room = cells - width(pad) - NUMBER
    title = Span(f"{pad}{title_in(marker.title, marker.short, room)}", cell=-1)
    return Row(((title, *value_spans(scene, marker, NUMBER)),), (Target("number", marker.name),))


def _moves(
    scene: Scene, moves: Sequence[Moved], label: str, cells: int, pad: str
) -> Iterator[Line]:
    """A line for each; the only one of a cause stands behind it if there is room."""
    start = pad
    if label and len(moves) == 1 and width(label) <= cells // 4:
        start = f"{pad}{label}: "
    elif label:
        yield from _text_lines(f"{label}:", cells, DIM, pad, f"{pad}{STEP}")
        start = f"{pad}{STEP}"
    for one in moves:
        yield _moved(scene, one, cells, start)
        called = scene.titles.level(one.name, one.new) if one.new not in (0, one.old) else ""
        if called:
            yield (Span(clip(f"{pad}{STEP}{called.strip()}", cells), DIM),)
        if one.wanted != one.new:
            said = f"{pad}{STEP}(stops at {one.new}, else {one.wanted})"
            yield (Span(clip(said, cells), DIM),)


def _moving(scene: Scene, block: Moves | Abreast, cells: int, pad: str) -> list[Row]:
    if isinstance(block, Abreast):
        return _abreast(scene, block, cells, pad)
    return [Row(tuple(_moves(scene, block.moves, block.label, cells, pad)))]


def _abreast(scene: Scene, block: Abreast, cells: int, pad: str) -> list[Row]:
    """A column for each side where there is room, else one below the other."""
    if cells < ABREAST:
        return [
            row
            for seat, moves in (*block.columns, ("", block.rest))
            if moves
            for row in _column(scene, seat, moves, cells, pad)
        ]
    half = (cells - width(pad) - 2) // 2
    left, right = (
        [line for row in _column(scene, seat, moves, half, "") for line in row.lines]
        for seat, moves in block.columns
    )
    lines: list[Line] = []
    for place in range(max(len(left), len(right))):
        one = left[place] if place < len(left) else (Span(" " * half),)
        other = right[place] if place < len(right) else ()
        gap = " " * (half - line_width(one))
        lines.append((Span(pad), *one, Span(f"{gap}  "), *other))
    lines += [_moved(scene, moved, cells, pad) for moved in block.rest]
    return [Row((line,)) for line in lines]


def _column(scene: Scene, seat: str, moves: Sequence[Moved], cells: int, pad: str) -> list[Row]:
    """The numbers of one side, whose they are above them."""
    if seat in scene.signs:
        whose = fit(f"{pad}{scene.mark(seat)} {scene.titles.seats[seat]}", cells)
    else:
        whose = fit(f"{pad}Shared", cells)
    head = Row(((Span(whose, scene.role(seat) or HEAD),),))
    lines = [Row((_moved(scene, moved, cells, pad),)) for moved in moves]
    return [head, *(lines or [Row(((Span(fit(f"{pad}nothing moves", cells), DIM),),))])]


def _moved(scene: Scene, moved: Moved, cells: int, pad: str) -> Line:
    """One number: from, to, by how much, and whether its owner likes it."""
    name, old, new = moved.name, moved.old, moved.new
    if name in scene.titles.holding:
        return _held(scene, moved, cells, pad)
    if name == scene.titles.lead:
        return _led(scene, moved, cells, pad)
    better = scene.is_better(name, new - old)
    role = {True: BETTER, False: WORSE, None: ""}[better]
    arrow = scene.glyphs.up if new > old else scene.glyphs.down if new < old else " "
    tail = f" {old}{scene.glyphs.arrow}{new} {arrow}{new - old:+d}{'!' if better is False else ' '}"
    tail = tail if new != old else f" stays {old} "
    cells = min(cells, MOVED)
    room = max(4, cells - width(pad) - width(tail))
    label = scene.label(name, room)
    if width(label) > room:  # the arrow is that of what is in force
        label = scene.briefest.get(name.removesuffix(".in_force"), label)
    label = clip(label, room)
    gap = " " * max(0, cells - width(pad) - width(tail) - width(label))
    owner = scene.role(name.partition(".")[0])
    return (Span(pad), Span(label, owner), Span(gap), Span(tail, role))


def _held(scene: Scene, moved: Moved, cells: int, pad: str) -> Line:
    """A number that holds a seat: whom it held, and whom it holds; by their signs where their
    names do not fit."""
    named = [scene.titles.value(moved.name, value) for value in (moved.old, moved.new)]
    signs = [scene.mark(seat) for seat in ("", *scene.titles.seats)]
    label, room = scene.label(moved.name), cells - width(pad)
    went = f" {scene.glyphs.arrow.join(named)}"
    if width(label) + width(went) > room:
        went = f" {scene.glyphs.arrow.join(signs[value] for value in (moved.old, moved.new))}"
    return (Span(f"{pad}{clip(label, room - width(went))}{went}"),)


def _led(scene: Scene, moved: Moved, cells: int, pad: str) -> Line:
    """The lead, in the columns of other numbers."""
    went = lead_span(scene, moved)
    tail = f" {went.text}{'' if went.text.endswith('!') else ' '}"
    room = cells - width(pad) - width(tail)
    label = clip(scene.label(moved.name, room), room)
    return (Span(pad), Span(label), Span(" " * (room - width(label))), Span(tail, went.role))


def _drifts(scene: Scene, block: Drifts, cells: int, pad: str) -> Iterator[Line]:
    """Each number in the colour of what its owner thinks of it, as many in a line as fit."""
    line: list[Span] = [Span(f"{pad}{block.label}: ")]
    used = width(line[0].text)
    for name, by in block.drifts:
        better = scene.is_better(name, 1 if by > 0 else -1)
        text = f"{scene.label(name)} {by:+z.1f}{'!' if better is False else ''}  "
        if used + width(text) > cells and len(line) > 1:
            yield tuple(line)
            line, used = [Span(pad)], width(pad)
        line.append(Span(text, {True: BETTER, False: WORSE, None: ""}[better]))
        used += width(text)
    yield tuple(line)


def _from_to(scene: Scene, moved: Moved) -> str:
    called = scene.titles.level(moved.name, moved.new)
    return f"{scene.titles.went(moved.name, moved.old, moved.new)}{called}"


def _because(scene: Scene, one: Because, cells: int, pad: str, depth: int = 0) -> Iterator[Line]:
    """One change and, further in, the changes it came from."""
    moved, under = one.moved, f"{pad}{STEP}"
    if depth == 0:
        yield _moved(scene, moved, cells, pad)
    else:
        said = f"because {scene.label(moved.name)} went {_from_to(scene, moved)}"
        yield from _text_lines(said, cells, "", pad, under)
    yield from _text_lines(f"round {one.round}: {one.cause}", cells, DIM, under, under)
    if one.text:
        sums = f" ({one.arithmetic})" if one.arithmetic else ""
        yield from _text_lines(f"{one.text}{sums}", cells, DIM, under, f"{under}{STEP}")
    if moved.wanted != moved.new:
        said = f"stops at {moved.new}, else {moved.wanted}"
        yield from _text_lines(said, cells, BETTER, under, under)
    for parent in one.because:
        yield from _because(scene, parent, cells, under, depth + 1)


def _passage(scene: Scene, passage: Passage, cells: int, pad: str) -> Row:
    sign = scene.signs.get(passage.seat)
    mark = passage.label or (sign.glyph if sign else scene.glyphs.nobody)
    role = passage.role or (sign.role if sign else "")
    start, under = f"{pad}{mark} ", f"{pad}{' ' * (width(mark) + 1)}"
    lines = list(_text_lines(passage.text, cells, role, start, under))
    for row in rows(scene, passage.blocks, cells, under):
        lines += row.lines
    return Row(tuple(lines), (passage.target,) if passage.target else ())


def _passages(scene: Scene, block: Passage | SideBySide, cells: int, pad: str) -> list[Row]:
    """A piece; several in columns where there is room, else one under the other."""
    columns = block.columns if isinstance(block, SideBySide) else [block]
    if cells < ABREAST or len(columns) < 2:
        return [_passage(scene, one, cells, pad) for one in columns]
    each = (cells - width(pad) - GAP * (len(columns) - 1)) // len(columns)
    told = [_passage(scene, one, each, "") for one in columns]
    lines = []
    for place in range(max(len(one.lines) for one in told)):
        spans = [Span(pad)]
        for cell, one in enumerate(told):
            line = one.lines[place] if place < len(one.lines) else ()
            spans += [replace(span, cell=cell) for span in line]
            spans.append(Span(" " * (each + GAP - line_width(line)), cell=cell))
        lines.append(tuple(spans[:-1]))
    return [Row(tuple(lines), tuple(target for one in told for target in one.targets))]


def _text_lines(text: str, cells: int, role: str, first: str, rest: str) -> Iterator[Line]:
    yield from ((Span(line, role),) for line in wrap(text, cells, first, rest))
