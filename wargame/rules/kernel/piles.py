"""Piles: how they are filled again, how eras change them, and what is known of hands then.

A card whose era has not come is nowhere; one whose time is over has left the game, wherever it
was, so that nobody has to guess whether it was in a hand or in a pile.

Where all seats draw from one pile, it stands as the pile of each; the cards in it go by their
rows for the first seat. A hand holds, and a seat discards, the rows that are its own.
"""

from __future__ import annotations

from wargame.rules.kernel.state import BaseState, changed
from wargame.rules.kernel.tables import Tables


def as_held(t: Tables, card: int, seat: int) -> int:
    """The row of a card from the common pile in the hand of a seat."""
    return card % t.half + seat * t.half


def share(s: BaseState, pile: list[int]) -> None:
    """Let the common pile stand as the pile of each seat."""
    for seat in range(len(s.pile)):
        s.pile[seat] = pile


def refill(t: Tables, s: BaseState, seat: int) -> None:
    """An empty pile takes the discards back.

    While it is empty the seats can tell what is in hands, and go on to know it.
    """
    if t.mixed:
        learn_hands(t, s)
        back = [card % t.half for discard in s.discard for card in discard]
        share(s, sorted(back))
        for other in range(len(s.discard)):
            s.discard[other] = []
        return
    s.pile[seat], s.discard[seat] = s.discard[seat], []
    s.known = changed(s.known, seat, bits_of(s.hand[seat]))


def in_order(t: Tables, s: BaseState, seat: int) -> int:
    """How many of the next cards of a pile are fixed, since somebody has looked at them."""
    if not t.mixed:
        return s.foreseen[seat]
    found = 0
    for count in s.foreseen:
        found = max(found, count)
    return found


def set_order(t: Tables, s: BaseState, seat: int, top: list[int], rest: list[int]) -> None:
    """Set what lies in a pile behind its next card; for each seat, if it is the common one."""
    for other in range(len(s.pile)):
        if t.mixed or other == seat:
            s.top = changed(s.top, other, tuple(top))
            s.rest = changed(s.rest, other, tuple(rest))


def set_pile(t: Tables, s: BaseState, seat: int, pile: list[int]) -> None:
    """Set a seat's pile, or the next card of it where it was looked at."""
    if t.mixed:
        share(s, pile)
    else:
        s.pile[seat] = pile


def uncover(t: Tables, s: BaseState, seat: int) -> None:
    """What lies behind the next card of a pile comes up once that is drawn."""
    if s.pile[seat]:
        return
    top, rest = list(s.top[seat]), list(s.rest[seat])
    if top:
        set_pile(t, s, seat, [top[0]])
        set_order(t, s, seat, top[1:], rest)
    else:
        set_pile(t, s, seat, rest)
        set_order(t, s, seat, [], [])


def foresee(t: Tables, s: BaseState, seat: int, card: int) -> None:
    """A seat has looked at a card of its pile that comes next behind those looked at."""
    fixed = in_order(t, s, seat)
    if fixed == 0:
        set_order(t, s, seat, [], [other for other in s.pile[seat] if other != card])
        set_pile(t, s, seat, [card])
    else:
        rest = [other for other in s.rest[seat] if other != card]
        set_order(t, s, seat, [*s.top[seat], card], rest)
    s.foreseen = changed(s.foreseen, seat, fixed + 1)


def was_drawn(t: Tables, s: BaseState, seat: int, card: int) -> None:
    """A seat has drawn a card: who has looked at it knows the seat to hold it."""
    for other in range(len(s.foreseen)):
        if s.foreseen[other] and (t.mixed or other == seat):
            if other != seat:
                s.learned = changed(s.learned, other, s.learned[other] | 1 << card)
            s.foreseen = changed(s.foreseen, other, s.foreseen[other] - 1)
    uncover(t, s, seat)


def learn_hands(t: Tables, s: BaseState) -> None:
    """Each seat learns what the others hold; whoever looks on, what is in some hand."""
    hands = [bits_of(hand) for hand in s.hand]
    everywhere = 0
    for hand in hands:
        everywhere += hand
    found = [everywhere - hand for hand in hands]
    found.append(bits_of(sorted([card % t.half for hand in s.hand for card in hand])))
    s.learned = tuple(found)


def forget(t: Tables, s: BaseState, card: int) -> None:
    """A card has left a hand for all to see: nobody need know any more that it was there."""
    rest = [learned & ~(1 << card) for learned in s.learned]
    if t.mixed:
        rest[len(s.hand)] = s.learned[len(s.hand)] & ~(1 << card % t.half)
    s.learned = tuple(rest)


def turn_cards(t: Tables, s: BaseState) -> None:
    """A round begins with which cards leave the game, or come into the piles."""
    for card in t.leaving[s.round]:
        retire(t, s, card)
    for seat in range(1 if t.mixed else len(t.seats)):
        come = [card for card in t.coming[s.round] if t.cards[card].seat == seat]
        if come:
            shuffle_in(t, s, seat, come)


def retire(t: Tables, s: BaseState, card: int) -> None:
    """A card leaves the game from wherever it is, for all to see."""
    seat = t.cards[card].seat
    if card in s.hand[seat]:
        s.hand[seat] = [other for other in s.hand[seat] if other != card]
    elif card in s.discard[seat]:
        s.discard[seat] = [other for other in s.discard[seat] if other != card]
    elif not leave_pile(t, s, card):
        return
    if t.mixed or t.peeks:
        forget(t, s, card)
    s.gone = changed(s.gone, seat, tuple(sorted([*s.gone[seat], card])))
    if s.known[seat]:
        s.known = changed(s.known, seat, s.known[seat] & ~(1 << card))


def leave_pile(t: Tables, s: BaseState, card: int) -> bool:
    """Take a card out of the pile that it is in; whether it is in any."""
    seat = t.cards[card].seat
    if not t.peeks or in_order(t, s, seat) == 0:
        found = card in s.pile[seat]
        if found:
            set_pile(t, s, seat, [other for other in s.pile[seat] if other != card])
        return found
    fixed = [*s.pile[seat], *s.top[seat]]
    if card not in fixed and card not in s.rest[seat]:
        return False
    for other in range(len(s.foreseen)):
        if card in fixed[: s.foreseen[other]] and (t.mixed or other == seat):
            s.foreseen = changed(s.foreseen, other, s.foreseen[other] - 1)
    fixed = [other for other in fixed if other != card]
    set_pile(t, s, seat, fixed[:1])
    set_order(t, s, seat, fixed[1:], [other for other in s.rest[seat] if other != card])
    uncover(t, s, seat)
    return True


def shuffle_in(t: Tables, s: BaseState, seat: int, cards: list[int]) -> None:
    """Cards come into a pile, below what was looked at. If it was empty, hands are known now."""
    if not s.pile[seat]:
        if t.mixed:
            learn_hands(t, s)
        else:
            s.known = changed(s.known, seat, bits_of(s.hand[seat]))
    if t.peeks and in_order(t, s, seat):
        set_order(t, s, seat, list(s.top[seat]), sorted([*s.rest[seat], *cards]))
    else:
        set_pile(t, s, seat, sorted([*s.pile[seat], *cards]))


def bits_of(cards: list[int]) -> int:
    """A set of cards as bits: bit `i` stands for card `i`."""
    found = 0
    for card in cards:
        found |= 1 << card
    return found
