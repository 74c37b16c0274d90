"""What each player makes of each seat, against the same others on the same luck.

A player's gain in a seat is how much more it got out of it than the other one of a meeting did,
in the mean over everyone it met. Its bias is its gain in the first seat less that in the second:
0 for a player that is as good in either. Where one seat gets what the other does not, both games of
a meeting give one and the same gain in either seat, so that there no bias can be told.

All that was played on one luck is one draw: intervals are over seeds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from wargame.dataclass import dataclass
from wargame.lab.ranking.ladder_object import SideRow
from wargame.lab.ranking.meeting import Meeting
from wargame.lab.stats.estimate import Mean, average, mean_of


@dataclass(frozen=True, slots=True)
class Sides:
    """One player in both seats.

    Attributes:
        points: By seat, in deck order, less par.
        gains: By seat, over the others.
        bias: The first gain less the second; None where the seats share out what there is.
        meetings: How many these are taken over.
    """

    player: str
    points: tuple[float, float]
    gains: tuple[Mean, Mean]
    bias: Mean | None
    meetings: int

    def row(self, seats: Sequence[str]) -> SideRow:
        """The same for programs, by the names of the seats."""
        by_seat: dict[str, float] = {}
        for seat, points, gain in zip(seats, self.points, self.gains, strict=True):
            by_seat |= {
                f"points_{seat}": round(points, 3),
                f"gain_{seat}": round(gain.mean, 3),
                f"gain_{seat}_low": round(gain.low, 3),
                f"gain_{seat}_high": round(gain.high, 3),
            }
        bias = self.bias
        told = (bias.mean, bias.low, bias.high) if bias else (None, None, None)
        return SideRow(self.player, self.meetings, by_seat, *told)


def sides(
    players: Iterable[str], meetings: Sequence[Meeting], *, is_shared_out: bool = False
) -> list[Sides]:
    """A row for everyone who met anybody, in the order given.

    Args:
        is_shared_out: What one seat gets the other does not.
    """
    found = []
    for player in players:
        own = [m for m in meetings if player in (m.first, m.second)]
        if own:
            found.append(_of(player, own, is_shared_out))
    return found


def _of(player: str, own: Sequence[Meeting], is_shared_out: bool) -> Sides:
    seeds = [meeting.index for meeting in own]
    gains = [meeting.gains(player) for meeting in own]
    points = [meeting.points(player) for meeting in own]
    first, second = zip(*gains, strict=True)
    return Sides(
        player,
        (average([a for a, _ in points]), average([b for _, b in points])),
        (over_seeds(seeds, first), over_seeds(seeds, second)),
        None if is_shared_out else over_seeds(seeds, [a - b for a, b in gains]),
        len(own),
    )


def over_seeds(seeds: Sequence[int], values: Sequence[int]) -> Mean:
    """The mean of some values with its interval, all of one seed being one draw.

    >>> found = over_seeds([0, 0, 1, 1], [5, 5, 9, 9])
    >>> found.mean, found == over_seeds([0, 1], [5, 9])
    (7.0, True)
    """
    by: dict[int, list[int]] = defaultdict(list)
    for seed, value in zip(seeds, values, strict=True):
        by[seed].append(value)
    found = mean_of([(sum(some), len(some)) for some in by.values()])
    assert found is not None, "there are meetings"
    return found
