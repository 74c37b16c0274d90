"""One decision, thought through."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import field, replace
from typing import Final

from wargame.dataclass import dataclass
from wargame.players.budget import Budget, Meter
from wargame.players.ends import OWN_POINTS, Ends
from wargame.players.imagined import (
    ACCEPT,
    DECLINE,
    FINAL,
    HEADLINE,
    REPLY,
    BaseState,
    Stream,
    commit_all,
    imagine,
    match_here,
    open_headlines,
    stir,
    worth,
)
from wargame.players.mixing import Mixer, draw
from wargame.players.playout import FOR_EVER, Playout
from wargame.players.proposals import Proposer, Way
from wargame.players.reasons import Story
from wargame.players.thought import AgainstFirst, Candidate, Preferred, Thought
from wargame.rules.view import SeatState

LEAST_WORLDS: Final = 4
"""Worlds in which a way is tried before it may be dropped."""

DOUBT: Final = 4.0
"""Points of difference at which the rival is nearly three times as likely to take the better."""

MATCH_DOUBT: Final = 16.0
"""The same where a winner is named, and points are those of the lead."""

ROUNDS: Final = 4
"""Rounds after this one that are played on before the score is counted: see
tests/bench/README.md, as for all that search does and does not do."""


@dataclass(slots=True)
class Tried:
    """One way on, and what it brought in the worlds it was tried in, in order."""

    way: Way
    values: list[float] = field(default_factory=list)
    accepted: list[float] = field(default_factory=list)
    wins: list[float] = field(default_factory=list)
    leads: list[float] = field(default_factory=list)

    @property
    def mean(self) -> float:
        """What it brought on average."""
        return sum(self.values) / max(1, len(self.values))

    @property
    def error(self) -> float:
        """Standard error of that."""
        return error_of(self.values)

    def keep(self, count: int) -> None:
        """Forget what was tried beyond so many worlds."""
        for column in (self.values, self.wins, self.leads):
            del column[count:]


class Thinking:
    """The work of one decision."""

    def __init__(
        self,
        view: SeatState,
        playout: Playout,
        stream: Stream,
        budget: Budget,
        ends: Ends = OWN_POINTS,
    ) -> None:
        self.view, self.playout, self.stream = view, playout, stream
        self.rules, self.engine = view.rules, view.rules.engine
        self.me = view.number
        self.par = 0 if ends.doctrine else view.rules.par(view.number)
        self.value = ends.value(view.rules, self.me)
        self.doubt = DOUBT if view.rules.contest is None else MATCH_DOUBT
        self.meter = Meter(budget)
        last = view.round + ROUNDS
        self.last_round = FOR_EVER if last >= self.engine.tables.rounds.max_rounds else last
        self.base = stream.below(1 << 20) << 12
        self.worlds = 0

    def thought(self, told: bool) -> Thought:
        """Everything considered, best first."""
        s = self._redrawn()
        if s.node == HEADLINE:
            return self._mixture(s)
        ways = Proposer(self.playout, self.base, self.last_round, self.meter).ways_on(s)
        trials = [Tried(way) for way in ways]
        if len(trials) > 1:
            self._try(trials)
        self._rank(trials)
        options = tuple([self._option(s, trial, trials) for trial in trials])
        reason = None
        if told and len(trials) > 1 and trials[0].values:
            story = Story(self.view, self.playout, self.last_round, self.stream)
            reason = story.reason(trials[0].way, trials[1].way, _against(*trials[:2]))
        return self._thought(s, options, False, reason)

    def spend(self) -> None:
        """Use up the budget on the first thing that may be done, and come to nothing."""
        s = self._redrawn()
        if s.node == HEADLINE:
            self._mixture(s)
        else:
            self._try([Tried((self.engine.legal(s)[0],))])

    def _thought(
        self,
        s: BaseState,
        options: tuple[Candidate, ...],
        mixed: bool,
        reason: Preferred | None = None,
    ) -> Thought:
        left = self.engine.tables.rounds.max_rounds - self.view.round
        return Thought(
            options,
            self.meter.iterations,
            self.meter.nodes,
            self.meter.seconds,
            min(ROUNDS, left),
            self.value(s) - self.par,
            mixed,
            reason,
        )

    def _redrawn(self) -> BaseState:
        return imagine(self.view, self.stream)

    # --- trying ----------------------------------------------------------------------------

    def _try(self, trials: list[Tried]) -> None:
        """Play every way on, world by world, until time is up."""
        alive = trials
        begin = self.meter.used
        stretches = max(1, math.ceil(math.log2(len(trials))))
        stretch = 0
        while self.meter.used < 1:
            passed = (self.meter.used - begin) / max(1e-9, 1 - begin)
            if self._may_drop(alive) and passed * stretches >= stretch + 1:
                stretch += 1
                alive = sorted(alive, key=lambda trial: -trial.mean)[: (len(alive) + 1) // 2]
            s, world = self._redrawn(), self.base + self.worlds
            self.worlds += 1
            for trial in alive:
                self._play(s if trial is alive[-1] else s.copy(), trial, world)
                if self.meter.used >= 1 and self.worlds > 1:
                    break
        shortest = min(len(trial.values) for trial in alive)
        for trial in alive:  # so that all that are left were tried in the same worlds
            trial.keep(shortest)

    def _may_drop(self, alive: list[Tried]) -> bool:
        return len(alive) > 2 and len(alive[-1].values) >= LEAST_WORLDS

    def _play(self, s: BaseState, trial: Tried, world: int) -> None:
        for code in trial.way:
            self.engine.do_action(s, code)
        self.engine.advance(s)
        if self._is_answered(s):
            self._play_both(s, trial, world)
        else:
            self._run(s, world)
            trial.values.append(self.value(s))
            self._match(trial, s)

    def _is_answered(self, s: BaseState) -> bool:
        """Whether somebody else has the say over what was proposed."""
        return s.node in (REPLY, FINAL) and s.actor != self.me

    def _match(
        self, trial: Tried, s: BaseState, no: BaseState | None = None, yes: float = 1
    ) -> None:
        """Write down how a match would end; of two ends, each by how likely it is."""
        end = match_here(self.engine, s, self.me)
        if end is None:
            return
        won, lead = end
        won_if_not, lead_if_not = (no and match_here(self.engine, no, self.me)) or (0, 0)
        trial.wins.append(yes * won + (1 - yes) * won_if_not)
        trial.leads.append(yes * lead + (1 - yes) * lead_if_not)

    def _play_both(self, s: BaseState, trial: Tried, world: int) -> None:
        """Play on from a proposal by both answers; the rival leans to what is better for it."""
        no, rival = s.copy(), s.actor
        self.engine.act(s, ACCEPT)
        self.engine.act(no, DECLINE)
        self._run(s, world)
        self._run(no, world)
        gain = worth(self.engine, s, rival) - worth(self.engine, no, rival)
        yes = 1 / (1 + math.exp(-max(-50.0, min(50.0, gain / self.doubt))))
        mine, mine_if_not = self.value(s), self.value(no)
        trial.values.append(yes * mine + (1 - yes) * mine_if_not)
        trial.accepted.append(yes)
        self._match(trial, s, no, yes)

    def _run(self, s: BaseState, world: int) -> None:
        self.playout.run(s, world, self.last_round)
        self.meter.count(s.ply - self.view.ply)

    # --- choosing --------------------------------------------------------------------------

    def _rank(self, trials: list[Tried]) -> None:
        """Put first what was tried in most worlds, and of that what brought most."""
        trials.sort(key=lambda trial: (-len(trial.values), -trial.mean))

    def _option(self, s: BaseState, trial: Tried, trials: list[Tried]) -> Candidate:
        accepted = sum(trial.accepted) / len(trial.accepted) if trial.accepted else -1.0
        found = self._candidate(s, trial, _best_in(trial, trials), accepted)
        is_dropped = len(trial.values) < len(trials[0].values)
        return replace(found, behind=_behind(trial, trials[0])) if is_dropped else found

    def _candidate(self, s: BaseState, trial: Tried, best: float, accepted: float) -> Candidate:
        return Candidate(
            self._words(s, trial.way),
            trial.mean - self.par,
            trial.error,
            best,
            accepted,
            len(trial.values),
            trial.way,
            _mean(trial.wins) if trial.wins else -1.0,
            _mean(trial.leads),
            error_of(trial.leads),
        )

    def _words(self, s: BaseState, way: Way) -> tuple[str, ...]:
        """The steps as people type them."""
        at, found = s.copy(), []
        for code in way:
            found.append(self.rules.words.text_of(at, code))
            self.engine.do_action(at, code)
        return tuple(found)

    # --- committing in secret --------------------------------------------------------------

    def _mixture(self, s: BaseState) -> Thought:
        """Weigh own headlines against the rivals', and draw one from the mixture."""
        own, me = self.engine.legal(s), self.me
        mixers = {seat: Mixer() for seat in (me, *self.rules.rivals(me))}
        trials = [Tried((code,)) for code in own]
        while self.meter.used < 1 or self.worlds < 1:
            s, world = self._redrawn(), self.base + self.worlds
            self.worlds += 1
            may = {
                seat: own if seat == me else open_headlines(self.engine, s, seat) for seat in mixers
            }
            chosen = {
                seat: mixers[seat].pick(may[seat], stir(world, place) / 2**32)
                for place, seat in enumerate(mixers, 1)
            }
            for seat, mixer in mixers.items():
                ends = [self._committed(s, {**chosen, seat: code}, world) for code in may[seat]]
                values = [self._worth(end, seat) for end in ends]
                mixer.learn(may[seat], values)
                if seat == me:
                    for trial, end, value in zip(trials, ends, values, strict=True):
                        trial.values.append(value)
                        self._match(trial, end)
        odds = dict(zip(own, mixers[me].average(own), strict=True))
        drawn = draw(own, list(odds.values()), self.stream.below(1 << 20) / (1 << 20))
        trials.sort(key=lambda t: (t.way[0] != drawn, -odds[t.way[0]], -t.mean))
        options = tuple([self._candidate(s, t, odds[t.way[0]], -1.0) for t in trials])
        return self._thought(s, options, True)

    def _worth(self, s: BaseState, seat: int) -> int:
        """What a position is worth: to this seat by its ends, to another by its points."""
        return self.value(s) if seat == self.me else worth(self.engine, s, seat)

    def _committed(self, s: BaseState, choices: Mapping[int, int], world: int) -> BaseState:
        """Where it ends when every seat has committed its choice."""
        after = s.copy()
        commit_all(self.engine, after, choices)
        self._run(after, world)
        return after


