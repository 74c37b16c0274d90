"""Why one way is better than another, and what is likely to follow, in the deck's words."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from wargame.players.playout import Playout
from wargame.players.proposals import Way
from wargame.players.thought import Likely
from wargame.rules.evaluate import read_state
from wargame.rules.game import Game
from wargame.rules.ir import Name
from wargame.rules.kernel import CHANCE, OVER, V_OFFER, Stream
from wargame.rules.view import SeatState

WORLDS: Final = 16
"""Worlds in which the two ways are compared, and from which the course is told."""

NAMED: Final = 3
"""Numbers that a reason names at most."""

AHEAD: Final = 4
"""Actions that a course foretells at most."""

FEW: Final = 4
"""Imagined games from which nothing is foretold any more."""

Step = tuple[str, str]
"""A seat and what it does."""


class Story:
    """Tells about ways on from one view."""

    def __init__(self, view: SeatState, playout: Playout, last_round: int, stream: Stream) -> None:
        self.view, self.playout, self.last_round = view, playout, last_round
        self.game, self.engine = view.game, view.game.engine
        self.base = stream.below(1 << 20) << 10
        self._names = telling(self.game)
        self.states = [self.game.resample(view, stream) for _ in range(WORLDS)]

    def reason(self, best: Way, second: Way, gain: float) -> str:
        """Why the best way rather than the second, which brings `gain` points less."""
        ends = [self._end(s, best, k, []) for k, s in enumerate(self.states)]
        others = [self._end(s, second, k, []) for k, s in enumerate(self.states)]
        found = [f"{title} {change:+.1f}" for title, change in self._largest(ends, others)]
        lead = f"{gain:+.1f} points against the next best"
        return f"{lead}; on average {', '.join(found)}." if found else f"{lead}."

    def course(self, way: Way) -> tuple[Likely, ...]:
        """What is likely to follow a way."""
        paths: list[list[Step]] = []
        for k, s in enumerate(self.states):
            self._end(s, way, k, paths)
        return _course(paths)

    def effects(self, way: Way) -> list[tuple[str, float]]:
        """What is likely to be different at the end of this round: title and mean change."""
        last, self.last_round = self.last_round, self.view.round
        ends = [self._end(s, way, k, []) for k, s in enumerate(self.states)]
        self.last_round = last
        return self._largest(ends, self.states)

    def _end(self, s: Any, way: Way, k: int, paths: list[list[Step]]) -> Any:
        """Where a way leads in one world; the actions of the seats go into `paths`."""
        after = s.copy()
        path: list[Step] = []
        for code in way:
            self.engine.do_action(after, code)
        self.engine.advance(after)
        while after.node != OVER and after.round <= self.last_round:
            if after.actor == CHANCE:
                code = self.playout.luck(after, self.base + k)
            else:
                code = self.playout.habit(after, self.base + k)
                if len(path) < AHEAD and code >> 10 != V_OFFER:
                    text = self.game.words.text_of(after, code)
                    path.append((self.game.seats[after.actor], text))
            self.engine.act(after, code)
        paths.append(path)
        return after

    def _largest(self, ends: list[Any], others: list[Any]) -> list[tuple[str, float]]:
        """The numbers that differ most between two sets of positions, for their range."""
        found = []
        for name in self._names:
            change = sum(
                read_state(a, name) - read_state(b, name) for a, b in zip(ends, others, strict=True)
            ) / len(ends)
            share = abs(change) / max(1, name.hi - name.lo)
            if abs(change) >= 0.1 and share >= 0.01:
                found.append((share, self.game.title_of(name.text), change))
        found.sort(key=lambda item: (-item[0], item[1]))
        return [(title, change) for _, title, change in found[:NAMED]]


def telling(game: Game) -> tuple[Name, ...]:
    """The numbers worth telling: tracks, measures in force, projects, deals."""
    skipped = ("capital", "score", "hand_size", "age", "paused", "working", "round", "injects")
    return tuple(
        name
        for text, name in game.names.items()
        if name.form in ("slot", "item") and not text.endswith(skipped)
        and not (text.startswith("measure.") and not text.endswith("in_force"))
        and not text.startswith("game.")
    )  # fmt: skip


def _course(paths: list[list[Step]]) -> tuple[Likely, ...]:
    """What comes most often at each step of those that went the usual way so far."""
    found = []
    for step in range(AHEAD):
        at = [path[step] for path in paths if len(path) > step]
        if len(at) < FEW:
            break
        usual, times = Counter(at).most_common(1)[0]
        found.append(Likely(*usual, times / len(at)))
        paths = [path for path in paths if len(path) > step and path[step] == usual]
    return tuple(found)
