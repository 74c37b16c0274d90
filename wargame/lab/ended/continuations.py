"""A finished game, and how it might have gone on from any of its positions, by the deck's habits.

Two ways on from one position meet the same luck and the same moods in one world, so that a few
worlds tell them apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from typing import Final

from wargame.dataclass import dataclass
from wargame.players.imagined import CHANCE, OVER, BaseState, Stream, imagine, seats_of
from wargame.players.playout import FOR_EVER, Playout
from wargame.players.proposals import Way, after_way
from wargame.players.training import habits_of
from wargame.rules.game import Action, Game, Position
from wargame.rules.position import scratch
from wargame.rules.ruling import close_here, how_far, is_turn_begun

SPREAD_GAMES: Final = 60
"""Games from the start by which the spread of results is known."""
CLEAR: Final = 12.0
"""How clear a win is to a sieve whose lead is the whole spread."""
SEED: Final = 3_000_017
"""Of the worlds: apart from those of training and thinking."""

Values = list[float]
"""What an end is worth to each seat."""
Worth = Callable[[BaseState], Values]


@dataclass(frozen=True, slots=True)
class Faced:
    """A decision of the game: the position before it, what was taken, and what else there was, what
    habit likes best first."""

    ply: int
    position: Position
    seat: int
    taken: int
    others: tuple[int, ...]


@dataclass(slots=True)
class PlayedOn:
    """Plays positions of one game on.

    Attributes:
        positions: The one before every action, and the last.
        is_closed: Whether control closed the game at the last. Then it is scored as it stands
            there, and so is every continuation that has got as far.
        nodes: What it took so far: nodes that were played on.
        spread: Of results from the start.
        starts: What some games from the start came to.
    """

    game: Game
    positions: Sequence[Position]
    actions: Sequence[Action]
    is_closed: bool = False
    playout: Playout = field(init=False)
    nodes: int = field(init=False, default=0)
    spread: float = field(init=False, default=1.0)
    starts: list[Values] = field(init=False)

    def __post_init__(self) -> None:
        rules = self.game.rules
        self.playout = Playout(rules.engine, habits_of(rules))
        self.starts = []
        for world in range(SPREAD_GAMES):
            s = scratch(self.positions[0])
            self.run(s, world)
            self.starts.append(self.results(s))
        self.spread = self._spread()

    def _spread(self) -> float:
        """The spread of results from the start: from the fifth to the last but fifth in 100."""
        cut = SPREAD_GAMES // 20
        spreads = []
        for seat in seats_of(self.game.rules.engine):
            ordered = sorted(result[seat] for result in self.starts)
            spreads.append(ordered[-1 - cut] - ordered[cut])
        return max(1.0, sum(spreads) / len(spreads))

    def run(self, s: BaseState, world: int) -> None:
        """Play a position on to the end, or to where control closed the game. Changes `s`."""
        if s.node == OVER:
            return
        before = s.ply
        if self.is_closed:
            self._run_to_close(s, SEED + world)
        else:
            self.playout.run(s, SEED + world, FOR_EVER)
        self.nodes += s.ply - before

    def _run_to_close(self, s: BaseState, world: int) -> None:
        rules, last = self.game.rules, how_far(scratch(self.positions[-1]))
        self.playout.run(s, world, last[0] - 1)
        while s.node != OVER and (how_far(s) < last or not is_turn_begun(s)):
            rules.engine.act(s, self.playout.choice(s, world))
        if s.node != OVER:
            close_here(rules, s)

    def faced(self) -> Iterator[Faced]:
        """The decisions at which there was something to choose."""
        for ply, (position, action) in enumerate(zip(self.positions, self.actions, strict=False)):
            s = scratch(position)
            if s.actor == CHANCE or action.seat not in self.game.seats:
                continue
            legal = list(self.game.rules.engine.legal(s))
            if len(legal) > 1 and action.code in legal:
                others = [code for code in legal if code != action.code]
                others.sort(key=lambda code: -self.playout.liking(s, code))
                yield Faced(ply, position, s.actor, action.code, tuple(others))

    def in_world(
        self, choice: Faced, ways: Sequence[Way], world: int, value: Worth
    ) -> list[Values]:
        """What some ways on bring in one world, of those that the seat that chooses thinks
        possible."""
        seat = self.game.seats[choice.seat]
        view = self.game.redact(choice.position, seat)
        start = imagine(view, Stream(SEED + 7919 * choice.ply + world))
        found = []
        for way in ways:
            s = after_way(self.game.rules.engine, start, way)
            self.run(s, world)
            found.append(value(s))
        return found

    # --- what an end is worth ----------------------------------------------------------------

    @property
    def is_contest(self) -> bool:
        """Whether it names a winner."""
        contest = self.game.rules.program.contest
        return contest is not None and contest.is_played

    @property
    def winner(self) -> str:
        """Who won the game that was played; "" for nobody, as where no winner is named."""
        last = scratch(self.positions[-1])
        if self.is_closed and last.node != OVER:
            close_here(self.game.rules, last)
        end = self.game.rules.match_end(last) if self.is_contest else None
        return end.winner if end else ""

    def results(self, s: BaseState) -> Values:
        """What an end gives each seat: the lead at a contest, else points less par."""
        rules = self.game.rules
        if self.is_contest:
            lead = float(rules.lead(s) or 0)
            return [lead, -lead]
        return [float(points) for points in rules.returns(s)]

    def chances(self, s: BaseState) -> Values:
        """The same by which choices are held against one another, in points."""
        rules = self.game.rules
        if not self.is_contest:
            return [100 * points / self.spread for points in rules.returns(s)]
        end = rules.match_end(s)
        winner = end.winner if end else ""
        seats = rules.seats
        return [100.0 if seat == winner else 0.0 if winner else 50.0 for seat in seats]

    def leaning(self, s: BaseState) -> Values:
        """The same for a sieve: a close win counts less than a clear one, so that few worlds tell
        more."""
        rules = self.game.rules
        end = rules.match_end(s) if self.is_contest else None
        if end is None or end.cause != "lead":
            return self.chances(s)
        chance = 100 / (1 + math.exp(-end.lead * CLEAR / self.spread))
        return [chance, 100 - chance]
