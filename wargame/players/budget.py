"""How long a player may think about one decision."""

from __future__ import annotations

import re
from collections.abc import Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Final

from wargame.dataclass import dataclass
from wargame.errors import PlayerError, nearest, visible
from wargame.players.names import THINKS, PlayerName

if TYPE_CHECKING:
    from wargame.content.fields import ForesightLevel

_FORM: Final = re.compile(r"([1-9][0-9]*)(ms|s|it)")
LONGEST_SECONDS: Final = 600
MOST_ITERATIONS: Final = 999_999

FORESIGHT: Final[Mapping[ForesightLevel, int]] = {
    "learner": 0,
    "apprentice": 30,
    "regular": 100,
    "expert": 300,
    "master": 900,
}
"""Playouts that somebody of a deck thinks over one decision, by how far it looks ahead; 0 is one
step."""

MARGIN_SECONDS: Final = 0.01
"""What is left unused, for the answer to be made in."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds, or iterations if `iterations` is not 0. An iteration is one playout.

    A choice made with iterations is the same on every machine; with seconds it is not.
    """

    seconds: float = 1.0
    iterations: int = 0


class Meter:
    """What of a budget is used up.

    Attributes:
        iterations: Playouts so far.
        nodes: Decisions and chance points in them.
    """

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.start = perf_counter()
        self.iterations = self.nodes = 0

    def count(self, nodes: int) -> None:
        """Count a playout of so many nodes."""
        self.iterations += 1
        self.nodes += nodes

    @property
    def used(self) -> float:
        """The part that is used up: 1 or more when it is time to answer."""
        if self.budget.iterations:
            return self.iterations / self.budget.iterations
        return self.seconds / max(self.budget.seconds - MARGIN_SECONDS, 1e-3)

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return perf_counter() - self.start


def parse_budget(text: str) -> Budget:
    """Read `2s`, `500ms` or `2000it`.

    Raises:
        PlayerError: It is nothing of the kind.

    >>> parse_budget("2s").seconds, parse_budget("500ms").seconds, parse_budget("9it").iterations
    (2.0, 0.5, 9)
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise PlayerError(
            f"'{visible(text[:40])}' is no time to think. Say seconds, milliseconds or iterations:"
            " search:2s, search:500ms, search:2000it."
        )
    count, unit = int(found[1][:9]), found[2]
    budget = Budget(iterations=count)
    if unit != "it":
        budget = Budget(seconds=count / 1000 if unit == "ms" else float(count))
    if budget.seconds > LONGEST_SECONDS or budget.iterations > MOST_ITERATIONS:
        most = f"{LONGEST_SECONDS} s, or {MOST_ITERATIONS} iterations,"
        raise PlayerError(f"'{visible(text[:40])}' is too long: at most {most} for one decision.")
    return budget


def budget_of(name: PlayerName) -> Budget:
    """How long a player by this name thinks over one decision.

    Raises:
        PlayerError: It is told what is no time, or no foresight.

    >>> from wargame.players.names import parse_name
    >>> [budget_of(parse_name(name)).iterations for name in ("search:9it@hawk", "hawk:master")]
    [9, 900]
    """
    if name.who == THINKS:
        return Budget() if name.told is None else parse_budget(name.told)
    if name.foresight is None:
        told = name.told or ""
        raise PlayerError(f"'{visible(told[:40])}' is no foresight. {nearest(told, FORESIGHT)}")
    return Budget(iterations=FORESIGHT[name.foresight])
