"""The best reply to a strategy, by walking through a whole game."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from wargame.rules.game import CHANCE_SEAT, Game, SeatState

Number = Fraction | float
Strategy = Callable[[SeatState], Mapping[str, Number]]
"""How likely each action is at a view, actions by their text."""

Spot = tuple[Any, Number]
"""A position, and how likely luck and the other seat are to let it come about."""


def best_reply(game: Game, seat: str, rival: Strategy, start: Spot | None = None) -> Number:
    """The most that a seat can get on average, in points less par.

    What passed by between two of its decisions and left no trace on the board counts as
    forgotten; what it saw and did at its decisions it remembers.

    Args:
        rival: What the other seat does, known to this one for every view.
        start: A position that both know to be the true one; a new game unless given.
    """
    return _worth(game, seat, rival, [start or (game.new(), Fraction(1))])


def _worth(game: Game, seat: str, rival: Strategy, spots: Sequence[Spot]) -> Number:
    """What spots that the seat cannot tell apart are worth to it, times how likely they are."""
    total: Number = Fraction(0)
    known: dict[str, list[Spot]] = defaultdict(list)
    for state, weight in _decisions(game, seat, rival, spots):
        if game.is_terminal(state):
            total += weight * game.returns(state)[seat]
        else:
            known[game.redact(state, seat).digest].append((state, weight))
    for alike in known.values():
        total += max(
            _worth(game, seat, rival, [(game.apply(s, action).state, w) for s, w in alike])
            for action in game.legal_actions(alike[0][0])
        )
    return total


def _decisions(game: Game, seat: str, rival: Strategy, spots: Sequence[Spot]) -> Iterator[Spot]:
    """Where luck and the rival lead until the seat is asked, or the game is over."""
    ahead = _merged(game, spots)
    while ahead:
        following: list[Spot] = []
        for state, weight in ahead:
            mover = game.current_seat(state)
            if mover in ("", seat):
                yield state, weight
                continue
            odds = _luck(game, state) if mover == CHANCE_SEAT else rival(game.redact(state, mover))
            following += [
                (game.apply(state, text).state, weight * share)
                for text, share in odds.items()
                if share
            ]
        ahead = _merged(game, following)


def _luck(game: Game, state: Any) -> dict[str, Number]:
    outcomes = game.chance_outcomes(state)
    total = sum(weight for _, weight in outcomes)
    return {action.text: Fraction(weight, total) for action, weight in outcomes}


def _merged(game: Game, spots: Sequence[Spot]) -> list[Spot]:
    """Equal positions as one."""
    found: dict[str, Spot] = {}
    for state, weight in spots:
        name = state.digest
        found[name] = state, weight + (found[name][1] if name in found else 0)
    return list(found.values())
