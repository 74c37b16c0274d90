"""Play by habit, for playouts: everybody does what it likes best in its mood, luck is the world's.

What is chosen is what whoever lists all that is legal, and takes the first that is liked best,
would choose. But only what would be better than the best so far is asked whether it is allowed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wargame.rules.kernel.codes import (
    ACT,
    ARGUMENT,
    ASK,
    CHANCE,
    DRAW,
    INJECT,
    NO_INJECT,
    OVER,
    PLAY,
    V_ACCEPT,
    V_BREACH,
    V_BURY,
    V_CAPITAL,
    V_DRAW,
    V_INJECT,
    V_PASS,
    V_PLAY,
)
from wargame.rules.kernel.legal import chance_outcomes, inject_weight, is_inject_open, legal_actions
from wargame.rules.kernel.machine import advance, take_action
from wargame.rules.kernel.plays import is_move_open, may_pass
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.tables import Tables, distinct

if TYPE_CHECKING:
    from mypy_extensions import i64

NEVER_LIKED: Final = -(1 << 60)
"""Less than any preference."""

ACCEPTING: Final = ACT(V_ACCEPT)


class Leanings:
    """What the seats of a deck lean to, laid out for playouts.

    Attributes:
        likes: By seat: preferences by slot, a table for each part of the game, then one for each
            situation; in whole numbers of a unit that is theirs and that of moods.
        slots: By verb and argument: the slot of an action.
        ask_slots: By question and option.
        move_slots: By seat: the slots of its moves.
        stage: The part of the game that each round belongs to; `stages` is how many there are.
        rivals, mild: By seat: the measures of its rival, and how many levels of them are in force
            at the start.
        first_item, items: The slot of the first deal item, and how many there are.
        waits, moods: What luck and moods come from: as many numbers as a power of two.
    """

    def __init__(
        self,
        t: Tables,
        likes: list[list[list[int]]],
        slots: list[list[int]],
        ask_slots: list[list[int]],
        stage: list[int],
        stages: int,
        rivals: list[list[int]],
        mild: list[int],
        first_item: int,
        waits: list[int],
        moods: list[int],
    ) -> None:
        self.likes: list[list[list[int]]] = likes
        self.slots: list[list[int]] = slots
        self.ask_slots: list[list[int]] = ask_slots
        self.move_slots: list[list[int]] = [
            [slots[move.action >> 10][move.action & ARGUMENT] for move in moves]
            for moves in t.moves
        ]
        self.stage: list[int] = stage
        self.stages: int = stages
        self.rivals: list[list[int]] = rivals
        self.mild: list[int] = mild
        self.first_item: int = first_item
        self.items: int = len(t.items)
        self.waits: list[int] = waits
        self.moods: list[int] = moods
        self.mask: int = len(moods) - 1


def stir(a: i64, b: i64) -> int:
    """A number below 2**32 that looks random, from two others.

    Every intermediate fits a signed 64-bit number while `a` is below 2**32 and `b` below 2**30.
    """
    x: i64 = (a * -0x61C8864F + b * -0x7A143589 + 0x165667B1) & 0xFFFFFFFF
    x ^= x >> 15
    x = x * 0x2C1B3C6D & 0xFFFFFFFF
    return x ^ x >> 13


def mood_base(s: BaseState, world: int) -> int:
    """Where the mood of the seat to move begins at this node of this world."""
    key = (s.round * 64 + s.turn * 4 + s.draft_edits) * 64 + s.node * 2 + s.actor
    return stir(world, key)


def situation_of(p: Leanings, s: BaseState) -> int:
    """How hard the rival of the seat to move bites, and whether a deal runs, as one number."""
    actor, force = s.actor, s.force
    bite = 0
    for measure in p.rivals[actor]:
        bite += force[measure]
    found = 2 if bite > p.mild[actor] else 0
    for items in s.deal_items:
        if items:
            return found + 1
    return found


def follow(t: Tables, s: BaseState, p: Leanings, world: int, last_round: int) -> None:
    """Play on until the game is over or a round after `last_round` begins. Changes `s`."""
    while s.node != OVER and s.round <= last_round:
        take_action(t, s, lean(t, s, p, world))
        advance(t, s)


def lean(t: Tables, s: BaseState, p: Leanings, world: int) -> int:
    """What luck decides at a chance node of this world, or what the seat to move likes best."""
    node = s.node
    if s.actor == CHANCE:
        return befall(t, s, p, world)
    if node == PLAY:
        return liked_play(t, s, p, world)
    return liked(s, p, world, legal_actions(t, s))


def liked(s: BaseState, p: Leanings, world: int, legal: list[int]) -> int:
    """What the seat to move likes best of all that is legal, in the mood it has in this world."""
    if len(legal) == 1:
        return legal[0]
    base, mask, moods, slots = mood_base(s, world), p.mask, p.moods, p.slots
    tables = p.likes[s.actor]
    likes, sway = tables[p.stage[s.round]], tables[p.stages + situation_of(p, s)]
    asks = p.ask_slots[s.arg] if s.node == ASK else []
    best, found = NEVER_LIKED, legal[0]
    for code in legal:
        at = asks[code & ARGUMENT] if asks else slots[code >> 10][code & ARGUMENT]
        value = likes[at] + sway[at] + moods[base + at & mask]
        if code == ACCEPTING:
            value += taste(p, s, likes, sway)
        if value > best:
            best, found = value, code
    return found


def taste(p: Leanings, s: BaseState, likes: list[int], sway: list[int]) -> int:
    """What is added for the items on the table, or of the deal that would be extended."""
    bits = s.draft or s.deal_items[s.arg - 1]
    found = 0
    for i in range(p.items):
        if bits >> i & 1:
            found += likes[p.first_item + i] + sway[p.first_item + i]
    return found


def liked_play(t: Tables, s: BaseState, p: Leanings, world: int) -> int:
    """What the seat to move likes best of its plays: `legal_plays` has them in this order."""
    base, mask, moods, slots = mood_base(s, world), p.mask, p.moods, p.slots
    actor = s.actor
    tables = p.likes[actor]
    likes, sway = tables[p.stage[s.round]], tables[p.stages + situation_of(p, s)]
    best, found = NEVER_LIKED, -1
    if may_pass(t, s):
        at = slots[V_PASS][0]
        best, found = likes[at] + sway[at] + moods[base + at & mask], ACT(V_PASS)
    opens, plays, cashes = t.card_open, slots[V_PLAY], slots[V_CAPITAL]
    hand = distinct(t, s.hand[actor]) if t.copies else s.hand[actor]
    for c in hand:
        at = plays[c]
        value = likes[at] + sway[at] + moods[base + at & mask]
        if value > best and opens[c](s):
            best, found = value, ACT(V_PLAY, c)
        at = cashes[c]
        value = likes[at] + sway[at] + moods[base + at & mask]
        if value > best:
            best, found = value, ACT(V_CAPITAL, c)
    move_slots, moves = p.move_slots[actor], t.moves[actor]
    for k in range(len(moves)):
        at = move_slots[k]
        value = likes[at] + sway[at] + moods[base + at & mask]
        if value > best and is_move_open(s, moves[k]):
            best, found = value, moves[k].action
    for k in range(len(s.deal_items)):
        if s.deal_items[k]:
            at = slots[V_BREACH][k + 1]
            value = likes[at] + sway[at] + moods[base + at & mask]
            if value > best:
                best, found = value, ACT(V_BREACH, k + 1)
    if t.buries and t.buries[actor].open(s):
        for c in hand:
            at = slots[V_BURY][c]
            value = likes[at] + sway[at] + moods[base + at & mask]
            if value > best:
                best, found = value, ACT(V_BURY, c)
    return found


def befall(t: Tables, s: BaseState, p: Leanings, world: int) -> int:
    """What luck decides at a chance node of this world: what waits least for its weight."""
    node, waits, mask = s.node, p.waits, p.mask
    least, heavy, found = 0, 0, -1
    if node == DRAW:
        base = stir(world, s.round * 4 + s.arg)
        for card in s.pile[s.arg]:
            wait = waits[base + card & mask]
            if found < 0 or wait < least:
                least, found = wait, card
        return ACT(V_DRAW, found)
    if node == INJECT:
        return drawn_inject(t, s, p, world)
    key = (s.round * 64 + s.turn) * 64 + node
    base = stir(world, key * 256 + (s.arg & 255))
    for code, weight in chance_outcomes(t, s):
        wait = waits[base + (code & ARGUMENT) + (code >> 10) * 37 & mask]
        if found < 0 or wait * heavy < least * weight:
            least, heavy, found = wait, weight, code
    return found


def drawn_inject(t: Tables, s: BaseState, p: Leanings, world: int) -> int:
    """The inject that this world draws, or none: `drawn_injects` has them in this order."""
    waits, mask = p.waits, p.mask
    base = stir(world, s.round * 256 + (s.arg & 255)) + V_INJECT * 37
    least, heavy, found = 0, 0, -1
    for i in t.inject_pile:
        wait = waits[base + i & mask]
        weight = t.injects[i].weight
        if t.injects[i].weight_now is not None:
            if not is_inject_open(t, s, i):
                continue
            weight = inject_weight(t, s, i)
        if weight <= 0 or (found >= 0 and wait * heavy >= least * weight):
            continue
        if t.injects[i].weight_now is not None or is_inject_open(t, s, i):
            least, heavy, found = wait, weight, ACT(V_INJECT, i)
    quiet, wait = t.rounds.quiet_weight, waits[base + NO_INJECT & mask]
    if quiet > 0 and (found < 0 or wait * heavy < least * quiet):
        return ACT(V_INJECT, NO_INJECT)
    return found
