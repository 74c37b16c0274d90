"""What a package is worth to a seat, signed rather than refused: soon, and once it has run out.

It looks at what the seat sees and nothing else: both answers are played on by the deck's habits in
worlds that the seat could be in, on the same luck, so that only the signature makes the difference.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from wargame.dataclass import dataclass
from wargame.play.seeds import derive
from wargame.players.imagined import (
    ACCEPT,
    DECLINE,
    BaseState,
    Engine,
    Stream,
    imagine,
    match_here,
    worth,
)
from wargame.players.playout import FOR_EVER, Playout
from wargame.players.training import habits_of
from wargame.rules import verbs
from wargame.rules.game import Game
from wargame.rules.view import SeatState

WORLDS: Final = 64
"""Worlds in which both answers are played on."""
SURE: Final = 1.96
"""Standard errors to either side of a mean that hold it 95 times in 100."""


@dataclass(frozen=True, slots=True)
class PackageWorth:
    """What a signature makes of a seat's lead, or of its points where nobody wins by a lead.

    Attributes:
        now: By how much it moves it by the end of this round, on average.
        then: By how much once the package has run out, or the game is over, on average.
        give: Half of the interval around that which is right 95 times in 100.
        worlds: In how many worlds both answers were tried.
        rounds: After how many rounds it has run out; 0 where it runs to the end of the game.
        unit: What moves: `lead`, or `points`.
    """

    now: float
    then: float
    give: float
    worlds: int
    rounds: int
    unit: str


def package_worth(
    view: SeatState, steps: Sequence[str], term: int, worlds: int = WORLDS
) -> PackageWorth:
    """What the other side's yes to a package is worth to a seat, against its no.

    Args:
        view: All that is looked at.
        steps: The actions that put the package on the table, as they are typed, or `accept` alone
            for the one that is there.
        term: For how many rounds it would run.

    Raises:
        IllegalAction: The rules do not take these actions.
    """
    rules = view.rules
    playout, codes = Playout(rules.engine, habits_of(rules)), _codes(view, steps)
    left = rules.engine.tables.rounds.max_rounds - view.round
    rounds = term if term < left else 0
    last = view.round + rounds if rounds else FOR_EVER
    seed = derive(0x0DEA1, view.ply)
    gains = [_gain(view, codes, playout, seed + world, last) for world in range(worlds)]
    now = sum(one for one, _ in gains) / worlds
    then = sum(one for _, one in gains) / worlds
    spread = sum((one - then) ** 2 for _, one in gains) / max(1, worlds - 1)
    is_lead = rules.contest is not None and rules.contest.is_played
    give = SURE * math.sqrt(spread / worlds)
    return PackageWorth(now, then, give, worlds, rounds, "lead" if is_lead else "points")


def _gain(
    view: SeatState, codes: Sequence[int], playout: Playout, seed: int, last: int
) -> tuple[int, int]:
    """What yes brings against no in one world: by the end of this round, and of the last."""
    engine = view.rules.engine
    start = imagine(view, Stream(seed))
    for code in codes:
        engine.act(start, code)
    soon, later = [], []
    for answer in (ACCEPT, DECLINE):
        s = start.copy()
        engine.act(s, answer)
        playout.run(s, seed, view.round)
        soon.append(_stands(engine, s, view.number))
        playout.run(s, seed, last)
        later.append(_stands(engine, s, view.number))
    return soon[0] - soon[1], later[0] - later[1]


def _codes(view: SeatState, steps: Sequence[str]) -> list[int]:
    """The kernel's numbers of some actions that follow one another."""
    game = Game(view.rules)
    position, found = game.resample(view, Stream(view.ply)), []
    for step in steps if list(steps) != [verbs.ACCEPT.word] else ():
        action = game.action(position, step)
        found.append(action.code)
        position = game.apply(position, action).state
    return found


def _stands(engine: Engine, s: BaseState, seat: int) -> int:
    """A seat's lead, or what it has at a table that names no winner."""
    match = match_here(engine, s, seat)
    return match[1] if match is not None else worth(engine, s, seat)
