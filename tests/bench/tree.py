"""The rejected alternative: a search tree over information sets instead of flat playouts.

Open-loop ISMCTS: every iteration redraws what the seat cannot know, walks down one tree by
PUCT (each seat after its own score, habits as priors), draws luck inline, and plays out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from wargame.players.budget import Budget, Meter
from wargame.players.imagined import worth
from wargame.players.playout import FOR_EVER, Playout
from wargame.players.proposals import Proposer
from wargame.players.training import habits_of
from wargame.rules.game import Action, Game
from wargame.rules.kernel import CHANCE, OVER, Stream
from wargame.rules.resample import imagine
from wargame.rules.view import SeatState


@dataclass(slots=True)
class Node:
    """A point of the tree, reached by the same choices whatever luck did."""

    visits: int = 0
    totals: list[float] = field(default_factory=lambda: [0.0, 0.0])
    below: dict[Any, Node] = field(default_factory=dict)


class Tree:
    """A player that searches a tree for a number of iterations."""

    def __init__(
        self,
        game: Game,
        seat: str,
        seed: int,
        budget: Budget,
        rounds: int = 2,
        curiosity: float = 1.5,
    ) -> None:
        self.name = "tree"
        self.game, self.engine, self.budget = game, game.rules.engine, budget
        self.me, self.rounds, self.curiosity = game.rules.seat_number(seat), rounds, curiosity
        self.playout = Playout(game.rules.engine, habits_of(game.rules))
        self.stream = Stream(seed)
        self.plan: list[str] = []
        self.low, self.high = [0.0, 0.0], [0.0, 0.0]

    def choose(self, view: SeatState) -> Action:
        wanted = self.plan.pop(0) if self.plan else ""
        legal = {action.text: action for action in view.legal}
        if wanted not in legal:
            if len(legal) == 1:
                return view.legal[0]
            wanted, *self.plan = self._search(view)
        return legal[wanted]

    def _search(self, view: SeatState) -> list[str]:
        last = view.round + self.rounds
        self.last = FOR_EVER if last >= self.engine.tables.rounds.max_rounds else last
        meter, base = Meter(self.budget), self.stream.below(1 << 20) << 12
        s = imagine(view, self.stream)
        ways = Proposer(self.playout, base, self.last, meter).ways_on(s)
        root = Node()
        self.low, self.high = [1e9, 1e9], [-1e9, -1e9]
        world = 0
        while meter.used < 1 or world == 0:
            self._iterate(imagine(view, self.stream), root, ways, base + world)
            meter.iterations += 1
            world += 1
        best = max(ways, key=lambda way: root.below[way].visits if way in root.below else 0)
        texts, at = [], s.copy()
        for code in best:
            texts.append(self.game.rules.words.text_of(at, code))
            self.engine.do_action(at, code)
        return texts

    def _iterate(self, s: Any, root: Node, ways: list[Any], world: int) -> None:
        node, path = root, [root]
        while s.node != OVER and s.round <= self.last:
            if s.actor == CHANCE:
                self.engine.act(s, self.playout.choice(s, world))
                continue
            choices = ways if node is root else [(code,) for code in self.engine.legal(s)]
            picked = self._picked(s, node, choices)
            node = node.below.setdefault(picked, Node())
            path.append(node)
            for code in picked:
                self.engine.do_action(s, code)
            self.engine.advance(s)
            if node.visits == 0:
                break
        self.playout.run(s, world, self.last)
        for seat in (0, 1):
            value = worth(self.engine, s, seat)
            self.low[seat] = min(self.low[seat], value)
            self.high[seat] = max(self.high[seat], value)
            for one in path:
                one.totals[seat] += value
        for one in path:
            one.visits += 1

    def _picked(self, s: Any, node: Node, choices: list[Any]) -> Any:
        likes = [self.playout.liking(s, choice[0]) for choice in choices]
        odds = [math.exp(like - max(likes)) for like in likes]
        wide = self.curiosity * math.sqrt(node.visits + 1) / sum(odds)
        fallback = self._share(s.actor, node)

        def promise(k: int) -> float:
            below = node.below.get(choices[k])
            if below is None or not below.visits:
                return fallback + wide * odds[k]
            return self._share(s.actor, below) + wide * odds[k] / (1 + below.visits)

        return choices[max(range(len(choices)), key=promise)]

    def _share(self, seat: int, node: Node) -> float:
        """The mean of a node on a scale from the worst to the best seen."""
        span = max(1e-9, self.high[seat] - self.low[seat])
        return (node.totals[seat] / node.visits - self.low[seat]) / span if node.visits else 1.0
