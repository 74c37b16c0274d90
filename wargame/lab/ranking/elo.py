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

STEPS: Final = 500

Won = Mapping[tuple[str, str], tuple[float, float]]
"""By two players: games that the first won (a draw is half), and games they played."""


def elo(players: Sequence[str], won: Won) -> dict[str, float]:
    """The strengths under which these results are likeliest (Bradley and Terry's model).

    >>> found = elo(["a", "b"], {("a", "b"): (30, 40)})
    >>> found["a"] > found["b"] and round(found["a"] + found["b"])
    3000
    """
    strength = dict.fromkeys(players, 1.0)
    total = dict.fromkeys(players, 0.0)
    for (a, b), (wins, games) in won.items():
        total[a] += wins + DRAWS / 2
        total[b] += games - wins + DRAWS / 2
    for _ in range(STEPS):
        fresh = {
            player: total[player] / max(1e-12, _faced(player, strength, won)) for player in players
        }
        mean = math.exp(sum(math.log(max(s, 1e-12)) for s in fresh.values()) / len(fresh))
        strength = {player: s / mean for player, s in fresh.items()}
    return {p: MEAN + SCALE * math.log10(max(s, 1e-12)) for p, s in strength.items()}


def _faced(player: str, strength: Mapping[str, float], won: Won) -> float:
    """Games of a player, each divided by the strengths that met."""
    return sum(
        (games + DRAWS) / (strength[a] + strength[b])
        for (a, b), (_, games) in won.items()
        if player in (a, b)
    )
