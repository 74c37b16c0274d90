"""The pane of attention: one thing in full, what may be done with it, and what would follow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from wargame.errors import UsageError, WargameError, sentence_case
from wargame.rules.verbs import KEEP, split
from wargame.table.panes.typeset import rows
from wargame.table.told.at_close import close_in_short
from wargame.table.told.blocks import Charts
from wargame.table.told.foreseen import preview
from wargame.table.told.instruments import watched_numbers
from wargame.table.told.options import Option, options
from wargame.table.told.queries import QUERIES
from wargame.table.told.question import pass_title
from wargame.table.told.scene import Scene
from wargame.table.words.gate import pad, width, wrap
from wargame.table.words.rows import (
    DIM,
    HEAD,
    STRONG,
    Row,
    Span,
    Target,
    blank,
    head,
    line_text,
    rows_height,
    text_row,
)
from wargame.table.words.view_models import round_label

NEWS = Target("news")
LEAST_THEN = 2
"""Lines of what an option would do that are seen with it at once: the title and one more."""
BEFORE = "Before that"
"""What stands over the news below a question."""
LEAST_COURSE = 4
"""Lines below the news from which on they show how numbers went."""


def detail_rows(
    scene: Scene, target: Target | None, chosen: str, cells: int, lines: int = 10_000
) -> list[Row]:
    """Everything about a target.

    Args:
        chosen: The option whose consequences are shown; the first legal one if empty.
        lines: What there is room for: printed text comes before the options only where both
            can be seen together, and the first of what follows; what is asked comes before the
            answers wherever the first of these is in sight.

    Of what is not there at this moment, such as a move that was taken back, the news are told.
    """
    try:
        found = about(scene, target, cells)
    except UsageError:
        target = NEWS
        found = about(scene, NEWS, cells)
    listed = options(scene, target)
    if not listed:
        return found
    shown = next((one for one in listed if one.text == chosen), None) or next(
        (one for one in listed if one.is_legal), listed[0]
    )
    choices = _option_rows(scene, listed, cells)
    then = _then(scene, shown, cells, lines - rows_height((*found, *choices)))
    is_question = target is not None and target.kind == "question"
    before = _before(scene, cells) if is_question else []
    is_printed = is_question or (target is not None and target.kind in ("card", "package"))
    seen = rows_height((*found, blank(), *choices)) + min(LEAST_THEN, rows_height(then))
    if is_printed and seen <= lines:
        return [*found, blank(), *choices, *then, *before]
    if is_question and rows_height((*found, *choices[:1])) <= lines:
        return [*found, *choices, *then, *before]
    rest = [blank(), *found[1:]] if found[1:] else []
    return [*found[:1], *choices, *then, *rest, *before]


def asked_lines(found: Sequence[Row]) -> int:
    """Lines of a question, of its answers and of what would follow: all but the news below."""
    ends = (place for place, row in enumerate(found) if line_text(row.lines[0]).strip() == BEFORE)
    return rows_height(found[: next(ends, len(found))])


def course_below(scene: Scene, cells: int, lines: int) -> list[Row]:
    """How what people watch went, in the lines that are left below the news."""
    watched = [row.name for row in watched_numbers(scene)]
    known = [scene.by_name[name] for name in watched if not scene.by_name[name].is_hidden]
    charts = [(row, scene.went(row)) for row in known]
    moved = [(row, values) for row, values in charts if len(set(values)) > 1]
    if lines < LEAST_COURSE or not moved:
        return []
    listed = rows(scene, [Charts(moved)], cells)[: lines - 2]
    return [blank(), head("Course", cells), *listed]


def _option_rows(scene: Scene, listed: Sequence[Option], cells: int) -> list[Row]:
    """What may be done, then what may not, with the reason: of several that share it, below the
    last."""
    found = []
    for one, after in zip_longest(listed, listed[1:]):
        if one.is_legal:
            lines = wrap(one.title, cells, f"{scene.glyphs.yes} ", "  ")
            spans = tuple((Span(line, STRONG),) for line in lines)
        else:
            spans = tuple(
                (Span(line, DIM),) for line in wrap(one.title, cells, f"{scene.glyphs.no} ", "  ")
            )
            why = one.reason if after is None or after.reason != one.reason else ""
            why = sentence_case(why)
            spans += tuple((Span(line, DIM),) for line in wrap(why, cells, "    ", "    ") if why)
        kind = "option" if one.is_legal else "refused"
        found.append(Row(spans, (Target(kind, one.text),)))
    return found


def _then(scene: Scene, option: Option, cells: int, lines: int) -> list[Row]:
    """What an option would do, as far as the seat can know.

    Args:
        lines: What there is room for: where that is too little, where the lead goes and whether
            the game ends stands in the title, which is seen.
    """
    if not option.is_legal:
        return []
    verb, name = split(option.text)
    if verb == KEEP:
        return [blank(), *about(scene, Target("agenda", name), cells)]
    try:
        found = rows(scene, preview(scene, option.text), cells)
    except WargameError as error:
        return [text_row(str(error), cells, DIM)]
    title = f"If you do: {option.title}"
    title = title if width(title) <= cells else "If you do"
    if rows_height(found) >= lines:
        return [_with_close(scene, title, option.text, cells), *found]
    return [head(title, cells), *found]


def _with_close(scene: Scene, title: str, action: str, cells: int) -> Row:
    """A title, and behind it where the lead goes or that the game ends, if an act does that."""
    went = close_in_short(scene, action)
    told = (went.text, went.brief) if went is not None else ()
    room = cells - width(title) - 2
    said = next((one for one in told if one and width(one) <= room), "")
    if went is None or not said:
        return head(title, cells)
    return Row(((Span(title, HEAD), Span("  "), Span(said, went.role)),))


def _before(scene: Scene, cells: int) -> list[Row]:
    """What has happened before a question came."""
    if not scene.news:
        return []
    return [blank(), head(BEFORE, cells), *about(scene, NEWS, cells)]


def about(scene: Scene, target: Target | None, cells: int) -> list[Row]:
    """What a thing is, in full; its title is the first row."""
    if target is None:
        target = NEWS
    match target.kind:
        case "pass":
            return [head(pass_title(scene), cells)]
        case "offer":
            said = "Press Enter to put a package together: what each side gives, and for how long."
            return [head("A package", cells), text_row(said, cells)]
        case "round":
            return [
                head(round_label(scene.deck, int(target.id), scene.closes_after), cells),
                *_then_was(scene, target, cells),
            ]
        case kind:
            return rows(scene, QUERIES[kind].make(scene, target.id), cells)


def _then_was(scene: Scene, target: Target, cells: int) -> list[Row]:
    """What people watch, as it was when a round of the chart began."""
    found = []
    for row in watched_numbers(scene):
        known = scene.went(row)[int(target.id) :]
        if known and not row.is_hidden:
            title = Span(f"  {scene.label(row.name, cells - 8)}", scene.role(row.owner))
            line = (Span(pad(f"{known[0]}", 5, right=True), STRONG), title)
            found.append(Row((line,), (Target("number", row.name),)))
    return found
