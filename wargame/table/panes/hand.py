"""The hand, and whatever else a seat may do without a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wargame.rules.amounts import counted, rounds
from wargame.rules.asking import evaluate
from wargame.rules.asking.preview import lapse
from wargame.rules.verbs import EXTEND, PASS, PROPOSE, split
from wargame.rules.view import Deal, SeatState
from wargame.table.panes.effects import MOST, effect_spans
from wargame.table.told.bargain import drafted
from wargame.table.told.lapse import brought_back, extensible, is_last_chance, nothing, outlasts
from wargame.table.told.largest import Foretold, largest, largest_of, price, question
from wargame.table.told.options import (
    Option,
    can_draft,
    comes_first,
    is_ready,
    movable,
    options,
    target_of,
)
from wargame.table.told.prices import FREE, held_row, price_words, terms
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, first_lines, fit, fitting, width
from wargame.table.words.glyphs import DISCARDED
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
    rows_height,
    text_row,
)
from wargame.table.words.view_models import short_title

if TYPE_CHECKING:
    from wargame.content.model import Card, Measure, Project, SeatAction, Stage
    from wargame.rules.ir import CardIR

TOLD, TEXT, MOST_TOLD = 46, 26, 60
"""Cells that effects take at least, and a text beside them; those that effects take at most."""
MOVES = 3
"""Lines that are kept for moves without a card."""
ONCE = 3
"""Cells of what says that a card leaves the game."""
BESIDE, WORTH = 72, 10
"""Cells from which on effects stand beside a card, and those of its number and its worth."""
ONLY_IF = "it works only if "
"""How a condition that does not hold is told, where there is room."""
SIGNED = "signed: "
"""Before what moves once an offer is accepted, where that costs no part of it."""
ROOMY, MORE = 140, 5
"""Cells from which on a row tells more than its three largest effects, and how many then."""


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
            extra[place] = _action_row(scene, noun, cells, sizes, 1 + spare)
            spare -= len(extra[place].lines) - 1
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


def first_of_talks(view: SeatState) -> Target:
    """What the cursor stands on when talks begin: a deal to extend, a package, or the form."""
    deals = extensible(view)
    if deals:
        return Target("deal", str(deals[0].slot))
    ready = next((one for one in view.legal if is_ready(one)), None)
    return target_of(view, ready.text) if ready else Target("offer")


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
    parts = [
        f"{amount}{'c' if what == 'capital' else f' {what}'}" for what, amount in paid if amount
    ]
    return "+".join(parts) or "free"


def _amount(view: SeatState, amount: int | str) -> int:
    return amount if isinstance(amount, int) else view.value(amount)


def _sizes(scene: Scene, cards: Sequence[Card], cells: int) -> tuple[int, int]:
    """Cells of a title and of a price, where effects stand beside them; else the title is wide."""
    cost = max((width(_card_cost(scene, card)) for card in cards), default=0) + 1
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


def _card_row(
    scene: Scene, number: int, card: Card, cells: int, each: int, sizes: tuple[int, int]
) -> Row:
    choices = options(scene, Target("card", card.id))
    first = choices[0] if choices else None
    is_open = bool(first and first.is_legal and scene.is_my_turn)
    title, cost = sizes
    role, price = STRONG if is_open else "", _card_cost(scene, card)
    named: Line = _priced(card.title, role, price, title + ONCE, cost)
    if card.once:
        once = (Span(" 1x", DIM), Span(fit(price, cost, right=True)))
        named = (Span(fit(card.title, title), role), *once)
    beside = cells - title - cost - WORTH if cells >= BESIDE else 0
    line: Line = (
        Span(f"{number if number < 10 else ' '} ", DIM),
        _mark(scene, choices),
        *named,
        Span(fit(f"+{card.worth}", 3, right=True), DIM),
    )
    under: list[Line] = []
    if beside >= TOLD + TEXT:
        said = _told_beside(scene, first, card.text, beside)
        return Row(_beside(line, said, card.text, cells, each), (Target("card", card.id),))
    told = _outlook(scene, first, beside or cells - 4) if first else ()
    if beside and not told:
        return Row(_beside(line, None, card.text, cells, each), (Target("card", card.id),))
    if beside:
        line += (Span("  "), *told)
    elif told and each >= 2:
        under.append((Span("    "), *told))
    if each - len(under) >= 3 or (each - len(under) >= 2 and cells >= 60):
        text = first_lines(card.text, cells - 4, each - 1 - len(under), "    ")
        under += [(Span(fit(part, cells), DIM),) for part in text]
    return Row((line, *under), (Target("card", card.id),))


def _priced(title: str, role: str, price: str, cells: int, cost: int) -> Line:
    """A title and its price in so many cells each; a long title takes those that a price leaves."""
    room = cells + cost - width(price) - 1
    named = fit(title, max(cells, min(width(title), room)))
    return Span(named, role), Span(fit(price, cells + cost - width(named), right=True))


def _mark(scene: Scene, choices: Sequence[Option]) -> Span:
    """Whether a thing can be used now: for what it is there for, only to be discarded, or not."""
    if not scene.is_my_turn:
        return Span("  ", DIM)
    if choices and choices[0].is_legal:
        return Span(f"{scene.glyphs.yes} ", BETTER)
    if any(option.is_legal for option in choices):
        return Span(f"{DISCARDED} ")
    return Span(f"{scene.glyphs.no} ", DIM)


def _beside(line: Line, told: Line | None, text: str, cells: int, each: int) -> tuple[Line, ...]:
    """A line with effects, and the printed text beside them, as much of it as so many lines hold.

    Texts begin below one another where effects leave room for one; elsewhere right behind them.

    Args:
        told: The effects; None where those of nothing are told, and texts take their column.
    """
    start = line_width(line) + 2
    column = _told_cells(cells - start)
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


def _told_cells(beside: int) -> int:
    """Cells that effects take of those beside a card."""
    return max(TOLD, min(MOST_TOLD, beside // 2))


def _told_beside(scene: Scene, option: Option | None, text: str, beside: int) -> Line | None:
    """What an option would do, in the cells beside a title: all of them where no text fits; None
    where nothing of the hand can be taken now."""
    if not _tells(scene):
        return None
    if option is None:
        return ()
    told = _outlook(scene, option, _told_cells(beside))
    if text and beside - line_width(told) - 4 >= TEXT:
        return told
    return _outlook(scene, option, beside - 2, MORE)


def _tells(scene: Scene) -> bool:
    """Whether it is told what things of the hand would do: where something of it can be taken."""
    return scene.view.phase in ("plays", "headline") and scene.is_my_turn


def _outlook(scene: Scene, option: Option, cells: int, most: int = MOST) -> Line:
    """The largest effects of an option; of one that cannot be taken now, why not."""
    if not _tells(scene):
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


def _extra_rows(scene: Scene, cells: int, lines: int, sizes: tuple[int, int]) -> list[Row]:
    """Moves without a card, and the agenda one keeps; ready packages fill the lines there are."""
    view, found = scene.view, []
    if not _talks(scene):
        own = [one for one in scene.deck.actions if one.seat == scene.me]
        found += [_action_row(scene, one, cells, sizes) for one in own]
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


def _pass_row(scene: Scene, cells: int, sizes: tuple[int, int]) -> Row:
    """Passing a play: what it moves, and how much else there is to do in other panes."""
    beside = sum(sizes) + WORTH
    title: Line = (Span("x   ", DIM), Span(fit("Pass", beside - 4)))
    first = next(iter(options(scene, Target("pass"))), None)
    room = _told_cells(cells - beside)
    told = _outlook(scene, first, room) if first else ()
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


def _action_row(
    scene: Scene, action: SeatAction, cells: int, sizes: tuple[int, int], each: int = 1
) -> Row:
    """An action with its price, and whether it can be taken, in the columns of the cards."""
    choices = options(scene, Target("action", action.id))
    is_open = any(option.is_legal for option in choices) and scene.is_my_turn
    title, cost = (cells - 15, 11) if cells < BESIDE else (sizes[0] + ONCE, sizes[1])
    price, role, spare = cost_text(scene, action), STRONG if is_open else "", WORTH - 4 - ONCE
    over = width(action.title) + width(price) + 1 - title - cost
    over = over if 0 < over <= spare and cells >= BESIDE else 0  # where a card has its worth
    named = _priced(action.title, role, price, title, cost + over)
    line: Line = (Span("  ", DIM), _mark(scene, choices), *named)
    target = (Target("action", action.id),)
    first = next(iter(choices), None)
    if cells < BESIDE or first is None:
        return Row((line,), target)
    beside = cells - sizes[0] - cost - WORTH
    told = _told_beside(scene, first, action.text or "", beside)
    line += (Span(fit("", spare - over)),)
    return Row(_beside(line, told, action.text or "", cells, each), target)


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
