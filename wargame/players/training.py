"""Lets a deck's habits play one another, and makes what went well likelier.

REINFORCE with a baseline: after each game every choice of a seat becomes likelier by as much as
its score rose more than it usually does from that round on, and less likely by as much as it rose
less. What comes out is averaged over the later games. A deck that has just been written is so
played sensibly after a few seconds, without anybody having to say what is good in it. Rate,
memory, averaging, and counting from the round on instead of over the whole game were measured:
tests/bench/README.md.
"""

from __future__ import annotations

import math
from typing import Final
from weakref import WeakKeyDictionary

from wargame.dataclass import dataclass
from wargame.players.habits import Habits, Preferences, asked
from wargame.players.imagined import (
    ACCEPT,
    ASK,
    CHANCE,
    OVER,
    BaseState,
    mood_base,
    seats_of,
    worth,
)
from wargame.players.playout import MASK, MOOD, Playout, forget
from wargame.rules.ruleset import Ruleset

RATE: Final = 0.07
"""How far one game at one standard deviation above the usual moves a preference."""

MEMORY: Final = 20
"""Games over which the usual rise is taken."""

BLIND_GAMES: Final = 20
"""Games before anything is learned, so that the usual rise is known."""

PART: Final = 0.7
"""Of a step of learning, what each of the two tables takes that a choice came from."""

MOST_GAMES: Final = 1_000
MOST_CHOICES: Final = 100_000
"""Training ends with whichever of the two is reached first."""

WORLD: Final = 1_000_003
"""Worlds of training, apart from those of thinking."""

WARM: Final = 0.4
"""Part of the training after which preferences are averaged: single games still push them about
at the end, and what they came to in the last of them is chance."""

STRIDE: Final = 4
"""Every so many games are taken into the average."""

SHARPEN: Final = 2.0
"""An average is milder than what it is taken of: times this it plays as well as that."""

TRAININGS: Final = 8
"""What a seat does by habit is the average of so many trainings, each on luck of its own: a single
one settles in one way of play of several, and whoever expects that of a rival is taken in by all
others."""

_LEARNED: WeakKeyDictionary[Ruleset, Habits] = WeakKeyDictionary()
_SCHOOLS: WeakKeyDictionary[Ruleset, dict[int, Habits]] = WeakKeyDictionary()
_TRAINED: WeakKeyDictionary[Ruleset, dict[int, Habits]] = WeakKeyDictionary()


def habits_of(rules: Ruleset) -> Habits:
    """The habits of a game, trained when first asked for: the same on every machine and day."""
    found = _LEARNED.get(rules)
    if found is None:
        found = _LEARNED[rules] = schooled(rules)
    return found


def schooled(rules: Ruleset, number: int = 0) -> Habits:
    """The average of `TRAININGS` trainings, from the one with this number on."""
    trained = _TRAINED.setdefault(rules, {})
    found = Habits(rules.engine)
    usual = Averaged(found.likes)
    for one in range(number, number + TRAININGS):
        if one not in trained:
            trained[one] = train(rules, world=WORLD + one * MOST_GAMES)
        usual.take(trained[one].likes)
    found.likes = usual.times(1)
    return found


def remember(rules: Ruleset, habits: Habits) -> None:
    """Use habits that were learned before."""
    _LEARNED[rules] = habits


def school(rules: Ruleset, number: int) -> None:
    """From now on let a game's players have the habits of this school of trainings.

    What a deck learns hangs on the luck of its trainings, and with it how all games between players
    that think go; so whoever measures a deck asks several.

    Args:
        number: Of the first training; 0 for the habits that are used at every table.
    """
    if number == 0 and rules not in _SCHOOLS:
        return
    schools = _SCHOOLS.setdefault(rules, {})
    if not schools and rules in _LEARNED:
        schools[0] = _LEARNED[rules]
    if number not in schools:
        schools[number] = schooled(rules, number)
    _LEARNED[rules] = schools[number]


def train(
    rules: Ruleset,
    games: int = MOST_GAMES,
    choices: int = MOST_CHOICES,
    kind: type[Habits] = Habits,
    world: int = WORLD,
) -> Habits:
    """Habits of one training: so many games, or so many choices if that comes first.

    Args:
        world: Of the first game.
    """
    trainer = Trainer(rules, kind)
    usual = Averaged(trainer.habits.likes)
    while trainer.games < games and trainer.choices < choices:
        trainer.play(world + trainer.games)
        is_warm = max(trainer.games / games, trainer.choices / choices) >= WARM
        if is_warm and trainer.games % STRIDE == 0:
            usual.take(trainer.habits.likes)
    trainer.habits.likes = usual.times(SHARPEN)
    forget(trainer.habits)
    return trainer.habits


