"""What a position is worth to each seat, guessed by a line through games of the deck's habits.

The guess is only used to take luck out of results (`luck`): a poor one takes out less, and none can
make a result wrong. It is settled before any game is measured, and known by its hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache
from operator import mul
from typing import Final

from wargame.content.library import DeckRef
from wargame.lab.games import shared_game
from wargame.players.imagined import CHANCE, DRAW, OVER, BaseState, Engine, seats_of, worth
from wargame.players.playout import FOR_EVER, Playout, stir
from wargame.players.training import habits_of
from wargame.rules.game import Game
from wargame.rules.position import scratch
from wargame.rules.winners import contest_of, match_returns

GAMES: Final = 240
"""Games of habits from which it is learned."""

ONE_DRAW_IN: Final = 12
"""Of the draws of these games, one in so many is played on by two outcomes; of other luck half."""

KEPT_BACK: Final = 4
"""One game in so many only settles how far the line is trusted."""

WORLD: Final = 2_000_003
"""Worlds of these games, apart from those of training and thinking."""

STEPS: Final = 25
"""Of conjugate gradients; fewer leave the line smoother."""

RIDGE: Final = 100.0
"""How much a weight costs: as many pairs that speak against it."""

PLACES: Final = 6
"""Of a weight: it is the same on every machine."""

LISTS: Final = ("level", "force", "stage")
"""Numbers of a position that are kept in rows."""

Row = list[float]
Pair = tuple[Row, Row]
"""What two outcomes of one chance node differ by: on the board, and in points at the end."""


class Foresight:
    """Guesses by how much the points at the end hang on what is on the board.

    Attributes:
        weights: By seat, one per number of `features`.
        hash: 64 hex digits over the weights.
    """

    def __init__(self, game: Game) -> None:
        self.game, self.engine = game, game.rules.engine
        self.playout = Playout(self.engine, habits_of(game.rules))
        self.last = game.rules.program.max_rounds + 1
        self._cards = len(self.engine.tables.cards)
        start = scratch(game.new())
        self.weights = _learn(self, len(self.features(start)))
        text = json.dumps([game.rules_hash, self.weights])
        self.hash = hashlib.sha256(text.encode()).hexdigest()

    def values(self, s: BaseState) -> list[float]:
        """What each seat may expect, but for what is the same wherever luck may lead."""
        row = self.features(s)
        return [sum(map(mul, weights, row)) for weights in self.weights]

    def features(self, s: BaseState) -> Row:
        """What each seat has; numbers of the board and hands, as parts of the rounds left."""
        left = 0.0 if s.node == OVER else max(0.0, (self.last - s.round) / self.last)
        row = [left * value for value in self.game.rules.pack(s) if isinstance(value, int)]
        for name in LISTS:
            row += [left * value for value in getattr(s, name)]
        for hand in s.hand:
            held = [0.0] * self._cards
            for card in hand:
                held[card] = left
            row += held
        return [*row, *(float(worth(self.engine, s, seat)) for seat in seats_of(self.engine))]


@cache
def foresight_of(deck: DeckRef) -> Foresight:
    """The guess for a deck, learned once in each process and the same in all."""
    return Foresight(shared_game(deck))


def _learn(guess: Foresight, size: int) -> list[Row]:
    """The weights by seat."""
    games = [list(_pairs(guess, WORLD + game)) for game in range(GAMES)]
    learned = [pair for n, game in enumerate(games) if n % KEPT_BACK for pair in game]
    kept = [pair for game in games[::KEPT_BACK] for pair in game]
    found = []
    for seat in seats_of(guess.engine):
        weights = _ridge([row for row, _ in learned], [gain[seat] for _, gain in learned], size)
        trust = _trust(weights, [(row, gain[seat]) for row, gain in kept])
        found.append([round(trust * weight, PLACES) for weight in weights])
    return found


def _trust(weights: Row, kept: Sequence[tuple[Row, float]]) -> float:
    """How far the line holds for pairs that it was not drawn through, 0 to 1."""
    guessed = [sum(map(mul, weights, row)) for row, _ in kept]
    whole = sum(map(mul, guessed, guessed))
    met = sum(value * gain for value, (_, gain) in zip(guessed, kept, strict=True))
    return min(1.0, max(0.0, met / whole)) if whole else 0.0


def _pairs(guess: Foresight, world: int) -> Iterator[Pair]:
    """Of a game of habits, some chance nodes: two outcomes played on in one world."""
    engine, playout = guess.engine, guess.playout
    s = scratch(guess.game.new())
    while s.node != OVER:
        if s.actor == CHANCE:
            often = ONE_DRAW_IN if s.node == DRAW else 2
            outcomes = engine.outcomes(s) if stir(world, s.ply) % often == 0 else []
            if len(outcomes) > 1:
                one, other = (_end(guess, s, code, world) for code in _two(outcomes, world + s.ply))
                yield _less(one[0], other[0]), _less(one[1], other[1])
            engine.act(s, playout.luck(s, world))
        else:
            engine.act(s, playout.habit(s, world))


def _end(guess: Foresight, start: BaseState, code: int, world: int) -> Pair:
    """An outcome: the board after it, and what each seat has at the end."""
    s = start.copy()
    guess.engine.act(s, code)
    row = guess.features(s)
    guess.playout.run(s, world, FOR_EVER)
    return row, _returns(guess.engine, s)


def _less(one: Row, other: Row) -> Row:
    return [a - b for a, b in zip(one, other, strict=True)]


def _two(outcomes: Sequence[tuple[int, int]], luck: int) -> tuple[int, int]:
    """Two different outcomes, any pair alike."""
    first = stir(luck, 1) % len(outcomes)
    second = (first + 1 + stir(luck, 2) % (len(outcomes) - 1)) % len(outcomes)
    return outcomes[first][0], outcomes[second][0]


def _ridge(rows: Sequence[Row], wanted: Sequence[float], size: int) -> Row:
    """Weights by which rows come near to what is wanted (conjugate gradients)."""
    if not rows:
        return [0.0] * size
    columns = list(zip(*rows, strict=True))
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
    return weights


def _returns(engine: Engine, s: BaseState) -> Row:
    """What the end of a game gives each seat, in the points in which results are told."""
    contest, seats = contest_of(engine), seats_of(engine)
    if contest is None:
        return [float(worth(engine, s, seat)) for seat in seats]
    return [float(points) for points in match_returns(contest, s, len(seats))]
