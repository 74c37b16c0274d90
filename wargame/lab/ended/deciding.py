"""Which moves decided a finished game.

A choice is held against the others that its seat had, from what the seat knew: hidden cards are
dealt anew (`imagine`), and both ways are played on in the same worlds by the deck's habits. A
sieve with few worlds finds choices that may have been dear; only those are played on often, in
worlds of their own, so that what looked dear by chance falls through: a move decided if its
interval lies at ten points or above. What the winner of a contest did so decided nothing: it was
survived, and comes after all that the other side did. An account rule's own step is nobody's
choice and is never among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Final

from wargame.dataclass import dataclass
from wargame.lab.ended.analysis_object import NEEDED, DecidingMove
from wargame.lab.ended.continuations import Faced, PlayedOn
from wargame.lab.stats.estimate import Z, mean_and_error
from wargame.rules.game import Position
from wargame.rules.position import scratch
from wargame.rules.verbs import split

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


def deciding_moves(onward: PlayedOn) -> list[DecidingMove]:
    """The moves that decided a game, the dearest first; then those that the winner survived."""
    choices = list(onward.faced())
    ways = _ways(onward, choices)
    left = [Weighed(one, list(one.others[:ways])) for one in choices]
    first, most = 0, len(left)
    for count, others, worlds in ((most, ways, FEW), *SIEVES):
        for one in left[:count]:
            one.others = one.others[:others]
            _sieve(onward, one, range(first, first + worlds))
        left = sorted(left[:count], key=lambda one: -one.gap)
        first += worlds
    pairs = pairs_of(onward)
    won = onward.winner
    dear = [one for one in left if one.gap >= NEEDED / 2]
    dear.sort(key=lambda one: onward.game.seats[one.choice.seat] == won)
    shown = [_shown(onward, one, range(first, first + pairs)) for one in dear[:LAST]]
    found = [one for one in shown if one is not None and one.low >= NEEDED]
    return sorted(found, key=lambda one: (one.survived, -one.cost))


def pairs_of(onward: PlayedOn) -> int:
    """Pairs by which something is shown."""
    return PAIRS if len(onward.actions) < LONG else PAIRS_LONG


def _ways(onward: PlayedOn, choices: Sequence[Faced]) -> int:
    """How many other ways of each choice the first sieve can try."""

    def cost(ways: int) -> int:
        last = len(onward.actions)
        return sum((1 + min(ways, len(one.others))) * (last - one.ply) for one in choices)

    fit = (ways for ways in range(WAYS, FEWEST_WAYS, -1) if FEW * cost(ways) <= SIEVED)
    return next(fit, FEWEST_WAYS)


def _sieve(onward: PlayedOn, one: Weighed, worlds: range) -> None:
    """Try a choice and the other ways in some more worlds."""
    codes = [one.choice.taken, *one.others]
    for world in worlds:
        values = onward.in_world(one.choice, [(code,) for code in codes], world, onward.leaning)
        for code, value in zip(codes, values, strict=True):
            one.sums[code] = one.sums.get(code, 0.0) + value[one.choice.seat]
    one.worlds += len(worlds)
    one.others.sort(key=lambda code: -one.sums[code])


def _shown(onward: PlayedOn, weighed: Weighed, worlds: range) -> DecidingMove | None:
    """A choice against the best other way, often and in worlds of their own; None if it is soon
    plain that it was not dear."""
    choice, better = weighed.choice, weighed.others[0]
    gains: list[float] = []
    for world in worlds:
        ways = [(choice.taken,), (better,)]
        was, would = onward.in_world(choice, ways, world, onward.chances)
        gains.append(would[choice.seat] - was[choice.seat])
        if len(gains) == FIRST_PAIRS and sum(gains) < NEEDED * FIRST_PAIRS:
            return None
    mean, error = mean_and_error(gains)
    state, rules = scratch(choice.position), onward.game.rules
    taken, other = (rules.words.text_of(state, code) for code in (choice.taken, better))
    return DecidingMove(
        choice.ply,
        int(choice.position.round),
        onward.game.seats[choice.seat],
        taken,
        other,
        round(mean, 1),
        round(mean - Z * error, 1),
        round(mean + Z * error, 1),
        len(gains),
        survived=onward.game.seats[choice.seat] == onward.winner,
        taken_title=rules.words.choice_title(state, choice.taken),
        better_title=rules.words.choice_title(state, better),
        taken_signed=_signed(choice.position, taken),
        better_signed=_signed(choice.position, other),
    )


def _signed(position: Position, text: str) -> int:
    """In which round a deal that an action is about was signed; 0 for none."""
    verb, arg = split(text)
    return position.signed_in(int(arg)) if verb.thing == "deal" else 0
