"""How strong players are on one scale, from the shares they won against one another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

MEAN: Final = 1500.0
"""The average of everyone."""

SCALE: Final = 400.0
"""This much more means ten to one."""

DRAWS: Final = 1.0
"""Games that each pair is taken to have drawn besides, so that no strength is without bound."""

STEPS: Final = 1000
"""Of Newton's method, at most: some twenty, and three more for each ten to one between the best and
the worst."""

NEAR: Final = 1e-9
"""A step so short ends it: far less than a point."""

LOOSE: Final = 1e-6
"""What ties each player to where it stood, so that groups that never met one another keep a mean of
their own. It shortens steps a little, and moves nothing that they lead to."""

Won = Mapping[tuple[str, str], tuple[float, float]]
"""By two players: games that the first won (a draw is half), and games they played."""


def elo(players: Sequence[str], won: Won) -> dict[str, float]:
    """The strengths under which these results are likeliest (Bradley and Terry's model).

    >>> found = elo(["a", "b"], {("a", "b"): (30, 40)})
    >>> found["a"] > found["b"] and round(found["a"] + found["b"])
    3000
    """
    place = {player: n for n, player in enumerate(players)}
    met = [(place[a], place[b], wins, games) for (a, b), (wins, games) in won.items()]
    logs = [0.0] * len(players)
    for _ in range(STEPS):
        step = _step(logs, met)
        longest = max(map(abs, step))
        part = 1.0 / max(1.0, longest)
        logs = [log + part * one for log, one in zip(logs, step, strict=True)]
        if longest < NEAR:
            break
    middle = sum(logs) / len(logs)
    return {player: MEAN + SCALE * (logs[n] - middle) / math.log(10) for player, n in place.items()}


def _step(logs: Sequence[float], met: Sequence[tuple[int, int, float, float]]) -> list[float]:
    """Newton's step from these logarithms of strengths to likelier ones."""
    slope = [0.0] * len(logs)
    bend = [[LOOSE * (n == m) for m in range(len(logs))] for n in range(len(logs))]
    for a, b, wins, games in met:
        likely = 1 / (1 + math.exp(logs[b] - logs[a]))
        more = wins + DRAWS / 2 - (games + DRAWS) * likely
        sure = (games + DRAWS) * likely * (1 - likely)
        for one, other, sign in ((a, b, 1), (b, a, -1)):
            slope[one] += sign * more
            bend[one][one] += sure
            bend[one][other] -= sure
    return _solved(bend, slope)


def _solved(rows: list[list[float]], wanted: list[float]) -> list[float]:
    """The weights of the columns that add up to what is wanted (Gauss; both are used up)."""
    count = len(wanted)
    for n in range(count):
        for m in range(n + 1, count):
            part = rows[m][n] / rows[n][n]
            rows[m] = [low - part * high for low, high in zip(rows[m], rows[n], strict=True)]
            wanted[m] -= part * wanted[n]
    found = [0.0] * count
    for n in reversed(range(count)):
        left = wanted[n] - sum(rows[n][m] * found[m] for m in range(n + 1, count))
        found[n] = left / rows[n][n]
    return found
