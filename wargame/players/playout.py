"""Plays positions on quickly, on the kernel's own numbers, for players that look ahead.

Nothing here draws from a running generator. All chance of one *world* comes from its number and
from which node it is, so that two ways on from one position meet the same luck, and the players
who are imagined there have the same moods: only what differs between the ways makes the
difference. That is what lets a few playouts tell two actions apart.
"""

from __future__ import annotations

import math
import random
from typing import Final

from wargame.players.habits import Habits, asked
from wargame.players.imagined import (
    ACCEPT,
    ARGUMENT,
    ASK,
    CHANCE,
    DRAW,
    INJECT,
    OVER,
    BaseState,
    Engine,
    draws,
)

FOR_EVER: Final = 1 << 20
SIZE: Final = 1 << 14
MASK: Final = SIZE - 1


def _waits() -> list[float]:
    draw = random.Random("playout").random  # noqa: S311 - a fixed table, no secret
    return [-math.log(1.0 - draw()) for _ in range(SIZE)]


WAIT: Final[list[float]] = _waits()
"""Waiting times, which look random and never change: the one with the smallest time per weight
is a draw by weight, and candidates that come or go do not disturb the others."""

MOOD: Final[list[float]] = [-math.log(wait or 1e-9) for wait in WAIT]
"""Gumbel noise: the largest of `preference + mood` is a draw from the softmax of preferences."""


def stir(a: int, b: int) -> int:
    """A number below 2**32 that looks random, from two others."""
    x = (a * 0x9E3779B1 + b * 0x85EBCA77 + 0x165667B1) & 0xFFFFFFFF
    x ^= x >> 15
    x = x * 0x2C1B3C6D & 0xFFFFFFFF
    return x ^ x >> 13


class Playout:
    """Runs positions on, both seats following their habits."""

    def __init__(self, engine: Engine, habits: Habits) -> None:
        self.engine = engine
        self.habits = habits

    def run(self, s: BaseState, world: int, last_round: int) -> None:
        """Play on until the game is over or a round after `last_round` begins. Changes `s`."""
        engine = self.engine
        act, advance = engine.do_action, engine.advance
        while s.node != OVER and s.round <= last_round:
            act(s, self.luck(s, world) if s.actor == CHANCE else self.habit(s, world))
            advance(s)

    def luck(self, s: BaseState, world: int) -> int:
        """What luck decides at a chance node of this world."""
        node = s.node
        if node == DRAW:
            base = stir(world, s.round * 4 + s.arg)
            pile = s.pile[s.arg]
            best, card = 1e30, pile[0]
            for one in pile:
                wait = WAIT[base + one & MASK]
                if wait < best:
                    best, card = wait, one
            return draws(card)
        key = s.round if node == INJECT else (s.round * 64 + s.turn) * 64 + node
        base = stir(world, key * 256 + (s.arg & 255))
        best, found = 1e30, 0
        for code, weight in self.engine.outcomes(s):
            wait = WAIT[base + (code & ARGUMENT) + (code >> 10) * 37 & MASK] / weight
            if wait < best:
                best, found = wait, code
        return found

    def habit(self, s: BaseState, world: int) -> int:
        """What the seat to move does by habit, in the mood it has in this world."""
        legal = self.engine.legal(s)
        if len(legal) == 1:
            return legal[0]
        habits = self.habits
        slot, base = habits.slot, mood_base(s, world)
        likes, sway = habits.tables(s)
        named = asked(s.arg) if s.node == ASK else 0
        best, found = -1e30, legal[0]
        for code in legal:
            at = slot[code + named]
            value = likes[at] + sway[at] + MOOD[base + at & MASK]
            if code == ACCEPT:
                value += sum([likes[item] + sway[item] for item in habits.tasted(s)])
            if value > best:
                best, found = value, code
        return found

    def liking(self, s: BaseState, code: int) -> float:
        """How much the seat to move likes an action, by habit alone."""
        habits = self.habits
        likes, sway = habits.tables(s)
        at = habits.slot[code + (asked(s.arg) if s.node == ASK else 0)]
        value = likes[at] + sway[at]
        if code == ACCEPT:
            value += sum([likes[item] + sway[item] for item in habits.tasted(s)])
        return value


def mood_base(s: BaseState, world: int) -> int:
    """Where the mood of the seat to move begins at this node of this world."""
    key = (s.round * 64 + s.turn * 4 + s.draft_edits) * 64 + s.node * 2 + s.actor
    return stir(world, key)