def error_of(values: list[float]) -> float:
    """Standard error of the mean of some values; 0 for fewer than two."""
    count = len(values)
    if count < 2:
        return 0.0
    mean = sum(values) / count
    return math.sqrt(sum((value - mean) ** 2 for value in values) / (count - 1) / count)


def _against(one: Tried, other: Tried) -> str:
    """How much more one way brought than another, in the worlds in which both were tried."""
    if one.wins and other.wins:
        won = round(100 * _gain(one.wins, other.wins))
        return f"wins {won:+d} in 100, lead {_gain(one.leads, other.leads):+z.1f}"
    return f"{_gain(one.values, other.values):+z.1f} points"


def _gain(one: list[float], other: list[float]) -> float:
    return _mean(_gains(one, other))


def _gains(one: list[float], other: list[float]) -> list[float]:
    return [a - b for a, b in zip(one, other, strict=False)]


def _behind(one: Tried, first: Tried) -> AgainstFirst:
    """How a way did against the first, in the worlds in which both were tried."""
    value, lead = _gains(one.values, first.values), _gains(one.leads, first.leads)
    won = _gain(one.wins, first.wins)
    return AgainstFirst(_mean(value), won, _mean(lead), error_of(lead or value))


def _mean(values: list[float]) -> float:
    return sum(values) / max(1, len(values))


def _best_in(trial: Tried, trials: list[Tried]) -> float:
    """In what part of all worlds it did best of the ways tried there, a draw being shared.

    So the parts of all ways make 1: a way that was dropped is best in no later world.
    """
    best = 0.0
    for k, value in enumerate(trial.values):
        there = [other.values[k] for other in trials if len(other.values) > k]
        if value >= max(there):
            best += 1 / there.count(value)
    worlds = max(len(other.values) for other in trials)
    return best / worlds if worlds else 0.0
