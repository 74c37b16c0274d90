"""Holm's step-down test over claims: how many rejections there may be with one chance of error."""

from __future__ import annotations

from collections.abc import Mapping

ALPHA = 0.025
"""One-sided and familywise, for the first judged version of a deck."""


def alpha_of(version: int) -> float:
    """What the judged version of a deck with this number may err: half for each later one.

    >>> alpha_of(1), alpha_of(3)
    (0.025, 0.00625)
    """
    return ALPHA * 0.5 ** (version - 1)


def adjusted(values: Mapping[int, float]) -> dict[int, float]:
    """Each p, raised so that it may be held against the whole familywise error (Holm 1979).

    >>> adjusted({1: 0.01, 2: 0.04, 3: 0.03, 4: 0.005})
    {4: 0.02, 1: 0.03, 3: 0.06, 2: 0.06}
    """
    found: dict[int, float] = {}
    highest, count = 0.0, len(values)
    for place, (name, p) in enumerate(sorted(values.items(), key=lambda row: (row[1], row[0]))):
        highest = max(highest, min(1.0, (count - place) * p))
        found[name] = highest
    return found
