"""What a position is worth to each seat, guessed by a line through games that are like those
measured: a seat that is to be played at random plays so in them, any other by the deck's habits.

The guess is only used to take luck out of results (`luck`): a poor one takes out less, and none can
make a result wrong. It is settled before any game is measured, and known by its hash.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from functools import cache
from itertools import chain
from operator import attrgetter, mul
from typing import Final

from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.players.habits import Habits
from wargame.players.imagined import CHANCE, OVER, BaseState, Engine, seats_of, worth
from wargame.players.playout import Playout
from wargame.players.training import habits_of
from wargame.rules.game import Game
from wargame.rules.position import scratch
from wargame.rules.winners import contest_of, match_returns

GAMES: Final = 1_000
"""Games from which it is learned."""

KEPT_BACK: Final = 4
"""One game in so many only settles how far the line is trusted."""

WORLD: Final = 2_000_003
"""Worlds of these games, apart from those of training and thinking."""

STEPS: Final = 25
"""Of conjugate gradients; fewer leave the line smoother."""

RIDGE: Final = 100.0
"""How much a weight costs, of what usually differs by 1: as many games that speak against it."""

PLACES: Final = 6
"""Of a weight: it is the same on every machine."""

LISTS: Final = ("capital", "score", "level", "force", "stage")
"""Numbers of a position that are kept in rows."""

Seating = tuple[bool, ...]
"""Which seats are played at random."""

Row = list[float]
Drawn = tuple[Row, Row]
"""Of a game: by how much what was drawn moved the board, added up, and the points at the end."""


class Foresight:
    """Guesses by how much the points at the end hang on what is on the board.

    Args:
        at_random: Which seats are played at random; left out, none.

    Attributes:
        weights: By seat, two per number of `features`: one for good, one by the part of the game
            that is left.
        hash: 64 hex digits over the weights.
    """

    def __init__(self, game: Game, at_random: Seating = ()) -> None:
        self.game, self.engine = game, game.rules.engine
        self.at_random = at_random or (False,) * len(game.seats)
        self.playout = Playout(self.engine, _habits(game, self.at_random))
        self.last = game.rules.program.max_rounds + 1
        self._cards = len(self.engine.tables.cards)
        start = scratch(game.new())
        singles = [name for name in game.rules.fields if type(getattr(start, name)) is int]
        self._numbers, self._rows = attrgetter(*singles), attrgetter(*LISTS)
        self.weights = _learn(self, 2 * len(self.features(start)))
        self._by_round: dict[int, list[Row]] = {}
        text = json.dumps([game.rules_hash, self.at_random, self.weights])
        self.hash = hashlib.sha256(text.encode()).hexdigest()

    def values(self, s: BaseState) -> list[float]:
        """What each seat may expect, but for what is the same wherever luck may lead."""
        now = OVER if s.node == OVER else s.round
        if now not in self._by_round:
            left = self.left(s)
            self._by_round[now] = [
                [a + left * b for a, b in zip(row[::2], row[1::2], strict=True)]
                for row in self.weights
            ]
        row = self.features(s)
        return [sum(map(mul, weights, row)) for weights in self._by_round[now]]

    def left(self, s: BaseState) -> float:
        """What part of the game is left."""
        return 0.0 if s.node == OVER else max(0.0, (self.last - s.round) / self.last)

    def features(self, s: BaseState) -> Row:
        """Numbers of the board, hands, what each seat has, and at the end the points for it."""
        row = [*self._numbers(s), *chain.from_iterable(self._rows(s))]
        for hand in s.hand:
            held = [0] * self._cards
            for card in hand:
                held[card] = 1
            row += held
        seats = seats_of(self.engine)
        row += [worth(self.engine, s, seat) for seat in seats]
        return [
            *row,
            *([1, *_returns(self.engine, s)] if s.node == OVER else [0] * (1 + len(seats))),
        ]


def _habits(game: Game, at_random: Seating) -> Habits:
    """How the seats play: those at random have no habits yet, so all they may do is as likely."""
    found = Habits(game.rules.engine)
    for seat, is_random in enumerate(at_random):
        if not is_random:
            found.likes[seat] = habits_of(game.rules).likes[seat]
    return found


@cache
def foresight_of(deck: DeckRef, at_random: Seating = ()) -> Foresight:
    """The guess for a deck, learned once in each process and the same in all."""
    return Foresight(shared_game(deck), at_random)


def _learn(guess: Foresight, size: int) -> list[Row]:
    """The weights by seat: those by which results less luck vary least.

    Source: M. White, M. Bowling, "Learning a Value Analysis Tool for Agent Evaluation", IJCAI 2009.
    """
    games = [_played(guess, WORLD + game, size) for game in range(GAMES)]
    learned = [game for n, game in enumerate(games) if n % KEPT_BACK]
    found = []
    for seat in seats_of(guess.engine):
        usual = sum([ends[seat] for _, ends in learned]) / max(1, len(learned))
        weights = _ridge([row for row, _ in learned], [e[seat] - usual for _, e in learned], size)
        trust = _trust(weights, [(row, e[seat] - usual) for row, e in games[::KEPT_BACK]])
        found.append([round(trust * weight, PLACES) for weight in weights])
    return found


def _trust(weights: Row, kept: Sequence[tuple[Row, float]]) -> float:
    """How far the line holds for games that it was not drawn through, 0 to 1."""
    guessed = [sum(map(mul, weights, row)) for row, _ in kept]
    whole = sum(map(mul, guessed, guessed))
    met = sum(value * gain for value, (_, gain) in zip(guessed, kept, strict=True))
    return min(1.0, max(0.0, met / whole)) if whole else 0.0


def _played(guess: Foresight, world: int, size: int) -> Drawn:
    """A game, with all that luck and seats at random drew in it."""
    engine, playout = guess.engine, guess.playout
    s, moved = scratch(guess.game.new()), [0.0] * size
    while s.node != OVER:
        code = playout.choice(s, world)
        odds = _odds(guess, s)
        if len(odds) > 1:
            moved = [a + b for a, b in zip(moved, _moved(guess, s, code, odds), strict=True)]
        engine.act(s, code)
    return moved, _returns(engine, s)


def _odds(guess: Foresight, s: BaseState) -> Sequence[tuple[int, int]]:
    """What is drawn from at this node, with weights; nothing where a seat chooses by habit."""
    if s.actor == CHANCE:
        return guess.engine.outcomes(s)
    return [(code, 1) for code in guess.engine.legal(s)] if guess.at_random[s.actor] else ()


def _moved(guess: Foresight, s: BaseState, drawn: int, odds: Sequence[tuple[int, int]]) -> Row:
    """By how much the board after one outcome differs from what it is on the average."""
    rows, lefts = [], []
    for code, _ in odds:
        after = s.copy()
        guess.engine.act(after, code)
        rows.append(guess.features(after))
        lefts.append(guess.left(after))
    place, weights = [code for code, _ in odds].index(drawn), [weight for _, weight in odds]
    plain = _above(rows, place, weights)
    if min(lefts) == max(lefts):
        scaled = [lefts[0] * value for value in plain]
    else:
        scaled = _above(
            [[left * value for value in row] for left, row in zip(lefts, rows, strict=True)],
            place,
            weights,
        )
    return [part for pair in zip(plain, scaled, strict=True) for part in pair]


def _above(rows: Sequence[Row], place: int, weights: Sequence[int]) -> Row:
    """By how much one of several rows lies above their mean."""
    total = sum(weights)
    return [
        one - sum(map(mul, weights, column)) / total
        for one, column in zip(rows[place], zip(*rows, strict=True), strict=True)
    ]


def _ridge(rows: Sequence[Sequence[float]], wanted: Sequence[float], size: int) -> Row:
    """Weights by which rows come near to what is wanted (conjugate gradients)."""
    if not rows:
        return [0.0] * size
    columns, spread = _alike(rows)
    rows = list(zip(*columns, strict=True))
    weights = [0.0] * size
    rest = [sum(map(mul, column, wanted)) for column in columns]
    way, left = rest[:], sum(map(mul, rest, rest))
    for _ in range(STEPS):
        if left < 1e-9:
            break
        seen = [sum(map(mul, row, way)) for row in rows]
        bent = [sum(map(mul, c, seen)) + RIDGE * w for c, w in zip(columns, way, strict=True)]
        step = left / sum(map(mul, way, bent))
        weights = [w + step * d for w, d in zip(weights, way, strict=True)]
        rest = [r - step * b for r, b in zip(rest, bent, strict=True)]
        before, left = left, sum(map(mul, rest, rest))
        way = [r + left / before * d for r, d in zip(rest, way, strict=True)]
    return [weight / one for weight, one in zip(weights, spread, strict=True)]


def _alike(rows: Sequence[Sequence[float]]) -> tuple[list[Row], Row]:
    """The columns, brought to one size, and what size each was of; 1 for one that never differs."""
    columns = list(zip(*rows, strict=True))
    spread = [math.sqrt(sum(map(mul, one, one)) / len(rows)) or 1.0 for one in columns]
    return [
        [value / size for value in one] for one, size in zip(columns, spread, strict=True)
    ], spread


def _returns(engine: Engine, s: BaseState) -> Row:
    """What the end of a game gives each seat, in the points in which results are told."""
    contest, seats = contest_of(engine), seats_of(engine)
    if contest is None:
        return [float(worth(engine, s, seat)) for seat in seats]
    return [float(points) for points in match_returns(contest, s, len(seats))]
