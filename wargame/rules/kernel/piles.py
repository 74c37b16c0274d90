"""Where cards are as eras come and go.

A card whose era has not come is nowhere; one whose time is over has left the game, wherever it
was, so that nobody has to guess whether it was in a hand or in a pile.
"""

from __future__ import annotations

from wargame.rules.kernel.state import BaseState, changed
from wargame.rules.kernel.tables import Tables


def turn_cards(t: Tables, s: BaseState) -> None:
    """A round begins with which cards leave the game, or come into the piles."""
    for c in range(len(t.cards)):
        last = t.cards[c].last
        if last and last + 1 == s.round:
            retire(t, s, c)
    for seat in range(len(t.seats)):
        come = [
            c
            for c in range(len(t.cards))
            if t.cards[c].comes == s.round and t.cards[c].seat == seat
        ]
        if come:
            shuffle_in(s, seat, come)


def retire(t: Tables, s: BaseState, card: int) -> None:
    """A card leaves the game from wherever it is, for all to see."""
    seat = t.cards[card].seat
    if card in s.gone[seat]:
        return
    s.hand[seat] = [c for c in s.hand[seat] if c != card]
    s.pile[seat] = [c for c in s.pile[seat] if c != card]
    s.discard[seat] = [c for c in s.discard[seat] if c != card]
    s.gone = changed(s.gone, seat, tuple(sorted([*s.gone[seat], card])))
    if s.known[seat]:
        s.known = changed(s.known, seat, s.known[seat] & ~(1 << card))


def shuffle_in(s: BaseState, seat: int, cards: list[int]) -> None:
    """Cards come into a pile. If it was empty, everybody knows what its seat holds."""
    if not s.pile[seat]:
        s.known = changed(s.known, seat, bits_of(s.hand[seat]))
    s.pile[seat] = sorted([*s.pile[seat], *cards])


def bits_of(cards: list[int]) -> int:
    """A set of cards as bits: bit `i` stands for card `i`."""
    found = 0
    for card in cards:
        found |= 1 << card
    return found