class Averaged:
    """Tables of preferences, averaged over those that were taken in; until then the given ones."""

    def __init__(self, likes: list[list[Preferences]]) -> None:
        self._given = self._sums = likes
        self._taken = 0

    def take(self, likes: list[list[Preferences]]) -> None:
        """Take tables in."""
        sums = self._sums if self._taken else [[[0.0] * len(t) for t in some] for some in likes]
        self._sums = [
            [[a + b for a, b in zip(*pair, strict=True)] for pair in zip(*two, strict=True)]
            for two in zip(sums, likes, strict=True)
        ]
        self._taken += 1

    def times(self, factor: float) -> list[list[Preferences]]:
        """The average, times a factor; the given tables as they are if none was taken in."""
        if not self._taken:
            return self._given
        part = factor / self._taken
        return [[[a * part for a in t] for t in some] for some in self._sums]


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice that was made, with the odds at the time.

    Attributes:
        seat, round: Who chose, and when.
        tables: The preferences it came from, which add up.
        slots: Of what could be chosen.
        odds: Of each, not yet divided by their sum.
        taken: Which was chosen.
        tasted: The slots that added to the preference for the first one, accepting.
    """

    seat: int
    round: int
    tables: tuple[Preferences, Preferences]
    slots: list[int]
    odds: list[float]
    taken: int
    tasted: list[int]


class Trainer:
    """One deck's habits while they are learned."""

    def __init__(self, rules: Ruleset, kind: type[Habits] = Habits) -> None:
        self.engine = rules.engine
        self.fresh = rules.start()
        self.habits = kind(rules.engine)
        self.playout = Playout(rules.engine, self.habits)
        self.seats = seats_of(rules.engine)
        rounds = rules.engine.tables.rounds.max_rounds + 2
        self.usual = [[0.0] * rounds for _ in self.seats]
        self.spread = [[1.0] * rounds for _ in self.seats]
        self.games = self.choices = 0

    def play(self, world: int) -> None:
        """Play one game and learn from it."""
        s, path = self.fresh.copy(), []
        stood: dict[int, list[int]] = {}
        while s.node != OVER:
            if s.round not in stood:
                stood[s.round] = [worth(self.engine, s, seat) for seat in self.seats]
            if s.actor == CHANCE:
                code = self.playout.choice(s, world)
            else:
                legal = self.engine.legal(s)
                code = legal[0]
                if len(legal) > 1:
                    path.append(self._choose(s, legal, world))
                    code = legal[path[-1].taken]
            self.engine.act(s, code)
        self.games += 1
        self.choices += len(path)
        end = [worth(self.engine, s, seat) for seat in self.seats]
        gains = [
            {now: self._gain(seat, now, end[seat] - then[seat]) for now, then in stood.items()}
            for seat in self.seats
        ]
        if self.games > BLIND_GAMES:
            for choice in path:
                _learn(choice, gains[choice.seat][choice.round])

    def _choose(self, s: BaseState, legal: list[int], world: int) -> Decision:
        habits = self.habits
        likes, sway = tables = habits.tables(s)
        named = asked(s.arg) if s.node == ASK else 0
        slots = [habits.slot[code + named] for code in legal]
        values = [likes[at] + sway[at] for at in slots]
        tasted = habits.tasted(s) if legal[0] == ACCEPT else []
        values[0] += sum([likes[at] + sway[at] for at in tasted])
        base, top = mood_base(s, world), max(values)
        moods = [v + MOOD[base + at & MASK] for v, at in zip(values, slots, strict=True)]
        odds = [math.exp(v - top) for v in values]
        taken = moods.index(max(moods))
        return Decision(s.actor, s.round, tables, slots, odds, taken, tasted)

    def _gain(self, seat: int, now: int, rise: int) -> float:
        """How far a rise of the score since a round is above the usual, in steps of learning."""
        usual, spread = self.usual[seat], self.spread[seat]
        pull = max(1 / MEMORY, 1 / self.games)
        above = rise - usual[now]
        usual[now] += pull * above
        spread[now] += pull * (above * above - spread[now])
        return RATE * max(-2.5, min(2.5, above / math.sqrt(spread[now] + 1e-9)))


def _learn(choice: Decision, gain: float) -> None:
    step, total = gain * PART, sum(choice.odds)
    pulls = [(at, -step * odd / total) for at, odd in zip(choice.slots, choice.odds, strict=True)]
    pulls.append((choice.slots[choice.taken], step))
    share = step * ((choice.taken == 0) - choice.odds[0] / total)
    pulls += [(at, share) for at in choice.tasted]
    for table in choice.tables:
        for at, pull in pulls:
            table[at] += pull
