"""Why one way is better than another, and what is likely to follow, in the deck's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from wargame.players.imagined import (
    ARGUMENT,
    ASK,
    CHANCE,
    OVER,
    BaseState,
    Stream,
    imagine,
    is_offer,
)
from wargame.players.playout import Playout
from wargame.players.proposals import Way
from wargame.players.thought import Likely, Preferred
from wargame.rules.asking.evaluate import read_state
from wargame.rules.ir import Name
from wargame.rules.position import phase_of
from wargame.rules.ruleset import Ruleset
from wargame.rules.view import SeatState

WORLDS: Final = 16
"""Worlds in which the two ways are compared, and from which the course is told."""

NAMED: Final = 3
"""Numbers that a reason names at most."""

LEAST: Final = 0.1
"""Average changes that are smaller are not told."""

AHEAD: Final = 4
"""Actions that a course foretells at most."""

FEW: Final = 4
"""Imagined games from which nothing is foretold any more."""

Step = tuple[str, str, str, str]
"""A seat, what it does, for a choice what people read for it, and the phase."""

Changes = list[tuple[str, float]]
"""Numbers by their canonical names, and by how much each moves on average."""


class Story:
    """Tells about ways on from one view."""

    def __init__(self, view: SeatState, playout: Playout, last_round: int, stream: Stream) -> None:
        self.view, self.playout, self.last_round = view, playout, last_round
        self.rules, self.engine = view.rules, view.rules.engine
        self.base = stream.below(1 << 20) << 10
        self._names = telling(self.rules)
        self.states = [imagine(view, stream) for _ in range(WORLDS)]

    def reason(self, best: Way, second: Way, gain: str) -> Preferred:
        """Why the best way rather than the second, against which it brings `gain`."""
        ends = [self._end(s, best, k, []) for k, s in enumerate(self.states)]
        others = [self._end(s, second, k, []) for k, s in enumerate(self.states)]
        moved = self._moved(ends, others)
        return Preferred(gain, tuple([(one.text, moved[at]) for at, one in self._by_share(moved)]))

    def course(self, way: Way) -> tuple[Likely, ...]:
        """What is likely to follow a way."""
        paths: list[list[Step]] = []
        for k, s in enumerate(self.states):
            self._end(s, way, k, paths)
        return _course(paths)

    def effects(self, ways: Sequence[Way]) -> list[Changes]:
        """What each way is likely to change by the end of this round.

        Told are the numbers in which it differs most from the other ways, so that what comes
        anyhow does not hide what matters.
        """
        last, self.last_round = self.last_round, self.view.round
        found = [
            self._moved([self._end(s, way, k, []) for k, s in enumerate(self.states)], self.states)
            for way in ways
        ]
        self.last_round = last
        return [
            self._own(changes, [one for one in found if one is not changes]) for changes in found
        ]

    def _own(self, changes: list[float], others: Sequence[list[float]]) -> Changes:
        """The changes that are a way's own, most telling first."""
        usual = [sum(column) / len(column) for column in zip(*others, strict=True)]
        usual = usual or [0.0] * len(changes)
        apart = [one - other for one, other in zip(changes, usual, strict=True)]
        largest = self._by_share(apart)
        return [(name.text, changes[at]) for at, name in largest if abs(changes[at]) >= LEAST]

    def _end(self, s: BaseState, way: Way, k: int, paths: list[list[Step]]) -> BaseState:
        """Where a way leads in one world; the actions of the seats go into `paths`."""
        after = s.copy()
        path: list[Step] = []
        for code in way:
            self.engine.do_action(after, code)
        self.engine.advance(after)
        while after.node != OVER and after.round <= self.last_round:
            code = self.playout.choice(after, self.base + k)
            if after.actor != CHANCE and len(path) < AHEAD and not is_offer(code):
                path.append(self._step(after, code))
            self.engine.act(after, code)
        paths.append(path)
        return after

    def _step(self, s: BaseState, code: int) -> Step:
        """Who does what at a position."""
        title = ""
        if s.node == ASK:
            title = self.rules.program.asks[s.arg].options[code & ARGUMENT].title
        return self.rules.seats[s.actor], self.rules.words.text_of(s, code), title, phase_of(s)

    def _moved(self, ends: list[BaseState], others: list[BaseState]) -> list[float]:
        """By how much each number differs between two sets of positions, on average."""
        pairs = list(zip(ends, others, strict=True))
        return [
            sum([read_state(a, name) - read_state(b, name) for a, b in pairs]) / len(pairs)
            for name in self._names
        ]

    def _by_share(self, moved: Sequence[float]) -> list[tuple[int, Name]]:
        """The places of the numbers that moved most for their range, and the numbers."""
        found = []
        for at, (name, change) in enumerate(zip(self._names, moved, strict=True)):
            share = abs(change) / max(1, name.hi - name.lo)
            if abs(change) >= LEAST and share >= 0.01:
                found.append((share, self.rules.title_of(name.text), at, name))
        found.sort(key=lambda item: (-item[0], item[1]))
        return [(at, name) for *_, at, name in found[:NAMED]]


def telling(rules: Ruleset) -> tuple[Name, ...]:
    """The numbers worth telling: tracks, measures in force, projects, deals.

    No workings, no counts of what was done, and nothing of which there is no more or less: who did
    a thing last, who led a front when it was judged.
    """
    asides = {track.id for track in rules.deck.tracks if track.aside or track.kind != "number"}
    workings = ("capital", "score", "level", "age", "work")
    return tuple(
        name
        for text, name in rules.names.items()
        if name.form in ("slot", "item")
        and name.slot not in workings
        and text.partition(".")[0] not in ("game", "front", "action", "card")
        and text.rpartition(".")[2] not in ("passed", *asides)
    )


def _course(paths: list[list[Step]]) -> tuple[Likely, ...]:
    """What comes most often at each step of those that went the usual way so far."""
    found = []
    for step in range(AHEAD):
        at = [path[step] for path in paths if len(path) > step]
        if len(at) < FEW:
            break
        usual, times = Counter(at).most_common(1)[0]
        seat, text, title, phase = usual
        found.append(Likely(seat, text, times / len(at), title, phase))
        paths = [path for path in paths if len(path) > step and path[step] == usual]
    return tuple(found)
