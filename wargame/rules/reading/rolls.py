"""Rolls: what numbers luck may give, each with its weight.

>>> from wargame.content.model import Dice
>>> rolled(Dice(dice=2, sides=3))
('2 dice with 3 sides', (2, 3), {2: 1, 3: 2, 4: 3, 5: 2, 6: 1})
"""

from __future__ import annotations

from wargame.content.model import Dice
from wargame.rules.reading.syntax import TextFault

MAX_VALUES = 60
"""Most numbers that one roll may give: what follows is read once for each."""

Weights = dict[int, int]
"""Each number that may come up, and its weight."""


def rolled(dice: Dice) -> tuple[str, tuple[int, ...], Weights]:
    """What is rolled in words, what numbers of that must be printed, and the odds.

    Raises:
        TextFault: It says too little, too much, or what cannot be.
    """
    is_range = dice.min is not None or dice.max is not None or bool(dice.weights)
    if is_range == (dice.dice is not None or dice.sides is not None):
        raise TextFault(
            "a roll of dice or of a range", "Write {dice: 2, sides: 6} or {min: 0, max: 3}."
        )
    said, numbers, odds = _range(dice) if is_range else _dice(dice)
    if len(odds) > MAX_VALUES:
        raise TextFault(f"a roll of {len(odds)} numbers", f"At most {MAX_VALUES} may come up.")
    return said, numbers, odds


def _dice(dice: Dice) -> tuple[str, tuple[int, ...], Weights]:
    if dice.sides is None:
        raise TextFault("dice without 'sides'", "Write {dice: 2, sides: 6}.")
    count, odds = dice.dice or 1, {0: 1}
    for _ in range(count):
        odds = _one_more(odds, dice.sides)
    said = "a die" if count == 1 else f"{count} dice"
    return f"{said} with {dice.sides} sides", (count, dice.sides), odds


def _one_more(odds: Weights, sides: int) -> Weights:
    """The odds with one more die."""
    found: Weights = {}
    for number, weight in odds.items():
        for side in range(1, sides + 1):
            found[number + side] = found.get(number + side, 0) + weight
    return dict(sorted(found.items()))


def _range(dice: Dice) -> tuple[str, tuple[int, ...], Weights]:
    if dice.min is None or dice.max is None or dice.min >= dice.max:
        raise TextFault("a range without two ends in order", "Write {min: 0, max: 3}.")
    count = dice.max - dice.min + 1
    if count > MAX_VALUES:
        raise TextFault(f"a roll of {count} numbers", f"At most {MAX_VALUES} may come up.")
    weights = dice.weights or [1] * count
    if len(weights) != count:
        raise TextFault(f"{len(weights)} weights for {count} numbers", "Give each number one.")
    if not any(weights):
        raise TextFault("all weights are 0", "Give a number that may come up 1 or more.")
    odds = dict(zip(range(dice.min, dice.max + 1), weights, strict=True))
    shares = f" ({':'.join(map(str, weights))})" if dice.weights else ""
    return f"{dice.min} to {dice.max}{shares}", (dice.min, dice.max), odds
