"""The hand: a row per card, and below or above them what a seat may do without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.table.panes.columns import (
    BESIDE,
    ONCE,
    TEXT,
    TOLD,
    WORTH,
    card_cost,
    column_sizes,
    mark,
    priced,
    with_text,
)
from wargame.table.panes.moves import action_row, extra_rows, in_talks
from wargame.table.panes.outlook import outlook, told_beside
from wargame.table.told.options import options
from wargame.table.told.scene import Scene
from wargame.table.words.gate import first_lines, fit, width
from wargame.table.words.rows import DIM, STRONG, Line, Row, Span, Target, rows_height, text_row

if TYPE_CHECKING:
    from wargame.content.model import Card


def hand_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """A row per card: number, price, worth, and whether it can be played; then the other moves.

    In talks, in which no card is played, what can be offered comes first.
    """
    if not scene.shows_hand:
        return [text_row("Hands stay closed while this game is being played.", cells, DIM)]
    view = scene.view
    cards = [scene.card(name) for name in view.hand]
    sizes = column_sizes(scene, cards, cells)
    extra = extra_rows(scene, cells, lines - len(cards), sizes)
    rival = _rival_rows(scene, cells)
    spare = lines - len(cards) - rows_height((*extra, *rival))
    found: list[Row] = []
    for number, card in enumerate(cards, start=1):
        left = len(cards) - len(found)
        each = 1 + max(0, spare if cells >= BESIDE else (spare - 1) // left)
        found.append(_card_row(scene, number, card, cells, each, sizes))
        spare -= len(found[-1].lines) - 1
    for place, row in enumerate(extra):
        if cells >= BESIDE and spare > 0 and row.targets[0].kind == "action":
            noun = scene.action(row.targets[0].id)
            extra[place] = action_row(scene, noun, cells, sizes, 1 + spare)
            spare -= len(extra[place].lines) - 1
    if not cards:
        found = [text_row("Your hand is empty.", cells, DIM)]
    return [*extra, *found, *rival] if in_talks(scene) else [*found, *rival, *extra]


def _rival_rows(scene: Scene, cells: int) -> list[Row]:
    """The rival's hand, where everything is open."""
    if not scene.rival_hand:
        return []
    sign = scene.signs[scene.rival]
    found = [text_row(f"{sign.mark} {scene.titles.seats[scene.rival]}", cells, sign.role)]
    column = max(width(scene.titles.cards[name]) for name in scene.rival_hand) + 2
    count = max(1, (cells - 4) // column)
    for start in range(0, len(scene.rival_hand), count):
        held = scene.rival_hand[start : start + count]
        named = [
            Span(fit(scene.titles.cards[name], min(column, cells - 4)), "", cell)
            for cell, name in enumerate(held)
        ]
        found.append(Row(((Span("    "), *named),), tuple(Target("card", one) for one in held)))
    return found


def _card_row(
    scene: Scene, number: int, card: Card, cells: int, each: int, sizes: tuple[int, int]
) -> Row:
    choices = options(scene, Target("card", card.id))
    first = choices[0] if choices else None
    is_open = bool(first and first.is_legal and scene.is_my_turn)
    title, cost = sizes
    role, price = STRONG if is_open else "", card_cost(scene, card)
    named: Line = priced(card.title, role, price, title + ONCE, cost)
    if card.once:
        once = (Span(" 1x", DIM), Span(fit(price, cost, right=True)))
        named = (Span(fit(card.title, title), role), *once)
    beside = cells - title - cost - WORTH if cells >= BESIDE else 0
    line: Line = (
        Span(f"{number if number < 10 else ' '} ", DIM),
        mark(scene, choices),
        *named,
        Span(fit(f"+{card.worth}", 3, right=True), DIM),
    )
    under: list[Line] = []
    if beside >= TOLD + TEXT:
        said = told_beside(scene, first, card.text, beside)
        return Row(with_text(line, said, card.text, cells, each), (Target("card", card.id),))
    told = outlook(scene, first, beside or cells - 4) if first else ()
    if beside and not told:
        return Row(with_text(line, None, card.text, cells, each), (Target("card", card.id),))
    if beside:
        line += (Span("  "), *told)
    elif told and each >= 2:
        under.append((Span("    "), *told))
    if each - len(under) >= 3 or (each - len(under) >= 2 and cells >= 60):
        text = first_lines(card.text, cells - 4, each - 1 - len(under), "    ")
        under += [(Span(fit(part, cells), DIM),) for part in text]
    return Row((line, *under), (Target("card", card.id),))
