"""The columns that cards and the moves without a card share: sign, title, price, effects, text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wargame.content.small import small
from wargame.rules.asking import evaluate
from wargame.rules.view import SeatState
from wargame.table.told.options import Option
from wargame.table.told.prices import held_row
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, first_lines, fit, width
from wargame.table.words.glyphs import DISCARDED
from wargame.table.words.rows import BETTER, DIM, Line, Span, line_width
from wargame.table.words.view_models import short_title

if TYPE_CHECKING:
    from wargame.content.model import Card, Deck, SeatAction, Stage
    from wargame.rules.ir import CardIR


TOLD, TEXT, MOST_TOLD = 46, 26, 60
"""Cells that effects take at least, and a text beside them; those that effects take at most."""
BESIDE, WORTH = 72, 10
"""Cells from which on effects stand beside a card, and those of its number and its worth."""
GOOD = 12
"""The most cells of what is paid, beside how much of it."""
ONCE = 3
"""Cells of what says that a card leaves the game."""


def column_sizes(scene: Scene, cards: Sequence[Card], cells: int) -> tuple[int, int]:
    """Cells of a title and of a price, where effects stand beside them; else the title is wide."""
    cost = max((width(card_cost(scene, card)) for card in cards), default=0) + 1
    if cells < BESIDE:
        return cells - cost - WORTH, cost
    moves = [one for one in scene.deck.actions if one.seat == scene.me]
    cost = max([cost, *(width(cost_text(scene, one)) + 1 for one in moves)])
    title = max((width(card.title) - (0 if card.once else ONCE) for card in cards), default=0)
    title = max([title, *(width(one.title) - ONCE for one in moves)]) + 1
    most = max(24, cells // 4)
    room = cells - cost - WORTH
    if room - most < TOLD + TEXT:  # no text stands beside effects: what they leave is the titles'
        most = max(most, room - MOST_TOLD)
    return min(title, most), cost


def priced(title: str, role: str, price: str, cells: int, cost: int) -> Line:
    """A title and its price in so many cells each; a long title takes those that a price leaves."""
    room = cells + cost - width(price) - 1
    named = fit(title, max(cells, min(width(title), room)))
    return Span(named, role), Span(fit(price, cells + cost - width(named), right=True))


def mark(scene: Scene, choices: Sequence[Option]) -> Span:
    """Whether a thing can be used now: for what it is there for, only to be discarded, or not."""
    if not scene.is_my_turn:
        return Span("  ", DIM)
    if choices and choices[0].is_legal:
        return Span(f"{scene.glyphs.yes} ", BETTER)
    if any(option.is_legal for option in choices):
        return Span(f"{DISCARDED} ")
    return Span(f"{scene.glyphs.no} ", DIM)


def with_text(line: Line, told: Line | None, text: str, cells: int, each: int) -> tuple[Line, ...]:
    """A line with effects, and the printed text beside them, as much of it as so many lines hold.

    Texts begin below one another where effects leave room for one; elsewhere right behind them.

    Args:
        told: The effects; None where those of nothing are told, and texts take their column.
    """
    start = line_width(line) + 2
    column = told_cells(cells - start)
    column = column if cells - start - column - 2 >= TEXT else 0
    if told is None or not (told or column):
        told = ()
    else:
        told = (*told, Span(" " * max(0, column - line_width(told))), Span("  "))
    pad = start + line_width(told)
    line = (*line, Span("  "), *told)
    if cells - pad < TEXT or not text:
        return (line,)
    first, *rest = first_lines(text, cells - pad, each)
    below = [(Span(f"{'':{pad}}{one}", DIM),) for one in rest]
    return ((*line, Span(first, DIM)), *below)


def told_cells(beside: int) -> int:
    """Cells that effects take of those beside a card."""
    return max(TOLD, min(MOST_TOLD, beside // 2))


def card_cost(scene: Scene, card: Card) -> str:
    return cost_text(scene, card, held_row(scene.view, card.id))


def cost_text(scene: Scene, card: Card | SeatAction | Stage, row: CardIR | None = None) -> str:
    """A price in short: `2c`, or with a track of one's own `1c+3`; `free`.

    Of a card that is of no use but as an answer, what the answer costs.
    """
    if row is not None and row.is_foreign:
        return "rival's"
    answer = row.response if row is not None and row.is_answer else None
    if row is not None and (answer or row.changes):
        paid = [
            (name.text.partition(".")[2], evaluate.number(amount, scene.view.read))
            for name, amount, _ in (answer.act if answer else row.act).price
        ]
    else:
        paid = [(what, _amount(scene.view, amount)) for what, amount in card.cost.items()]
    parts = [f"{amount}{_good(scene.deck, what)}" for what, amount in paid if amount]
    return "+".join(parts) or "free"


def _good(deck: Deck, what: str) -> str:
    """What is paid, in few cells: a track goes by its short title."""
    if what == "capital":
        return "c"
    short = next((short_title(track) for track in deck.tracks if track.id == what), what)
    return f" {small(deck, clip(short, GOOD))}"


def _amount(view: SeatState, amount: int | str) -> int:
    return amount if isinstance(amount, int) else view.value(amount)
