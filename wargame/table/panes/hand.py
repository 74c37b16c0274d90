"""The hand, and whatever else a seat may do without a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wargame.rules.asking import evaluate
from wargame.rules.asking.preview import lapse
from wargame.rules.verbs import EXTEND, PASS, PROPOSE
from wargame.rules.view import Deal, SeatState
from wargame.table.panes.effects import effect_spans
from wargame.table.told.lapse import brought_back, extensible, is_last_chance, nothing
from wargame.table.told.largest import Foretold, largest, largest_of, question
from wargame.table.told.options import Option, can_draft, options
from wargame.table.told.prices import FREE, held_row, price_words, terms
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, fit, width, wrap
from wargame.table.words.rows import (
    ALERT,
    BETTER,
    DIM,
    STRONG,
    Line,
    Row,
    Span,
    Target,
    line_width,
    text_row,
)
from wargame.table.words.wrap import rounds

if TYPE_CHECKING:
    from wargame.content.model import Card, SeatAction
    from wargame.rules.ir import CardIR

TOLD, TEXT, MOST_TOLD = 46, 26, 60
"""Cells that effects take at least, and a text beside them; those that effects take at most."""
MOVES = 3
"""Lines that are kept for moves without a card."""
ONCE = 3
"""Cells of what says that a card leaves the game."""
BESIDE, WORTH = 72, 10
"""Cells from which on effects stand beside a card, and those of its number and its worth."""


def hand_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """A row per card: number, price, worth, and whether it can be played; then the other moves.

    In talks, in which no card is played, what can be offered comes first.
    """
    if not scene.shows_hand:
        return [text_row("Hands stay closed while this game is being played.", cells, DIM)]
    view = scene.view
    cards = [scene.card(name) for name in view.hand]
    sizes = _sizes(scene, cards, cells)
    extra = _extra_rows(scene, cells, lines - len(cards), sizes)
    rival = _rival_rows(scene, cells)
    taken = sum(len(row.lines) for row in (*extra, *rival))
    each = max(1, (lines - taken - 1) // max(1, len(cards)))
    found = [_card_row(scene, n, card, cells, each, sizes) for n, card in enumerate(cards, start=1)]
    if not cards:
        found = [text_row("Your hand is empty.", cells, DIM)]
    return [*extra, *found, *rival] if _talks(scene) else [*found, *rival, *extra]


def first_open(scene: Scene, here: Target | None, rows: Sequence[Row]) -> Target | None:
    """The first thing of the hand that can be done; None where what is chosen can be, or nothing.

    Args:
        here: What the cursor stands on.
    """

    def is_open(target: Target) -> bool:
        choices = options(scene, target)
        return bool(choices) and choices[0].is_legal

    if not scene.is_my_turn or (here is not None and is_open(here)):
        return None
    return next((one for row in rows for one in row.targets if is_open(one)), None)


def _talks(scene: Scene) -> bool:
    return scene.view.phase == "talks" and scene.is_my_turn


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


def _card_cost(scene: Scene, card: Card) -> str:
    return cost_text(scene, card, held_row(scene.view, card.id))


def cost_text(scene: Scene, card: Card | SeatAction, row: CardIR | None = None) -> str:
    """A price in short: `2c`, or with a track of one's own `1c+3`; `free`."""
    if row is not None and row.is_foreign:
        return "rival's"
    if row is not None and row.changes:
        paid = [
            (name.text.partition(".")[2], evaluate.number(amount, scene.view.read))
            for name, amount, _ in row.act.price
        ]
    else:
        paid = [(what, _amount(scene.view, amount)) for what, amount in card.cost.items()]
    parts = [f"{amount}{'c' if what == 'capital' else f' {what}'}" for what, amount in paid]
    return "+".join(parts) or "free"


def _amount(view: SeatState, amount: int | str) -> int:
    return amount if isinstance(amount, int) else view.value(amount)


