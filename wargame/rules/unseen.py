"""What a seat knows of cards that it does not see, and how the rest are imagined.

Where all seats draw from one pile, a card goes by its row for the first seat until it is in a
hand; bits over rows say who knows whom to hold it.
"""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules.kernel import EXTRA_PILES, BaseState, Stream, changed
from wargame.rules.kernel.piles import in_order, set_order, set_pile
from wargame.rules.ruleset import Ruleset

UNSEEN = -1
"""Stands in a seat's view for each card of the rival's, and for an agenda it has kept."""

NOBODY = -1
"""The number of whoever only looks on: a spectator has no seat, and sees what everybody may."""


def knowledge(board: BaseState, number: int) -> int:
    """Rows of cards that a seat knows to be in other hands, beyond what everybody knows."""
    learned = getattr(board, "learned", ())
    return int(learned[number]) if learned and number != NOBODY else 0


def size_of(state: BaseState, seat: int) -> int:
    """How many cards a pile holds."""
    rest = [getattr(state, name)[seat] for name in EXTRA_PILES if hasattr(state, name)]
    return sum(map(len, (state.pile[seat], *rest)))


def show_piles(rules: Ruleset, state: BaseState, board: BaseState, number: int) -> None:
    """Put into a view what a seat knows of the piles: all of its own, or what it has looked at."""
    is_ordered = EXTRA_PILES[0] in rules.program.extras
    mixed = rules.program.mixed
    for seat in range(len(rules.seats)):
        if seat == number and not mixed:
            board.pile[seat] = state.pile[seat][:]
            if is_ordered:
                board.top = changed(board.top, seat, state.top[seat])
                board.rest = changed(board.rest, seat, state.rest[seat])
            continue
        count = state.foreseen[number] if is_ordered and mixed and number != NOBODY else 0
        board.pile[seat] = _masked(state.pile[seat], count)
        if is_ordered:
            board.top = changed(board.top, seat, tuple(_masked(state.top[seat], count - 1)))
            board.rest = changed(board.rest, seat, tuple(_masked(state.rest[seat], 0)))
    if is_ordered:
        board.foreseen, board.spied = state.foreseen, (0,)


def _masked(cards: Sequence[int], count: int) -> list[int]:
    """Cards of which the first few alone are seen."""
    return [card if place < count else UNSEEN for place, card in enumerate(cards)]


def next_cards(board: BaseState, number: int) -> list[int]:
    """The next cards of its pile that a seat has looked at, in their order."""
    if not hasattr(board, "foreseen") or number == NOBODY:
        return []
    fixed = [*board.pile[number], *board.top[number]]
    return fixed[: board.foreseen[number]]


def put_in_order(
    rules: Ruleset, state: BaseState, seat: int, pool: list[int], stream: Stream
) -> None:
    """Let cards be a pile: those that others have looked at come first, as luck has it."""
    t = rules.engine.tables
    fixed = in_order(t, state, seat) if t.peeks else 0
    if not fixed:
        set_pile(t, state, seat, pool)
        return
    seen = [card for card in (*state.pile[seat], *state.top[seat]) if card != UNSEEN]
    while len(seen) < fixed:
        seen.append(pool.pop(stream.below(len(pool))))
    set_pile(t, state, seat, seen[:1])
    set_order(t, state, seat, seen[1:], pool)


def shown_to(number: int, learned: Sequence[int]) -> tuple[int, ...]:
    """What has been learned of cards, as a seat is shown it: its own, and what everybody knows."""
    last = len(learned) - 1
    return tuple(bits if place in (number, last) else 0 for place, bits in enumerate(learned))


def known_to(rules: Ruleset, board: BaseState, number: int) -> list[int]:
    """Cards by their first rows that a seat knows to be in the hands of others."""
    half, bits = rules.engine.tables.half, knowledge(board, number)
    for other in rules.rivals(number):
        bits |= board.known[other]
    return [row % half for row in range(bits.bit_length()) if bits >> row & 1]


def unseen_cards(rules: Ruleset, board: BaseState, number: int) -> list[int]:
    """Cards of the common pile, by their first rows, that lie in no place that a seat sees."""
    half = rules.engine.tables.half
    own = board.hand[number] if number != NOBODY else []
    laid = [row for place in (*board.discard, *board.gone) for row in place]
    committed = [card - 1 for card in board.commit if card > 0]
    seen = [row % half for row in (*own, *laid, *committed)]
    return [card for card in rules.cards_there(0, board.round) if card not in seen]


def deal_in_common(
    rules: Ruleset, state: BaseState, number: int, sizes: Sequence[int], stream: Stream
) -> None:
    """Deal the unseen cards between the other hands and the common pile, every way alike that
    leaves hands what is known of them."""
    half, pool = rules.engine.tables.half, unseen_cards(rules, state, number)
    coming = next_cards(state, number)
    pool = [card for card in pool if card not in coming]
    hands: dict[int, list[int]] = {}
    for other in rules.rivals(number):
        bits = state.known[other] | knowledge(state, number)
        hands[other] = [card for card in pool if bits >> card + other * half & 1]
    placed = [card for hand in hands.values() for card in hand]
    pool = [card for card in pool if card not in placed]
    held = [card for card in pool if state.learned[-1] >> card & 1]
    pool = [card for card in pool if card not in held]
    for cards in (held, pool):
        while cards and (free := _places(hands, sizes)):
            hand = hands[free[stream.below(len(free))]]
            hand.append(cards.pop(stream.below(len(cards))))
    for other, hand in hands.items():
        state.hand[other] = sorted(card + other * half for card in hand)
    put_in_order(rules, state, 0, pool, stream)


def _places(hands: dict[int, list[int]], sizes: Sequence[int]) -> list[int]:
    """The other hands, each as often as cards are wanting in it."""
    return [other for other, hand in hands.items() for _ in range(sizes[other] - len(hand))]
