"""What stands on the table: measures, projects, deals, and what is on its way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wargame.table.panes.columns import cost_text
from wargame.table.panes.tracks import title_in
from wargame.table.told.options import holding, movable
from wargame.table.told.scene import Scene
from wargame.table.told.standing import effect_span, in_order, in_progress
from wargame.table.words.gate import clip, fit, fitting, shares, width
from wargame.table.words.rows import ALERT, DIM, STRONG, Line, Row, Span, Target
from wargame.table.words.view_models import Build, Policy, builds, policies

if TYPE_CHECKING:
    from wargame.content.model import Project

MANY, ROOMY = 5, 60
"""Measures above which two share a line, in panes of fewer cells than the second."""
NOTE = 18
"""Cells of what is said behind a project at most where words stand before the next stage."""
NEXT = "next: "
"""What stands before the next stage of a project, where there is room for it."""
DRAWN = 8
"""Levels that are drawn at most."""
HALF = 17
"""Cells that a measure takes at least where two share a line."""


def measure_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """Standing policies, what is in force first: how much of each, and what holds it.

    What is at 0 is counted only, as long as something stands and nobody asks for the rest.
    """
    rows = in_order(scene, policies(scene.deck, scene.view))
    shown = [row for row in rows if row.level] if not scene.is_whole("measures") else []
    shown = shown or rows
    many = len(shown) > MANY if cells < ROOMY else len(shown) >= lines
    is_folded = not scene.is_whole("measures") and any(row.level for row in shown)
    if is_folded and many and cells >= 2 * HALF:
        return _paired(scene, shown, len(rows), cells, lines)
    staying = scene.view.in_effect.items()
    is_left_out = len(rows) > len(shown)
    with_names = sum(1 for row in shown if row.in_force and row.level_name)
    tall = len(shown) + with_names + len(staying) + is_left_out <= lines
    found = [_measure_row(scene, row, cells, tall) for row in shown]
    found += [_staying_row(scene, name, left, cells) for name, left in staying]
    return [*found, *_rest_row("measures", "at rest", len(rows) - len(shown), cells)]


def _paired(scene: Scene, standing: list[Policy], count: int, cells: int, lines: int) -> list[Row]:
    """Two measures in a line, of either side the heaviest; how many are left out comes last."""
    room = max(1, 2 * lines - 1)
    ranked = [
        (rank, seat == scene.me, row)
        for seat in (scene.rival, scene.me)
        for rank, row in enumerate(
            sorted((one for one in standing if one.seat == seat), key=lambda one: -one.in_force)
        )
    ]
    heaviest = [row for *_, row in sorted(ranked, key=lambda one: one[:2])]
    chosen = [row for row in standing if row in heaviest[:room]]
    more = len(standing) - len(chosen)
    left = f"{count - len(standing)} at rest"
    ways = (f"+{more} in force, {left}", f"+{more} in force") if more else (left,)
    needs = [*(_needed(scene, row) for row in chosen), width(ways[-1])]
    most = max(needs[::2]), max(needs[1::2], default=0)
    columns = shares((cells // 2 - 1, cells // 2 - 1), most)
    halves = [
        (_half(scene, row, columns[place % 2]), Target("measure", row.id))
        for place, row in enumerate(chosen)
    ]
    half = columns[len(chosen) % 2]
    rest = (Span(fit(fitting(ways, half), half), DIM),)
    halves.append((list(rest), Target("rest", "measures")))
    found = []
    for start in range(0, len(halves), 2):
        pair = halves[start : start + 2]
        spans = [replace(span, cell=n) for n, (half, _) in enumerate(pair) for span in half]
        spans.insert(len(pair[0][0]), Span("  "))
        found.append(Row((tuple(spans),), tuple(target for _, target in pair)))
    return found


def _half(scene: Scene, row: Policy, cells: int) -> list[Span]:
    """A measure in half a line: whose, what, how much, and whether a deal holds it."""
    sign, note = scene.signs[row.seat], _held(scene, row)
    levels = level_marks(scene, row)
    room = cells - 2 - len(levels) - len(note)
    return [
        Span(sign.glyph, sign.role),
        Span(title_in(row.title, row.short, room) + " "),
        Span(levels, sign.role),
        Span(note, ALERT),
    ]


def _needed(scene: Scene, row: Policy) -> int:
    """Cells in which the short title of a measure stands whole before how much of it there is."""
    return width(row.short) + 2 + len(level_marks(scene, row)) + len(_held(scene, row))


def _held(scene: Scene, row: Policy) -> str:
    """The deal that holds a measure, in short; or ""."""
    deals = list(holding(scene, row.id))
    return f"{scene.glyphs.held}{deals[0]}" if deals else ""


def level_marks(scene: Scene, row: Policy) -> str:
    """Levels in force, paused, and free, a sign for each; of many how many are in force."""
    glyphs = scene.glyphs
    paused, free = row.level - row.in_force, row.most - row.level
    if row.most > DRAWN:
        return f"{row.in_force}/{row.most}{glyphs.work if paused else ''}"
    return glyphs.on * row.in_force + glyphs.work * paused + glyphs.off * free


def _rest_row(pane: str, what: str, count: int, cells: int) -> list[Row]:
    """How many rows are left out; the cursor on it brings them in."""
    if not count:
        return []
    said = (Span(fit(f"{count} more {what}", cells), DIM),)
    return [Row((said,), (Target("rest", pane),))]


def _staying_row(scene: Scene, name: str, left: int, cells: int) -> Row:
    """A card in effect, and for how long yet."""
    card, span = scene.card(name), effect_span(scene, left)
    tag = scene.mark(card.seat)
    room = max(1, cells - width(tag) - 2 - len(span))
    line: Line = (
        Span(f"{tag} ", scene.role(card.seat)),
        Span(fit(card.title, room) + " "),
        Span(fit(span, len(span), right=True), DIM),
    )
    return Row((line,), (Target("card", name),))


def _open_mark(scene: Scene, kind: str, name: str) -> Span:
    """Whether something can be done now with a measure or a project."""
    return Span(scene.glyphs.yes if name in movable(scene.view, kind) else " ", STRONG)


def _measure_row(scene: Scene, row: Policy, cells: int, tall: bool) -> Row:
    glyphs = scene.glyphs
    levels = level_marks(scene, row)
    deals = list(holding(scene, row.id))
    note = f"{glyphs.held}deal {deals[0]}" if deals else ""
    if not note and row.in_force < row.level:
        note = "paused"
    side = 8 if note else 0
    tag = scene.mark(row.seat)
    figure = f" {row.in_force}/{row.most}"
    drawn = levels if row.most <= DRAWN else ""
    room = cells - width(tag) - 1 - len(drawn) - 1 - width(figure) - side
    line: Line = (
        Span(tag, scene.role(row.seat)),
        _open_mark(scene, "measure", row.id),
        Span(title_in(row.title, row.short, room) + " "),
        Span(drawn, scene.role(row.seat)),
        Span(figure, STRONG),
        Span(fit(f" {note}", side), ALERT if note else DIM),
    )
    under: Line = (Span(fit(f"{'':{width(tag)}} {row.level_name}", cells), DIM),)
    target = (Target("measure", row.id),)
    return Row((line, under) if tall and row.in_force and row.level_name else (line,), target)


def project_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """Projects as chains of stages, those at work first; of the rest only the number."""
    every = in_progress(scene, builds(scene.deck, scene.view))
    rows = [row for row in every if row.stage or row.working]
    rows = every if scene.is_whole("projects") else rows or every
    tall = 2 * len(rows) + (len(every) > len(rows)) <= lines
    longest = max((width(row.short) + row.stages for row in rows), default=0)
    tags = max((width(scene.mark(row.seat)) for row in rows), default=0)
    most = max(0, cells - 26, cells - tags - 3 - longest)
    said = [_note(scene, row, NEXT) for row in rows]
    is_roomy = all(width(name) + width(ends[-1]) <= min(NOTE, most) for name, ends in said)
    if not is_roomy:
        said = [_note(scene, row, scene.glyphs.arrow) for row in rows]
    side = min(most, max((width(name) + width(ends[0]) for name, ends in said), default=0))
    found = []
    for row, note in zip(rows, said, strict=True):
        glyphs, tag = scene.glyphs, scene.mark(row.seat)
        chain = glyphs.on * row.stage + (glyphs.work if row.working else "")
        chain += glyphs.off * (row.stages - len(chain))
        room = cells - width(tag) - 2 - row.stages - 1 - side
        line: Line = (
            Span(tag, scene.role(row.seat)),
            _open_mark(scene, "project", row.id),
            Span(title_in(row.title, row.short, room) + " "),
            Span(chain, scene.role(row.seat)),
            Span(fit(f" {_noted(*note, side)}", side + 1), DIM),
        )
        under = stage_words(scene, scene.project(row.id), row.stage, row.working, cells)
        lines_ = (line, under) if tall else (line,)
        found.append(Row(lines_, (Target("project", row.id),)))
    return [*found, *_rest_row("projects", "not begun", len(every) - len(rows), cells)]


def _note(scene: Scene, row: Build, before: str) -> tuple[str, tuple[str, ...]]:
    """What is said behind a project, and how that may end, the longest way first: what comes, never
    what is reached. Its price, unless it is free, and its rounds are never left out.

    Args:
        before: What stands before the stage that comes next.
    """
    if row.working:
        return row.following, (f" in {row.working}r", f" {row.working}r")
    if row.stage == row.stages:
        return "complete", ("",)
    stage = scene.project(row.id).stages[row.stage]
    cost = cost_text(scene, stage)
    return f"{before}{stage.title}", (f" {cost}", "") if cost == "free" else (f" {cost}",)


def _noted(name: str, ends: tuple[str, ...], cells: int) -> str:
    """A note in so many cells; where it is too long, its name is cut and its end stands.

    >>> _noted("framework signed", (" 1c",), 12), _noted("announced", (" free", ""), 12)
    ('framewor… 1c', 'announced')
    """
    end = fitting(ends, cells - width(name))
    return clip(f"{clip(name, max(1, cells - width(end)))}{end}", cells)


def stage_words(scene: Scene, project: Project, stage: int, working: int, cells: int) -> Line:
    """A project's stages by name, the one in work marked."""
    names = []
    for number, one in enumerate(project.stages, start=1):
        mark = scene.glyphs.on if number <= stage else scene.glyphs.off
        if number == stage + 1 and working:
            mark = scene.glyphs.work
        names.append(f"{mark}{one.title}")
    return (Span(fit(f"    {' '.join(names)}", cells), DIM),)
