"""What a thing of the hand would do if it were taken now, in so many cells; or why it cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.rules.verbs import split
from wargame.table.panes.columns import MOST_TOLD, TEXT, told_cells
from wargame.table.panes.effects import MOST, effect_spans
from wargame.table.told.largest import largest, price, question
from wargame.table.told.options import Option, comes_first, options
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, fitting
from wargame.table.words.rows import ALERT, DIM, Line, Span, Target, line_width
from wargame.table.words.view_models import short_title

if TYPE_CHECKING:
    from wargame.content.model import Measure, Project


ONLY_IF = "it works only if "
"""How a condition that does not hold is told, where there is room."""
MORE = 5
"""How many effects a row tells where there is room for more than the three largest."""


def told_beside(scene: Scene, option: Option | None, text: str, beside: int) -> Line | None:
    """What an option would do, in the cells beside a title: all of them where no text fits; None
    where nothing of the hand can be taken now."""
    if not can_take(scene):
        return None
    if option is None:
        return ()
    told = outlook(scene, option, told_cells(beside))
    if text and beside - line_width(told) - 4 >= TEXT:
        return told
    return outlook(scene, option, beside - 2, MORE)


def can_take(scene: Scene) -> bool:
    """Whether it is told what things of the hand would do: where something of it can be taken."""
    return scene.view.phase in ("plays", "headline") and scene.is_my_turn


def outlook(scene: Scene, option: Option, cells: int, most: int = MOST) -> Line:
    """The largest effects of an option; of one that cannot be taken now, why not."""
    if not can_take(scene):
        return ()
    if option.is_legal:
        most = MORE if cells >= MOST_TOLD else most
        spans = effect_spans(scene, largest(scene, option.text), cells - 2, most)
        asked = "" if spans else question(scene, option.text)
        said = f"then: {asked}" if asked else "no number moves at once"
        spans = spans or (
            () if asked else effect_spans(scene, price(scene, option.text), cells - 2)
        )
        return spans or (Span(clip(said, cells - 2), DIM),)
    if option.reason == comes_first(scene.view):  # said of the first row, and meant of all
        is_first = option.text == _first_that_waits(scene)
        return (Span(clip(option.reason, cells - 2), ALERT),) if is_first else ()
    why = _reason(scene, option)
    brief = why.replace(ONLY_IF, "only if ", 1)
    short = _shortened(scene, brief)
    bare = f"{short.partition(', and it is ')[0].rstrip('.')}."  # the board has the number
    ways = (f"not now: {why}", why, brief, short, bare)  # the sign says that it is not now
    said = fitting(ways, cells - 2)
    return (Span(clip(said, cells - 2), ALERT),)


def _first_that_waits(scene: Scene) -> str:
    """The first act of the hand that something else comes before; "" if nothing does."""
    things = [Target("card", one) for one in scene.view.hand]
    things += [Target("action", one.id) for one in scene.deck.actions if one.seat == scene.me]
    firsts = (next(iter(options(scene, thing)), None) for thing in things)
    waits = comes_first(scene.view)
    return next((one.text for one in firsts if one and one.reason == waits), "")


def _shortened(scene: Scene, text: str) -> str:
    """Words about measures and projects, which go by their short titles in them."""
    nouns: list[Measure | Project] = [*scene.deck.measures, *scene.deck.projects]
    for noun in nouns:
        text = text.replace(noun.title, short_title(noun))
    return text


def _reason(scene: Scene, option: Option) -> str:
    """Why something cannot be done, beside its title, which need not be said again."""
    _, arg = split(option.text)
    title = scene.titles.cards.get(arg, scene.titles.actions.get(arg, ""))
    said = option.reason.removeprefix(f"{title} ")
    if said == option.reason:
        return said
    return said.removeprefix("is ").removeprefix("has been ")
