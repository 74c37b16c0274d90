"""How a game might have gone on from one of its moves: many continuations by the deck's habits.

Each world has luck of its own. What a seat does not know is dealt anew in each, where only that
seat's view may be leant on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from wargame.dataclass import dataclass
from wargame.play.match import Match
from wargame.players.imagined import OVER, BaseState, Stream, imagine
from wargame.players.playout import FOR_EVER, Playout
from wargame.players.training import habits_of
from wargame.rules.position import scratch

WORLDS: Final = 200
SEED: Final = 5_000_011
"""Of the worlds: apart from those of training, thinking and analysis."""


@dataclass(frozen=True, slots=True)
class Fan:
    """Continuations from one position.

    Attributes:
        ply, round: Where it stands.
        worlds: How many continuations.
        spread: Round by round from there on, as each ends, of the lead, or of what the first seat's
            points would be if the game ended there less those of the other, with what the next
            round brings as it begins: a tenth is at or under the first number, half at or under the
            second, nine tenths at or under the third.
        came: The same number as it went, as far as the game did.
        endings: How many came to which ending, the most frequent first.
    """

    ply: int
    round: int
    worlds: int
    spread: tuple[tuple[int, int, int], ...]
    came: tuple[int, ...]
    endings: tuple[tuple[str, int], ...]


def fan_of(match: Match, ply: int, seat: str) -> Fan:
    """The continuations from before a move that counts.

    Args:
        seat: What this seat does not know there is dealt anew; "" keeps all as it was.
    """
    game, position = match.game, match.course.at(ply)
    rules = game.rules
    playout = Playout(rules.engine, habits_of(rules))
    view = game.redact(position, seat) if seat else None
    last = game.deck.rounds.max
    by_round: list[list[int]] = [[] for _ in range(position.round, last + 1)]
    endings: Counter[str] = Counter()
    for world in range(WORLDS):
        s = imagine(view, Stream(SEED + world)) if view else scratch(position)
        for place, values in enumerate(by_round):
            playout.run(s, SEED + world, position.round + place)
            values.append(_standing(match, s))
        playout.run(s, SEED + world, FOR_EVER)
        endings[rules.ending(s) if s.node == OVER else ""] += 1
    return Fan(
        ply,
        position.round,
        WORLDS,
        tuple(_tenths(values) for values in by_round),
        tuple(_as_it_went(match, position.round)),
        tuple(endings.most_common()),
    )


def _as_it_went(match: Match, first: int) -> Iterator[int]:
    """Where the game itself stood as each round ended, from one on."""
    course = match.course
    states = [scratch(course.at(ply)) for ply in range(course.first, course.ply + 1)]
    for number in range(first, states[-1].round + 1):
        yield _standing(match, next((s for s in states if s.round > number), states[-1]))


def _standing(match: Match, s: BaseState) -> int:
    """The lead, or the first seat's points less those of the other, if the game ended here."""
    rules = match.game.rules
    contest = rules.program.contest
    if contest is not None and contest.is_played:
        return int(rules.lead(s) or 0)
    first, second = (s.score[n] if s.node == OVER else rules.standing(s, n) for n in range(2))
    return int(first - second)


def _tenths(values: list[int]) -> tuple[int, int, int]:
    ordered = sorted(values)
    return ordered[len(ordered) // 10], ordered[len(ordered) // 2], ordered[-1 - len(ordered) // 10]
