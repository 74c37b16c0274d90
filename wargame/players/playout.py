"""Plays positions on quickly, inside the engine, for players that look ahead.

Nothing here draws from a running generator. All chance of one *world* comes from its number and
from which node it is, so that two ways on from one position meet the same luck, and the players
who are imagined there have the same moods: only what differs between the ways makes the
difference. That is what lets a few playouts tell two actions apart.
"""

from __future__ import annotations

import math
import random
from typing import Final
from weakref import WeakKeyDictionary

from wargame.players.habits import Habits, Preferences, asked
from wargame.players.imagined import ACCEPT, ASK, BaseState, Engine, Leanings

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


UNIT: Final = 1 << 44
"""The engine computes in whole numbers: so many to a preference of 1. Two that differ by less than
one of them would change places; none has been seen."""

_WHOLE_WAIT: Final = [round(UNIT * wait) for wait in WAIT]
_WHOLE_MOOD: Final = [round(UNIT * mood) for mood in MOOD]

_LAID_OUT: WeakKeyDictionary[Habits, tuple[Engine, list[list[Preferences]], Leanings]] = (
    WeakKeyDictionary()
)
"""Habits as an engine follows them, with what they were laid out from."""


class Playout:
    """Runs positions on, both seats following their habits."""

    def __init__(self, engine: Engine, habits: Habits) -> None:
        self.engine = engine
        self.habits = habits

    def run(self, s: BaseState, world: int, last_round: int) -> None:
        """Play on until the game is over or a round after `last_round` begins. Changes `s`."""
        self.engine.follow(s, self._leanings(), world, last_round)

    def choice(self, s: BaseState, world: int) -> int:
        """What luck decides in this world, or what the seat to move does by habit in its mood."""
        return self.engine.lean(s, self._leanings(), world)

    def _leanings(self) -> Leanings:
        habits = self.habits
        engine, likes, found = _LAID_OUT.get(habits, (None, None, None))
        if found is None or engine is not self.engine or likes is not habits.likes:
            found = habits.laid_out(self.engine, _WHOLE_WAIT, _WHOLE_MOOD, UNIT)
            _LAID_OUT[habits] = self.engine, habits.likes, found
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


def forget(habits: Habits) -> None:
    """Habits have been learned in place: playouts are to follow them as they are now."""
    _LAID_OUT.pop(habits, None)
