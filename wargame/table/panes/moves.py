"""What a seat may do without a card, row by row, in the columns of the cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wargame.rules.amounts import counted, rounds
from wargame.rules.asking.preview import lapse
from wargame.rules.verbs import EXTEND, PASS, PROPOSE
from wargame.rules.view import Deal, SeatState
from wargame.table.panes.columns import (
    BESIDE,
    ONCE,
    TEXT,
    WORTH,
    cost_text,
    mark,
    priced,
    told_cells,
    with_text,
)
from wargame.table.panes.effects import effect_spans
from wargame.table.panes.outlook import outlook, told_beside
from wargame.table.told.bargain import drafted
from wargame.table.told.lapse import brought_back, extensible, is_last_chance, nothing, outlasts
from wargame.table.told.largest import Foretold, largest, largest_of
from wargame.table.told.options import can_draft, movable, options
from wargame.table.told.prices import FREE, price_words, terms
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, first_lines, fit, fitting, width
from wargame.table.words.rows import DIM, STRONG, Line, Row, Span, Target, line_width

if TYPE_CHECKING:
    from wargame.content.model import SeatAction


MOVES = 3
"""Lines that are kept for moves without a card."""
SIGNED = "signed: "
"""Before what moves once an offer is accepted, where that costs no part of it."""
ROOMY = 140
"""Cells from which on what there is to do elsewhere stands where the texts of cards do."""


def extra_rows(scene: Scene, cells: int, lines: int, sizes: tuple[int, int]) -> list[Row]:
    """Moves without a card, and the agenda one keeps; ready packages fill the lines there are."""
    view, found = scene.view, []
    if not in_talks(scene):
        own = [one for one in scene.deck.actions if one.seat == scene.me]
        found += [action_row(scene, one, cells, sizes) for one in own]
    found += [_extension_row(scene, deal, cells, sizes) for deal in extensible(view)]
    found += _ready_rows(scene, cells, lines - MOVES - len(found), sizes)
    if can_draft(view):
        found.append(_move_row("o", _drafting(view), Target("offer"), cells))
    if any(action.verb == PASS for action in view.legal):
        said = {"headline": "No headline this round", "talks": nothing(view, scene.last_begun)}
        row = _move_row("x", said.get(view.phase, "Pass"), Target("pass"), cells)
        if view.phase == "plays" and cells >= BESIDE:
            found.append(_pass_row(scene, cells, sizes))
        else:
            found.append(_with_lapses(scene, row, cells, sizes))
    if view.agenda:
        agenda = next(one for one in scene.deck.agendas if one.id == view.agenda)
        line: Line = (Span("  Agenda: ", DIM), Span(clip(agenda.title, cells - 10)))
        room = cells - line_width(line)
        text = f"  {clip(agenda.text, room - 2)}" if room - 2 >= TEXT else ""
        found.append(Row(((*line, Span(text, DIM)),), (Target("agenda", agenda.id),)))
    return found


def action_row(
    scene: Scene, action: SeatAction, cells: int, sizes: tuple[int, int], each: int = 1
) -> Row:
    """An action with its price, and whether it can be taken, in the columns of the cards."""
    choices = options(scene, Target("action", action.id))
    is_open = any(option.is_legal for option in choices) and scene.is_my_turn
    title, cost = (cells - 15, 11) if cells < BESIDE else (sizes[0] + ONCE, sizes[1])
    price, role, spare = cost_text(scene, action), STRONG if is_open else "", WORTH - 4 - ONCE
    over = width(action.title) + width(price) + 1 - title - cost
    over = over if 0 < over <= spare and cells >= BESIDE else 0  # where a card has its worth
    named = priced(action.title, role, price, title, cost + over)
    line: Line = (Span("  ", DIM), mark(scene, choices), *named)
    target = (Target("action", action.id),)
    first = next(iter(choices), None)
    if cells < BESIDE or first is None:
        return Row((line,), target)
    beside = cells - sizes[0] - cost - WORTH
    told = told_beside(scene, first, action.text or "", beside)
    line += (Span(fit("", spare - over)),)
    return Row(with_text(line, told, action.text or "", cells, each), target)


def _pass_row(scene: Scene, cells: int, sizes: tuple[int, int]) -> Row:
    """Passing a play: what it moves, and how much else there is to do in other panes."""
    beside = sum(sizes) + WORTH
    title: Line = (Span("x   ", DIM), Span(fit("Pass", beside - 4)))
    first = next(iter(options(scene, Target("pass"))), None)
    room = told_cells(cells - beside)
    told = outlook(scene, first, room) if first else ()
    gap = Span(" " * (room - line_width(told) if cells >= ROOMY else 1))
    line: Line = (*title, Span("  "), *told, gap)
    said = _elsewhere(scene.view, cells - line_width(line) - 2)
    return Row(((*line, Span(f"  {said}", DIM)),), (Target("pass"),))


def _elsewhere(view: SeatState, cells: int) -> str:
    """How many measures and projects can be moved, with the letters of their panes: in short where
    there is little room, and nothing where that is too long too."""
    kinds = {"measure": "m", "project": "p"}
    counts = {kind: len(movable(view, kind)) for kind in kinds}
    some = {kind: count for kind, count in counts.items() if count}
    long = "   ".join(f"{kinds[kind]} {counted(count, kind)} open" for kind, count in some.items())
    short = ", ".join(f"{kinds[kind]} {count}" for kind, count in some.items())
    said = (long, f"{short} open") if some else ()
    return fitting((*said, ""), cells)


def _extension_row(scene: Scene, deal: Deal, cells: int, sizes: tuple[int, int]) -> Row:
    """A deal that may be extended: by how much, for what, and what moves once it is."""
    acts = scene.view.rules.program.deals
    price = price_words(scene.view, acts.extend[scene.view.number].price) if acts else FREE
    cost = f" ({price.removeprefix('costs ')})"
    is_idle = outlasts(scene.view, deal, scene.last_begun)
    how = "; the game ends first" if is_idle else f" by {rounds(deal.term)}"
    label = f"Extend deal {scene.titles.dated(deal)}{how}{cost}"
    row = _move_row(" ", label, Target("deal", str(deal.slot)), cells)
    signed = largest(scene, f"{EXTEND} {deal.slot}")
    return _with_effects(scene, row, SIGNED, signed, cells, sizes)


def _ready_rows(scene: Scene, cells: int, lines: int, sizes: tuple[int, int]) -> list[Row]:
    """A row for each ready package that can be offered, with what would move once it is signed, and
    below it what it trades, if there is room."""
    view = scene.view
    ready = [action for action in view.legal if action.verb == PROPOSE]
    each = lines // max(1, len(ready))
    found = []
    for action in ready:
        said = scene.titles.offer(view, action)
        signed = largest(scene, action.text)
        row = _move_row(" ", said, Target("package", action.arg), cells)
        row = _with_effects(scene, row, SIGNED, signed, cells, sizes, role=STRONG)
        under = first_lines(
            terms(view, action, scene.last_begun), cells - 6, min(each, 4) - 1, "      "
        )
        lines_of = [(Span(fit(part, cells), DIM),) for part in under]
        found.append(replace(row, lines=(*row.lines, *lines_of)))
    return found


def _with_lapses(scene: Scene, row: Row, cells: int, sizes: tuple[int, int]) -> Row:
    """What is said of deals that nobody can speak of again before they run out: the largest that
    comes back, beside it; where there is no room, the measures below it."""
    view = scene.view
    end = scene.last_begun
    last = [deal for deal in extensible(view) if is_last_chance(view, deal, end)]
    if cells >= BESIDE:
        then = [one for deal in last for one in largest_of(scene, lapse(view, deal.slot))]
        return _with_effects(scene, row, "then: ", then, cells, sizes)
    under = [
        (Span(fit(line, cells), DIM),)
        for deal in last
        for line in first_lines(brought_back(scene, deal), cells - 6, 2, "      ")
        if line.strip()
    ]
    return replace(row, lines=(*row.lines, *under))


def _with_effects(
    scene: Scene,
    row: Row,
    when: str,
    effects: Sequence[Foretold],
    cells: int,
    sizes: tuple[int, int],
    *,
    role: str = "",
) -> Row:
    """A move without a card, with its effects in the column of those of the cards where they fit.

    Args:
        when: What has to be for them to come.
        role: How the move itself is written.
    """
    (key, label), title = row.lines[0], sum(sizes) + ONCE + 3
    said = label.text.rstrip()
    taken = max(title, width(said))
    told = effect_spans(scene, effects, cells - 6 - taken - width(when))
    bare = effect_spans(scene, effects, cells - 6 - taken)
    if when == SIGNED and len(bare) > len(told):  # what each side gives tells more than the word
        when, told = "", bare
    if cells < BESIDE or not told:
        return replace(row, lines=((key, replace(label, role=role)),))
    line = (key, Span(fit(said, taken), role), Span(f"  {when}", DIM), *told)
    return replace(row, lines=(line,))


def _drafting(view: SeatState) -> str:
    """What putting a package together is called, by how far one has come, and how the deck lets
    seats draft."""
    if what := drafted(view):
        return f"Go on with your {what}"
    if view.draft:
        return "Answer with a counter-offer"
    deals = view.deck.deals
    if deals is not None and deals.drafting == "changes":
        return "Change a ready package"
    return "Put a package on the table"


def _move_row(key: str, label: str, target: Target, cells: int) -> Row:
    return Row(((Span(f"{key}   ", DIM), Span(fit(label, cells - 4))),), (target,))


def in_talks(scene: Scene) -> bool:
    return scene.view.phase == "talks" and scene.is_my_turn
