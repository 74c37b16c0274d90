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
from wargame.rules.kernel.packed import Packed, packed
from wargame.rules.kernel.plays import is_move_open, may_pass
from wargame.rules.kernel.rows import MoveRow
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.tables import Tables, distinct

if TYPE_CHECKING:
    from mypy_extensions import i64

NEVER_LIKED: Final = -(1 << 60)
"""Less than any preference."""

ACCEPTING: Final = ACT(V_ACCEPT)


REACH: Final = 6
"""So many slots from the first one of a run: what they may come to is bounded by one number."""

LIGHT: Final = 1 << 12
"""Weights below this times a wait are below 2**63."""

FARTHEST: Final = ARGUMENT + 37 * 64
"""Luck looks no farther behind where a node begins in the table of waiting times."""


class Bunch:
    """Moves of a seat whose slots lie side by side.

    Attributes:
        first: The least slot.
        slots, moves: Of each move.
    """

    def __init__(self, first: int) -> None:
        self.first: i64 = first
        self.slots: list[int] = []
        self.moves: list[MoveRow] = []


class Leanings:
    """What the seats of a deck lean to, laid out for playouts.

    Attributes:
        likes: By seat, part of the game and situation: preferences by slot, in whole numbers of a
            unit that is theirs and that of moods.
        slots: By action: its slot; those of questions aside.
        plays, sales: By card: the slots of playing it, and of taking capital for it.
        ask_slots: By question and option.
        runs: By seat: its moves.
        tops: By seat, part of the game and situation: the best liked move of each run.
        stage: The part of the game that each round belongs to; `stages` is how many there are.
        rivals, mild: By seat: the measures of its rival, and how many levels of them are in force
            at the start.
        first_item, items: The slot of the first deal item, and how many there are.
        waits, moods: What luck and moods come from: as many numbers as a power of two, and the
            first ones again behind them, as far as anybody looks.
        crests: The highest mood from each place on within the reach of a run.
        mask: What of a number is a place in these tables.
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
        both = [joined_likes(some, stages) for some in likes]
        self.likes: list[list[list[Packed]]] = [packed_tables(some) for some in both]
        all_slots: list[int] = []
        for row in slots:
            all_slots += row
            all_slots += [0] * (ARGUMENT + 1 - len(row))
        self.slots: Packed = packed(all_slots)
        self.plays: Packed = packed(all_slots[V_PLAY << 10 :][: ARGUMENT + 1])
        self.sales: Packed = packed(all_slots[V_CAPITAL << 10 :][: ARGUMENT + 1])
        self.ask_slots: list[Packed] = [packed(places) for places in ask_slots]
        self.runs: list[list[Bunch]] = [runs_of(moves, all_slots) for moves in t.moves]
        self.tops: list[list[list[Packed]]] = [
            packed_tables(tops_of(runs, some)) for runs, some in zip(self.runs, both, strict=True)
        ]
        self.stage: Packed = packed(stage)
        self.stages: int = stages
        self.rivals: list[Packed] = [packed(measures) for measures in rivals]
        self.mild: Packed = packed(mild)
        self.first_item: int = first_item
        self.items: int = len(t.items)
        self.mask: i64 = len(moods) - 1
        self.waits: Packed = packed(repeated(waits, FARTHEST + 1))
        far = repeated(moods, first_item + self.items)
        self.moods: Packed = packed(far)
        self.crests: Packed = packed(
            repeated([max(far[at : at + REACH]) for at in range(len(moods))], first_item)
        )


def joined_likes(tables: list[list[int]], stages: int) -> list[list[list[int]]]:
    """By part of the game and situation: what is liked by both of them together."""
    found: list[list[list[int]]] = []
    for likes in tables[:stages]:
        found.append(
            [[a + b for a, b in zip(likes, sway, strict=True)] for sway in tables[stages:]]
        )
    return found


def packed_tables(tables: list[list[list[int]]]) -> list[list[Packed]]:
    """The same numbers by part of the game and situation, packed."""
    return [[packed(numbers) for numbers in some] for some in tables]


def runs_of(moves: list[MoveRow], slots: list[int]) -> list[Bunch]:
    """Moves by their slots, cut into runs."""
    found: list[Bunch] = []
    order = sorted([(slots[moves[k].action], k) for k in range(len(moves))])
    for at, k in order:
        if not found or at >= found[-1].first + REACH:
            found.append(Bunch(at))
        found[-1].slots.append(at)
        found[-1].moves.append(moves[k])
    return found


def tops_of(runs: list[Bunch], likes: list[list[list[int]]]) -> list[list[list[int]]]:
    """By part of the game and situation: what the best liked move of each run is liked."""
    found: list[list[list[int]]] = []
    for some in likes:
        found.append([[max([table[at] for at in run.slots]) for run in runs] for table in some])
    return found


def repeated(numbers: list[int], more: int) -> list[int]:
    """The same numbers, and from the first one on so many of them once more."""
    if not numbers:
        return []
    found = list(numbers)
    while len(found) < len(numbers) + more:
        found += numbers
    return found


def stir(a: i64, b: i64) -> i64:
    """A number below 2**32 that looks random, from two others.

    Every intermediate fits a signed 64-bit number while `a` is below 2**32 and `b` below 2**30.
    """
    x: i64 = (a * -0x61C8864F + b * -0x7A143589 + 0x165667B1) & 0xFFFFFFFF
    x ^= x >> 15
    x = x * 0x2C1B3C6D & 0xFFFFFFFF
    return x ^ x >> 13


def mood_base(s: BaseState, world: i64) -> i64:
    """Where the mood of the seat to move begins at this node of this world."""
    key = (s.round * 64 + s.turn * 4 + s.draft_edits) * 64 + s.node * 2 + s.actor
    return stir(world, key)


def likes_now(p: Leanings, s: BaseState) -> Packed:
    """What the seat to move likes in this part of the game, in its situation."""
    return p.likes[s.actor][p.stage[s.round]][situation_of(p, s)]


def situation_of(p: Leanings, s: BaseState) -> i64:
    """How hard the rival of the seat to move bites, and whether a deal runs, as one number."""
    force, left = s.force, p.mild[s.actor]
    found: i64 = 0
    for measure in p.rivals[s.actor]:
        left -= force[measure]
        if left < 0:
            found = 2
            break
    for items in s.deal_items:
        if items:
            return found + 1
    return found


def follow(t: Tables, s: BaseState, p: Leanings, world: int, last_round: int) -> None:
    """Play on until the game is over or a round after `last_round` begins. Changes `s`."""
    seed: i64 = world
    while s.node != OVER and s.round <= last_round:
        take_action(t, s, lean(t, s, p, seed))
        advance(t, s)


def lean(t: Tables, s: BaseState, p: Leanings, world: i64) -> int:
    """What luck decides at a chance node of this world, or what the seat to move likes best."""
    node = s.node
    if s.actor == CHANCE:
        return befall(t, s, p, world)
    if node == PLAY:
        return liked_play(t, s, p, world)
    return liked(s, p, world, legal_actions(t, s))


def liked(s: BaseState, p: Leanings, world: i64, legal: list[int]) -> int:
    """What the seat to move likes best of all that is legal, in the mood it has in this world."""
    if len(legal) == 1:
        return legal[0]
    base: i64 = mood_base(s, world) & p.mask
    moods, slots, likes = p.moods, p.slots, likes_now(p, s)
    best: i64 = NEVER_LIKED
    found = legal[0]
    if s.node == ASK:
        asks = p.ask_slots[s.arg]
        for code in legal:
            at: i64 = asks[code & ARGUMENT]
            value: i64 = likes[at] + moods[base + at]
            if value > best:
                best, found = value, code
        return found
    for code in legal:
        at = slots[code]
        value = likes[at] + moods[base + at]
        if code == ACCEPTING:
            value += taste(p, s, likes)
        if value > best:
            best, found = value, code
    return found


def taste(p: Leanings, s: BaseState, likes: Packed) -> i64:
    """What is added for the items on the table, or of the deal that would be extended."""
    bits, at = s.draft or s.deal_items[s.arg - 1], p.first_item
    found: i64 = 0
    while bits:
        if bits & 1:
            found += likes[at]
        bits >>= 1
        at += 1
    return found


def liked_play(t: Tables, s: BaseState, p: Leanings, world: i64) -> int:
    """What the seat to move likes best of its plays, as if it went through `legal_plays`.

    Of a run that could not come to more than the best so far, no move is looked at.
    """
    base: i64 = mood_base(s, world) & p.mask
    actor, stage, situation = s.actor, p.stage[s.round], situation_of(p, s)
    moods, slots, likes = p.moods, p.slots, p.likes[actor][stage][situation]
    best: i64 = NEVER_LIKED
    found: i64 = -1
    if may_pass(t, s):
        at: i64 = slots[V_PASS << 10]
        best, found = likes[at] + moods[base + at], V_PASS << 10
    opens, plays, sales = t.card_open, p.plays, p.sales
    hand = distinct(t, s.hand[actor]) if t.copies else s.hand[actor]
    for c in hand:
        at = plays[c]
        value: i64 = likes[at] + moods[base + at]
        if value > best and opens[c](s):
            best, found = value, V_PLAY << 10 | c
        at = sales[c]
        value = likes[at] + moods[base + at]
        if value > best:
            best, found = value, V_CAPITAL << 10 | c
    runs, tops, crests = p.runs[actor], p.tops[actor][stage][situation], p.crests
    for k, run in enumerate(runs):
        if tops[k] + crests[base + run.first] <= best:
            continue
        for place, at in enumerate(run.slots):
            value = likes[at] + moods[base + at]
            if value > best:
                move = run.moves[place]
                if is_move_open(s, move):
                    best, found = value, move.action
    slot: i64 = V_BREACH << 10
    for items in s.deal_items:
        slot += 1
        if items:
            at = slots[slot]
            value = likes[at] + moods[base + at]
            if value > best:
                best, found = value, slot
    if t.buries and t.buries[actor].open(s):
        for c in hand:
            at = slots[V_BURY << 10 | c]
            value = likes[at] + moods[base + at]
            if value > best:
                best, found = value, V_BURY << 10 | c
    return found


def is_sooner(wait: i64, weight: i64, least: i64, heavy: i64) -> bool:
    """Whether one waits less for its weight than another: large products are few."""
    if weight == heavy:
        return wait < least
    if wait >= least and weight < heavy:
        return False
    if weight < LIGHT and heavy < LIGHT:
        return wait * heavy < least * weight
    return int(wait) * int(heavy) < int(least) * int(weight)


def befall(t: Tables, s: BaseState, p: Leanings, world: i64) -> int:
    """What luck decides at a chance node of this world: what waits least for its weight."""
    node, waits, mask = s.node, p.waits, p.mask
    least: i64 = 0
    heavy: i64 = 0
    found = -1
    if node == DRAW:
        base: i64 = stir(world, s.round * 4 + s.arg) & mask
        for card in s.pile[s.arg]:
            wait: i64 = waits[base + card]
            if found < 0 or wait < least:
                least, found = wait, card
        return V_DRAW << 10 | found
    if node == INJECT:
        return drawn_inject(t, s, p, world)
    key = (s.round * 64 + s.turn) * 64 + node
    base = stir(world, key * 256 + (s.arg & 255)) & mask
    for code, weight in chance_outcomes(t, s):
        wait = waits[base + (code & ARGUMENT) + (code >> 10) * 37]
        if found < 0 or is_sooner(wait, weight, least, heavy):
            least, heavy, found = wait, weight, code
    return found


def drawn_inject(t: Tables, s: BaseState, p: Leanings, world: i64) -> int:
    """The inject that this world draws, or none: `drawn_injects` has them in this order."""
    waits, injects, gone = p.waits, t.injects, s.inject_gone
    base: i64 = (stir(world, s.round * 256 + (s.arg & 255)) & p.mask) + V_INJECT * 37
    least: i64 = 0
    heavy: i64 = 0
    found = -1
    for i in t.inject_pile:
        if gone[i]:
            continue
        inject = injects[i]
        wait: i64 = waits[base + i]
        weight = inject.weight
        if inject.weight_now is not None:
            if not is_inject_open(t, s, i):
                continue
            weight = inject_weight(t, s, i)
        if weight <= 0 or (found >= 0 and not is_sooner(wait, weight, least, heavy)):
            continue
        if inject.weight_now is not None or inject.open is None or inject.open(s):
            least, heavy, found = wait, weight, V_INJECT << 10 | i
    quiet = t.rounds.quiet_weight
    wait = waits[base + NO_INJECT]
    if quiet > 0 and (found < 0 or is_sooner(wait, quiet, least, heavy)):
        return V_INJECT << 10 | NO_INJECT
    return found
