"""What a position is worth to each seat, guessed by lines through games that are like those
measured: a seat that is to be played at random plays so in them, any other by the deck's habits.

The lines see the board as it is, as it will be when the round has been judged, and as it will be
some rounds on if nobody does anything more: the deck's own rules say so, for any deck. Hands are
left out: over many games they tell next to nothing, and lines through them fit chance.

The guess is only used to take luck out of results (`luck`): a poor one takes out less, and none can
make a result wrong. It is settled before any game is measured, and known by its hash.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Hashable, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter, mul
from typing import Final

from wargame.lab.ranking.ridge import Row, lines
from wargame.players.habits import Habits
from wargame.players.imagined import (
    CHANCE,
    DRAW,
    OVER,
    BaseState,
    Engine,
    lead_of,
    seats_of,
    stir,
    worth,
)
from wargame.players.playout import Playout
from wargame.players.training import habits_of, school
from wargame.rules.game import Game
from wargame.rules.position import scratch
from wargame.rules.winners import contest_of, match_returns

GAMES: Final = 9_000
"""Games from which it is learned."""

NUMBERS: Final = 14_000_000
"""Of all positions that it is learned from, at most: fewer games of a deck with long ones."""

KEPT_BACK: Final = 30
"""One more game for so many, to settle how far the lines are trusted."""

WORLD: Final = 2_000_003
"""Worlds of these games, apart from those of training and thinking."""

AHEAD: Final = 6
"""Rounds that are run on with nobody doing anything."""

LISTS: Final = ("capital", "score", "level", "force", "stage", "work", "pause_left", "deal_left")
"""Numbers of a position that are kept in rows."""

PLACE: Final = ("pc", "turn", "node", "actor", "arg", "draft", "deal_items", "queue")
"""What tells where in a round a position stands, and what is under way."""

LEADS: Final = (2, 5, 10, 20, 40)
"""Leads beyond which more does not count: near the end small ones tell much, early on little."""

Seating = tuple[bool, ...]
"""Which seats are played at random."""

Known = tuple[list[list[Row]], Row]
"""By round and seat a weight for each number, and by seat how far they are trusted."""

Odds = Sequence[tuple[int, float]]
"""What is drawn from, with weights."""


class Foresight:
    """Guesses what each seat will have at the end from what is on the board.

    Args:
        at_random: Which seats are played at random; left out, none.
        known: `weights` and `trust` as they were learned before; without, they are learned.

    Attributes:
        weights: By round and seat, one per number of `features`.
        trust: By seat, how far the lines hold for games that they were not drawn through, 0 to 1.
        hash: 64 hex digits over both.
    """

    def __init__(self, game: Game, at_random: Seating = (), known: Known | None = None) -> None:
        self.game, self.engine = game, game.rules.engine
        self.at_random = at_random or (False,) * len(game.seats)
        self.seats = seats_of(self.engine)
        self.contest = contest_of(self.engine)
        self._endings = range(1, 1 + len(game.rules.program.endings))
        start = scratch(game.new())
        tracks = [name for name in game.rules.fast.TRACKS if type(getattr(start, name)) is int]
        self._numbers = attrgetter(*tracks, "deals_made", "first")
        self._rows, self._place = attrgetter(*LISTS), attrgetter(*PLACE)
        self.trust = [1.0] * len(self.seats)
        self.weights, self.trust = known or self._learned_and_tried(len(self.features(start)))
        text = json.dumps([game.rules_hash, self.at_random, self.weights, self.trust])
        self.hash = hashlib.sha256(text.encode()).hexdigest()

    @property
    def _rounds(self) -> range:
        return range(self.game.rules.program.max_rounds + 1)

    def values(self, s: BaseState) -> list[float]:
        """What each seat may expect to have at the end."""
        if s.node == OVER:
            return list(map(mul, self.trust, self.returns(s)))
        row = self.features(s)
        lines_now = zip(self.trust, self.weights[s.round], strict=True)
        return [trust * sum(map(mul, line, row)) for trust, line in lines_now]

    def features(self, s: BaseState) -> Row:
        """1, and numbers of the board: now, at the close of this round, and some rounds on."""
        later, run_quiet = s.copy(), self.engine.run_quiet
        run_quiet(later, s.round)
        close = self._numbers(later)
        run_quiet(later, s.round + AHEAD)
        return [
            1,
            *self._numbers(s),
            *chain.from_iterable(self._rows(s)),
            *self._prospects(s),
            *close,
            *self._numbers(later),
            *self._prospects(later),
            *[later.ending == ending for ending in self._endings],
            later.round,
        ]

    def _prospects(self, s: BaseState) -> Row:
        """Who leads by how much, or what each seat has."""
        if self.contest is None:
            return [worth(self.engine, s, seat) for seat in self.seats]
        lead = lead_of(self.contest, s, 0)
        return [max(-1.0, min(1.0, lead / most)) for most in LEADS]

    def returns(self, s: BaseState) -> Row:
        """What the end of a game gives each seat, in the points in which results are told."""
        if self.contest is None:
            return [float(worth(self.engine, s, seat)) for seat in self.seats]
        return [float(points) for points in match_returns(self.contest, s, len(self.seats))]

    def luck(self, before: BaseState, drawn: int, odds: Odds) -> Row:
        """How much better one outcome of a draw is for each seat than the draw was.

        Outcomes that leave one board, as cards that are taken for capital do, are guessed at once.
        """
        guessed: dict[Hashable, list[float]] = {}
        mean, total = [0.0 for _ in self.seats], sum([weight for _, weight in odds])
        found = mean
        for code, weight in odds:
            if not weight:
                continue
            s = before.copy()
            self.engine.act(s, code)
            board = self._board(s)
            if board not in guessed:
                guessed[board] = self.values(s)
            values = guessed[board]
            mean = [a + weight / total * b for a, b in zip(mean, values, strict=True)]
            if code == drawn:
                found = values
        return [value - usual for value, usual in zip(found, mean, strict=True)]

    def _board(self, s: BaseState) -> Hashable:
        return self._numbers(s), (*chain.from_iterable(self._rows(s)),), self._place(s)

    # --- learning ------------------------------------------------------------------------------

    @cached_property
    def playout(self) -> Playout:
        """How the games go from which it is learned."""
        return Playout(self.engine, _habits(self.game, self.at_random))

    def _learned_and_tried(self, size: int) -> Known:
        games = min(GAMES, NUMBERS // (size * len(self._rounds)))
        self.weights = self._learned(games)
        back = range(WORLD + games, WORLD + games + max(2, games // KEPT_BACK))
        return self.weights, self._trusted(back)

    def _learned(self, games: int) -> list[list[Row]]:
        """Lines by round and seat, the last first: each is drawn to what the next one foresees.

        Source: R. Sutton, "Learning to Predict by the Methods of Temporal Differences", 1988.
        """
        played = [self._sampled(WORLD + game) for game in range(games)]
        seen = [ends for _, ends in played]
        found: list[list[Row]] = [[] for _ in self._rounds]
        size = len(self.features(scratch(self.game.new())))
        for now in reversed(self._rounds):
            there = [at for at, (rows, _) in enumerate(played) if now in rows]
            if len(there) < 2:
                found[now] = [[0.0] * size for _ in self.seats]
                continue
            wanted = [[seen[at][seat] for at in there] for seat in self.seats]
            found[now] = lines([played[at][0][now] for at in there], wanted)
            for at in there:
                row = played[at][0][now]
                seen[at] = [sum(map(mul, line, row)) for line in found[now]]
        return found

    def _sampled(self, world: int) -> tuple[dict[int, array[float]], Row]:
        """A game: one position of each round, any of them as likely, and what it came to."""
        s = scratch(self.game.new())
        picked: dict[int, BaseState] = {}
        nodes = 0
        while s.node != OVER:
            nodes = nodes + 1 if s.round in picked else 1
            if stir(world, s.ply) % nodes == 0:
                picked[s.round] = s.copy()
            self.engine.act(s, self.playout.choice(s, world))
        rows = {now: array("f", self.features(at)) for now, at in picked.items()}
        return rows, self.returns(s)

    def _trusted(self, worlds: range) -> list[float]:
        """How far the lines hold in other games."""
        found = [self._played(world) for world in worlds]
        return [
            _part([luck[seat] for luck, _ in found], [ends[seat] for _, ends in found])
            for seat in self.seats
        ]

    def _played(self, world: int) -> tuple[Row, Row]:
        """A game: the luck of each seat by the lines, and what it came to."""
        s, found = scratch(self.game.new()), [0.0 for _ in self.seats]
        while s.node != OVER:
            odds, code = self._odds(s), self.playout.choice(s, world)
            if len(odds) > 1:
                found = [a + b for a, b in zip(found, self.luck(s, code, odds), strict=True)]
            self.engine.act(s, code)
        return found, self.returns(s)

    def _odds(self, s: BaseState) -> Odds:
        """What is drawn from at this node; nothing where a seat chooses by habit."""
        if s.actor == CHANCE:
            return drawn_for_all(self.engine, s)
        return [(code, 1) for code in self.engine.legal(s)] if self.at_random[s.actor] else ()


def drawn_for_all(engine: Engine, s: BaseState) -> Odds:
    """What luck draws from at a chance node; nothing where it deals a card: no board shows it."""
    return () if s.node == DRAW else engine.outcomes(s)


def _part(luck: Row, ends: Row) -> float:
    """By what luck has to be multiplied so that ends less luck vary least, 0 to 1."""
    usual, whole = sum(ends) / len(ends), sum(map(mul, luck, luck))
    met = sum([one * (end - usual) for one, end in zip(luck, ends, strict=True)])
    return round(min(1.0, max(0.0, met / whole)), 3) if whole else 0.0


def _habits(game: Game, at_random: Seating) -> Habits:
    """How the seats play: those at random have no habits yet, so all they may do is as likely.

    The habits are those of every table, whichever school players had them from here before.
    """
    found = Habits(game.rules.engine)
    school(game.rules, 0)
    for seat, is_random in enumerate(at_random):
        if not is_random:
            found.likes[seat] = habits_of(game.rules).likes[seat]
    return found
