"""What luck decides in a playout: all of it comes from the number of its world.

Whatever may come has a waiting time in each world, and what waits least for its weight comes. So
luck meets two ways on from one position alike, and what comes or goes does not disturb the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wargame.rules.kernel.codes import (
    ARGUMENT,
    DRAW,
    INJECT,
    LUCK,
    NO_INJECT,
    V_DRAW,
    V_INJECT,
    V_LOT,
    V_OUTCOME,
)
from wargame.rules.kernel.leanings import Leanings
from wargame.rules.kernel.legal import chance_outcomes, inject_weight, is_inject_open, luck_weights
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.tables import LIGHT, Tables

if TYPE_CHECKING:
    from mypy_extensions import i64

LONGEST_WAIT: Final = 1 << 50
"""Longer than any waiting time, and not too long for `LIGHT`."""


def stir(a: i64, b: i64) -> i64:
    """A number below 2**32 that looks random, from two others.

    Every intermediate fits a signed 64-bit number while `a` is below 2**32 and `b` below 2**30.
    """
    return stirred(seed_of(a), b)


def seed_of(a: i64) -> i64:
    """What `stir` makes of its first number: worked out once for a world."""
    return (a * -0x61C8864F + 0x165667B1) & 0xFFFFFFFF


def stirred(seed: i64, b: i64) -> i64:
    """What `stir` makes of that and its second number."""
    x: i64 = (seed + b * 0x85EBCA77) & 0xFFFFFFFF
    x ^= x >> 15
    x = x * 0x2C1B3C6D & 0xFFFFFFFF
    return x ^ x >> 13


def is_sooner(wait: i64, weight: i64, least: i64, heavy: i64) -> bool:
    """Whether one waits less for its weight than another: large products are few."""
    if weight == heavy:
        return wait < least
    if wait >= least and weight < heavy:
        return False
    if weight < LIGHT and heavy < LIGHT:
        return wait * heavy < least * weight
    return int(wait) * int(heavy) < int(least) * int(weight)


def befall(t: Tables, s: BaseState, p: Leanings, seed: i64) -> int:
    """What luck decides at a chance node of this world: what waits least for its weight."""
    node, waits, mask = s.node, p.waits, p.mask
    least: i64 = LONGEST_WAIT
    heavy: i64 = 1
    found = -1
    if node == DRAW:
        base: i64 = stirred(seed, s.round * 4 + s.arg) & mask
        for card in s.pile[s.arg]:
            wait: i64 = waits[base + card]
            if wait < least:
                least, found = wait, card
        return V_DRAW << 10 | found
    if node == INJECT:
        return drawn_inject(t, s, p, seed)
    key = (s.round * 64 + s.turn) * 64 + node
    base = stirred(seed, key * 256 + (s.arg & 255)) & mask
    if node == LUCK:
        verb = V_LOT if t.lucks[s.arg].secret else V_OUTCOME
        base += verb * 37
        for k, weight in enumerate(luck_weights(t, s)):
            wait = waits[base + k]
            if weight > 0 and is_sooner(wait, weight, least, heavy):
                least, heavy, found = wait, weight, verb << 10 | k
        return found
    for code, weight in chance_outcomes(t, s):
        wait = waits[base + (code & ARGUMENT) + (code >> 10) * 37]
        if is_sooner(wait, weight, least, heavy):
            least, heavy, found = wait, weight, code
    return found


def drawn_inject(t: Tables, s: BaseState, p: Leanings, seed: i64) -> int:
    """The inject that this world draws, or none: `drawn_injects` has them in this order.

    What waits so long that not even the heaviest could come before what waits least is passed by.
    """
    waits, injects, gone = p.waits, t.injects, s.inject_gone
    base: i64 = (stirred(seed, s.round * 256 + (s.arg & 255)) & p.mask) + V_INJECT * 37
    none: i64 = waits[base + NO_INJECT]
    quiet: i64 = t.rounds.quiet_weight
    heaviest: i64 = t.heaviest_inject
    least: i64 = LONGEST_WAIT
    heavy: i64 = 1
    longest: i64 = none * heaviest // quiet if quiet > 0 and heaviest > 0 else LONGEST_WAIT
    found = NO_INJECT
    for i, wait in enumerate(waits[base : base + len(injects)]):
        if wait > longest or gone[i] or injects[i].round:
            continue
        inject = injects[i]
        weight: i64 = inject.weight
        if inject.weight_now is not None:
            if not is_inject_open(t, s, i):
                continue
            weight = inject_weight(t, s, i)
        if weight > 0 and is_sooner(wait, weight, least, heavy):
            if inject.weight_now is not None or inject.open is None or inject.open(s):
                least, heavy, found = wait, weight, i
                if heaviest > 0:
                    longest = min(longest, least * heaviest // heavy)
    if quiet > 0 and is_sooner(none, quiet, least, heavy):
        return V_INJECT << 10 | NO_INJECT
    return V_INJECT << 10 | found
