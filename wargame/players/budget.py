"""How long a player may think about one decision."""

from __future__ import annotations

import re
from collections.abc import Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Final

from wargame.dataclass import dataclass
from wargame.errors import PlayerError, visible
from wargame.play.player import PROGRAM

if TYPE_CHECKING:
    from wargame.content.fields import ForesightLevel

_FORM: Final = re.compile(r"([1-9][0-9]{0,5})(ms|s|it)")
LONGEST_SECONDS: Final = 600

THINKS: Final = "search"
"""Who takes a budget: what its name begins with."""

OTHER_COLONS: Final = (PROGRAM, THINKS, "script")
"""Who is no persona of a deck, though something stands behind the colon of its name."""

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
    count, unit = int(found[1]), found[2]
    if unit == "it":
        return Budget(iterations=count)
    seconds = count / 1000 if unit == "ms" else float(count)
    if seconds > LONGEST_SECONDS:
        raise PlayerError(f"'{text}' is too long: at most {LONGEST_SECONDS} s for one decision.")
    return Budget(seconds=seconds)


def foresight_of(name: str) -> ForesightLevel | None:
    """How far ahead somebody of a deck looks who is typed as `PERSONA:FORESIGHT`, else None.

    >>> foresight_of("dealmaker:master"), foresight_of("dealmaker"), foresight_of("cmd:master")
    ('master', None, None)
    """
    who, _, said = name.partition(":")
    if who in OTHER_COLONS:
        return None
    return next((one for one in FORESIGHT if one == said), None)


def thinks(name: str) -> bool:
    """Whether a player by this name takes time to think.

    >>> thinks("search:2s"), thinks("search@dealmaker"), thinks("greedy")
    (True, True, False)
    >>> thinks("dealmaker:master"), thinks("dealmaker:learner")
    (True, False)
    """
    foresight = foresight_of(name)
    if foresight is not None:
        return FORESIGHT[foresight] > 0
    return name.partition("@")[0].partition(":")[0] == THINKS


def budget_of(name: str) -> Budget:
    """How long a player by this name thinks, who does: `search`, `search:2s`, `search:9it@hawk`.

    Raises:
        PlayerError: What is behind the colon is no time.

    >>> budget_of("search:9it@hawk").iterations, budget_of("hawk:master").iterations
    (9, 900)
    """
    foresight = foresight_of(name)
    if foresight is not None:
        return Budget(iterations=FORESIGHT[foresight])
    _, colon, time = name.partition("@")[0].partition(":")
    return parse_budget(time) if colon else Budget()
