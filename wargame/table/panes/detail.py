"""The pane of attention: one thing in full, what may be done with it, and what would follow."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.errors import WargameError
from wargame.rules.asking.preview import preview
from wargame.rules.verbs import KEEP, split
from wargame.table.panes import things
from wargame.table.panes.foreseen import preview_rows
from wargame.table.panes.logs import entry_rows, news_rows
from wargame.table.panes.questions import pass_title, question_rows
from wargame.table.told.options import Option, options
from wargame.table.told.scene import Scene
from wargame.table.words.gate import width, wrap
from wargame.table.words.rows import DIM, STRONG, Row, Span, Target, blank, head, text_row


def detail_rows(scene: Scene, target: Target | None, chosen: str, cells: int) -> list[Row]:
    """Everything about a target.

    Args:
        chosen: The option whose consequences are shown; the first legal one if empty.
    """
    found = about(scene, target, cells)
    listed = options(scene, target)
    if not listed:
        return found
    shown = next((one for one in listed if one.text == chosen), None) or next(
        (one for one in listed if one.is_legal), listed[0]
    )
    if target is not None and target.kind in ("card", "question"):  # printed text comes first
        told = [*found, blank(), *_option_rows(scene, listed, cells), *_then(scene, shown, cells)]
        return told + (_before(scene, cells) if target.kind == "question" else [])
    return [
        *found[:1],
        *_option_rows(scene, listed, cells),
        *_then(scene, shown, cells),
        *([blank(), *found[1:]] if found[1:] else []),
    ]


def _option_rows(scene: Scene, listed: Iterable[Option], cells: int) -> list[Row]:
    found = []
    for one in listed:
        if one.is_legal:
            lines = wrap(one.title, cells, f"{scene.glyphs.yes} ", "  ")
            spans = tuple((Span(line, STRONG),) for line in lines)
        else:
            spans = tuple(
                (Span(line, DIM),) for line in wrap(one.title, cells, f"{scene.glyphs.no} ", "  ")
            )
            spans += tuple((Span(line, DIM),) for line in wrap(one.reason, cells, "    ", "    "))
        kind = "option" if one.is_legal else "refused"
        found.append(Row(spans, (Target(kind, one.text),)))
    return found


def _then(scene: Scene, option: Option, cells: int) -> list[Row]:
    """What an option would do, as far as the seat can know."""
    if not option.is_legal:
        return []
    try:
        found = preview(scene.view, option.text)
    except WargameError as error:
        return [text_row(str(error), cells, DIM)]
    verb, name = split(option.text)
    if verb == KEEP:
        return [blank(), *about(scene, Target("agenda", name), cells)]
    title = f"If you do: {option.title}"
    title = title if width(title) <= cells else "If you do"
    return [head(title, cells), *preview_rows(scene, found, cells)]


def _before(scene: Scene, cells: int) -> list[Row]:
    """What has happened before a question came."""
    news = news_rows(scene, cells)
    return [blank(), head("Before that", cells), *news] if news else []


def about(scene: Scene, target: Target | None, cells: int) -> list[Row]:
    """What a thing is, in full; its title is the first row."""
    match target:
        case None | Target("news"):
            return news_rows(scene, cells) or [text_row("Nothing new has happened.", cells, DIM)]
        case Target("card", name):
            return things.card_rows(scene, scene.card(name), cells)
        case Target("measure", name):
            return things.measure_rows(scene, scene.measure(name), cells)
        case Target("project", name):
            return things.project_rows(scene, scene.project(name), cells)
        case Target("number", name):
            return things.number_rows(scene, name, cells)
        case Target("deal", slot):
            return things.deal_rows(scene, slot, cells)
        case Target("log", ply):
            return entry_rows(scene, ply, cells)
        case Target("agenda", name):
            agenda = next(one for one in scene.deck.agendas if one.id == name)
            return [head(agenda.title, cells), text_row(agenda.text, cells)]
        case Target("question"):
            return question_rows(scene, cells)
        case Target("offer"):
            said = "Press Enter to put a package together: what each side gives, and for how long."
            return [head("A package", cells), text_row(said, cells)]
        case _:
            return [head(pass_title(scene), cells)]
