"""Which of many numbers and dials matter at all? The method of Morris, by the package SALib.

A trajectory begins at a point drawn at random and moves one name, or one group of names, at a time.
The change of what is measured, for a move over the whole range, is an elementary effect. The mean
of their sizes says how much a name matters; their spread, whether it does so alike everywhere. So
few points tell which of many names deserve a sweep of their own. SALib is an optional extra,
imported when it is asked for.

SALib takes each move for two thirds of the range. A name of two values moves over all of it, one of
three over half: effects are told for the range that was moved over in truth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from wargame.content.extras import needs
from wargame.dataclass import dataclass
from wargame.errors import UsageError, visible
from wargame.lab.points import MOST, Axis, Point
from wargame.lab.stats.estimate import SAME, around, mean_and_error

LEVELS: Final = 4
"""At how many even steps along its range a name may stand, the usual number."""

MOVE: Final = LEVELS / 2 / (LEVELS - 1)
"""What part of the range a name moves over, if it may stand at all of these steps."""

FEWEST: Final = 2
"""Trajectories of a screening: of one there is no spread, nor an interval."""

SEED_BITS: Final = 32


@dataclass(frozen=True, slots=True)
class Screened:
    """How much a name or a group matters for one number.

    Attributes:
        name: Of the factor.
        size: The mean size of its elementary effects, for a move over its whole range; of a group
            whose names move over unlike parts of theirs, as if all moved over two thirds.
        reach: Half of the 95 % interval of `size`, over trajectories (Student's); without end where
            so few tell nothing.
        mean: Their mean with sign; None for a group.
        spread: Their standard deviation; None for a group.
    """

    name: str
    size: float
    reach: float
    mean: float | None
    spread: float | None


def read_groups(axes: Sequence[Axis], grouped: Sequence[str]) -> dict[str, str]:
    """The group of each name, as typed by `GROUP=NAME,NAME`; a name in none is its own.

    Raises:
        UsageError: A name is not varied, or is in two groups.
    """
    names = [axis.name for axis in axes]
    found: dict[str, str] = {}
    for text in grouped:
        group, sign, members = text.partition("=")
        for name in [one.strip() for one in members.split(",")] if sign else [""]:
            if name not in names:
                raise UsageError(f"--group: '{visible(name[:60] or text[:60])}' is not varied.")
            if name in found:
                raise UsageError(f"--group: '{name}' is in two groups.")
            found[name] = group.strip()
    return {name: found.get(name, name) for name in names}


def _check(axes: Sequence[Axis], trajectories: int) -> None:
    """Refuse what tells nothing: a name of one value, a single trajectory."""
    alone = [axis.name for axis in axes if len(axis.values) < 2]
    if alone:
        raise UsageError(f"--sample morris: {alone[0]} has one value; give it two or more.")
    if trajectories < FEWEST:
        raise UsageError(
            f"--sample morris: one trajectory tells no spread; {FEWEST} or more do: --random"
            f" {FEWEST}."
        )


class Screening:
    """Trajectories through the values of some names, and what they come to.

    Args:
        axes: What is varied, from its first value to its last.
        groups: The group of each name.
        trajectories: How many.
        seed: Settles where they run.

    Attributes:
        rows: The point of each step, as values typed; points may come more than once.

    Raises:
        UsageError: SALib is not installed, a name has one value, there is but one trajectory, or
            there are too many points.
    """

    def __init__(
        self, axes: Sequence[Axis], groups: Mapping[str, str], trajectories: int, seed: int
    ) -> None:
        _check(axes, trajectories)
        self.seed = seed % (1 << SEED_BITS)
        self.problem: dict[str, Any] = {
            "num_vars": len(axes),
            "names": [axis.name for axis in axes],
            "bounds": [[0.0, 1.0]] * len(axes),
            "sample_scaled": False,
        }
        self._is_grouped = any(group != name for name, group in groups.items())
        moves: dict[str, set[float]] = defaultdict(set)
        for axis in axes:
            moves[groups[axis.name]].add(_moved(len(axis.values) - 1))
        self._stretch = {
            name: MOVE / max(some) if len(some) == 1 else 1.0 for name, some in moves.items()
        }
        if self._is_grouped:
            self.problem["groups"] = [groups[axis.name] for axis in axes]
        self._groups = [groups[axis.name] for axis in axes]
        self._steps = steps = len(set(groups.values())) + 1
        if trajectories * steps > MOST:
            raise UsageError(
                f"That makes {trajectories * steps} points, and a sweep has {MOST} at most."
            )
        self._drawn = _salib("sample").sample(
            self.problem, trajectories, num_levels=LEVELS, seed=self.seed
        )
        self.rows: list[Point] = [
            tuple(
                (axis.name, axis.values[round(float(place) * (len(axis.values) - 1))])
                for axis, place in zip(axes, row, strict=True)
            )
            for row in self._drawn
        ]

    def effects(self, values: Sequence[float]) -> list[Screened]:
        """What each factor does to a number that was measured at every row, the most first."""
        if max(values) == min(values):
            return []
        import numpy as np  # noqa: PLC0415 - comes with the extra

        found = _salib("analyze").analyze(
            self.problem,
            self._drawn,
            np.array(values, dtype=float),
            seed=self.seed,
            num_levels=LEVELS,
        )
        sizes = self._sizes(values)
        rows = zip(found["names"], found["mu_star"], found["mu"], found["sigma"], strict=True)
        screened = [
            self._screened(str(name), _reach(sizes[str(name)]), *map(float, told))
            for name, *told in rows
        ]
        return sorted(screened, key=lambda one: (-one.size, one.name))

    def _sizes(self, values: Sequence[float]) -> dict[str, list[float]]:
        """Of each factor the sizes of its elementary effects, one of each trajectory."""
        found: dict[str, list[float]] = defaultdict(list)
        for place, (here, there) in enumerate(pairwise(self._drawn)):
            if (place + 1) % self._steps:
                moved = max(range(len(here)), key=lambda n: abs(there[n] - here[n]))
                size = abs(values[place + 1] - values[place]) / MOVE
                found[self._groups[moved]].append(size)
        return found

    def _screened(
        self, name: str, reach: float, size: float, mean: float, spread: float
    ) -> Screened:
        """What SALib says of a factor, for a move over its whole range."""
        by = self._stretch[name]
        signed = (None, None) if self._is_grouped else (by * mean, by * spread)
        return Screened(name, by * size, by * reach, *signed)


def _reach(sizes: Sequence[float]) -> float:
    """Half of the 95 % interval of a mean size."""
    mean, error = mean_and_error(sizes)
    return around(mean, 0.0 if error <= SAME * max(1.0, mean) else error, len(sizes))[1] - mean


def _moved(steps: int) -> float:
    """What part of its range a name with so many steps from value to value moves over at a time.

    >>> [round(_moved(steps), 2) for steps in (1, 2, 3, 4)]
    [1.0, 0.5, 0.67, 0.75]
    """
    return round(MOVE * steps) / steps


def _salib(part: str) -> Any:
    """The module of SALib that samples or analyzes.

    Raises:
        UsageError: It is not installed.
    """
    try:
        if part == "sample":
            from SALib.sample import morris  # noqa: PLC0415 - an extra, for whoever asks for it
        else:
            from SALib.analyze import morris  # noqa: PLC0415
    except ImportError:
        raise UsageError(needs("--sample morris", "SALib", "sensitivity")) from None
    return morris