def _sizes(scene: Scene, cards: Sequence[Card], cells: int) -> tuple[int, int]:
    """Cells of a title and of a price, where effects stand beside them; else the title is wide."""
    cost = max((width(_card_cost(scene, card)) for card in cards), default=0) + 1
    if cells < BESIDE:
        return cells - cost - WORTH, cost
    moves = [one for one in scene.deck.actions if one.seat == scene.me]
    title = max((width(card.title) for card in cards), default=0) + 1
    title = max([title, *(width(one.title) + 1 - ONCE for one in moves)])
    return min(title, max(20, cells // 4)), cost


def _card_row(
    scene: Scene, number: int, card: Card, cells: int, each: int, sizes: tuple[int, int]
) -> Row:
    choices = options(scene, Target("card", card.id))
    first = choices[0] if choices else None
    is_open = bool(first and first.is_legal and scene.is_my_turn)
    mark = scene.glyphs.yes if is_open else scene.glyphs.no if scene.is_my_turn else " "
    once = "1x" if card.once else ""
    title, cost = sizes
    beside = cells - title - cost - WORTH if cells >= BESIDE else 0
    line: Line = (
        Span(f"{number if number < 10 else ' '} ", DIM),
        Span(f"{mark} ", BETTER if is_open else DIM),
        Span(fit(card.title, title), STRONG if is_open else ""),
        Span(fit(once, ONCE, right=True), DIM),
        Span(fit(_card_cost(scene, card), cost, right=True)),
        Span(fit(f"+{card.worth}", 3, right=True), DIM),
    )
    room = max(TOLD, min(MOST_TOLD, beside // 2)) if beside >= TOLD + TEXT else beside or cells - 4
    told = _outlook(scene, first, room) if first else ()
    under: list[Line] = []
    if beside >= TOLD + TEXT and each == 1:
        line += _with_text(told, card.text, beside)
    elif beside >= TOLD + TEXT:
        half = max(TOLD, min(MOST_TOLD, beside // 2)) if told else 0
        texts = wrap(card.text, beside - half - 4)
        gap = max(0, half - line_width(told))
        line += (Span("  "), *told, Span(" " * gap), Span(f"  {texts[0]}", DIM))
        pad = " " * (cells - beside + half + 4)
        under += [(Span(f"{pad}{text}", DIM),) for text in texts[1:each]]
    elif beside:
        line += (Span("  "), *told) if told else ()
    elif told and each >= 2:
        under.append((Span("    "), *told))
    if beside >= TOLD + TEXT:
        return Row((line, *under), (Target("card", card.id),))
    if each - len(under) >= 3 or (each - len(under) >= 2 and cells >= 60):
        text = wrap(card.text, cells - 4, "    ", "    ")
        under += [(Span(fit(part, cells), DIM),) for part in text[: each - 1 - len(under)]]
    return Row((line, *under), (Target("card", card.id),))


def _with_text(told: Line, text: str, cells: int) -> Line:
    """Effects, then as much of the printed text as fits beside them in one line."""
    room = cells - 4 - line_width(told)
    said = clip(text, room) if room >= TEXT else ""
    return (Span("  "), *told, Span(f"  {said}", DIM))


def _outlook(scene: Scene, option: Option, cells: int) -> Line:
    """The largest effects of an option; of one that cannot be taken now, why not."""
    if scene.view.phase not in ("plays", "headline") or not scene.is_my_turn:
        return ()
    if option.is_legal:
        spans = effect_spans(scene, largest(scene, option.text), cells - 2)
        asked = "" if spans else question(scene, option.text)
        said = f"then: {asked}" if asked else "no number moves at once"
        return spans or (Span(clip(said, cells - 2), DIM),)
    return (Span(clip(f"not now: {option.reason}", cells - 2), ALERT),)


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
        row = _with_effects(scene, row, "signed: ", signed, cells, sizes, role=STRONG)
        under = wrap(terms(view, action), cells - 6, "      ", "      ")[: max(0, min(each, 4) - 1)]
        lines_of = [(Span(fit(part, cells), DIM),) for part in under]
        found.append(replace(row, lines=(*row.lines, *lines_of)))
    return found


def _extra_rows(scene: Scene, cells: int, lines: int, sizes: tuple[int, int]) -> list[Row]:
    """Moves without a card, and the agenda one keeps; ready packages fill the lines there are."""
    view, found = scene.view, []
    if not _talks(scene):
        own = [one for one in scene.deck.actions if one.seat == scene.me]
        found += [_action_row(scene, one, cells, sizes) for one in own]
    found += [_extension_row(scene, deal, cells, sizes) for deal in extensible(view)]
    found += _ready_rows(scene, cells, lines - MOVES - len(found), sizes)
    if can_draft(view):
        label = "Answer with a counter-offer" if view.draft else _drafting(view)
        found.append(_move_row("o", label, Target("offer"), cells))
    if any(action.verb == PASS for action in view.legal):
        said = {"headline": "No headline this round", "talks": nothing(view)}
        row = _move_row("x", said.get(view.phase, "Pass"), Target("pass"), cells)
        found.append(_with_lapses(scene, row, cells, sizes))
    if view.agenda:
        agenda = next(one for one in scene.deck.agendas if one.id == view.agenda)
        line = (Span("  Agenda: ", DIM), Span(fit(agenda.title, cells - 10)))
        found.append(Row((line,), (Target("agenda", agenda.id),)))
    return found


def _extension_row(scene: Scene, deal: Deal, cells: int, sizes: tuple[int, int]) -> Row:
    """A deal that may be extended: by how much, for what, and what moves once it is."""
    acts = scene.view.rules.program.deals
    price = price_words(scene.view, acts.extend[scene.view.number].price) if acts else FREE
    cost = f" ({price.removeprefix('costs ')})"
    label = f"Extend deal {deal.slot} by {rounds(deal.term)}{cost}"
    row = _move_row(" ", label, Target("deal", str(deal.slot)), cells)
    signed = largest(scene, f"{EXTEND} {deal.slot}")
    return _with_effects(scene, row, "signed: ", signed, cells, sizes)


def _with_lapses(scene: Scene, row: Row, cells: int, sizes: tuple[int, int]) -> Row:
    """What is said of deals that nobody can speak of again before they run out: the largest that
    comes back, beside it; where there is no room, the measures below it."""
    view = scene.view
    last = [deal for deal in extensible(view) if is_last_chance(view, deal)]
    if cells >= BESIDE:
        then = [one for deal in last for one in largest_of(scene, lapse(view, deal.slot))]
        return _with_effects(scene, row, "then: ", then, cells, sizes)
    under = [
        (Span(fit(line, cells), DIM),)
        for deal in last
        for line in wrap(brought_back(scene, deal), cells - 6, "      ", "      ")[:2]
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
    if cells < BESIDE or not told:
        return replace(row, lines=((key, replace(label, role=role)),))
    line = (key, Span(fit(said, taken), role), Span(f"  {when}", DIM), *told)
    return replace(row, lines=(line,))


def _action_row(scene: Scene, action: SeatAction, cells: int, sizes: tuple[int, int]) -> Row:
    """An action with its price, and whether it can be taken, in the columns of the cards."""
    choices = options(scene, Target("action", action.id))
    is_open = any(option.is_legal for option in choices) and scene.is_my_turn
    mark = scene.glyphs.yes if is_open else scene.glyphs.no if scene.is_my_turn else " "
    title, cost = (cells - 15, 11) if cells < BESIDE else (sizes[0] + ONCE, sizes[1])
    line: Line = (
        Span("  ", DIM),
        Span(f"{mark} ", BETTER if is_open else DIM),
        Span(fit(action.title, title), STRONG if is_open else ""),
        Span(fit(cost_text(scene, action), cost, right=True)),
    )
    first = next(iter(choices), None)
    if cells >= BESIDE and first is not None:
        room = cells - sizes[0] - cost - WORTH
        told = _outlook(scene, first, max(TOLD, min(MOST_TOLD, room // 2)))
        line += (Span("   "), *_with_text(told, action.text or "", room))
    return Row((line,), (Target("action", action.id),))


def _drafting(view: SeatState) -> str:
    """What putting a package together is called, by how the deck lets seats draft."""
    deals = view.deck.deals
    if deals is not None and deals.drafting == "changes":
        return "Change a ready package"
    return "Put a package on the table"


def _move_row(key: str, label: str, target: Target, cells: int) -> Row:
    return Row(((Span(f"{key}   ", DIM), Span(fit(label, cells - 4))),), (target,))
