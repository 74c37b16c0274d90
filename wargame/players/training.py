"""Lets a deck's habits play one another, and makes what went well likelier.

REINFORCE with a baseline: after each game every choice a seat made becomes likelier by as much as
its score was above its usual score, and less likely by as much as it was below. A deck that has
just been written is so played sensibly after a second or two, without anybody having to say what
is good in it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

from wargame.players.habits import Habits, asked
from wargame.players.playout import ACCEPT, MASK, MOOD, Playout, mood_base
from wargame.rules.game import Game
from wargame.rules.kernel import ASK, CHANCE, OVER

RATE: Final = 0.08
"""How far one game at one standard deviation above the usual moves a preference."""

MEMORY: Final = 60
"""Games over which the usual score is taken."""

BLIND_GAMES: Final = 20
"""Games before anything is learned, so that the usual score is known."""

MOST_GAMES: Final = 1_000
MOST_CHOICES: Final = 60_000
"""Training ends with whichever of the two is reached first."""

WORLD: Final = 1_000_003
"""Worlds of training, apart from those of thinking."""

_LEARNED: WeakKeyDictionary[Game, Habits] = WeakKeyDictionary()


def habits_of(game: Game) -> Habits:
    """The habits of a game, trained when first asked for: the same on every machine and day."""
    found = _LEARNED.get(game)
    if found is None:
        found = _LEARNED[game] = train(game)
    return found


def train(game: Game, games: int = MOST_GAMES, choices: int = MOST_CHOICES) -> Habits:
    """Habits after so many games, or so many choices if that comes first."""
    trainer = Trainer(game)
    while trainer.games < games and trainer.choices < choices:
        trainer.play(WORLD + trainer.games)
    return trainer.habits


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that was made, with the odds at the time.

    Attributes:
        seat: Who chose.
        likes: The table of preferences it came from.
        slots: Of what could be chosen.
        odds: Of each, not yet divided by their sum.
        taken: Which was chosen.
        tasted: The slots that added to the preference for the first one, accepting.
    """

    seat: int
    likes: list[float]
    slots: list[int]
    odds: list[float]
    taken: int
    tasted: list[int]


class Trainer:
    """One deck's habits while they are learned."""

    def __init__(self, game: Game) -> None:
        self.engine = game.engine
        self.fresh = game.new()
        self.habits = Habits(game.engine)
        self.playout = Playout(game.engine, self.habits)
        self.usual = [0.0, 0.0]
        self.spread = [1.0, 1.0]
        self.games = self.choices = 0

    def play(self, world: int) -> None:
        """Play one game and learn from it."""
        s, path = self.fresh.copy(), []
        while s.node != OVER:
            if s.actor == CHANCE:
                code = self.playout.luck(s, world)
            else:
                legal = self.engine.legal(s)
                code = legal[0]
                if len(legal) > 1:
                    path.append(self._choose(s, legal, world))
                    code = legal[path[-1].taken]
            self.engine.act(s, code)
        self.games += 1
        self.choices += len(path)
        gains = [self._gain(seat, s.score[seat]) for seat in (0, 1)]
        if self.games > BLIND_GAMES:
            for choice in path:
                _learn(choice, gains[choice.seat])

    def _choose(self, s: Any, legal: list[int], world: int) -> Choice:
        habits = self.habits
        likes = habits.likes[s.actor][habits.stage[s.round]]
        named = asked(s.arg) if s.node == ASK else 0
        slots = [habits.slot[code + named] for code in legal]
        values = [likes[at] for at in slots]
        tasted = habits.tasted(s) if legal[0] == ACCEPT else []
        values[0] += sum([likes[at] for at in tasted])
        base, top = mood_base(s, world), max(values)
        moods = [v + MOOD[base + at & MASK] for v, at in zip(values, slots, strict=True)]
        odds = [math.exp(v - top) for v in values]
        return Choice(s.actor, likes, slots, odds, moods.index(max(moods)), tasted)

    def _gain(self, seat: int, score: int) -> float:
        """How far a score is above the usual one, in steps of learning."""
        pull = max(1 / MEMORY, 1 / self.games)
        above = score - self.usual[seat]
        self.usual[seat] += pull * above
        self.spread[seat] += pull * (above * above - self.spread[seat])
        return RATE * max(-2.5, min(2.5, above / math.sqrt(self.spread[seat] + 1e-9)))


def _learn(choice: Choice, gain: float) -> None:
    likes, total = choice.likes, sum(choice.odds)
    for at, odd in zip(choice.slots, choice.odds, strict=True):
        likes[at] -= gain * odd / total
    likes[choice.slots[choice.taken]] += gain
    if choice.tasted:
        share = gain * ((choice.taken == 0) - choice.odds[0] / total)
        for at in choice.tasted:
            likes[at] += share
