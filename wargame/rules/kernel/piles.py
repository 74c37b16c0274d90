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
    rest[len(s.hand)] = s.learned[len(s.hand)] & ~(1 << card % t.half)
    s.learned = tuple(rest)


def turn_cards(t: Tables, s: BaseState) -> None:
    """A round begins with which cards leave the game, or come into the piles."""
    for card in range(len(t.cards)):
        last = t.cards[card].last
        if last and last + 1 == s.round:
            retire(t, s, card)
    for seat in range(1 if t.mixed else len(t.seats)):
        come = [
            card
            for card in range(len(t.cards))
            if t.cards[card].comes == s.round and t.cards[card].seat == seat
        ]
        if come:
            shuffle_in(t, s, seat, come)


def retire(t: Tables, s: BaseState, card: int) -> None:
    """A card leaves the game from wherever it is, for all to see."""
    seat = t.cards[card].seat
    found = card in s.hand[seat] or card in s.discard[seat]
    if found and t.mixed:
        forget(t, s, card)
    if t.mixed:
        pile = [other for other in s.pile[seat] if other != card]
        found = found or len(pile) < len(s.pile[seat])
        share(s, pile)
    else:
        found = found or card in s.pile[seat]
        s.pile[seat] = [other for other in s.pile[seat] if other != card]
    if not found:
        return
    s.hand[seat] = [other for other in s.hand[seat] if other != card]
    s.discard[seat] = [other for other in s.discard[seat] if other != card]
    s.gone = changed(s.gone, seat, tuple(sorted([*s.gone[seat], card])))
    if s.known[seat]:
        s.known = changed(s.known, seat, s.known[seat] & ~(1 << card))


def shuffle_in(t: Tables, s: BaseState, seat: int, cards: list[int]) -> None:
    """Cards come into a pile. If it was empty, what is in hands is known now."""
    if not s.pile[seat]:
        if t.mixed:
            learn_hands(t, s)
        else:
            s.known = changed(s.known, seat, bits_of(s.hand[seat]))
    pile = sorted([*s.pile[seat], *cards])
    if t.mixed:
        share(s, pile)
    else:
        s.pile[seat] = pile


def bits_of(cards: list[int]) -> int:
    """A set of cards as bits: bit `i` stands for card `i`."""
    found = 0
    for card in cards:
        found |= 1 << card
    return found
