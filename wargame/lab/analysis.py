"""Which moves decided a finished game, and what luck and choices made of its result.

A choice is held against the others that its seat had, from what the seat knew: hidden cards are
dealt anew (`imagine`), and both ways are played on in the same worlds by the deck's habits. A
sieve with few worlds finds choices that may have been dear; only those are played on often, in
worlds of their own, so that what looked dear by chance falls through: a move decided if its
interval lies at ten points or above. An account rule's own step
is nobody's choice and is never among them.

The ledger follows the true course: the worth of a position is the mean of continuations from it,
the same worlds at every position, and what a stretch of moves changed belongs to whoever made it.
The parts so add up to the result, and how sure each of them is follows from the worlds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Final

from wargame.lab.analysis_object import NEEDED, DecidingMove, GameAnalysis, LuckStretch, SeatLedger
from wargame.play.match import Match
from wargame.players.imagined import CHANCE, OVER, BaseState, Stream, imagine, seats_of
from wargame.players.playout import FOR_EVER, Playout
from wargame.players.training import habits_of
from wargame.rules.game import Action, Game, Position
from wargame.rules.position import codes_at, scratch
from wargame.store.compiled import speed_up
from wargame.store.learned import learn

RECKONED: Final = 150_000
"""Nodes that the ledger may play on, where that leaves worlds enough."""
SIEVED: Final = 100_000
"""Nodes that the first sieve may play on; where it could play on more, it tries fewer ways."""

FEW: Final = 3
"""Worlds of the first sieve."""
WAYS: Final = 40
"""Other ways that a choice is held against at most, by how much habit likes them."""
FEWEST_WAYS: Final = 5
"""The same where games are long."""
SIEVES: Final = ((24, 5, 8), (12, 3, 24))
"""The sieves after the first: choices that are let in, other ways of each, worlds."""
FEWEST: Final = 16
"""Worlds of the ledger, at least."""
LAST: Final = 6
"""Choices that are shown by pairs."""
PAIRS: Final = 300
"""Continuations of a choice and of the best other one."""
PAIRS_LONG: Final = 200
"""The same where games are long."""
FIRST_PAIRS: Final = 75
"""Pairs after which a choice that is not dear is let go."""
LONG: Final = 200
"""Moves of a long game."""
Z: Final = 1.96
SPREAD_GAMES: Final = 60
"""Games from the start by which the spread of results is known."""
CLEAR: Final = 12.0
"""How clear a win is to a sieve whose lead is the whole spread."""
SEED: Final = 3_000_017
"""Of the worlds: apart from those of training and thinking."""
LISTED: Final = 5
"""Stretches of luck that are told."""

Values = list[float]
"""What an end is worth to each seat."""


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
class Weighed:
    """A choice while it is weighed.

    Attributes:
        others: Ways that it is still held against, the best first.
        sums: What each way brought, over all worlds in which it was tried.
    """

    choice: Faced
    others: list[int]
    sums: dict[int, float] = field(default_factory=dict)
    worlds: int = 0

    @property
    def gap(self) -> float:
        """By how much the best other way was better, in a world."""
        return (self.sums[self.others[0]] - self.sums[self.choice.taken]) / self.worlds


def analysis(game: Game, positions: Sequence[Position], actions: Sequence[Action]) -> GameAnalysis:
    """What luck and choices made of a game that is over.

    Args:
        positions: The one before every action, and the last.
    """
    return Analyst(game, positions, actions).analysed()


def analysis_of(game: Game, texts: Sequence[str]) -> GameAnalysis:
    """The same for a game of which all actions are known as they are typed.

    Raises:
        IllegalAction: The rules do not allow one of them.
    """
    positions, actions = [game.new()], []
    for text in texts:
        actions.append(game.action(positions[-1], text))
        positions.append(game.apply(positions[-1], actions[-1]).state)
    return analysis(game, positions, actions)


def analysis_of_match(match: Match) -> GameAnalysis | None:
    """The same for a match that is over; None where control has ruled.

    It runs on compiled rules and on habits that are kept, where there are any.
    """
    texts = match.course.typed
    if texts is None:
        return None
    game = speed_up(Game(match.game.loaded))
    learn(game)
    return analysis_of(game, texts)


@dataclass(slots=True)
class Analyst:
    """The work on one game.

    Attributes:
        spread: Of results from the start.
    """

    game: Game
    positions: Sequence[Position]
    actions: Sequence[Action]
    playout: Playout = field(init=False)
    nodes: int = field(init=False, default=0)
    spread: float = field(init=False, default=1.0)

    def __post_init__(self) -> None:
        rules = self.game.rules
        self.playout = Playout(rules.engine, habits_of(rules))

    def analysed(self) -> GameAnalysis:
        """The whole of it."""
        self.spread = self._spread()
        moves = self._deciding()
        stretches = self._stretches()
        worlds, drift, values = self._drift(stretches)
        unit = "points of win chance" if self._is_contest else "percent of the spread"
        return GameAnalysis(
            unit,
            tuple(moves),
            tuple(drift),
            tuple(self._ledgers(stretches, values)),
            tuple(self._luck(stretches, values)),
            worlds,
            self.nodes,
        )

    # --- what an end is worth ----------------------------------------------------------------

    @property
    def _is_contest(self) -> bool:
        contest = self.game.rules.program.contest
        return contest is not None and contest.is_played

    def _results(self, s: BaseState) -> Values:
        """What an end gives each seat: the lead at a contest, else points less par."""
        rules = self.game.rules
        if self._is_contest:
            lead = float(rules.lead(s) or 0)
            return [lead, -lead]
        return [float(points) for points in rules.returns(s)]

    def _chances(self, s: BaseState) -> Values:
        """The same by which choices are held against one another, in points."""
        rules = self.game.rules
        if not self._is_contest:
            return [100 * points / self.spread for points in rules.returns(s)]
        end = rules.match_end(s)
        winner = end.winner if end else ""
        seats = rules.seats
        return [100.0 if seat == winner else 0.0 if winner else 50.0 for seat in seats]

    def _leaning(self, s: BaseState) -> Values:
        """The same for a sieve: a close win counts less than a clear one, so that few worlds tell
        more."""
        rules = self.game.rules
        end = rules.match_end(s) if self._is_contest else None
        if end is None or end.cause != "lead":
            return self._chances(s)
        chance = 100 / (1 + math.exp(-end.lead * CLEAR / self.spread))
        return [chance, 100 - chance]

    def _spread(self) -> float:
        """The spread of results from the start: from the fifth to the last but fifth in 100."""
        found = []
        for world in range(SPREAD_GAMES):
            s = scratch(self.positions[0])
            self._run(s, world)
            found.append(self._results(s))
        cut = SPREAD_GAMES // 20
        spreads = []
        for seat in seats_of(self.game.rules.engine):
            ordered = sorted(result[seat] for result in found)
            spreads.append(ordered[-1 - cut] - ordered[cut])
        return max(1.0, sum(spreads) / len(spreads))

    def _run(self, s: BaseState, world: int) -> None:
        before = s.ply
        self.playout.run(s, SEED + world, FOR_EVER)
        self.nodes += s.ply - before

    # --- deciding moves ----------------------------------------------------------------------

    def _choices(self) -> Iterator[Faced]:
        for ply, (position, action) in enumerate(zip(self.positions, self.actions, strict=False)):
            s = scratch(position)
            if s.actor == CHANCE or action.seat not in self.game.seats:
                continue
            legal = list(self.game.rules.engine.legal(s))
            if len(legal) > 1 and action.code in legal:
                others = [code for code in legal if code != action.code]
                others.sort(key=lambda code: -self.playout.liking(s, code))
                yield Faced(ply, position, s.actor, action.code, tuple(others))

    def _deciding(self) -> list[DecidingMove]:
        choices = list(self._choices())
        ways = self._ways(choices)
        left = [Weighed(one, list(one.others[:ways])) for one in choices]
        first, most = 0, len(left)
        for count, others, worlds in ((most, ways, FEW), *SIEVES):
            for one in left[:count]:
                one.others = one.others[:others]
                self._sieve(one, range(first, first + worlds))
            left = sorted(left[:count], key=lambda one: -one.gap)
            first += worlds
        pairs = PAIRS if len(self.actions) < LONG else PAIRS_LONG
        dear = [one for one in left[:LAST] if one.gap >= NEEDED / 2]
        shown = [self._shown(one, range(first, first + pairs)) for one in dear]
        found = [one for one in shown if one is not None and one.low >= NEEDED]
        return sorted(found, key=lambda one: -one.cost)

    def _ways(self, choices: Sequence[Faced]) -> int:
        """How many other ways of each choice the first sieve can try."""

        def cost(ways: int) -> int:
            last = len(self.actions)
            return sum((1 + min(ways, len(one.others))) * (last - one.ply) for one in choices)

        fit = (ways for ways in range(WAYS, FEWEST_WAYS, -1) if FEW * cost(ways) <= SIEVED)
        return next(fit, FEWEST_WAYS)

    def _sieve(self, one: Weighed, worlds: range) -> None:
        """Try a choice and the other ways in some more worlds."""
        codes = [one.choice.taken, *one.others]
        for world in worlds:
            for code, value in self._in_world(one.choice, codes, world, self._leaning).items():
                one.sums[code] = one.sums.get(code, 0.0) + value
        one.worlds += len(worlds)
        one.others.sort(key=lambda code: -one.sums[code])

    def _in_world(
        self, choice: Faced, codes: Sequence[int], world: int, value: Callable[[BaseState], Values]
    ) -> dict[int, float]:
        """What some ways bring the seat in one world, of those that its seat thinks possible."""
        seat = self.game.seats[choice.seat]
        view = self.game.redact(choice.position, seat)
        start = imagine(view, Stream(SEED + 7919 * choice.ply + world))
        found = {}
        for code in codes:
            s = start.copy()
            self.game.rules.engine.act(s, code)
            if s.node != OVER:
                self._run(s, world)
            found[code] = value(s)[choice.seat]
        return found

    def _shown(self, weighed: Weighed, worlds: range) -> DecidingMove | None:
        """A choice against the best other way, often and in worlds of their own; None if it is soon
        plain that it was not dear."""
        choice, better = weighed.choice, weighed.others[0]
        gains: list[float] = []
        for world in worlds:
            found = self._in_world(choice, [choice.taken, better], world, self._chances)
            gains.append(found[better] - found[choice.taken])
            if len(gains) == FIRST_PAIRS and sum(gains) < NEEDED * FIRST_PAIRS:
                return None
        mean, error = _mean_and_error(gains)
        state, rules = scratch(choice.position), self.game.rules
        return DecidingMove(
            choice.ply,
            int(choice.position.round),
            self.game.seats[choice.seat],
            rules.words.text_of(state, choice.taken),
            rules.words.text_of(state, better),
            round(mean, 1),
            round(mean - Z * error, 1),
            round(mean + Z * error, 1),
            len(gains),
        )

    # --- the ledger --------------------------------------------------------------------------

    def _stretches(self) -> list[tuple[str, int, int]]:
        """Stretches of moves of one owner: whose, from which ply, and up to which."""
        found, at = [], 0
        for owner, group in groupby(self._owners()):
            stop = at + len(list(group))
            found.append((owner, at, stop))
            at = stop
        return found

    def _owners(self) -> Iterator[str]:
        """Whose each move is; what could not have come otherwise belongs to what was before it."""
        owner = ""
        for position, action in zip(self.positions, self.actions, strict=False):
            if len(codes_at(position)) > 1:
                owner = action.seat if action.seat in self.game.seats else ""
            yield owner

    def _drift(
        self, stretches: Sequence[tuple[str, int, int]]
    ) -> tuple[int, list[tuple[int, float]], list[list[list[float]]]]:
        """At each end of a stretch: what could be expected, and in each world for each seat."""
        places = [start for _, start, _ in stretches] + [len(self.actions)]
        cost = sum(len(self.actions) - place for place in places)
        worlds = max(FEWEST, min(PAIRS, RECKONED // max(1, cost)))
        drift, values = [], []
        for place in places:
            found, chance = [], 0.0
            for world in range(worlds):
                s = scratch(self.positions[place])
                if s.node != OVER:
                    self._run(s, world)
                found.append(self._results(s))
                chance += self._drifting(s)[0] / worlds
            values.append(found)
            drift.append((place, round(chance, 1)))
        return worlds, drift, values

    def _drifting(self, s: BaseState) -> Values:
        """What the drift is of: chances to win, or points less par."""
        return self._chances(s) if self._is_contest else self._results(s)

    def _ledgers(
        self, stretches: Sequence[tuple[str, int, int]], values: Sequence[Sequence[Sequence[float]]]
    ) -> Iterator[SeatLedger]:
        for number, seat in enumerate(self.game.seats):
            worlds = range(len(values[0]))
            parts: dict[str, list[float]] = {"luck": [], "own": [], "rival": []}
            for world in worlds:
                sums = dict.fromkeys(parts, 0.0)
                for (owner, _, _), (before, after) in zip(stretches, pairwise(values), strict=True):
                    part = "luck" if not owner else "own" if owner == seat else "rival"
                    sums[part] += after[world][number] - before[world][number]
                for part, value in sums.items():
                    parts[part].append(value)
            known = {part: _mean_and_error(found) for part, found in parts.items()}
            start = sum(values[0][world][number] for world in worlds) / len(worlds)
            result = values[-1][0][number]
            luck, own, rival = (round(known[part][0], 1) for part in parts)
            start = round(start, 1)
            yield SeatLedger(
                seat,
                result,
                start,
                luck,
                own,
                rival,
                round(result - start - luck - own - rival, 1),
                round(max(error for _, error in known.values()), 1),
            )

    def _luck(
        self, stretches: Sequence[tuple[str, int, int]], values: Sequence[Sequence[Sequence[float]]]
    ) -> list[LuckStretch]:
        """The stretches of luck that moved most."""
        found = []
        for (owner, start, stop), (before, after) in zip(stretches, pairwise(values), strict=True):
            if not owner:
                change = sum(b[0] - a[0] for a, b in zip(before, after, strict=True)) / len(before)
                found.append((start, stop, change))
        found.sort(key=lambda one: -abs(one[2]))
        return [
            LuckStretch(
                start,
                int(self.positions[start].round),
                tuple(self._drawn(start, stop)),
                round(change, 1),
            )
            for start, stop, change in found[:LISTED]
        ]

    def _drawn(self, start: int, stop: int) -> Iterator[tuple[str, int, int]]:
        """What came at each node of luck that had more than one outcome, with its weight."""
        for position, action in zip(
            self.positions[start:stop], self.actions[start:stop], strict=True
        ):
            if not position.is_chance:
                continue
            outcomes = self.game.chance_outcomes(position)
            if len(outcomes) > 1:
                weight = next(weight for one, weight in outcomes if one.text == action.text)
                yield action.text, weight, sum(weight for _, weight in outcomes)


def _mean_and_error(values: Sequence[float]) -> tuple[float, float]:
    """The mean of some values, and its standard error."""
    count = len(values)
    mean = sum(values) / count
    if count < 2:
        return mean, 0.0
    return mean, math.sqrt(sum((value - mean) ** 2 for value in values) / (count - 1) / count)
